import { lastChild } from '../../run/children/lastChild.ts';
import type { LiveRun } from '../../run/live.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { TakenState } from './taken.ts';
import { beforeFirst, type Shown, shownChild, type ViewState } from './view.ts';
import { shownSlot } from './wave.ts';

/** What lies over the settings and the panels; bar and leaderboard stay, and go on choosing the child. */
export interface Layer {
  readonly view: 'inspector' | 'editor';
  /** The cell that is drawn, or what two children differ in, which the editor has not. */
  readonly tab: LayerTab;
  /** What the shown child is held against, once it was chosen. */
  readonly beside: Beside | null;
  /** Number of the cell in the network, from 1, by which it was opened; null: the first of its kind. */
  readonly cell: number | null;
  /** What was held on to where the live child, or one of a wave, was opened: while it is what is shown, closing leads back. */
  readonly held: Shown | null;
  /** What closing leads back to then; null: the live one. */
  readonly from: Shown | null;
}

/** A trial of the run that is shown, or a pair with a title. */
export type Beside = number | { readonly title: string; readonly architecture: Architecture };

export type LayerTab = 'normal' | 'reduction' | 'differences';

type Turned = Pick<Layer, 'tab' | 'beside' | 'cell'>;

export interface LayerState {
  readonly layer: Layer | null;
  /** Opens the inspector, on the child of a trial or else on the one that is shown. */
  openInspector(target?: Partial<Turned> & { readonly trial?: number }): void;
  /** Of the layer that is open. */
  turnLayer(to: Partial<Turned>): void;
  closeLayer(): void;
  /** Where its run is left for another; what is edited belongs to none, and stays. */
  closeInspector(): void;
}

type Around = LayerState &
  Pick<TakenState, 'taken'> &
  Pick<ViewState, 'shown' | 'show'> & { readonly run: LiveRun | null };

export function createLayerSlice(
  set: (patch: Partial<Pick<Around, 'layer' | 'shown' | 'taken'>>) => void,
  get: () => Around,
): LayerState {
  return {
    layer: null,
    openInspector({ trial, tab, beside = null, cell = null } = {}) {
      const { shown, run, show } = get();
      const isLive = shown.source === 'live' || shown.source === 'slot';
      const live =
        trial === undefined && isLive && run !== null
          ? (shownSlot({ shown, run, replay: null }) ?? run.current ?? lastChild(run))?.number
          : undefined;
      const number = trial ?? live;
      // The search goes on behind the layer: the child that is looked into stays.
      if (number !== undefined) show(shownChild(number));
      else if (isLive) show({ source: 'pair', ...beforeFirst });
      const held = trial === undefined && isLive ? get().shown : null;
      set({
        layer: {
          view: 'inspector',
          tab: tab ?? (beside === null ? 'normal' : 'differences'),
          beside,
          cell,
          held,
          from: shown.source === 'slot' ? shown : null,
        },
      });
    },
    turnLayer(to) {
      const { layer } = get();
      if (layer !== null) set({ layer: { ...layer, ...to } });
    },
    closeLayer() {
      const { layer, shown } = get();
      if (layer === null) return;
      // What was given to be put in has nothing to be put into any more.
      const taken = layer.view === 'editor' ? { taken: null } : {};
      set({
        layer: null,
        ...taken,
        ...(layer.held === shown ? { shown: layer.from ?? { source: 'live' } } : {}),
      });
    },
    closeInspector() {
      if (get().layer?.view === 'inspector') get().closeLayer();
    },
  };
}
