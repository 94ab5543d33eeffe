import { ticks } from 'd3';

export interface TrialTick {
  readonly trial: number;
  readonly x: number;
  /** Unlabelled where another label is near. */
  readonly labelled: boolean;
  /** The running trial's, or the last one's of those beside it. */
  readonly now: boolean;
}

/** Room of a label, in px. */
const LABEL = 26;
/** Least distance of two ticks, in px. */
const TICK = 6;

/** A tick a trial while they fit; labels at the first, the last, round numbers and the running trials. */
export function trialTicks(
  total: number,
  running: readonly (number | null)[],
  x: (trial: number) => number,
): TrialTick[] {
  const now = running.filter((trial) => trial !== null);
  const last = Math.max(2, total);
  const pitch = (x(last) - x(1)) / (last - 1);
  const labels = labelled(last, now, x);
  const trials = pitch >= TICK ? range(1, last) : [...labels].sort((a, b) => a - b);
  return trials.map((trial) => ({
    trial,
    x: x(trial),
    labelled: labels.has(trial),
    now: now.includes(trial),
  }));
}

function labelled(last: number, now: readonly number[], x: (trial: number) => number): Set<number> {
  const round = ticks(1, last, 5).filter((trial) => Number.isInteger(trial) && trial > 1);
  const chosen: number[] = [];
  // The most important first: the others give way.
  for (const trial of [...now, 1, last, ...round]) {
    if (chosen.every((other) => Math.abs(x(other) - x(trial)) >= LABEL)) chosen.push(trial);
  }
  return new Set(chosen);
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
