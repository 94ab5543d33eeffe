import { line } from 'd3';
import type { Axis } from '../plot/axis.ts';
import type { CurveSize } from './layout.ts';

/** Held-out results of a child that was looked up, as data: budgets stand at equal distances, since each is a multiple of the last. */

export interface RungPoint {
  /** Epochs after which it was judged. */
  readonly epoch: number;
  readonly value: number;
}

export interface RungLayout extends CurveSize {
  readonly left: number;
  readonly baseline: number;
  readonly top: number;
  readonly path: string;
  readonly rings: readonly { readonly epoch: number; readonly x: number; readonly y: number }[];
}

const LEFT = 26;
const TOP = 6;
const BELOW = 18;
/** From the axis to the first ring, under which its epoch is written in a word. */
const BEFORE = 16;
const BEHIND = 10;

export function layoutRungs(rungs: readonly RungPoint[], axis: Axis, size: CurveSize): RungLayout {
  const { width, height } = size;
  const baseline = height - BELOW;
  const pitch = (width - LEFT - BEFORE - BEHIND) / Math.max(1, rungs.length - 1);
  const rings = rungs.map(({ epoch, value }, index) => ({
    epoch,
    x: tenth(LEFT + BEFORE + index * pitch),
    y: tenth(baseline - ((value - axis.low) / (axis.high - axis.low)) * (baseline - TOP)),
  }));
  const path = line<{ x: number; y: number }>(
    (spot) => spot.x,
    (spot) => spot.y,
  )(rings);
  return { ...size, left: LEFT, baseline, top: TOP, path: rings.length > 1 ? (path ?? '') : '', rings };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
