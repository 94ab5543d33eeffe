import type { Result } from '../../base/result.ts';
import type { LinkError } from '../../codecs/route.ts';
import { isMade } from '../../search/made.ts';
import type { Architecture } from '../../space/architecture.ts';
import { presetOf } from '../../space/presets.ts';

/** What the cell panel draws. */
export type Shown =
  | { readonly source: 'live' }
  | { readonly source: 'trial'; readonly trial: number }
  /** One of the wave in training, by its place in it (run/children/wave.ts): the next wave's takes that place. Else as `live`. */
  | { readonly source: 'slot'; readonly slot: number }
  /** A child by hand, h1 is 1. */
  | { readonly source: 'made'; readonly number: number }
  | { readonly source: 'pair'; readonly architecture: Architecture; readonly title: string }
  | { readonly source: 'link'; readonly architecture: Architecture };

const { architecture, title } = presetOf('nasnet-a');

/** The pair that is drawn before a run has its first child. */
export const beforeFirst = { architecture, title } as const;

/** A child by its number in its run; below 0 it is one by hand (search/made.ts). */
export const shownChild = (id: number): Shown =>
  isMade(id) ? { source: 'made', number: -id } : { source: 'trial', trial: id };

/** What is drawn once a search begins or goes on: a shared pair that was opened stays until the person leaves it. */
export const shownWhileStarting = (shown: Shown): Shown =>
  shown.source === 'link' ? shown : { source: 'live' };

/** Why there is no GPU to train on; `linux`: where flags of the browser may keep it away. */
export interface GpuLack {
  readonly ok: false;
  /** `insecure`: browsers offer it on https and localhost alone. */
  readonly lack: 'insecure' | 'no-webgpu' | 'no-adapter';
  readonly linux: boolean;
}

/** What the browser offers, as found by the composition root; null while it is still looking. */
export interface Capabilities {
  readonly secureContext: boolean;
  /** An adapter's name, or why there is none. */
  readonly gpu:
    | {
        readonly ok: true;
        readonly adapter: string;
        /** Whether it is a program on the processor. */
        readonly software: boolean;
      }
    | GpuLack
    | null;
  /** Threads of the processor that training may take. */
  readonly threads: number;
  /** Whether its own engine can train on the processor: WebAssembly with SIMD. */
  readonly simd: boolean;
}

/**
 * The view that is open in each of the two panels, by the names that stay. One that the page does not have yet counts as the
 * panel's first.
 */
export interface OpenTabs {
  readonly upper: 'child' | 'controller' | 'network';
  readonly lower: 'reward' | 'trade-off';
}

/** What is looked at, and with what. */
export interface ViewState {
  readonly shown: Shown;
  readonly tabs: OpenTabs;
  readonly linkProblem: LinkError | null;
  readonly capabilities: Capabilities;

  show(shown: Shown): void;
  /** Opens a view in its panel; the other panel stays as it is. */
  openTab(tab: Partial<OpenTabs>): void;
  openLink(result: Result<Architecture, LinkError>): void;
  dismissLinkProblem(): void;
  setCapabilities(capabilities: Capabilities): void;
}

export function createViewSlice(
  set: (patch: Partial<ViewState>) => void,
  get: () => Pick<ViewState, 'tabs'> & { adoptPreview(): void; leaveReplay(): void; closeLayer(): void },
): ViewState {
  return {
    shown: { source: 'live' },
    tabs: { upper: 'child', lower: 'reward' },
    linkProblem: null,
    capabilities: { secureContext: true, gpu: null, threads: 1, simd: true },

    show(shown) {
      if (shown.source === 'trial') get().adoptPreview();
      set({ shown });
    },
    openTab: (tab) => set({ tabs: { ...get().tabs, ...tab } }),
    openLink(result) {
      if (!result.ok) return set({ linkProblem: result.error });
      get().closeLayer();
      get().leaveReplay();
      // Whoever follows a link comes for its cells.
      const tabs = { ...get().tabs, upper: 'child' } as const;
      const shown = { source: 'link', architecture: result.value } as const;
      set({ shown, tabs, linkProblem: null });
    },
    dismissLinkProblem: () => set({ linkProblem: null }),
    setCapabilities: (capabilities) => set({ capabilities }),
  };
}
