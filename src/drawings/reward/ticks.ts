export interface TrialTick {
  readonly trial: number;
  readonly x: number;
  /** Unlabelled where another label is near. */
  readonly labelled: boolean;
  /** The running trial's. */
  readonly now: boolean;
}

/** Room of a label, in px. */
const LABEL = 26;
/** Least distance of two ticks, in px. */
const TICK = 6;

/** A tick a trial while they fit; labels at the first, the last, round numbers and the running trial. */
export function trialTicks(total: number, now: number | null, x: (trial: number) => number): TrialTick[] {
  const last = Math.max(2, total);
  const pitch = (x(last) - x(1)) / (last - 1);
  const labels = labelled(last, now, x);
  const trials = pitch >= TICK ? range(1, last) : [...labels].sort((a, b) => a - b);
  return trials.map((trial) => ({
    trial,
    x: x(trial),
    labelled: labels.has(trial),
    now: trial === now,
  }));
}

function labelled(last: number, now: number | null, x: (trial: number) => number): Set<number> {
  const round = roundTrials(last);
  const chosen: number[] = [];
  // The most important first: the others give way.
  for (const trial of [...(now === null ? [] : [now]), 1, last, ...round]) {
    if (chosen.every((other) => Math.abs(x(other) - x(trial)) >= LABEL)) chosen.push(trial);
  }
  return new Set(chosen);
}

/** About five whole numbers from 2 to `last`, as round as can be: those of d3's ticks. */
export function roundTrials(last: number): number[] {
  const wanted = (last - 1) / 5;
  const power = 10 ** Math.floor(Math.log10(wanted));
  // By which of 1, 2, 5 and 10 it is nearest, on a scale of ratios.
  const error = wanted / power;
  const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.sqrt(2) ? 2 : 1;
  const step = Math.max(1, power * factor);
  const first = Math.max(1, Math.ceil(2 / step));
  return range(first, Math.floor(last / step)).map((index) => index * step);
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
