import { cos } from '../../base/exactMath/cos.ts';

/** What changes over a child's training (NASNET.md, the mini recipe and ScheduledDropPath). */

/** Cosine schedule without restarts: base (1 + cos(pi step / total)) / 2; `step` from 0. */
export function cosineRate(base: number, step: number, total: number): number {
  return (base * (1 + cos((Math.PI * step) / total))) / 2;
}

/** ScheduledDropPath: q = (1 - keep) x (cell + 1) / cells x min(1, step / total); cells count from 0. */
export function dropPathProbability(
  keep: number,
  cell: number,
  cells: number,
  step: number,
  total: number,
): number {
  return (1 - keep) * ((cell + 1) / cells) * Math.min(1, step / total);
}
