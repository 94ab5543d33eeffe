import { parseShareFragment } from '../codecs/share.ts';
import type { PlaygroundStore } from '../store/store.ts';

/** Opens the pair in the address, now and whenever the fragment changes. Needs neither GPU, data nor tfjs. */
export function followLinks(store: PlaygroundStore): void {
  const open = (): void => {
    if (location.hash.length > 1) store.getState().openLink(parseShareFragment(location.hash));
  };
  open();
  window.addEventListener('hashchange', open);
}
