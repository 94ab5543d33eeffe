import type { EpochPoint } from '../../search/trial.ts';

/** The curves of a child in training, as far as they are drawn. */

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

/** Points by epochs as they are kept: one for each part of an epoch, or for the whole where it was not cut. */
export function pointsOf(done: readonly EpochPoint[], stepsAnEpoch = 1): readonly CurvePoint[] {
  return done.flatMap(({ epoch, loss, trainAccuracy, parts = [[loss, trainAccuracy]] }) =>
    parts.map(([loss, accuracy], index) => ({
      step: stepsAnEpoch * (epoch - 1 + (index + 1) / parts.length),
      loss,
      accuracy,
    })),
  );
}

/** The curves of a child that goes on after an epoch, by what was kept of it. */
export function curvesAfter(
  done: readonly EpochPoint[],
  stepsAnEpoch: number,
): { readonly points: readonly CurvePoint[]; readonly heldOut: readonly HeldOutPoint[] } {
  const stepOf = (epoch: number): number => Math.round(stepsAnEpoch * epoch);
  return {
    points: pointsOf(done, stepsAnEpoch).map(({ step, ...point }) => ({ step: Math.round(step), ...point })),
    heldOut: done.flatMap(({ epoch, validationAccuracy: accuracy }) =>
      accuracy === undefined ? [] : [{ step: stepOf(epoch), epoch, accuracy }],
    ),
  };
}

/** More points than a curve has pixels only cost time; a child that trains for hours reports tens of thousands. */
const MOST_POINTS = 1000;

/** Where there are too many, every two become one: the mean over the steps that both stand for. */
export function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
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
