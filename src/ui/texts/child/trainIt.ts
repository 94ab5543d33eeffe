import { childName } from '../../../search/made.ts';
import { percentText, roughly } from '../../format.ts';
import { commonTexts } from '../common.ts';
import { counts } from '../counts.ts';

/** "trial 12", "h1": a child by its number, which is below 0 where it was made by hand. */
const named = (id: number): string => (id < 0 ? childName(id) : `trial ${id}`);

/** The bar that trains a pair; it comes when a person asks for it. */
export const trainItTexts = {
  train: 'Train it',
  by: 'by',
  bySays: 'Your name or nickname, at most 24 characters; it stands in the leaderboard.',
  three: 'Three seeds',
  threeSays: 'Trains it three times, each from a seed of its own, and shows how far the three lie apart.',
  /** "trains as h2, after child 14, about 15 s". */
  will: ({
    number,
    after,
    seconds,
    lookedUp,
    beside,
    byProcessor,
  }: {
    readonly number: number;
    /** The child that it waits for; null: none. */
    readonly after: number | null;
    /** Null where nothing was measured. */
    readonly seconds: number | null;
    readonly lookedUp: boolean;
    /** The run's own children are looked up, and this one is not in their table. */
    readonly beside: boolean;
    /** A contest has it trained there. */
    readonly byProcessor: boolean;
  }): string =>
    commonTexts.facts([
      lookedUp
        ? `looked up in the table as ${childName(-number)}`
        : `trains ${byProcessor ? 'on the processor, as the contest has it, ' : beside ? 'here, by the table’s recipe, ' : ''}as ${childName(-number)}`,
      after === null ? null : `after ${after < 0 ? childName(after) : `child ${after}`}`,
      seconds === null ? null : `about ${roughly(seconds)}`,
    ]),
  unfinished:
    'Trains once both cells are whole: each needs a block, and each block its inputs and operations.',
  otherSearch: 'A search with other settings is running: stop it, then this trains by the contest’s.',
  /** `short`: it was trained for fewer epochs than a child by hand would be. */
  same: (id: number, accuracy: number | null, short: { epochs: number; of: number } | null): string =>
    accuracy === null
      ? `The same graph as ${named(id)}.`
      : `The same graph as ${named(id)}, which has ${percentText(accuracy)}${
          short === null ? '' : ` after ${short.epochs} of ${counts.epochs(short.of)}`
        }.`,
  showSame: (id: number): string => `Show ${named(id)}`,
  allTheSame: 'Train it all the same',
} as const;
