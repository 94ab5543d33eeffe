import type { CurveInput } from '../../../../drawings/curve/layout.ts';
import { curvesAfter, pointsOf } from '../../../../run/children/curve.ts';
import type { CurrentTrial, MakingChild } from '../../../../run/live.ts';
import type { Run } from '../../../../run/run.ts';
import { idOfMade, isMade } from '../../../../search/made.ts';
import type { Trial } from '../../../../search/trial.ts';
import { endedChild, isDrawn, type ShownPair, shownCurrent } from '../../../../store/shown/selectors.ts';
import type { PlaygroundState } from '../../../../store/store.ts';

/** The training whose curves are drawn: the live child's, or a finished trial's by its epochs. */
export type Training =
  | { readonly kind: 'live'; readonly trial: CurrentTrial }
  | { readonly kind: 'done'; readonly trial: Trial }
  | { readonly kind: 'none' };

/** Share of a training that the smooth line averages over. */
const SMOOTHED = 1 / 12;

const NONE: Training = { kind: 'none' };

export function trainingOf(
  current: CurrentTrial | null,
  { trials, finalists, made = [] }: Pick<Run, 'trials' | 'finalists'> & Partial<Pick<Run, 'made'>>,
  { trial: shown, kind }: Pick<ShownPair, 'trial' | 'kind'>,
): Training {
  if (shown === null) return NONE;
  const trial = endedChild({ trials, made }, shown);
  if (current?.number === shown && isDrawn(current, kind)) {
    const { again } = current;
    // Of a child by hand what has ended is an earlier training of it, unless it is done.
    if (isMade(shown) && 'training' in current)
      return { kind: 'live', trial: madeSoFar(current as MakingChild, made) };
    const done =
      again === undefined ? trial : finalists.find((one) => one.trial === shown && one.training === again);
    return { kind: 'live', trial: done === undefined ? current : ended(current, done) };
  }
  return trial ? { kind: 'done', trial } : NONE;
}

function madeSoFar(current: MakingChild, made: Run['made']): CurrentTrial {
  const child = made.find(({ number }) => idOfMade(number) === current.number);
  const done = child?.trainings[current.training - 1];
  return done === undefined ? current : ended(current, done);
}

/**
 * A child's curves as they were when it was last looked at, with every result that its training has by now: a small child may do
 * several epochs between two looks.
 */
function ended(child: CurrentTrial, { epochs, shown }: Pick<Trial, 'epochs' | 'shown'>): CurrentTrial {
  const { points, heldOut } = curvesAfter(epochs, child.cost.steps / child.budget);
  const seen = child.points.at(-1)?.step ?? 0;
  return {
    ...child,
    points: [...child.points, ...points.filter(({ step }) => step > seen)],
    heldOut,
    shown: shown ?? child.shown,
  };
}

export interface Curves {
  readonly loss: CurveInput;
  readonly accuracy: CurveInput;
}

export function curvesOf(training: Training, epochs: number): Curves {
  switch (training.kind) {
    case 'live': {
      const { points, heldOut, cost, budget } = training.trial;
      const { steps } = cost;
      const window = steps * SMOOTHED;
      return {
        loss: {
          steps,
          epochs: budget,
          window,
          points: points.map(({ step, loss }) => ({ step, value: loss })),
          rings: [],
        },
        accuracy: {
          steps,
          epochs: budget,
          window,
          points: points.map(({ step, accuracy }) => ({ step, value: accuracy * 100 })),
          rings: heldOut.map(({ step, accuracy }) => ({ step, value: accuracy * 100 })),
        },
      };
    }
    case 'done': {
      const { epochs: done, budget = epochs } = training.trial;
      const points = pointsOf(done);
      const rings = done.flatMap(({ epoch: step, validationAccuracy: value }) =>
        value === undefined ? [] : [{ step, value: value * 100 }],
      );
      const whole = { steps: budget, epochs: budget, window: 0 };
      return {
        loss: { ...whole, points: points.map(({ step, loss: value }) => ({ step, value })), rings: [] },
        accuracy: {
          ...whole,
          points: points.map(({ step, accuracy }) => ({ step, value: accuracy * 100 })),
          rings,
        },
      };
    }
    case 'none': {
      const empty = { steps: 0, epochs, window: 0, points: [], rings: [] };
      return { loss: empty, accuracy: empty };
    }
    default:
      return training satisfies never;
  }
}

/** The child in training, of one by hand where that is shown; part of the state, so that it can be paced. */
export function currentOf(state: PlaygroundState): CurrentTrial | null {
  const { run, shown } = state;
  if (shown.source === 'made') return run?.making ?? null;
  return shownCurrent(state) ?? run?.current ?? null;
}
/** Another text for each training. */
export const trainingKey = (current: CurrentTrial | null): string =>
  current === null
    ? ''
    : `${current.number} ${current.again ?? ''} ${'training' in current ? current.training : ''}`;
