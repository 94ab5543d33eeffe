import type { Problem } from '../protocol/problem.ts';
import type { DataProgress, Environment, FitRequest, RunEvent, RunId } from '../protocol/protocol.ts';
import { idOfMade, isDone } from '../search/made.ts';
import type { ArchitectureCost } from '../search/trial.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Decision } from '../strategies/strategy.ts';
import { type CurvePoint, curvesAfter, type HeldOutPoint, thinned } from './children/curve.ts';
import { type FixedHere, fixedHere, NOT_FIXING } from './children/fixed.ts';
import { withSameObjects } from './children/sameObjects.ts';
import { environmentName, isSameEnvironment } from './environments.ts';
import { recorded } from './journal.ts';
import type { Recovery } from './resuming/recovery.ts';
import { lacksShared } from './resuming/resume.ts';
import { phaseAtRest, type Run } from './run.ts';

/** A run on the page: all that is kept of it, and what shows only while it is there. Pure: state in, new state out. */
export interface LiveRun extends Run, FixedHere {
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
  /** Of several in training the one whose turn to end is next. */
  readonly current: CurrentTrial | null;
  /** The search's children that have begun and not ended, by number: those that wait for their turn among them, no finalist. */
  readonly training: readonly CurrentTrial[];
  /** The child by hand in training, its number below 0 (search/made.ts); beside the search's own where that is paused. */
  readonly making: MakingChild | null;
  /** Numbers of those that a worker has been asked for and that have not ended, the one in training among them. */
  readonly madeQueue: readonly number[];
  /** Why one that was asked for last is not trained. */
  readonly madeProblem: { readonly number: number; readonly problem: Problem } | null;
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

export interface MakingChild extends CurrentTrial {
  /** Which of its trainings, from 1. */
  readonly training: number;
}

/** What the child in training, or the last one, takes of the graphics device. */
export interface ProgramSize {
  /** Compute dispatches of a training step; null where they are not counted. */
  readonly dispatches: number | null;
  readonly bytes: number;
}

/** Nothing of the search's own is in training. */
export const NONE_IN_TRAINING = { current: null, training: [] } as const satisfies Partial<LiveRun>;

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
    ...NONE_IN_TRAINING,
    making: null,
    madeQueue: [],
    madeProblem: null,
    ...NOT_FIXING,
    imagesPerSecond: null,
    problem: null,
    toFit: null,
    fitFailure: null,
    lacksShared: lacksShared(run),
    recovered: null,
  };
}

/** A kept run as one that can be looked at; one that was looked up on this visit still knows its table. */
export function atRest(id: RunId, run: Run & Partial<Pick<LiveRun, 'table'>>): LiveRun {
  const child = run.child?.trial === run.trials.length + 1 ? run.child : null;
  return { ...liveRun(id, { ...run, phase: phaseAtRest(run), child }), table: run.table ?? null };
}

/** A run on its way back to a worker: because a person wants it to go on, or by itself after a loss. */
export function goingOn(run: LiveRun, recovered: LiveRun['recovered'] = null): LiveRun {
  const going = { ...run, phase: 'preparing', ...NONE_IN_TRAINING, recovered } as const;
  if (recovered !== null) return going;
  return { ...going, stepping: false, problem: null, imagesPerSecond: null };
}

export function applyEvent(before: LiveRun, event: RunEvent): LiveRun {
  const run = recorded(before, event);
  switch (event.type) {
    case 'phase': {
      const goesOn = event.phase === 'preparing' || event.phase === 'running';
      // Whatever ends a run, no child is in training then.
      const isOver = !goesOn && event.phase !== 'paused';
      return { ...run, stepping: goesOn && run.stepping, ...(isOver && NONE_IN_TRAINING) };
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
      return withTraining(run, [...without(run, event.trial), begun(run, event)]);
    case 'progress':
      return withProgress(run, event);
    case 'trial-ended':
      return withTraining(run, without(run, event.trial.number));
    case 'problem':
      return { ...run, problem: event.problem };
    case 'finalist-started':
      return { ...run, current: begunAgain(run, event) };
    case 'finalist-progress':
      if (run.current?.number !== event.trial || run.current.again !== event.training) return run;
      return {
        ...run,
        ...measured(event.progress),
        current: progressed(run.current, event.progress),
      };
    case 'finalist-ended':
      return { ...run, current: null };
    case 'made-asked':
      return withQueued(run, event.child.number);
    case 'made-started':
      return { ...run, making: making(run, event) };
    case 'made-progress': {
      const { making } = run;
      if (making?.number !== idOfMade(event.number) || making.training !== event.training) return run;
      return { ...run, ...measured(event.progress), making: progressed(making, event.progress) };
    }
    case 'made-ended':
    case 'made-cancelled':
      return withoutMade(run, event.number, event.type === 'made-cancelled');
    case 'made-refused':
      return {
        ...withoutMade(run, event.number, true),
        madeProblem: { number: event.number, problem: event.problem },
      };
    case 'fixed-asked':
    case 'fixed-started':
    case 'fixed-progress':
    case 'fixed-ended':
    case 'fixed-cancelled':
    case 'fixed-refused':
      return { ...run, ...fixedHere(run, event) };
    case 'checkpoint': {
      const { checkpoint } = run;
      return checkpoint === null
        ? run
        : { ...run, checkpoint: withSameObjects(checkpoint, before.checkpoint) };
    }
    case 'updated':
    case 'shown-images':
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
  { settings, trials, child, checkpoint }: Run,
  event: Extract<RunEvent, { type: 'trial-started' }>,
): CurrentTrial {
  const { trial, architecture, cost, decisions, budget = settings.epochs, promotedFrom } = event;
  const earlier = promotedFrom === undefined ? [] : (trials[promotedFrom - 1]?.epochs ?? []);
  const waiting = checkpoint?.waiting?.find(({ number }) => number === trial)?.epochs;
  const done = waiting ?? (child?.trial === trial ? child.state.epochs : earlier);
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

function making(
  { made, settings }: Run,
  { number, training, cost }: Extract<RunEvent, { type: 'made-started' }>,
): MakingChild | null {
  const child = made.find((one) => one.number === number);
  if (child === undefined) return null;
  const { architecture } = child;
  const empty = { ...atStart, points: [], heldOut: [] };
  return { number: idOfMade(number), architecture, cost, budget: settings.epochs, training, ...empty };
}

/** A worker is asked for what is missing of a child by hand: it begins anew with that. */
const withQueued = (run: LiveRun, number: number): LiveRun => ({
  ...run,
  making: run.making?.number === idOfMade(number) ? null : run.making,
  madeQueue: [...run.madeQueue.filter((one) => one !== number), number],
  madeProblem: null,
});

/** No worker has anything of it any more; what is not trained waits. */
export const withoutQueue = (run: LiveRun): LiveRun => ({
  ...run,
  making: null,
  madeQueue: [],
  fixing: null,
});

/** Whether a worker has something that a person had trained beside its search: children by hand, or the comparison. */
export const hasQueue = ({ madeQueue, fixing }: Pick<LiveRun, 'madeQueue' | 'fixing'>): boolean =>
  madeQueue.length > 0 || fixing !== null;

/** Whatever of it was in training is not; `leaves`: nor is any more of it to be trained. */
function withoutMade(run: LiveRun, number: number, leaves: boolean): LiveRun {
  const isOver = leaves || run.made.every((one) => one.number !== number || isDone(one));
  return {
    ...run,
    making: run.making?.number === idOfMade(number) ? null : run.making,
    madeQueue: isOver ? run.madeQueue.filter((one) => one !== number) : run.madeQueue,
  };
}

type Progress = Extract<RunEvent, { type: 'progress' }>['progress'];

/** Of the search's own child; what it takes of the device, and how fast that is, are shown with it. */
function withProgress(
  run: LiveRun,
  { trial, progress }: Pick<Extract<RunEvent, { type: 'progress' }>, 'trial' | 'progress'>,
): LiveRun {
  const child = run.training.find(({ number }) => number === trial);
  if (child === undefined) return run;
  const training = [...without(run, trial), progressed(child, progress)];
  const after = withTraining({ ...run, ...measured(progress) }, training);
  if (progress.type !== 'compiled') return after;
  const { dispatches, bytes } = progress;
  return { ...after, program: { dispatches, bytes } };
}

const without = ({ training }: LiveRun, trial: number): readonly CurrentTrial[] =>
  training.filter(({ number }) => number !== trial);

function withTraining(run: LiveRun, children: readonly CurrentTrial[]): LiveRun {
  const training = [...children].sort((a, b) => a.number - b.number);
  return { ...run, training, current: training[0] ?? null };
}

const measured = (progress: Progress): Partial<Pick<LiveRun, 'imagesPerSecond'>> =>
  progress.type === 'batch' ? { imagesPerSecond: progress.imagesPerSecond } : {};

function progressed<Child extends CurrentTrial>(child: Child, progress: Progress): Child {
  switch (progress.type) {
    case 'compiling':
      return { ...child, compiling: progress.kernels };
    case 'compiled': {
      const { inherited } = progress;
      const { compiling: _, ...ready } = child;
      return (inherited === undefined ? ready : { ...ready, inherited }) as Child;
    }
    case 'batch': {
      const { step, epoch, loss, accuracy } = progress;
      const points = thinned([...child.points, { step, loss, accuracy }]);
      return { ...child, step, epoch, points, evaluating: null };
    }
    case 'evaluating': {
      const { done, total } = progress;
      return { ...child, evaluating: { done, total } };
    }
    case 'epoch': {
      const { epoch, validationAccuracy: accuracy } = progress;
      const judged = accuracy === undefined ? [] : [{ step: child.step, epoch, accuracy }];
      return { ...child, heldOut: [...child.heldOut, ...judged], evaluating: null };
    }
    case 'shown':
      return { ...child, shown: progress.classes };
    default:
      return progress satisfies never;
  }
}
