import { nameInSentence } from '../../data/infos.ts';
import type { Settings } from '../../settings/settings.ts';
import { percent, whole } from '../format.ts';
import { counts } from './counts.ts';

export interface TrainedFacts {
  /** Times that each child was trained; null where nothing is known of it. */
  readonly trainings: number | null;
  /** Null where the processor's engine trained, whose bits are the same on all. */
  readonly adapter: string | null;
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

const timesOf = (trainings: number | null): string => {
  if (trainings === null) return '';
  return trainings === 2 ? ', twice,' : `, ${trainings} times,`;
};

/** What the benchmark is and what to hold against it. */
export const benchmarkTexts = {
  name: 'The benchmark',
  reading: 'Its table is being read.',
  unread: 'Its table has not been read.',
  space: (graphs: number, blocks: number, operations: number, onlyOperations: boolean): string =>
    `A closed space: ${whole(graphs)} different graphs of ${counts.blocks(blocks)} a cell and ${operations} operations; ${onlyOperations ? 'only the operations are open' : 'in part fixed'}.`,
  trained: ({ trainings, adapter, settings }: TrainedFacts): string => {
    const { epochs, trainImages, validationImages, imageSize, filters, dataset } = settings;
    const images = nameInSentence(dataset);
    return `Each was really trained beforehand${timesOf(trainings)} on ${adapter ?? 'the processor'}: ${counts.epochs(epochs)} on ${whole(trainImages)} images of ${images} at ${imageSize} × ${imageSize}, ${filters} filters, judged on ${whole(validationImages)} others.`;
  },
  lookup: 'A search looks the result up instead of training. Its seconds are those that the training took.',
  spread: ({ least, most, ofChildren, ofEntries }: SpreadFacts): string =>
    `Accuracies lie between ${percent(least)} and ${percent(most)} % and spread by ${percent(ofChildren)} points; the noise of an entry is ${percent(ofEntries)} points (standard deviations).`,
} as const;
