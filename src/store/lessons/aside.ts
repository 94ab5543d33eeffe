import type { ComparisonState } from '../comparison.ts';
import type { ContestState } from '../contest/contest.ts';
import type { EditorSlice } from '../editor/editor.ts';
import type { ReplayState } from '../replay/replay.ts';
import type { Replay } from '../replay/whole.ts';
import type { LayerState } from '../shown/layer.ts';
import type { TakenState } from '../shown/taken.ts';
import type { ViewState } from '../shown/view.ts';

/** Puts what a view remembers aside, so that it is as it was at first; gives it back. */
export type TakeAside = () => () => void;

/** What a lesson may change of the page, and leaves as it found it. */
type PageAside = Pick<ViewState, 'tabs' | 'shown'> &
  Pick<LayerState, 'layer'> &
  Pick<EditorSlice, 'editor' | 'editorsLeft' | 'editorNode' | 'editLimits'> &
  Pick<ContestState, 'contest'> &
  Pick<TakenState, 'taken'> &
  Pick<ComparisonState, 'comparing'>;

export type PageAround = PageAside &
  Pick<ComparisonState, 'closeComparison'> &
  Pick<ReplayState, 'replay' | 'returnToReplay'>;

type PagePatch = Partial<PageAside>;

/** A lesson begins with the page as it is at first, whatever a person did on it. */
const FRESH = {
  tabs: { upper: 'child', lower: 'reward' },
  layer: null,
  editor: null,
  editorsLeft: [],
  editorNode: null,
  editLimits: null,
  contest: null,
  taken: null,
} as const satisfies PagePatch;

/** The one place that knows what a lesson puts aside. `taken` and `given` answer patches of the page's state. */
export function createAside(get: () => PageAround) {
  let before: { readonly page: PageAside; readonly replay: Replay | null } | null = null;
  let views: readonly TakeAside[] = [];
  const back = new Map<TakeAside, () => void>();
  const takeViews = (): void => {
    for (const take of views) if (!back.has(take)) back.set(take, take());
  };
  return {
    /** Of the page as it is just now. */
    taken(now: PagePatch = {}): PagePatch {
      const { tabs, shown, layer, editor, editorsLeft, editorNode, ...more } = { ...get(), ...now };
      const { editLimits, contest, taken, comparing, replay } = more;
      const page = {
        tabs,
        shown,
        layer,
        editor,
        editorsLeft,
        editorNode,
        editLimits,
        contest,
        taken,
        comparing,
      };
      before = { page, replay };
      takeViews();
      return { ...FRESH, comparing: { ...comparing, terms: null, result: null } };
    },
    given(): PagePatch {
      // What was put aside first is what was there.
      for (const give of [...back.values()].reverse()) give();
      back.clear();
      if (before === null) return {};
      // The lesson's comparison ends with it; what the page has read of the benchmark stays.
      if (get().comparing.phase !== 'idle') get().closeComparison();
      const { page, replay } = before;
      before = null;
      // Where a lesson's own run took its place.
      if (replay !== null) get().returnToReplay(replay);
      const { terms, result } = page.comparing;
      return { ...page, comparing: { ...get().comparing, terms, result } };
    },
    /** `isOpen`: a lesson is open, whose views these are from now on. */
    keep(kept: readonly TakeAside[], isOpen: boolean): void {
      views = kept;
      if (isOpen) takeViews();
    },
  };
}
