import { twoSidedZ } from '../../base/normal.ts';
import { type Difference, differenceOf, distanceOf, type Judged } from './difference.ts';
import { ERROR } from './whisker.ts';

/**
 * Up to so many children all pairs are compared: 124,750 of them, 1 MB, some milliseconds a new child. Beyond, as many
 * comparisons as there are pairs are still allowed for, but only those that are asked for are made.
 */
export const MOST_STEPPED = 500;

/** Children of one run that were judged by the same images, told apart or not, all pairs at once. */
export interface Comparisons {
  readonly children: number;
  /** Takes one more child and answers its index, from 0. */
  add(child: Judged): number;
  /** Of two different children, by their indices. */
  between(first: number, second: number): Verdict;
  /** Whether two different children are told apart, which is quicker. */
  apart(first: number, second: number): boolean;
  /** Both tails of every test and interval: at most 0.05, and the less the more children there are. */
  error(): number;
}

export interface Verdict extends Difference {
  readonly apart: boolean;
  /** Of the interval that leaves out 0 exactly where both are told apart. */
  readonly low: number;
  readonly high: number;
}

/**
 * Holm's step-down test (Holm 1979) of all pairs, n (n - 1) / 2 hypotheses that two children are equal: with R of m pairs told
 * apart so far, the next ones are those with p <= error / (m - R). So at most 5 % of runs tell any equal two apart, whichever
 * of the pairs someone looks at and whatever made them look (the best one, the worst one, a touched one). The last step's
 * error is that of every interval, so that words and figures agree. Beyond `stepsUpTo` children only the first step is made,
 * error / m, which tells fewer apart.
 *
 * Throws a RangeError as a whisker does, on a child's accuracy, images or the training's deviation.
 */
export function createComparisons(
  trainingDeviation: number | null,
  { error = ERROR, stepsUpTo = MOST_STEPPED }: { readonly error?: number; readonly stepsUpTo?: number } = {},
): Comparisons {
  const children: Judged[] = [];
  /** |z| of pairs (i, j) with i > j, at i (i - 1) / 2 + j. */
  let sizes = new Float64Array(0);
  /** Beyond the limit: of each child, what it was compared with last (as a second one), and |z|. Heads seldom change. */
  const recent: ({ readonly first: number; readonly size: number } | null)[] = [];
  /** Null where it has to be worked out anew. */
  let last: { readonly error: number; readonly z: number } | null = null;

  const step = (): { readonly error: number; readonly z: number } => {
    const pairs = (children.length * (children.length - 1)) / 2;
    for (let told = 0; ; ) {
      const own = error / Math.max(1, pairs - told);
      const z = twoSidedZ(own);
      const now = children.length > stepsUpTo ? 0 : countFrom(sizes, pairs, z);
      if (now === told) return { error: own, z };
      told = now;
    }
  };
  const current = (): { readonly error: number; readonly z: number } => {
    last ??= step();
    return last;
  };

  const sizeOf = (first: number, second: number): number => {
    if (children.length <= stepsUpTo) {
      const [later, earlier] = first > second ? [first, second] : [second, first];
      return sizes[(later * (later - 1)) / 2 + earlier]!;
    }
    const known = recent[second];
    if (known?.first === first) return known.size;
    const size = Math.abs(distanceOf(children[first]!, children[second]!, trainingDeviation));
    recent[second] = { first, size };
    return size;
  };

  return {
    get children() {
      return children.length;
    },
    add(child) {
      const index = children.length;
      children.push(child);
      recent.push(null);
      last = null;
      if (index >= stepsUpTo) {
        sizes = new Float64Array(0);
        return index;
      }
      const start = (index * (index - 1)) / 2;
      if (start + index > sizes.length) sizes = grown(sizes, start + index);
      for (let other = 0; other < index; other++)
        sizes[start + other] = Math.abs(distanceOf(child, children[other]!, trainingDeviation));
      return index;
    },
    between(first, second) {
      const found = differenceOf(children[first]!, children[second]!, trainingDeviation);
      const { z } = current();
      const half = z * Math.sqrt(found.ofImages + found.ofTraining);
      return {
        ...found,
        apart: Math.abs(found.z) >= z,
        low: found.difference - half,
        high: found.difference + half,
      };
    },
    apart(first, second) {
      return sizeOf(first, second) >= current().z;
    },
    error: () => current().error,
  };
}

function countFrom(sizes: Float64Array, length: number, z: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) if (sizes[i]! >= z) count++;
  return count;
}

function grown(values: Float64Array<ArrayBuffer>, least: number): Float64Array<ArrayBuffer> {
  const more = new Float64Array(Math.max(2 * values.length, least));
  more.set(values);
  return more;
}
