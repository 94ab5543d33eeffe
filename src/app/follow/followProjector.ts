import type { PlaygroundStore } from '../../store/store.ts';
import { isCovered } from '../../ui/parts/isCovered.ts';

/** The parameter of the address that opens the page as a beamer shows it. */
const BIG = 'big';

/** Where letters are typed or choose something. */
const TYPED_IN = 'input, textarea, select, [contenteditable], [role="textbox"]';

/**
 * Keeps root element and address in step with whether the page is projected: `?big` does it, the key P does and undoes it,
 * Escape undoes it.
 */
export function followProjector(store: PlaygroundStore): void {
  const { dataset } = document.documentElement;
  if (new URLSearchParams(location.search).has(BIG)) {
    store.getState().setProjector(true);
    dataset.projector = '';
  }
  store.subscribe(({ projector }, before) => {
    const on = projector !== null;
    if (on === (before.projector !== null)) return;
    if (on) dataset.projector = '';
    else delete dataset.projector;
    history.replaceState(
      history.state,
      '',
      location.pathname + searchWith(location.search, on) + location.hash,
    );
  });
  document.addEventListener('keydown', (event) => {
    const { projector, setProjector } = store.getState();
    const act = actOf(event, projector !== null);
    if (act === null) return;
    event.preventDefault();
    setProjector(act === 'enter');
  });
}

function actOf(event: KeyboardEvent, isProjected: boolean): 'enter' | 'leave' | null {
  const { key, target, repeat, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
  if (defaultPrevented || repeat || altKey || ctrlKey || metaKey || shiftKey) return null;
  if (target instanceof Element && target.closest(TYPED_IN) !== null) return null;
  if (key === 'Escape') return isProjected && !isAnythingOpen() ? 'leave' : null;
  if (key.toLowerCase() !== 'p') return null;
  return isProjected ? 'leave' : 'enter';
}

/** What Escape closes first. */
const isAnythingOpen = (): boolean => isCovered() || document.querySelector('.layer') !== null;

/** The same parameters with or without that one, as they were written. */
export function searchWith(search: string, on: boolean): string {
  const others = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && part !== BIG && !part.startsWith(`${BIG}=`));
  const all = on ? [...others, BIG] : others;
  return all.length === 0 ? '' : `?${all.join('&')}`;
}
