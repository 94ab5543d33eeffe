import type { PlaygroundStore } from '../store/store.ts';
import { whenIdle } from './whenIdle.ts';

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
