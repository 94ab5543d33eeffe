import type { RunId } from '../../protocol/protocol.ts';
import type { LiveRun } from '../../run/live.ts';
import type { Architecture, CellKind, DraftPair } from '../../space/architecture.ts';
import type { DraftNode } from '../../space/edit/choices.ts';
import { EMPTY_PAIR, samePair } from '../../space/edit/draft.ts';
import { beginHistory, type History } from '../../space/edit/history.ts';
import type { Edit } from '../../space/edit.ts';
import type { Layer, LayerState } from '../shown/layer.ts';
import type { TakenState } from '../shown/taken.ts';

/** What an edited pair is a copy of. */
export type EditorOrigin =
  /** Number below 0: one by hand (search/made.ts). */
  | { readonly kind: 'child'; readonly run: RunId | null; readonly number: number }
  | { readonly kind: 'titled'; readonly title: string }
  | { readonly kind: 'linked' }
  | { readonly kind: 'empty' };

/** The pair that is edited, with all that was done to it. */
export interface EditorState {
  readonly origin: EditorOrigin;
  readonly history: History;
  /** As it was whole last: what the address says while a block is unfinished. Null: it never was. */
  readonly whole: Architecture | null;
}

/**
 * Why an edit may not be done where something limits edits, as a sentence; null where it may. `after`: the draft that it would
 * give. Nothing but a contest limits them.
 */
export type EditLimits = (edit: Edit, after: DraftPair) => string | null;

/** What it is opened and left by; what is done to it is in edits.ts, which is loaded with its view. */
export interface EditorSlice {
  readonly editor: EditorState | null;
  /** Pairs that were edited before on this page, the latest first: each is found again as it was left. */
  readonly editorsLeft: readonly EditorState[];
  readonly editLimits: EditLimits | null;
  /** The node that the editor is to begin at, until another one is chosen. */
  readonly editorNode: DraftNode | null;
  /** Opens a copy of a pair, or of the one that is shown; null: from nothing. What was edited of it before is still there. */
  openEditor(
    architecture?: Architecture | null,
    origin?: EditorOrigin,
    at?: { readonly tab: CellKind; readonly node: DraftNode },
  ): void;
  /** Of an address: one that is edited here already is found again. */
  openLinkedEditor(architecture: Architecture | null): void;
}

type Around = EditorSlice &
  Pick<LayerState, 'layer'> &
  Pick<TakenState, 'taken'> & { readonly run: Pick<LiveRun, 'id'> | null };

/** The pair that is drawn, as selectors.ts answers it. */
interface Drawn {
  readonly architecture: Architecture;
  readonly kind: string;
  readonly title: string | null;
  readonly trial: number | null;
}

/** Pairs are small, and nobody edits more of them on one visit. */
const MOST_LEFT = 50;

export function createEditorSlice(
  set: (patch: Partial<Pick<Around, 'layer' | 'editor' | 'editorsLeft' | 'editorNode' | 'taken'>>) => void,
  get: () => Around,
  drawn: () => Drawn,
): EditorSlice {
  const open = (editor: EditorState, at?: { readonly tab: CellKind; readonly node: DraftNode }): void => {
    const { layer, editor: before, editorsLeft } = get();
    const left = [...(before === null ? [] : [before]), ...editorsLeft].filter((one) => one !== editor);
    const opened: Layer = {
      view: 'editor',
      tab: at?.tab ?? tabOf(layer),
      beside: null,
      cell: null,
      held: layer?.held ?? null,
      from: layer?.from ?? null,
    };
    set({
      editor,
      layer: opened,
      editorsLeft: left.slice(0, MOST_LEFT),
      editorNode: at?.node ?? null,
      taken: null,
    });
  };
  const known = (is: (editor: EditorState) => boolean): EditorState | undefined => {
    const { editor, editorsLeft } = get();
    return editor !== null && is(editor) ? editor : editorsLeft.find(is);
  };

  return {
    editor: null,
    editorsLeft: [],
    editLimits: null,
    editorNode: null,
    openEditor(architecture, origin, at) {
      const state = get();
      const shown = drawn();
      const pair = architecture === undefined ? shown.architecture : architecture;
      const from = origin ?? (pair === null ? EMPTY : originOf(shown, state.run?.id ?? null));
      const fresh = begun(pair, from);
      open(known((one) => isCopyOf(one, fresh)) ?? fresh, at);
    },
    openLinkedEditor(architecture) {
      const fresh = begun(architecture, architecture === null ? EMPTY : { kind: 'linked' });
      const same = known((one) => isNow(one, architecture));
      open(same ?? known((one) => isCopyOf(one, fresh)) ?? fresh);
    },
  };
}

const EMPTY: EditorOrigin = { kind: 'empty' };

const begun = (architecture: Architecture | null, origin: EditorOrigin): EditorState => ({
  origin,
  history: beginHistory(architecture ?? EMPTY_PAIR),
  whole: architecture,
});

const tabOf = (layer: Layer | null): CellKind => (layer?.tab === 'reduction' ? 'reduction' : 'normal');

function originOf({ kind, title, trial }: Drawn, run: RunId | null): EditorOrigin {
  if (trial !== null) return { kind: 'child', run, number: trial };
  return kind === 'shared' ? { kind: 'linked' } : { kind: 'titled', title: title ?? '' };
}

const isCopyOf = ({ origin, history }: EditorState, fresh: EditorState): boolean =>
  JSON.stringify(origin) === JSON.stringify(fresh.origin) && samePair(history.start, fresh.history.start);

const isNow = ({ whole }: EditorState, architecture: Architecture | null): boolean =>
  whole === architecture || (whole !== null && architecture !== null && samePair(whole, architecture));
