import type { WeightsOrigin, WeightsSplit } from '../../codecs/origin.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { LayerState } from './layer.ts';
import type { ViewState } from './view.ts';

/** A child that was trained elsewhere, from a file of weights; it is of no run, and nothing of it is kept. */
export interface ImportedChild {
  /** The file's name. */
  readonly file: string;
  readonly architecture: Architecture;
  /** Its network's, for images that are to be had here. */
  readonly settings: Settings;
  /** Of all parameters in their order (engine/checkpoint/programState.ts). */
  readonly weights: Float32Array<ArrayBuffer>;
  /** As the file says. */
  readonly origin: WeightsOrigin;
  /** That of its settings, where the file tells how its training cut the images; null: nobody knows which images trained it. */
  readonly split: WeightsSplit | null;
}

export interface ImportedState {
  /** For as long as its pair is shown. */
  readonly imported: ImportedChild | null;
  /** Shows it in the inspector. */
  openImported(child: ImportedChild): void;
}

type Around = ImportedState &
  Pick<ViewState, 'shown' | 'tabs' | 'linkProblem'> &
  Pick<LayerState, 'openInspector'> & { leaveReplay(): void };

export function createImportedSlice(
  set: (patch: Partial<Pick<Around, 'imported' | 'shown' | 'tabs' | 'linkProblem'>>) => void,
  get: () => Around,
): ImportedState {
  return {
    imported: null,
    openImported(imported) {
      get().leaveReplay();
      const { architecture, file: title } = imported;
      const tabs = { ...get().tabs, upper: 'child' } as const;
      set({ imported, shown: { source: 'pair', architecture, title }, tabs, linkProblem: null });
      get().openInspector();
    },
  };
}

/** The imported child, where it is what is drawn. */
export function shownImported({ imported, shown }: Pick<Around, 'imported' | 'shown'>): ImportedChild | null {
  const isShown = shown.source === 'pair' && shown.architecture === imported?.architecture;
  return isShown ? imported : null;
}
