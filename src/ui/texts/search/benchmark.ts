import { nameInSentence } from '../../../data/infos.ts';
import type { Settings } from '../../../settings/settings.ts';
import { day, percent, whole } from '../../format.ts';
import { counts } from '../counts.ts';

export interface TrainedFacts {
  /** Times that each child was trained. */
  readonly trainings: number;
  /** Of the table's last child, as 2026-11-29. */
  readonly date: string;
  readonly settings: Pick<
    Settings,
    'epochs' | 'trainImages' | 'validationImages' | 'imageSize' | 'filters' | 'dataset'
  >;
}

export interface SpreadFacts {
  /** Shares, 0 to 1. */
  readonly least: number;
  readonly most: number;
  readonly ofChildren: number;
  readonly ofEntries: number;
}

/** What the benchmark is and what to hold against it. */
export const benchmarkTexts = {
  name: 'The table',
  reading: 'It is being read.',
  unread: 'It has not been read.',
  space: (graphs: number, blocks: number, operations: number, decisions: number): string =>
    `${whole(graphs)} graphs, all of a closed space: ${counts.blocks(blocks)}, ${operations} operations, ${decisions} decisions.`,
  trained: ({ trainings, date, settings }: TrainedFacts): string => {
    const { epochs, trainImages, validationImages, imageSize, filters, dataset } = settings;
    const times = trainings === 2 ? 'twice' : `${trainings} times`;
    return `Each was really trained ${times}, on the processor, until ${day(date)}: ${counts.epochs(epochs)} on ${whole(trainImages)} images of ${nameInSentence(dataset)} at ${imageSize} × ${imageSize}, ${filters} filters, validated on ${whole(validationImages)} others.`;
  },
  agree: (correlation: number, betterHalf: number | null): string =>
    `Two trainings agree at ${correlation.toFixed(2)}${betterHalf === null ? '' : `, in the better half at ${betterHalf.toFixed(2)}`} (Pearson’s correlation).`,
  spread: ({ least, most, ofChildren, ofEntries }: SpreadFacts): string =>
    `Accuracies lie between ${percent(least)} and ${percent(most)} % and spread by ${percent(ofChildren)} points; the noise of an entry is ${percent(ofEntries)} points (standard deviations).`,
  judged:
    'Searches see one training’s validation accuracy; what they find best is judged by another training’s test accuracy: the mean of the five, after all children. p speaks of this table only; more seeds make any p small.',
} as const;
