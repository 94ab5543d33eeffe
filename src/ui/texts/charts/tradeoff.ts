import type { ReactNode } from 'react';
import type { TradeoffTexts } from '../../../charts/tradeoff/TradeoffChart.tsx';
import type { VolumeTexts } from '../../../charts/tradeoff/VolumeChart.tsx';
import { childName } from '../../../search/made.ts';
import type { Whisker } from '../../../studies/uncertainty/whisker.ts';
import { compact, compactText, percent, percentText, SPACE, whole } from '../../format.ts';
import type { Against } from '../../search/tradeoff/children.ts';
import { counts } from '../counts.ts';
import { phrase } from '../phrase.ts';
import { uncertaintyTexts } from './uncertainty.ts';

/** Ticks of a cost axis: the unit stands at the first and wherever it changes. */
const tickTexts = (values: readonly number[]): readonly string[] =>
  values.map((value, index) => {
    const { figure, unit } = compact(value);
    const before = index === 0 ? null : compact(values[index - 1]!).unit;
    const plain = String(Number(figure));
    return unit === before ? plain : `${plain}${SPACE}${unit}`.trim();
  });

const msTexts = (values: readonly number[]): readonly string[] => values.map((value) => String(value));

const chartTexts = { ticks: tickTexts } as const;

export const tradeoffChartTexts: TradeoffTexts = {
  ...chartTexts,
  name: 'Trade-off chart',
  slider: 'Child in the trade-off chart',
};

/** Against milliseconds. */
export const tradeoffStepTexts: TradeoffTexts = { ...tradeoffChartTexts, ticks: msTexts };

export const publishedChartTexts: TradeoffTexts = {
  ...chartTexts,
  name: 'Published models',
  slider: 'Published model',
};

export const volumeChartTexts: VolumeTexts = { name: 'Hypervolume', axis: 'Trial' };

export const tradeoffTexts = {
  panel: 'Trade-off of accuracy and cost',
  against: 'against',
  measures: {
    multiplyAdds: 'multiply-adds',
    parameters: 'parameters',
    step: 'ms a step',
  } satisfies Record<Against, string>,
  measuresSay: {
    multiplyAdds: 'Multiply-adds of one image, counted.',
    parameters: 'Trainable parameters, counted.',
    step: 'Seconds of training and judging over the steps, as measured when the child was trained.',
  } satisfies Record<Against, string>,
  plots: {
    name: 'What the left chart shows',
    children: 'children',
    volume: 'hypervolume',
    volumeSays:
      'How much of the plane the front dominates, trial by trial: the share of a box from chance to 100 % and, in logarithms, from the cheapest child of the run to the dearest.',
  },
  published: { name: 'Which published models', imagenet: 'ImageNet', cifar: 'CIFAR-10' },
  /** Over the left chart. */
  title: (against: Against, synthetic: boolean, lookedUp: boolean, devices: number): string => {
    const what = `Held-out accuracy, %${synthetic ? ', on synthetic images' : ''}`;
    if (against !== 'step') return `${what}, against ${tradeoffTexts.measures[against]}`;
    const where = lookedUp ? 'one processor core' : devices > 1 ? `${devices} devices` : 'as measured';
    return `${what}, against ms a step, ${where}`;
  },
  volumeTitle: 'Hypervolume of the front, % of the box',
  publishedTitle: (set: 'imagenet' | 'cifar', against: Against): string =>
    set === 'cifar'
      ? 'As published: error, %, against parameters'
      : `As published: top-1, %, against ${tradeoffTexts.measures[against === 'parameters' ? 'parameters' : 'multiplyAdds']}`,
  note: {
    strong: 'Not comparable.',
    words: (strong: ReactNode, images: number, synthetic: boolean, epochs: number) =>
      phrase`${strong} Children here learn from ${whole(images)} ${synthetic ? 'made-up' : 'small'} images for ${counts.epochs(epochs)}, the published models from up to 1.3 million until they stop improving.`,
  },
  front: { text: 'front: none is both better and cheaper', short: 'front' },
  /** Beside a ring with a dot. */
  alikeKey: 'can’t be told from it',
  failed: (trial: number): string => `${childName(trial)} failed`,
  byHand: (child: number, by: string): string => `${childName(child)} by ${by}`,
  repeated: (trial: number, again: readonly number[]): string =>
    `${trial}, sampled again as ${listed(again)}`,
  empty: 'Each child that has been trained becomes a dot here.',
  noTimes: 'No child of this run has a measured time.',
  standing: {
    front: 'on the front',
    alike: `can’t be told from the front (95${SPACE}%)`,
    plain: 'behind the front',
    paused: 'trained for fewer epochs, so not compared',
    byHand: 'made by hand, so no part of the search’s front',
  },
  cost: (against: Against, cost: number): string =>
    against === 'step'
      ? `${stepText(cost)}${SPACE}ms a step`
      : `${compactText(cost)} ${tradeoffTexts.measures[against]}`,
  spoken: (told: string, cost: string, standing: string): string => `${told}, ${cost}, ${standing}`,
  /** What the chart shows, for those who do not see it. */
  description: (
    children: number,
    front: readonly { readonly trial: number; readonly accuracy: number; readonly cost: string }[],
    alike: number,
  ): string => {
    if (children === 0) return tradeoffTexts.empty;
    const on = front.map(
      ({ trial, accuracy, cost }) => `trial ${trial} with ${percentText(accuracy)} at ${cost}`,
    );
    const near = alike === 0 ? '' : ` ${counts.children(alike)} more can’t be told from it.`;
    return `${counts.children(children)}. On the front, by rising cost: ${on.join('; ') || 'none'}.${near}`;
  },
  volumeDescription: (value: number | null): string =>
    value === null ? 'No front yet.' : `The front dominates ${percentText(value)} of the box.`,
  publishedDescription: (models: number): string =>
    `${models} models as Zoph and others printed them in 2018, NASNet-A joined by a line`,
  model: {
    top1: (share: number): string => `${percentText(share)} top-1`,
    error: (share: number): string => `${(share * 100).toFixed(2)}${SPACE}% error`,
    parameters: (count: number): string => `${compactText(count)} parameters`,
    multiplyAdds: (count: number): string => `${compactText(count)} multiply-adds`,
    /** By families, on the line. */
    nasnetA: (label: string): string => `NASNet-A, ${label}`,
  },
  table: {
    name: 'Children by cost',
    trial: 'Trial',
    accuracy: 'Accuracy, %',
    parameters: 'Parameters',
    multiplyAdds: 'Multiply-adds',
    step: 'ms a step',
    standing: 'Front',
    volume: 'Hypervolume, %',
    on: 'on it',
    alike: 'can’t be told from it',
    paused: 'not compared',
    byHand: 'made by hand',
    publishedName: 'Published models',
    model: 'Model',
    top1: 'Top-1, %',
    error: 'Error, %',
  },
  half: (whisker: Whisker | null): string => (whisker === null ? '' : uncertaintyTexts.half(whisker.whole)),
  volume: (share: number): string => percent(share),
  step: (milliseconds: number): string => stepText(milliseconds),
} as const;

const stepText = (milliseconds: number): string =>
  milliseconds < 9.95 ? milliseconds.toFixed(2) : milliseconds.toFixed(milliseconds < 99.5 ? 1 : 0);

const listed = (numbers: readonly number[]): string =>
  numbers.length > 3
    ? `${numbers.slice(0, 2).join(', ')} and ${numbers.length - 2} more`
    : numbers.join(', ');
