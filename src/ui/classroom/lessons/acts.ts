import type { PlaygroundState, PlaygroundStore } from '../../../store/store.ts';
import type { TabPlace } from './place.ts';
import { shown, tabOf } from './pointer.ts';

/** What Show me does, one visible act after the other: as a person would, by the page's own controls. */
export interface Acts {
  /** Outlines a control, and presses it. */
  press(css: string): Promise<void>;
  /** Opens a view of a panel, where another is open. */
  tab(tab: TabPlace): Promise<void>;
  /** Writes into a field. */
  type(css: string, text: string): Promise<void>;
  /** Presses a key on a control. */
  key(css: string, key: string): Promise<void>;
  /** Waits until the page is so. Rejects after some seconds in which nothing goes on. */
  until(is: (state: PlaygroundState) => boolean): Promise<void>;
  get(): PlaygroundState;
}

/** What an act needs is not on the page. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

export interface ActsPorts {
  readonly store: PlaygroundStore;
  /** What is outlined meanwhile. */
  point(css: string | null): void;
  readonly signal: AbortSignal;
  /** Between two acts, ms. */
  readonly pace: number;
}

const PATIENCE = 8000;
const LOOK = 50;

/** While something goes on that a step may wait for, waiting is no failing. */
const isBusy = ({ comparing, replay, inspection }: PlaygroundState): boolean =>
  comparing.phase !== 'idle' ||
  replay?.playing === true ||
  ['opening', 'training', 'evaluating'].includes(inspection?.stage.type ?? '');

export function createActs({ store, point, signal, pace }: ActsPorts): Acts {
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
    });
  const waitFor = async <Found>(look: () => Found | null, what: string): Promise<Found> => {
    for (let waited = 0; waited < PATIENCE; ) {
      const found = look();
      if (found !== null) return found;
      await wait(LOOK);
      if (!isBusy(store.getState())) waited += LOOK;
    }
    throw new NotThere(what);
  };
  const find = (css: string): Promise<HTMLElement | SVGElement> => waitFor(() => shown(css), css);
  const look = async (css: string): Promise<HTMLElement | SVGElement> => {
    const found = await find(css);
    found.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    point(css);
    await wait(pace);
    return find(css);
  };
  const acts: Acts = {
    get: store.getState,
    async press(css) {
      const found = await look(css);
      if (found instanceof HTMLElement) found.focus({ preventScroll: true });
      found.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      await wait(pace / 2);
    },
    async tab(tab) {
      if (store.getState().tabs[tab[0]] !== tab[1]) await acts.press(tabOf(tab));
    },
    async type(css, text) {
      const found = await look(css);
      if (!(found instanceof HTMLInputElement)) throw new NotThere(css);
      found.focus({ preventScroll: true });
      // As if typed: React hears of a value that was set by its element's own setter.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(found, text);
      found.dispatchEvent(new Event('input', { bubbles: true }));
      await wait(pace / 2);
    },
    async key(css, key) {
      const found = await look(css);
      if (found instanceof HTMLElement) found.focus({ preventScroll: true });
      found.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await wait(pace / 2);
    },
    async until(is) {
      await waitFor(() => (is(store.getState()) ? true : null), 'until');
    },
  };
  return acts;
}
