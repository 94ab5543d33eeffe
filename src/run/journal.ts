import type { RunEnvironment } from '../codecs/run/runFile.ts';
import type { DataProgress, Environment, Phase, Problem, RunEvent, RunId } from '../protocol/protocol.ts';
import type { SearchCheckpoint } from '../search/checkpoint.ts';
import { pausedAfter } from '../search/halving.ts';
import type { Decision } from '../search/strategy.ts';
import type { ArchitectureCost, ChildState, PausedChildren, SharedWeights, Trial } from '../search/trial.ts';
import type { Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';

/** A run as the page knows it: the fold of its events. Pure: state in, new state out. */

export interface CurvePoint {
  /** Training steps done. */
  readonly step: number;
  /** Mean over the steps since the last point. */
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

export interface HeldOutPoint {
  readonly step: number;
  readonly epoch: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

/** The child in training. */
export interface CurrentTrial {
  readonly number: number;
  readonly architecture: Architecture;
  readonly cost: ArchitectureCost;
  readonly decisions?: readonly Decision[];
  /** Trainable parameters that began with an earlier child's values; absent without weight sharing. */
  readonly inherited?: number;
  /** Epochs in all until it pauses or ends. */
  readonly budget: number;
  /** The trial of which it goes on (successive halving). */
  readonly promotedFrom?: number;
  readonly step: number;
  readonly epoch: number;
  readonly points: readonly CurvePoint[];
  readonly heldOut: readonly HeldOutPoint[];
  /** Validation images done, while they are being evaluated. */
  readonly evaluating: { readonly done: number; readonly total: number } | null;
}

/** What the child in training, or the last one, takes of the graphics device. */
export interface ProgramSize {
  /** Compute dispatches of a training step; null where they are not counted. */
  readonly dispatches: number | null;
  readonly bytes: number;
}

export interface StrategyPoint {
  readonly afterTrial: number;
  readonly baseline: number | null;
  /** Nats, mean over decisions. */
  readonly entropy: number | null;
}

export interface Run {
  readonly id: RunId;
  /** What it is called in the list of runs. */
  readonly name: string;
  /** When it was started, as `Date.prototype.toISOString` writes it. */
  readonly created: string;
  readonly settings: Settings;
  readonly phase: Phase;
  /** Runs on until one more trial has ended, then pauses. */
  readonly stepping: boolean;
  readonly environment: Environment | null;
  readonly program: ProgramSize | null;
  /** What trained its latest trials, on this visit or an earlier one. */
  readonly trainedOn: RunEnvironment | null;
  /** The adapter that trained the earlier trials, where it was another one. */
  readonly movedFrom: string | null;
  readonly data: DataProgress | null;
  readonly current: CurrentTrial | null;
  readonly trials: readonly Trial[];
  readonly reports: readonly StrategyPoint[];
  /** Measured on the latest batches; null before the first. */
  readonly imagesPerSecond: number | null;
  readonly problem: Problem | null;
  /** What the run can be resumed from; null before its first child. */
  readonly checkpoint: SearchCheckpoint | null;
  /** The child in training after its last epoch. */
  readonly child: { readonly trial: number; readonly state: ChildState } | null;
  /** What its children left for later ones; empty without weight sharing. */
  readonly shared: SharedWeights;
  /** Children that may be trained on; empty without successive halving. */
  readonly paused: PausedChildren;
  /** It shares weights, and what its earlier children left is not there: its file does not hold it. */
  readonly lacksShared: boolean;
  /** How the run last went on by itself after its device or its worker was lost. */
  readonly recovered: Recovery | null;
}

export interface Recovery {
  readonly reason: string;
  /** The child that went on, and after how many epochs; 0: from its start. */
  readonly trial: number;
  readonly epoch: number;
}

export function newRun(
  id: RunId,
  settings: Settings,
  stepping: boolean,
  { name, created }: Pick<Run, 'name' | 'created'>,
): Run {
  return {
    id,
    name,
    created,
    settings,
    phase: 'preparing',
    stepping,
    environment: null,
    program: null,
    trainedOn: null,
    movedFrom: null,
    data: null,
    current: null,
    trials: [],
    reports: [],
    imagesPerSecond: null,
    problem: null,
    checkpoint: null,
    child: null,
    shared: {},
    paused: {},
    lacksShared: false,
    recovered: null,
  };
}

export function applyEvent(run: Run, event: RunEvent): Run {
  switch (event.type) {
    case 'phase': {
      const goesOn = event.phase === 'preparing' || event.phase === 'running';
      return { ...run, phase: event.phase, stepping: goesOn && run.stepping };
    }
    case 'environment':
      return { ...run, environment: event.environment, ...placeOf(run, event.environment) };
    case 'data':
      return { ...run, data: event.data };
    case 'trial-started': {
      const { trial, architecture, cost, decisions, budget = run.settings.epochs, promotedFrom } = event;
      const started = {
        number: trial,
        architecture,
        cost,
        budget,
        ...(promotedFrom === undefined ? {} : { promotedFrom }),
        step: 0,
        epoch: 1,
        evaluating: null,
        ...epochsDone(run, trial, promotedFrom, cost.steps / budget),
      };
      return { ...run, current: decisions === undefined ? started : { ...started, decisions } };
    }
    case 'progress':
      if (run.current === null || run.current.number !== event.trial) return run;
      return applyProgress(run, run.current, event.progress);
    case 'trial-ended': {
      const trials = [...run.trials, event.trial];
      return {
        ...run,
        trials,
        current: null,
        child: null,
        paused: pausedAfter(run.settings, run.paused, trials, event.paused),
        ...(event.left && { shared: { ...run.shared, ...event.left } }),
      };
    }
    case 'updated': {
      // A resumed run learns once more from what it had learned just before it was interrupted.
      const before = run.reports.filter(({ afterTrial }) => afterTrial < event.afterTrial);
      return { ...run, reports: [...before, { afterTrial: event.afterTrial, ...event.report }] };
    }
    case 'checkpoint':
      return { ...run, checkpoint: event.checkpoint };
    case 'child-state':
      return { ...run, child: { trial: event.trial, state: event.state } };
    case 'problem':
      return { ...run, problem: event.problem };
    default:
      return event satisfies never;
  }
}

function placeOf(run: Run, { engine, backend, adapter }: Environment): Pick<Run, 'trainedOn' | 'movedFrom'> {
  const { trainedOn: before, trials, movedFrom } = run;
  const trainedOn = { engine, backend, adapter };
  const moved = before !== null && trials.length > 0 && JSON.stringify(before) !== JSON.stringify(trainedOn);
  return { trainedOn, movedFrom: moved ? `${before.adapter} (${before.engine} engine)` : movedFrom };
}

/** The curve of a child that goes on after an epoch: a point an epoch is what was kept of it. */
function epochsDone({ child, trials }: Run, trial: number, before: number | undefined, perEpoch: number) {
  const earlier = before === undefined ? [] : (trials[before - 1]?.epochs ?? []);
  const done = child?.trial === trial ? child.state.epochs : earlier;
  const stepOf = (epoch: number): number => Math.round(perEpoch * epoch);
  return {
    points: done.map(({ epoch, loss, trainAccuracy }) => ({
      step: stepOf(epoch),
      loss,
      accuracy: trainAccuracy,
    })),
    heldOut: done.map(({ epoch, validationAccuracy }) => ({
      step: stepOf(epoch),
      epoch,
      accuracy: validationAccuracy,
    })),
  };
}

type Progress = Extract<RunEvent, { type: 'progress' }>['progress'];

function applyProgress(run: Run, current: CurrentTrial, progress: Progress): Run {
  switch (progress.type) {
    case 'compiled': {
      const { dispatches, bytes, inherited } = progress;
      const told = inherited === undefined ? current : { ...current, inherited };
      return { ...run, program: { dispatches, bytes }, current: told };
    }
    case 'batch': {
      const { step, epoch, loss, accuracy, imagesPerSecond } = progress;
      const points = thinned([...current.points, { step, loss, accuracy }]);
      return { ...run, imagesPerSecond, current: { ...current, step, epoch, points, evaluating: null } };
    }
    case 'evaluating': {
      const { done, total } = progress;
      return { ...run, current: { ...current, evaluating: { done, total } } };
    }
    case 'epoch': {
      const point = { step: current.step, epoch: progress.epoch, accuracy: progress.validationAccuracy };
      return { ...run, current: { ...current, heldOut: [...current.heldOut, point], evaluating: null } };
    }
    default:
      return progress satisfies never;
  }
}

/** More points than a curve has pixels only cost time; a child that trains for hours reports tens of thousands. */
const MOST_POINTS = 1000;

/** Where there are too many, every two become one: the mean over the steps that both stand for. */
function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  if (points.length <= MOST_POINTS) return points;
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (index % 2 === 1) return [];
    if (next === undefined) return [point];
    const first = point.step - (points[index - 1]?.step ?? 0);
    const second = next.step - point.step;
    const mean = (a: number, b: number): number => (a * first + b * second) / (first + second);
    return [
      { step: next.step, loss: mean(point.loss, next.loss), accuracy: mean(point.accuracy, next.accuracy) },
    ];
  });
}

/** Trials by falling accuracy, failed ones last, earlier ones first among equals. */
export function ranked(trials: readonly Trial[]): Trial[] {
  return [...trials].sort((a, b) => (b.accuracy ?? -1) - (a.accuracy ?? -1) || a.number - b.number);
}

/** Seconds that the rest of the run takes at the pace of its trained children; null before one is done. */
export function secondsLeft(run: Run): number | null {
  const trained = run.trials.filter((trial) => trial.status === 'trained');
  if (trained.length === 0) return null;
  const mean = trained.reduce((sum, trial) => sum + trial.seconds, 0) / trained.length;
  const done = run.trials.length + (run.current ? run.current.step / Math.max(1, run.current.cost.steps) : 0);
  return mean * Math.max(0, run.settings.trials - done);
}
