import type { Contest } from '../../codecs/contest/contest.ts';
import { isOfContest } from '../../run/contest/figures.ts';
import { isNoWorse, leastCosts, type Over, overIn } from '../../run/contest/rules.ts';
import type { LiveRun } from '../../run/live.ts';
import type { Architecture, DraftPair } from '../../space/architecture.ts';
import { EMPTY_PAIR } from '../../space/edit/draft.ts';
import { draftAt } from '../../space/edit/history.ts';
import { type Edit, edited } from '../../space/edit.ts';
import type { OperationId } from '../../space/operations/index.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import type { EditLimits, EditorSlice } from '../editor/editor.ts';
import type { LentState } from '../settings/lent.ts';

/** A contest that the page is set to. */
export interface OpenContest {
  readonly contest: Contest;
  /** As its link says it. */
  readonly terms: string;
  readonly digest: string;
}

/** Whoever opens a contest has the words, which are loaded with its link's reader. */
export interface ContestWords {
  /** `cheaper`: operations that the contest takes in the place of the one that is chosen. */
  over(over: Over, edit: Edit, cheaper: readonly OperationId[]): string;
  /** What the pair is called that the editor begins with. */
  readonly first: string;
}

export interface ContestState {
  readonly contest: OpenContest | null;
  /** Sets the editor to it, at a pair where one is given; its settings are lent as those of a link. */
  openContest(opened: OpenContest, words: ContestWords, architecture: Architecture | null): void;
  /** Gives a person's own settings back; what was edited stays. */
  leaveContest(): void;
}

type Around = ContestState &
  EditorSlice &
  Pick<LentState, 'lendSettings' | 'keepOwnSettings'> & {
    readonly run: LiveRun | null;
    dismissLinkProblem(): void;
  };

export function createContestSlice(
  set: (patch: Partial<Pick<Around, 'contest' | 'editLimits'>>) => void,
  get: () => Around,
): ContestState {
  return {
    contest: null,
    openContest(opened, words, architecture) {
      const { contest } = opened;
      const before = (): DraftPair => {
        const { editor } = get();
        return editor === null ? EMPTY_PAIR : draftAt(editor.history);
      };
      set({ contest: opened, editLimits: limitsOf(contest, words, before) });
      get().dismissLinkProblem();
      get().lendSettings(contest.settings);
      if (architecture !== null) return get().openLinkedEditor(architecture);
      const first = firstPair(contest);
      if (first === null) get().openEditor(null);
      else get().openEditor(first.architecture, { kind: 'titled', title: first.title ?? words.first });
    },
    leaveContest() {
      if (get().contest === null) return;
      set({ contest: null, editLimits: null });
      get().keepOwnSettings();
    },
  };
}

/** The contest whose children belong into a run; null where none is open, or the run is another's. */
export const contestOf = (
  { contest }: Pick<ContestState, 'contest'>,
  run: Pick<LiveRun, 'settings'>,
): Contest | null =>
  contest !== null && isOfContest(contest.contest, run.settings) ? contest.contest : null;

/** Drafts are asked for again and again, as often as their choices are drawn. */
const MOST_KNOWN = 400;

function limitsOf(contest: Contest, words: ContestWords, before: () => DraftPair): EditLimits {
  const known = new Map<string, Over | null>();
  const over = (draft: DraftPair): Over | null => {
    const key = JSON.stringify(draft);
    const was = known.get(key);
    if (was !== undefined) return was;
    if (known.size >= MOST_KNOWN) known.clear();
    const found = overIn(contest, draft);
    known.set(key, found);
    return found;
  };
  return (edit, after) => {
    const found = over(after);
    if (found === null) return null;
    const draft = before();
    if (edit.kind !== 'put-in' && isNoWorse(found, over(draft))) return null;
    return words.over(found, edit, cheaperThan(contest, found, draft, edit, over));
  };
}

/** How many are named. */
const MOST_CHEAPER = 2;

/** Where a limit is why it isn't taken: the dearest of those operations that are taken there, all of them cheaper. */
function cheaperThan(
  contest: Contest,
  found: Over,
  draft: DraftPair,
  edit: Edit,
  over: (draft: DraftPair) => Over | null,
): OperationId[] {
  const { kind } = found;
  if (edit.kind !== 'operation' || (kind !== 'parameters' && kind !== 'multiplyAdds')) return [];
  const now = draft[edit.cell].blocks[edit.block]?.operations[edit.slot];
  return contest.settings.operations
    .flatMap((to) => {
      const after = to === now ? null : edited(draft, { ...edit, to });
      if (after === null || over(after) !== null) return [];
      return [{ to, cost: leastCosts(contest, after)?.[kind] ?? 0 }];
    })
    .sort((a, b) => b.cost - a.cost)
    .slice(0, MOST_CHEAPER)
    .map(({ to }) => to);
}

/** The first that the contest takes: published cells, then the smallest of its operations; null: begin from nothing. */
function firstPair(contest: Contest): { architecture: Architecture; title: string | null } | null {
  const preset = CELL_PRESETS.find(({ architecture }) => overIn(contest, architecture) === null);
  if (preset !== undefined) return preset;
  return (
    smallPairs(contest)
      .map((architecture) => ({ architecture, title: null }))
      .find(({ architecture }) => overIn(contest, architecture) === null) ?? null
  );
}

function smallPairs({ settings: { operations, rewards } }: Contest): Architecture[] {
  const add = (operation: OperationId) =>
    ({ inputs: [0, 1], operations: [operation, operation], combiner: 'add' }) as const;
  // Something to begin with where it is taken, then whatever is.
  const ones = [...operations.filter((one) => one === 'sepconv_3x3'), ...operations];
  // The reduction cell of the table is fixed.
  const fixed = { blocks: [add('maxpool_3x3'), add('avgpool_3x3')] };
  return ones.map((one) => {
    const cell = { blocks: [add(one)] };
    return rewards === 'table'
      ? { normal: { blocks: [add(one), add(one)] }, reduction: fixed }
      : { normal: cell, reduction: cell };
  });
}
