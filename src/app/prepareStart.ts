import type { PlaygroundStore } from '../store/store.ts';

/** How long a page that is never idle is waited for, ms. */
const LATEST = 8000;

/** Where a browser tells of no idle time, ms. */
const USUAL = 2000;

/**
 * Fetches the worker of Start, and its images, once a page that opened on nothing is idle: not for who asked for few data, not
 * on a page that opened on a run or on a link, and not where a search was begun meanwhile.
 */
export function prepareStart(store: PlaygroundStore): void {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  whenIdle(() => {
    const { run, interrupted, shown, prepare } = store.getState();
    if ((run === null || run.isPreview) && interrupted === null && shown.source === 'live') prepare();
  });
}

/** After what the page itself loads. */
function whenIdle(act: () => void): void {
  const ask = (): void => {
    if (typeof window.requestIdleCallback === 'function') requestIdleCallback(act, { timeout: LATEST });
    else setTimeout(act, USUAL);
  };
  if (document.readyState === 'complete') ask();
  else window.addEventListener('load', ask, { once: true });
}
