import type { PlaygroundState } from '../../../store/store.ts';
import type { PlaceId } from '../../texts/classroom/glossary/ids.ts';

/** Leads to where the page shows a term. */

/** What leads on the page that is no state of the search. */
export interface Ways {
  /** Where settings are folded away: unfolds them. */
  openSettings(): void;
  /** On a phone: opens a destination; elsewhere everything is there. */
  goTo(destination: 'search' | 'board' | 'more'): void;
}

type Act = (state: PlaygroundState, ways: Ways) => void;

interface Place {
  readonly act: Act;
  /** What is pointed at then; of several the first one that is there. */
  readonly at: readonly string[];
  /** A control that is pressed in the end. */
  readonly press?: string;
  /** Of the dialog that holds it, which stays open. */
  readonly within?: string;
}

const upper =
  (view: 'child' | 'controller' | 'network'): Act =>
  ({ closeLayer, openTab }, { goTo }) => {
    closeLayer();
    goTo('search');
    openTab({ upper: view });
  };

const lower =
  (view: 'reward' | 'trade-off'): Act =>
  ({ closeLayer, openTab }, { goTo }) => {
    closeLayer();
    goTo('search');
    openTab({ lower: view });
  };

const board: Act = ({ closeLayer }, { goTo }) => {
  closeLayer();
  goTo('board');
};

const inspect =
  (tab: 'normal' | 'differences'): Act =>
  ({ openInspector, layer, turnLayer }) => {
    if (layer === null) openInspector({ tab });
    else turnLayer({ tab });
  };

const PLACES: Readonly<Record<Exclude<PlaceId, `setting:${string}`>, Place>> = {
  cells: { act: upper('child'), at: ['.cell-panel'] },
  curves: { act: upper('child'), at: ['.curves', '.cell-panel'] },
  controller: { act: upper('controller'), at: ['.controller', '.cell-panel'] },
  network: { act: upper('network'), at: ['.network-stack', '.cell-panel'] },
  counts: { act: upper('network'), at: ['.counts'] },
  'what-if': { act: upper('network'), at: ['.what-if-sizes'] },
  reward: { act: lower('reward'), at: ['.reward-panel'] },
  'trade-off': { act: lower('trade-off'), at: ['.tradeoff', '.reward-panel'] },
  board: { act: board, at: ['.board-scroll', '.column-board', '.phone-board'] },
  inspector: { act: inspect('normal'), at: ['.layer-view'] },
  differences: { act: inspect('differences'), at: ['.layer-view'] },
  comparison: {
    act: board,
    at: ['dialog.comparison'],
    press: '[data-opens="comparison"]',
    within: '.comparison',
  },
  recorded: { act: board, at: ['dialog.recorded'], press: '[data-opens="recorded"]', within: '.recorded' },
  engine: { act: (_, { goTo }) => goTo('more'), at: ['.adapter-facts:popover-open'], press: '.adapter-name' },
  link: { act: (_, { goTo }) => goTo('search'), at: ['[data-opens="link"]'] },
};

function placeOf(id: PlaceId): Place {
  if (!id.startsWith('setting:')) return PLACES[id as keyof typeof PLACES];
  const row = `[data-setting="${id.slice('setting:'.length)}"]`;
  const act: Act = (_, { openSettings }) => {
    if (document.querySelector(row) === null) openSettings();
  };
  return { act, at: [`${row} > *`], within: '.drawer' };
}

/** Long enough for a view that has to be loaded, ms. */
const PATIENCE = 4000;

/** Opens the place and points at it; answers whether it is there. What was open over the page closes. */
export async function goToPlace(id: PlaceId, state: PlaygroundState, ways: Ways): Promise<boolean> {
  const { act, at, press, within } = placeOf(id);
  const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
  const isInside = dialog !== null && within !== undefined && dialog.matches(within);
  if (dialog !== null && !isInside) dialog.close();
  act(state, ways);
  if (press !== undefined && !isInside) {
    const control = await found([press]);
    if (control === null) return false;
    control.click();
  }
  const target = await found(at);
  if (target === null) return false;
  pointAt(target);
  return true;
}

async function found(selectors: readonly string[]): Promise<HTMLElement | null> {
  const started = performance.now();
  for (;;) {
    // The first of them has its time to come; the others stand for it.
    const isLate = performance.now() - started > PATIENCE / 4;
    for (const selector of isLate ? selectors : selectors.slice(0, 1)) {
      const target = document.querySelector<HTMLElement>(selector);
      for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
        fold.open = true;
      if (target?.checkVisibility?.() ?? target) return target;
    }
    if (performance.now() - started > PATIENCE) return null;
    await new Promise((done) => setTimeout(done, 50));
  }
}

const CONTROL = ['input', 'select', 'button', '[tabindex="0"]'].join();

/** How long it is outlined, ms. */
const POINTED = 2400;

/** In sight, in focus, and outlined for a while. */
function pointAt(target: HTMLElement): void {
  target.scrollIntoView({ block: 'nearest' });
  const control = target.matches(CONTROL) ? target : target.querySelector<HTMLElement>(CONTROL);
  if (!target.contains(document.activeElement)) (control ?? target).focus({ preventScroll: true });
  target.dataset.pointed = '';
  setTimeout(() => delete target.dataset.pointed, POINTED);
}
