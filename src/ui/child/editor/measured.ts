import { useMemo } from 'react';
import type { LiveRun } from '../../../run/live.ts';
import type { MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { sameGraph } from '../../../space/canonical.ts';
import { contestOf } from '../../../store/contest/contest.ts';
import { usePlayground } from '../../../store/context.ts';
import type { EditorOrigin, EditorState } from '../../../store/editor/editor.ts';
import { lastTrained } from '../../../store/made/sameGraph.ts';
import { endedChild } from '../../../store/shown/selectors.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { millisecondsAStep } from '../../search/tradeoff/children.ts';

/** By what Train it trains. A recorded run that plays on a first visit trains nothing. */
export const trainedBy = ({ contest, run, settings }: PlaygroundState): Settings =>
  contest !== null ? contest.contest.settings : run === null || run.isPreview ? settings : run.settings;

/** By what the pair is counted: a child's copy by its run's settings, while that run is shown, so that what it was and is compare. */
export const countedBy = (state: PlaygroundState, { origin }: EditorState): Settings => {
  const { contest, run } = state;
  return contest === null && run !== null && isOf(run, origin) ? run.settings : trainedBy(state);
};

/** Whether the child that was copied is one of those that are counted and measured as the pair is. */
export const isChildOfShown = (state: PlaygroundState, editor: EditorState): boolean => {
  const run = measuredRun(state, editor);
  return run !== null && isOf(run, editor.origin);
};

const isOf = ({ id }: Pick<LiveRun, 'id'>, origin: EditorOrigin): boolean =>
  origin.kind === 'child' && origin.run === id;

/** The run that is shown, where its children were trained by what the pair is counted by. */
function measuredRun(state: PlaygroundState, editor: EditorState): LiveRun | null {
  const { contest, run } = state;
  if (run === null) return null;
  if (contest !== null) return contestOf(state, run) === null ? null : run;
  return run.isPreview && !isOf(run, editor.origin) ? null : run;
}

/** What training told of a pair. */
export interface Figures {
  /** Below 0 of a child by hand. */
  readonly child: number;
  /** Held out, 0 to 1; null where it failed. */
  readonly accuracy: number | null;
  /** Milliseconds of a training step; null where none was measured: of one that was looked up, too. */
  readonly step: number | null;
}

export interface Measured {
  /** Of what was copied; null where it is no child of the run that is shown. */
  readonly was: Figures | null;
  /** Of the last child of the very graph that is drawn; null where none was trained. */
  readonly is: Figures | null;
  /** Whether both had equally long trainings. */
  readonly compare: boolean;
}

type Trained = Pick<LiveRun, 'id' | 'settings' | 'trials' | 'made'>;

export function measuredIn(run: Trained, origin: EditorOrigin, now: Architecture | null): Measured {
  const was = origin.kind === 'child' && isOf(run, origin) ? endedChild(run, origin.number) : undefined;
  const is = now === null ? undefined : ofGraph(run, was, now);
  const epochsOf = ({ budget = run.settings.epochs }: Trial): number => budget;
  return {
    was: was === undefined ? null : figuresOf(run, was),
    is: is === undefined ? null : figuresOf(run, is),
    compare: was !== undefined && is !== undefined && epochsOf(was) === epochsOf(is),
  };
}

/** What was copied stands for its own graph, unless another child of it was trained for longer, or did not fail. */
function ofGraph(run: Trained, was: Trial | undefined, now: Architecture): Trial | undefined {
  const own = was !== undefined && sameGraph(was.architecture, now) ? was : undefined;
  const isWhole =
    own !== undefined && own.accuracy !== null && (own.budget ?? run.settings.epochs) === run.settings.epochs;
  return isWhole ? own : (lastTrained(run, now) ?? own);
}

const figuresOf = ({ settings, trials }: Trained, child: Trial): Figures => ({
  child: child.number,
  accuracy: child.accuracy,
  step:
    child.rungs !== undefined || settings.rewards === 'table'
      ? null
      : millisecondsAStep(child, trials, settings),
});

const NO_TRIALS: readonly Trial[] = [];
const NO_MADE: readonly MadeChild[] = [];
const NOTHING: Measured = { was: null, is: null, compare: false };

/** Looked for again when another child has ended, not with each step of a training. */
export function useMeasured(editor: EditorState, now: Architecture | null): Measured {
  const { origin } = editor;
  const id = usePlayground((state) => measuredRun(state, editor)?.id ?? null);
  const settings = usePlayground((state) => measuredRun(state, editor)?.settings ?? null);
  const trials = usePlayground((state) => measuredRun(state, editor)?.trials ?? NO_TRIALS);
  const made = usePlayground((state) => measuredRun(state, editor)?.made ?? NO_MADE);
  return useMemo(
    () =>
      id === null || settings === null ? NOTHING : measuredIn({ id, settings, trials, made }, origin, now),
    [id, settings, trials, made, origin, now],
  );
}
