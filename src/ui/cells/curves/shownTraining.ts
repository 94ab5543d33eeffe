import type { CurveInput } from '../../../drawings/curve/layout.ts';
import { curvesAfter, pointsOf } from '../../../run/curve.ts';
import type { CurrentTrial } from '../../../run/live.ts';
import type { Trial } from '../../../search/trial.ts';
import type { PlaygroundState } from '../../../store/store.ts';

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
  trials: readonly Trial[],
  shown: number | null,
): Training {
  if (shown === null) return NONE;
  const trial = trials.find(({ number }) => number === shown);
  // A finalist trains again when its trial has long ended: its curves are its own.
  const isOver = current?.again === undefined && trial !== undefined;
  if (current?.number === shown) return { kind: 'live', trial: isOver ? ended(current, trial) : current };
  return trial ? { kind: 'done', trial } : NONE;
}

/**
 * A child's curves as they were when it was last looked at, with every result that its trial has by now: a small child may do
 * several epochs between two looks.
 */
function ended(child: CurrentTrial, { epochs, shown }: Trial): CurrentTrial {
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

/** The current child; part of the state, so that it can be paced. */
export const currentOf = ({ run }: PlaygroundState): CurrentTrial | null => run?.current ?? null;
export const numberOf = (current: CurrentTrial | null): number | null => current?.number ?? null;
