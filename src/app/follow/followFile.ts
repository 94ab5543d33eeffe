import { BEFORE } from '../../store/replay/followed.ts';
import type { PlaygroundStore } from '../../store/store.ts';

/** Shows the run that the server follows; what does so comes apart from the page's first load, which seldom needs it. */
export async function followFile(store: PlaygroundStore): Promise<void> {
  store.getState().setFollowed(BEFORE);
  try {
    const { followHere } = await import('./followHere.ts');
    await followHere(store);
  } catch (thrown) {
    console.error(thrown);
    if (store.getState().followed !== null)
      store.getState().setFollowed({ ...BEFORE, problem: { kind: 'unloaded' } });
  }
}
