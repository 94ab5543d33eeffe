import { type Comparisons, createComparisons, type Verdict } from './comparisons.ts';
import type { Judged } from './difference.ts';

/** A trial as the leaderboard has it: of one recipe, at its last budget, judged by the images of its run. */
export interface RankedTrial {
  /** From 1. */
  readonly trial: number;
  /** Null for one that failed: it stands in no group. */
  readonly judged: Judged | null;
  /** The trial whose result was taken over: both are one child, and no comparison parts them. */
  readonly reusedFrom?: number;
}

/** Rows that can't be told from their first one, which can be told from the head before it. */
export interface Group {
  /** Ranks, from 1; all of its rows share them. */
  readonly first: number;
  readonly last: number;
  /** Numbers of trials, the most accurate first; of equal ones, the earliest. */
  readonly trials: readonly number[];
}

export interface Ranking {
  /** Throws a RangeError where that number is there already. */
  add(trial: RankedTrial): void;
  groups(): readonly Group[];
  /** Trials that failed, as they came. */
  failed(): readonly number[];
  /**
   * Exactly those that a trial can't be told from, itself left out, in the order of the groups. That goes both ways, but isn't
   * transitive: it crosses groups, and leaves out rows of its own.
   */
  alike(trial: number): readonly number[];
  /** By how much the first is better; 'same' where one is the other's reused result. */
  between(first: number, second: number): Verdict | 'same';
  /** Both tails of each of its intervals. */
  error(): number;
}

interface Row {
  readonly trial: number;
  readonly accuracy: number;
  /** Index among the comparisons' children, which reused trials share. */
  readonly child: number;
}

/**
 * The leaderboard's groups: down the rows, by accuracy, each is compared with its group's head, and the first that can be told
 * from it heads the next group. Which rows are heads depends on verdicts, and verdicts on how many are made; so each is taken
 * from the test of all pairs of children (comparisons.ts), which holds for whichever pairs are looked at. A test of the rows
 * against their heads alone (n - 1 of them) would take the best for one that was named beforehand: among 22 equal children it
 * tells some apart in a fifth of runs (groups.test.ts).
 */
export function createRanking(
  trainingDeviation: number | null,
  options?: { readonly error?: number; readonly stepsUpTo?: number },
): Ranking {
  const comparisons = createComparisons(trainingDeviation, options);
  const rows: Row[] = [];
  const failed: number[] = [];
  /** Of each trial, the one whose result it has, and of those, their index among the comparisons. */
  const results = new Map<number, number>();
  const children = new Map<number, number>();
  const childOf = (trial: number): number => {
    const child = children.get(results.get(trial) ?? 0);
    if (child === undefined)
      throw new RangeError(`Trial ${trial} has no rank: it failed or was never added.`);
    return child;
  };
  let groups: readonly Group[] | null = null;

  return {
    add({ trial, judged, reusedFrom }) {
      if (results.has(trial)) throw new RangeError(`Trial ${trial} has its rank already.`);
      const result = reusedFrom === undefined ? trial : (results.get(reusedFrom) ?? reusedFrom);
      groups = null;
      if (judged === null) {
        results.set(trial, result);
        failed.push(trial);
        return;
      }
      const child = children.get(result) ?? comparisons.add(judged);
      results.set(trial, result);
      children.set(result, child);
      const row = { trial, accuracy: judged.accuracy, child };
      rows.splice(placeOf(rows, row), 0, row);
    },
    groups() {
      groups ??= grouped(rows, comparisons);
      return groups;
    },
    failed: () => failed,
    alike(trial) {
      const child = childOf(trial);
      return rows
        .filter((row) => row.trial !== trial && (row.child === child || !comparisons.apart(row.child, child)))
        .map((row) => row.trial);
    },
    between(first, second) {
      const [one, other] = [childOf(first), childOf(second)];
      return one === other ? 'same' : comparisons.between(one, other);
    },
    error: comparisons.error,
  };
}

/** Where a row goes, by halving. */
function placeOf(rows: readonly Row[], { accuracy, trial }: Row): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle]!;
    const before = other.accuracy > accuracy || (other.accuracy === accuracy && other.trial < trial);
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grouped(rows: readonly Row[], comparisons: Comparisons): Group[] {
  const groups: Group[] = [];
  for (let start = 0; start < rows.length; ) {
    const head = rows[start]!.child;
    let end = start + 1;
    while (end < rows.length && !isApart(comparisons, head, rows[end]!.child)) end++;
    groups.push({ first: start + 1, last: end, trials: rows.slice(start, end).map(({ trial }) => trial) });
    start = end;
  }
  return groups;
}

const isApart = (comparisons: Comparisons, one: number, other: number): boolean =>
  one !== other && comparisons.apart(one, other);
