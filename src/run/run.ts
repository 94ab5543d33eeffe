import type { Phase, RunId } from '../protocol/protocol.ts';
import type { SearchCheckpoint, SearchResume } from '../search/checkpoint.ts';
import { type Finalist, finalOf, nextFinalist } from '../search/finalists.ts';
import type { FixedComparison } from '../search/fixed.ts';
import type { MadeChild } from '../search/made.ts';
import type { PausedChildren, SharedWeights, Trial, TrialEnvironment } from '../search/trial.ts';
import type { Settings } from '../settings/settings.ts';
import type { StrategyReport } from '../strategies/strategy.ts';
import type { KeptWeights } from './children/keptWeights.ts';
import { environmentsOf } from './environments.ts';

/**
 * A run, wherever it is: on the page, in a command, in a browser's storage, in a file. What it is called, how it was set
 * and how it stands comes first; then its parts. It bears no id: who keeps several runs gives them theirs.
 */
export interface Run {
  /** What it is called in the list of runs. */
  readonly name: string;
  /** Moments, as `Date.prototype.toISOString` writes them: when it was started, and when it was last written. */
  readonly created: string;
  readonly updated: string;
  readonly settings: Settings;
  /** Of a person's own pictures the names of the classes, where its file was to bring them; they are kept with it. */
  readonly classNames?: readonly string[];
  readonly phase: Phase;
  /** Where it trains, or trained last; null before it did. Where a trial was trained that trial tells. */
  readonly trainedOn: TrialEnvironment | null;

  /** Those that ended, from 1 and without a gap. */
  readonly trials: readonly Trial[];
  readonly updates: readonly StrategyUpdate[];
  /** The best of them, trained again (search/finalists.ts). */
  readonly finalists: readonly Finalist[];
  /** Children that a person made beside the search, from h1 on in the order of their numbers, which may have gaps. */
  readonly made: readonly MadeChild[];
  /** The highest number that one of them was given, those that are gone among them; 0 before the first. */
  readonly lastMade: number;
  /** Its winner against networks that nobody searched for; null where nobody asked. */
  readonly fixed: FixedComparison | null;
  /** What the run can be resumed from; null before its first child. */
  readonly checkpoint: SearchCheckpoint | null;

  /** The child in training after its last epoch. Here begins what is no part of a run's JSON, since it is weights. */
  readonly child: TrainingChild | null;
  /** What its children left for later ones; empty without weight sharing. */
  readonly shared: SharedWeights;
  /** Children that may be trained on; empty without successive halving. */
  readonly paused: PausedChildren;
  /** Weights of its best children and of those that a person had trained, to be looked into. */
  readonly weights: KeptWeights;
}

/** What the strategy reported after an update. */
export interface StrategyUpdate extends StrategyReport {
  readonly afterTrial: number;
}

export type TrainingChild = NonNullable<SearchResume['child']>;

/** What the list of runs tells of one, kept beside it so that the list is there without reading any run. */
export interface RunHead extends Pick<Run, 'name' | 'created' | 'updated' | 'settings'> {
  readonly id: RunId;
  /** As `trainedOn` of the run. */
  readonly environment: TrialEnvironment | null;
  /** Of its trials, each once, in their order; absent in a head of before, all of whose trials share `environment`. */
  readonly environments?: readonly TrialEnvironment[];
  /** Trials that ended. */
  readonly done: number;
  /** Best accuracy of them, 0 to 1; null before the first. */
  readonly best: number | null;
  /** The winner's from fresh seeds (search/finalists.ts); absent before its last training, and in a head of before. */
  readonly final?: number;
  /** Children by hand; absent in a head of before. */
  readonly made?: number;
  /** As `lastMade` of the run; absent where there never was one, and in a head of before. */
  readonly lastMade?: number;
  /** As of the run; absent where its file brought none. */
  readonly classNames?: readonly string[];
  /** Finished, or stopped by the person: reopening the page does not offer to go on. */
  readonly ended: boolean;
}

/** A run before its first child. */
export function newRun({
  name,
  created,
  settings,
}: Pick<Run, 'name' | 'created'> & { readonly settings: Settings }): Run {
  return {
    name,
    created,
    updated: created,
    settings,
    phase: 'preparing',
    trainedOn: null,
    trials: [],
    updates: [],
    finalists: [],
    made: [],
    lastMade: 0,
    fixed: null,
    checkpoint: null,
    child: null,
    shared: {},
    paused: {},
    weights: {},
  };
}

export function headOf(
  id: RunId,
  { name, created, updated, settings, classNames, phase, trainedOn, trials, finalists, made, lastMade }: Run,
): RunHead {
  const final = finalOf(settings, finalists)?.accuracy ?? null;
  return {
    id,
    name,
    created,
    updated,
    settings,
    environment: trainedOn,
    environments: environmentsOf(trials),
    done: trials.length,
    best: bestOf(trials),
    ...(final !== null && { final }),
    ...(made.length > 0 && { made: made.length }),
    ...(lastMade > 0 && { lastMade }),
    ...(classNames && { classNames }),
    ended: phase === 'finished' || phase === 'stopped',
  };
}

/** Whether all its children are trained, finalists too: nothing that happens to it later makes it another run. */
export const isComplete = ({ trials, settings, finalists }: Parts): boolean =>
  trials.length >= settings.trials && nextFinalist(settings, trials, finalists) === null;

type Parts = Pick<Run, 'trials' | 'settings' | 'finalists'>;

/** Of a run that was kept: nobody is at work on it. */
export const phaseAtRest = (run: Parts): Phase => (isComplete(run) ? 'finished' : 'stopped');

const bestOf = (trials: readonly Trial[]): number | null =>
  trials.reduce<number | null>(
    (best, { accuracy }) => (accuracy === null ? best : Math.max(best ?? 0, accuracy)),
    null,
  );
