import { dodge } from '../plot/dodge.ts';
import { type AgainColumn, lastRunning, type RewardInput } from './input.ts';
import type { RewardScale } from './scale.ts';

/** No legend: each line is named at its end, with its last value, in its own colour. */

export type LabelTone = 'best' | 'mean' | 'baseline' | 'band' | 'chance' | 'chosen' | 'fresh' | 'final';

export interface EndLabel {
  readonly tone: LabelTone;
  readonly text: string;
  /** The figure after the text; empty where there is none. */
  readonly value: string;
  /** Half its interval, after the figure. */
  readonly half?: string;
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
  readonly lines: Readonly<Record<Exclude<LabelTone, 'mean'>, LineName>>;
  /** Of the mean of the last ones, where there are so many. */
  mean(values: number): LineName;
  /** The band's second line: the best of how many it ends with, null while the search still runs. */
  bandNote(children: number | null, isOwn: boolean): string;
}

type Wanted = Omit<EndLabel, 'y' | 'ground'> & { readonly y: number };

const HEIGHT = 16;
/** Mean advance of a character at 12 px. */
const CHARACTER = 6;
const GAP = 10;
/** Behind the columns of finalists, which leave room themselves. */
const BEHIND = 8;

export function endLabels(input: RewardInput, at: RewardScale, texts: LineTexts): EndLabel[] {
  const wanted = [
    ...lineLabels(input, at, texts),
    ...bandLabels(input, at, texts),
    ...chanceLabels(input, at, texts),
  ];
  const boxes = wanted.map(({ x, y, text, value, half = '', note }) => ({
    x,
    y,
    width: (text.length + value.length + half.length + 1) * CHARACTER,
    height: note === undefined ? HEIGHT : 2 * HEIGHT,
  }));
  const top = at.again === null ? at.plot.top - 8 : at.plot.top + 8;
  const middles = dodge(boxes, top, at.plot.bottom - 2);
  return wanted.map((label, index) => {
    const y = Math.round(middles[index]!);
    return { ...label, y, ground: groundOf(input, at, label.x, y) };
  });
}

function lineLabels(input: RewardInput, at: RewardScale, texts: LineTexts): Wanted[] {
  const { best, mean, baseline, dots, again } = input;
  const { narrow } = at;
  const x =
    at.again === null || again.length === 0
      ? at.x(lastRunning(input) ?? dots.at(-1)?.trial ?? 1) + GAP
      : at.again.right + BEHIND;
  const labels: Wanted[] = [];
  const push = (tone: LabelTone, value: number | undefined, more: Partial<Wanted> = {}): void => {
    if (value === undefined) return;
    const name = tone === 'mean' ? texts.mean(mean.length) : texts.lines[tone];
    // Beside the columns there is less room than beside trials.
    const short = narrow || (tone === 'baseline' && again.length > 0);
    const text = short ? name.short : name.text;
    labels.push({ tone, text, value: percent(value), x, y: at.y(value), ...more });
  };
  const named = again.find(({ isWinner }) => isWinner) ?? again[0];
  if (named === undefined) push('best', best.at(-1)?.value);
  else pushAgain(named, push, narrow);
  push('mean', mean.length > 1 ? mean.at(-1)?.value : undefined);
  push('baseline', baseline.at(-1)?.value);
  return labels;
}

/** One finalist is named, the winner: the others look alike. */
function pushAgain(
  { chosenBy, trainings }: AgainColumn,
  push: (tone: LabelTone, value: number | undefined, more?: Partial<Wanted>) => void,
  narrow: boolean,
): void {
  push('chosen', chosenBy);
  const fresh = trainings.flatMap(({ isFinal, value }) => (isFinal || value === null ? [] : [value]));
  if (fresh.length > 0)
    push('fresh', fresh.reduce((sum, value) => sum + value, 0) / fresh.length, { value: '' });
  const final = trainings.find(({ isFinal }) => isFinal);
  if (final === undefined || final.value === null) return;
  const half = final.whisker === null || narrow ? {} : { half: `± ${percent(final.whisker.whole)}` };
  push('final', final.value, half);
}

function bandLabels(input: RewardInput, at: RewardScale, texts: LineTexts): Wanted[] {
  const { band, bandIsOwn, dots, total } = input;
  const last = band.at(-1);
  if (last === undefined) return [];
  const place = {
    x: at.again === null ? at.x(last.trial) + GAP : at.again.right + BEHIND,
    y: at.y(last.median),
  };
  const { text, short } = texts.lines.band;
  if (at.narrow) return [{ tone: 'band', text: short, value: percent(last.median), ...place }];
  const note = texts.bandNote(dots.length >= total ? last.trial : null, bandIsOwn);
  return [{ tone: 'band', text, value: percent(last.median), note, ...place }];
}

function chanceLabels({ chance, chanceLine }: RewardInput, at: RewardScale, texts: LineTexts): Wanted[] {
  if (chanceLine === null) return [];
  const { text, short } = texts.lines.chance;
  const value = String(Number((chance * 100).toFixed(1)));
  const x = at.end + (at.again === null ? GAP : BEHIND);
  return [{ tone: 'chance', text: at.narrow ? short : text, value, x, y: at.y(chance) }];
}

/** Whether the label's start lies on the band. */
function groundOf({ band }: RewardInput, at: RewardScale, x: number, y: number): EndLabel['ground'] {
  const next = band.find(({ trial }) => at.x(trial) >= x);
  const first = band[0];
  if (next === undefined || first === undefined || x < at.x(first.trial)) return 'page';
  return y < at.y(next.low) && y > at.y(next.high) ? 'band' : 'page';
}

const percent = (share: number): string => (share * 100).toFixed(1);
