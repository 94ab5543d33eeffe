import type { Problem } from '../protocol/problem.ts';
import type { DataProgress, Environment, FitRequest, RunEvent, RunId } from '../protocol/protocol.ts';
import type { ArchitectureCost } from '../search/trial.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Decision } from '../strategies/strategy.ts';
import { type CurvePoint, curvesAfter, type HeldOutPoint, thinned } from './curve.ts';
import { environmentName, isSameEnvironment } from './environments.ts';
import { recorded } from './journal.ts';
import type { Recovery } from './recovery.ts';
import { lacksShared } from './resume.ts';
import { phaseAtRest, type Run } from './run.ts';

/** A run on the page: all that is kept of it, and what shows only while it is there. Pure: state in, new state out. */
export interface LiveRun extends Run {
  readonly id: RunId;
  /** Runs on until one more trial has ended, then pauses. */
  readonly stepping: boolean;
  /** It plays by itself on a page that was just opened, and is kept once a person has touched it. */
  readonly isPreview: boolean;
  /** Where it trains on this visit. */
  readonly environment: Environment | null;
  readonly program: ProgramSize | null;
  /** What trained the earlier trials, by its name, where it was something else. */
  readonly movedFrom: string | null;
  readonly data: DataProgress | null;
  /** Of a looked-up run, on the visit on which it was searched: the accuracies of all children of the table. */
  readonly table: readonly number[] | null;
  readonly current: CurrentTrial | null;
  /** Measured on the latest batches; null before the first. */
  readonly imagesPerSecond: number | null;
  readonly problem: Problem | null;
  /** Its settings are still to be fitted to where it trains. */
  readonly toFit: FitRequest | null;
  /** Why they could not be, so that it is a Demo. */
  readonly fitFailure: string | null;
  /** It shares weights, and what its earlier children left is not there: its file does not hold it. */
  readonly lacksShared: boolean;
  /** How the run last went on by itself after its device or its worker was lost, and why it had to. */
  readonly recovered: (Recovery & { readonly reason: string }) | null;
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
  /** It is a finalist: its trial has ended, and this is the how-manieth further training of it. */
  readonly again?: number;
  /** Kernels that are being compiled for it; until they are there nothing of it can train. */
  readonly compiling?: number;
  readonly step: number;
  readonly epoch: number;
  readonly points: readonly CurvePoint[];
  readonly heldOut: readonly HeldOutPoint[];
  /** The classes that the data set's shown images are taken for; null before it has been asked. */
  readonly shown: readonly number[] | null;
  /** Validation images done, while they are being evaluated. */
  readonly evaluating: { readonly done: number; readonly total: number } | null;
}

/** What the child in training, or the last one, takes of the graphics device. */
export interface ProgramSize {
  /** Compute dispatches of a training step; null where they are not counted. */
  readonly dispatches: number | null;
  readonly bytes: number;
}

/** A run as it comes to the page, new or from where it was kept. */
export function liveRun(id: RunId, run: Run, stepping = false): LiveRun {
  return {
    ...run,
    id,
    stepping,
    isPreview: false,
    environment: null,
    program: null,
    movedFrom: null,
    data: null,
    table: null,
    current: null,
    imagesPerSecond: null,
    problem: null,
    toFit: null,
    fitFailure: null,
    lacksShared: lacksShared(run),
    recovered: null,
  };
}

/** A kept run as one that can be looked at. */
export function atRest(id: RunId, run: Run): LiveRun {
  const child = run.child?.trial === run.trials.length + 1 ? run.child : null;
  return liveRun(id, { ...run, phase: phaseAtRest(run), child });
}

/** A run on its way back to a worker: because a person wants it to go on, or by itself after a loss. */
export function goingOn(run: LiveRun, recovered: LiveRun['recovered'] = null): LiveRun {
  const going = { ...run, phase: 'preparing', current: null, recovered } as const;
  if (recovered !== null) return going;
  return { ...going, stepping: false, problem: null, imagesPerSecond: null };
}

export function applyEvent(before: LiveRun, event: RunEvent): LiveRun {
  const run = recorded(before, event);
  switch (event.type) {
    case 'phase': {
      const goesOn = event.phase === 'preparing' || event.phase === 'running';
      // Whatever ends a run, no child is in training then.
      const current = goesOn || event.phase === 'paused' ? run.current : null;
      return { ...run, stepping: goesOn && run.stepping, current };
    }
    case 'environment':
      return {
        ...run,
        environment: event.environment,
        movedFrom: movedFrom(before, run.trainedOn),
        // Whatever is fitted is so before.
        toFit: null,
      };
    case 'fitted':
      return { ...run, toFit: null, fitFailure: event.failure };
    case 'data':
      return { ...run, data: event.data };
    case 'table':
      return { ...run, table: event.accuracies };
    case 'trial-started':
      return { ...run, current: begun(run, event) };
    case 'progress':
      if (run.current?.number !== event.trial || run.current.again !== undefined) return run;
      return applyProgress(run, run.current, event.progress);
    case 'trial-ended':
      return { ...run, current: null };
    case 'problem':
      return { ...run, problem: event.problem };
    case 'finalist-started':
      return { ...run, current: begunAgain(run, event) };
    case 'finalist-progress':
      if (run.current?.number !== event.trial || run.current.again !== event.training) return run;
      return applyProgress(run, run.current, event.progress);
    case 'finalist-ended':
      return { ...run, current: null };
    case 'updated':
    case 'shown-images':
    case 'checkpoint':
    case 'child-state':
    case 'child-weights':
      return run;
    default:
      return event satisfies never;
  }
}

function movedFrom({ trainedOn, trials, movedFrom }: LiveRun, now: Run['trainedOn']): string | null {
  const before = trials.at(-1)?.environment ?? (trials.length > 0 ? trainedOn : null);
  const moved = before !== null && now !== null && !isSameEnvironment(before, now);
  return moved ? environmentName(before) : movedFrom;
}

function begun(
  { settings, trials, child }: Run,
  event: Extract<RunEvent, { type: 'trial-started' }>,
): CurrentTrial {
  const { trial, architecture, cost, decisions, budget = settings.epochs, promotedFrom } = event;
  const earlier = promotedFrom === undefined ? [] : (trials[promotedFrom - 1]?.epochs ?? []);
  const done = child?.trial === trial ? child.state.epochs : earlier;
  return {
    number: trial,
    architecture,
    cost,
    ...(decisions === undefined ? {} : { decisions }),
    budget,
    ...(promotedFrom === undefined ? {} : { promotedFrom }),
    ...atStart,
    ...curvesAfter(done, cost.steps / budget),
  };
}

const atStart = { step: 0, epoch: 1, shown: null, evaluating: null } as const;

function begunAgain(
  { trials, settings }: Run,
  { trial, training, cost }: Extract<RunEvent, { type: 'finalist-started' }>,
): CurrentTrial | null {
  const ended = trials[trial - 1];
  if (ended === undefined) return null;
  const { architecture } = ended;
  const empty = { ...atStart, points: [], heldOut: [] };
  return { number: trial, architecture, cost, budget: settings.epochs, again: training, ...empty };
}

type Progress = Extract<RunEvent, { type: 'progress' }>['progress'];

function applyProgress(run: LiveRun, current: CurrentTrial, progress: Progress): LiveRun {
  switch (progress.type) {
    case 'compiling':
      return { ...run, current: { ...current, compiling: progress.kernels } };
    case 'compiled': {
      const { dispatches, bytes, inherited } = progress;
      const { compiling: _, ...ready } = current;
      const told = inherited === undefined ? ready : { ...ready, inherited };
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
      const { epoch, validationAccuracy: accuracy } = progress;
      const judged = accuracy === undefined ? [] : [{ step: current.step, epoch, accuracy }];
      return { ...run, current: { ...current, heldOut: [...current.heldOut, ...judged], evaluating: null } };
    }
    case 'shown':
      return { ...run, current: { ...current, shown: progress.classes } };
    default:
      return progress satisfies never;
  }
}
