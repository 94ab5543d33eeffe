import type { Shown } from '../../store/shown/view.ts';
import type { PlaygroundStore } from '../../store/store.ts';
import { openFragment } from './address.ts';

/** An entry of the browser's history that lessons, a layer, or what is read, was opened with: the browser's Back closes it. */
export interface Entry {
  readonly lesson?: boolean;
  readonly layer?: boolean;
  readonly reading?: boolean;
}

export const entry = (): Entry => (window.history.state as Entry | null) ?? {};

/** What is known of the browser's history from one event to the next. */
export interface PageHistory {
  /** The address as it was read or set last. */
  known: string | null;
  /** The pair that the address brought, and how it did: once it is left a reload must not bring it back; with it its link comes back. */
  linked: { readonly shown: Shown; readonly hash: string } | null;
  /** What is closed already, while the browser is on its way back to the entry before it. */
  closing: 'reading' | 'layer' | 'lesson' | null;
  /** The address as a layer was opened over it. */
  under: string | null;
  /** A link is being followed: the address names what comes, and nothing is left by a step back. */
  isFollowing: boolean;
  /** A link's settings are being lent. */
  isLending: boolean;
  /** The fragment that the page's state has. */
  own(): string;
  /** Sets the address, in the place of the entry or with one more. */
  write(hash: string, how: 'replace' | Entry): void;
  /** Closes by a step back what an entry was opened with; else its address gives way. */
  stepBack(of: 'reading' | 'layer' | 'lesson'): void;
  /** Takes the address of the entry that the browser came to as the page's own. */
  settle(): void;
  follow(act: () => void): void;
}

export function createHistory(store: PlaygroundStore): PageHistory {
  const page: PageHistory = {
    ...{ known: null, linked: null, closing: null, under: null, isFollowing: false, isLending: false },
    own() {
      const state = store.getState();
      return openFragment(state) ?? (state.shown === page.linked?.shown ? page.linked.hash : '');
    },
    write(hash, how) {
      if (how === 'replace' && hash === location.hash) return;
      page.known = hash;
      const address = location.pathname + location.search + hash;
      if (how === 'replace') return window.history.replaceState(entry(), '', address);
      if (how.layer === true) page.under = location.hash;
      window.history.pushState(how, '', address);
    },
    stepBack(of) {
      if (entry()[of] !== true) return page.write(page.own(), 'replace');
      page.closing = of;
      window.history.back();
    },
    settle() {
      page.known = location.hash;
      page.write(page.own(), 'replace');
    },
    follow(act) {
      const before = page.isFollowing;
      page.isFollowing = true;
      act();
      page.isFollowing = before;
    },
  };
  return page;
}
