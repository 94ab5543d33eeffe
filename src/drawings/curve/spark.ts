import type { Axis } from '../plot/axis.ts';
import { type CurveInput, type CurveSize, path, smoothed, thinned } from './layout.ts';

/** A child's live curve beside those of others, on one scale with them: no words but the best so far's. */
export interface SparkLayout extends CurveSize {
  readonly raw: string;
  readonly smooth: string;
  readonly end: { readonly x: number; readonly y: number } | null;
  readonly rings: readonly { readonly x: number; readonly y: number }[];
  /** Where epochs end. */
  readonly epochs: readonly number[];
  /** The best result of earlier children; null where there is none, or none on this scale. */
  readonly best: number | null;
}

const TOP = 4;
/** Fewer px an epoch, and only the last one's end is drawn. */
const PITCH = 24;

export function layoutSpark(
  input: CurveInput,
  axis: Axis,
  best: number | null,
  { width, height }: CurveSize,
): SparkLayout {
  const right = width - 1;
  const bottom = height - 1;
  const x = (step: number): number => tenth((right * step) / Math.max(1, input.steps));
  const y = (value: number): number =>
    tenth(bottom - ((value - axis.low) / (axis.high - axis.low)) * (bottom - TOP));
  const place = ({ step, value }: { readonly step: number; readonly value: number }) => ({
    x: x(step),
    y: y(value),
  });
  const smooth = smoothed(input.points, input.window).map(place);
  const isOn = best !== null && best >= axis.low && best <= axis.high;
  const { epochs } = input;
  const ends = Array.from({ length: epochs }, (_, index) => tenth((right * (index + 1)) / epochs));
  return {
    width,
    height,
    raw: path(thinned(input.points.map(place))),
    smooth: path(thinned(smooth)),
    end: smooth.at(-1) ?? null,
    rings: input.rings.map(place),
    epochs: right < epochs * PITCH ? ends.slice(-1) : ends,
    best: isOn ? Math.round(y(best)) + 0.5 : null,
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
