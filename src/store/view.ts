import type { Result } from '../base/result.ts';
import type { ShareError } from '../codecs/share.ts';
import type { Architecture } from '../space/architecture.ts';

/** What the cell panel draws. */
export type Shown =
  | { readonly source: 'live' }
  | { readonly source: 'trial'; readonly trial: number }
  | { readonly source: 'pair'; readonly architecture: Architecture; readonly title: string };

/** What the browser offers, as found by the composition root; null while it is still looking. */
export interface Capabilities {
  readonly secureContext: boolean;
  /** An adapter's name, or why there is none. */
  readonly gpu:
    | { readonly ok: true; readonly adapter: string }
    | { readonly ok: false; readonly reason: string; readonly remedy: string }
    | null;
}

/** What is looked at, and with what. */
export interface ViewState {
  readonly shown: Shown;
  readonly linkProblem: ShareError | null;
  readonly capabilities: Capabilities;

  show(shown: Shown): void;
  openLink(result: Result<Architecture, ShareError>): void;
  dismissLinkProblem(): void;
  setCapabilities(capabilities: Capabilities): void;
}

export function createViewSlice(set: (patch: Partial<ViewState>) => void): ViewState {
  return {
    shown: { source: 'live' },
    linkProblem: null,
    capabilities: { secureContext: true, gpu: null },

    show: (shown) => set({ shown }),
    openLink(result) {
      if (!result.ok) return set({ linkProblem: result.error });
      const shown = { source: 'pair', architecture: result.value, title: 'Shared pair' } as const;
      set({ shown, linkProblem: null });
    },
    dismissLinkProblem: () => set({ linkProblem: null }),
    setCapabilities: (capabilities) => set({ capabilities }),
  };
}
