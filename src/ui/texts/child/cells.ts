import type { ReactNode } from 'react';
import { childName } from '../../../search/made.ts';
import type { ShownPair } from '../../../store/shown/selectors.ts';
import { compactText, dayText, megabytes, percent, percentText, whole } from '../../format.ts';
import { counts } from '../counts.ts';
import { type Mark, phrase, unmarked } from '../phrase.ts';

/** Words before a figure, the figure, words after it. */
export type Told = readonly [before: string, figure: string, after: string];

export const cellsTexts = {
  panel: 'Child network',
  /** "Child 14", "Trial 3", "NASNet-A", "Shared pair". */
  title: ({ kind, title, trial }: Pick<ShownPair, 'kind' | 'title' | 'trial'>): string => {
    switch (kind) {
      case 'child':
        return `Child ${trial}`;
      case 'trial':
        return `Trial ${trial}`;
      case 'made':
        return `Child ${childName(trial ?? 0)}`;
      case 'titled':
        return title ?? '';
      case 'shared':
        return 'Shared pair';
      default:
        return kind satisfies never;
    }
  },
  /** "Children 14–21": a wave in training. */
  children: (first: number, last: number): string =>
    first === last ? `Child ${first}` : `Children ${first}–${last}`,
  backToWave: (first: number, last: number): string =>
    first === last ? `Back to child ${first}` : `Back to children ${first} to ${last}`,
  backToWaveShort: (first: number, last: number): string =>
    first === last ? `‹ child ${first}` : `‹ ${first}–${last}`,
  /** From one of a wave to all of it. */
  backToAll: (count: number): string => `All ${count}`,
  backToAllShort: '‹ all',
  back: (child: number): string => `Back to child ${child}`,
  backToPreset: 'Back to NASNet-A',
  /** Where there is little room; whoever hears it hears the words above. */
  backShort: (child: number): string => `‹ child ${child}`,
  backToPresetShort: '‹ NASNet-A',
  parameters: (figure: ReactNode, mark: Mark = unmarked) =>
    phrase`${figure} ${mark('parameter', 'parameters')}`,
  multiplyAdds: (figure: ReactNode, mark: Mark = unmarked) =>
    phrase`${figure} ${mark('multiply-add', 'multiply-adds')}`,
  multiplyAddsSay: (count: number): string => `${whole(count)} multiply-adds for one image`,
  /** What is happening to the pair that is drawn. */
  progress: {
    waiting: ['images', '', 'waiting'] as Told,
    compiling: (kernels: number): Told => ['compiling', whole(kernels), kernels === 1 ? 'kernel' : 'kernels'],
    images: (done: number, total: number): Told => ['images', megabytes(done, total), ''],
    evaluating: (done: number, total: number): Told => ['held out', whole(done), `of ${whole(total)}`],
    step: (step: number, total: number, again: boolean): Told => [
      again ? 'again, step' : 'step',
      whole(step),
      `of ${whole(total)}`,
    ],
    /** Of a child of a wave: it has not begun; or it has its result, and its turn is to come. */
    coming: ['', '', 'to come'] as Told,
    waits: (share: number): Told => ['waits with', percent(share), '%'],
    untrained: ['', '', 'not trained here'] as Told,
    failed: ['', '', 'failed'] as Told,
    accuracy: (share: number, epochs: number | undefined, synthetic: boolean, lookedUp: boolean): Told => {
      const after = epochs === undefined ? '%' : `% after ${counts.epochs(epochs)}`;
      return [lookedUp ? 'looked up' : 'held out', percent(share), synthetic ? `${after}, synthetic` : after];
    },
  },
  /** Where a cell stands in the network: how many there are, and their filters. */
  place: (cells: number, filters: readonly number[]): string =>
    `${cells} in the network, F = ${filters.join(', ')}`,
  strided: (place: string, before: ReactNode, last: ReactNode, mark: Mark = unmarked) =>
    phrase`${place}, ${mark('stride', 'stride')} 2 on ${before} and ${last}`,
  /** With label smoothing it is the cross-entropy with smoothed targets, which even a perfect child keeps. */
  loss: (smoothed: boolean): string => (smoothed ? 'Training loss, smoothed labels' : 'Training loss'),
  accuracy: (synthetic: boolean): string =>
    synthetic ? 'Training accuracy, synthetic' : 'Training accuracy',
  /** Images that no child trains on, and what the child takes them for. */
  seen: {
    title: 'Held-out images',
    of: (count: number): string => `of ${count}`,
    label: (right: number | null, count: number): string =>
      right === null ? 'Held-out images, not looked at yet' : `Held-out images, ${right} of ${count} right`,
    /** An image in words: its class, and the one that it is taken for. */
    image: (name: string, taken: string | null): string => {
      if (taken === null) return `${name}, not looked at yet`;
      return taken === name ? `${name}, right` : `${name}, taken for ${taken}`;
    },
    right: 'right',
    wrong: 'wrong',
    is: (name: string): string => `is ${name}`,
    lack: (why: string): string => `No images to show: ${why}`,
  },
  /** Of a child that was trained beforehand. */
  lookedUp: {
    title: 'Held-out accuracy',
    strong: 'Looked up.',
    words: (strong: ReactNode, day: Date | null, epochs: number, images: number, seconds: number | null) => {
      const when = day === null ? 'beforehand' : `on ${dayText(day)}`;
      const time =
        seconds === null ? '' : `; ${seconds.toFixed(seconds < 10 ? 1 : 0)} s of one processor core`;
      return phrase`${strong} Trained ${when}, ${counts.epochs(epochs)} of ${whole(images)} images${time}.`;
    },
  },
  state: (index: number): string => `state ${index}`,
  node: {
    operation: (operation: string, input: ReactNode) => phrase`${operation} on ${input}`,
    combiner: (combiner: string, state: ReactNode) => phrase`${combiner} makes ${state}`,
    input: (state: ReactNode, last: boolean) =>
      last
        ? phrase`${state}, the output of the cell before`
        : phrase`${state}, the output of the cell before that`,
    output: 'Output, concatenated',
    cost: (trainable: number, multiplyAdds: number): string =>
      `${compactText(trainable)} parameters, ${compactText(multiplyAdds)} multiply-adds`,
    free: 'no parameters, no multiply-adds',
    pressToEdit: 'Press again to edit it.',
    chosen: (probability: number): string => `the controller gave it ${percentText(probability)}`,
  },
} as const;
