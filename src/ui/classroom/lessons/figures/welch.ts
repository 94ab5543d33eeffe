import { studentQuantile } from '../../../../base/student.ts';

/** The difference of two means of few values, with its 95 % interval (Welch 1947). */

export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export function meanAndDeviation(values: readonly number[]): {
  readonly mean: number;
  readonly deviation: number;
} {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

/** Null where either has fewer than two. */
export function welch(one: readonly number[], other: readonly number[]): Difference | null {
  if (one.length < 2 || other.length < 2) return null;
  const [a, b] = [meanAndDeviation(one), meanAndDeviation(other)];
  const [va, vb] = [a.deviation ** 2 / one.length, b.deviation ** 2 / other.length];
  const mean = a.mean - b.mean;
  const error = Math.sqrt(va + vb);
  if (error === 0) return { mean, low: mean, high: mean };
  const freedom = (va + vb) ** 2 / (va ** 2 / (one.length - 1) + vb ** 2 / (other.length - 1));
  // Whole degrees, the fewer, as printed tables have them.
  const half = studentQuantile(0.05, Math.max(1, Math.floor(freedom))) * error;
  return { mean, low: mean - half, high: mean + half };
}
