import { dodge } from '../dodge.ts';
import type { Plot } from '../plot.ts';
import type { RewardInput } from './input.ts';

/** No legend: each line is named at its end, with its last value, in its own colour. */

export type LabelTone = 'best' | 'mean' | 'baseline' | 'running' | 'band';

export interface EndLabel {
  readonly tone: LabelTone;
  readonly text: string;
  /** The figure after the text; empty where there is none. */
  readonly value: string;
  /** A second line. */
  readonly note?: string;
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  /** What lies under it, for the halo that keeps lines off it. */
  readonly ground: 'page' | 'band';
}

/** What a line is called: `short` where there is little room. */
export interface LineName {
  readonly text: string;
  readonly short: string;
}

export interface LineTexts {
  readonly lines: Readonly<Record<Exclude<LabelTone, 'running'>, LineName>>;
  /** The band's second line. */
  readonly bandNote: string;
  running(trial: number, epoch: number): LineName;
}

export interface LabelPlace {
  readonly x: (trial: number) => number;
  readonly y: (value: number) => number;
  readonly plot: Plot;
  readonly narrow: boolean;
}

type Wanted = Omit<EndLabel, 'y' | 'ground'> & { readonly y: number };

const HEIGHT = 16;
/** Mean advance of a character at 12 px. */
const CHARACTER = 6;
const GAP = 10;

export function endLabels(input: RewardInput, place: LabelPlace, texts: LineTexts): EndLabel[] {
  const wanted = [...lineLabels(input, place, texts), ...bandLabels(input, place, texts)];
  const boxes = wanted.map(({ x, y, text, value, note }) => ({
    x,
    y,
    width: (text.length + value.length + 1) * CHARACTER,
    height: note === undefined ? HEIGHT : 2 * HEIGHT,
  }));
  const middles = dodge(boxes, place.plot.top - 8, place.plot.bottom - 2);
  return wanted.map((label, index) => {
    const y = Math.round(middles[index]!);
    return { ...label, y, ground: groundOf(input, place, label.x, y) };
  });
}

function lineLabels(input: RewardInput, { x, y, narrow }: LabelPlace, texts: LineTexts): Wanted[] {
  const { best, mean, baseline, running, dots } = input;
  const end = x(running?.trial ?? dots.at(-1)?.trial ?? 1) + GAP;
  const labels: Wanted[] = [];
  const push = (tone: LabelTone, name: LineName, value: number | undefined): void => {
    if (value === undefined) return;
    const figure = narrow && tone !== 'best' ? '' : percent(value);
    labels.push({ tone, text: narrow ? name.short : name.text, value: figure, x: end, y: y(value) });
  };
  push('best', texts.lines.best, best.at(-1)?.value);
  push('mean', texts.lines.mean, mean.length > 1 ? mean.at(-1)?.value : undefined);
  push('baseline', texts.lines.baseline, baseline.at(-1)?.value);
  if (running && running.value !== null) {
    push('running', texts.running(running.trial, running.epoch), running.value);
  }
  return labels;
}

function bandLabels({ band }: RewardInput, { x, y, narrow }: LabelPlace, texts: LineTexts): Wanted[] {
  const last = band.at(-1);
  if (last === undefined) return [];
  const place = { x: x(last.trial) + GAP, y: y(last.median) };
  const { text, short } = texts.lines.band;
  if (narrow) return [{ tone: 'band', text: short, value: '', ...place }];
  return [{ tone: 'band', text, value: percent(last.median), note: texts.bandNote, ...place }];
}

/** Whether the label's start lies on the band. */
function groundOf({ band }: RewardInput, place: LabelPlace, x: number, y: number): EndLabel['ground'] {
  const next = band.find(({ trial }) => place.x(trial) >= x);
  const first = band[0];
  if (next === undefined || first === undefined || x < place.x(first.trial)) return 'page';
  return y < place.y(next.low) && y > place.y(next.high) ? 'band' : 'page';
}

const percent = (share: number): string => (share * 100).toFixed(1);
