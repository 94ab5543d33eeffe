import type { ReactNode } from 'react';
import { childName } from '../../../../search/made.ts';
import type { CellChange } from '../../../../space/changes.ts';
import type {
  ArchitecturesLead,
  NetworksLead,
  Unmatched,
} from '../../../../studies/uncertainty/twoChildren.ts';
import { percent, SPACE, whole } from '../../../format.ts';
import { controllerTexts } from '../../charts/controller.ts';
import { uncertaintyTexts } from '../../charts/uncertainty.ts';
import { counts } from '../../counts.ts';
import { phrase } from '../../phrase.ts';

/** From here on what chance alone would do is called rare. */
const RARE = 0.05;

/** "child 13" inside a sentence; titles of pairs stay as they are. */
const inside = (name: string): string => name.replace(/^Child (?=\d)/, 'child ');

const both = (names: readonly string[]): string => names.map(inside).join(' and ');
const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "about 1 time in 3" of 0.31, "more often than not" of 0.91. */
function often(p: number): string {
  if (p > 0.5) return 'more often than not';
  if (p < 1e-6) return 'less than once in a million times';
  const times = 1 / p;
  return `about 1 time in ${whole(times < 100 ? times : Number(times.toPrecision(2)))}`;
}

/** "p = 0.31", "p < 0.001" */
const pText = (p: number): string =>
  p < 0.001 ? `p${SPACE}<${SPACE}0.001` : `p${SPACE}=${SPACE}${p.toFixed(p < 0.1 ? 3 : 2)}`;

/** Two children held against each other. */
export const differencesTexts = {
  panel: 'Differences between two children',
  /** Beside a menu of the second one. */
  beside: (first: string, second: ReactNode) => phrase`${inside(first)} beside ${second}`,
  second: 'Child beside it',
  groups: { trials: 'Children of this run', made: 'Made by hand', pinned: 'Pinned', published: 'Published' },
  child: (number: number): string => `child ${childName(number)}`,
  secondSays:
    'The child that is held against it. Shift and a press on a row of the leaderboard choose it too.',
  /** Of a link to a child that is not there. */
  none: (name: string): string => `This run has no ${inside(name)}. Choose another one in the menu above.`,
  swap: 'Swap',
  swapSays: 'Each takes the place of the other.',
  rank: (rank: string): string => `rank ${rank}`,
  heldOut: (figure: ReactNode) => phrase`${figure} held out`,
  stages: {
    trained: '',
    failed: 'failed',
    training: 'still in training',
    pinned: 'pinned',
    untrained: 'not trained in this run',
  },
  /** Accessible name of a drawing. */
  drawn: (cell: string, name: string): string => `${cell} of ${inside(name)}`,
  differs: (other: string): string => `not so in ${inside(other)}`,
  own: 'in its own arrangement',
  ownSays: (name: string): string =>
    `${begun(inside(name))} stands in an arrangement of its own here: too few of its blocks are in a row of both.`,
  choice: 'Cell',
  figures: {
    name: 'Figures',
    rank: 'Rank',
    heldOut: `Held out,${SPACE}%`,
    parameters: 'Parameters',
    multiplyAdds: 'Multiply-adds',
    seconds: `Trained,${SPACE}s`,
  },
  again: (names: readonly string[]): string =>
    names.length === 1
      ? `${begun(both(names))} was trained again since. What is held against each other here is the search’s figure, which chose it, and so reads rather too high.`
      : 'Both were trained again since. What is held against each other here are the search’s figures, which chose them, and so read rather too high.',
  same: 'the same',
  /** Over a long list, which it opens. */
  many: (changes: number): string => `${changes} differences`,
  sameGraph: 'Both are one graph.',
  place: (change: CellChange): string => {
    switch (change.kind) {
      case 'output':
        return 'output';
      case 'block':
        return `block ${change.block + 1}`;
      default:
        return controllerTexts.placeSpoken(change);
    }
  },
  from: (was: ReactNode, is: ReactNode) => phrase`${was} → ${is}`,
  onlyIn: (name: string): string => `in ${inside(name)} alone`,

  four: {
    title: (images: number): string => `On ${whole(images)} held-out images`,
    both: 'both right',
    only: (name: string): string => `only ${inside(name).replace(/^child /, '')}`,
    neither: 'both wrong',
  },
  /** Of these two trainings, on images of this kind. */
  networks: {
    title: 'These two networks',
    /** What the lead is, how often chance does as much, and by which test. */
    lead: (
      { difference, onlyFirst, onlySecond, p }: NetworksLead,
      names: readonly [string, string],
    ): string => {
      const parted = onlyFirst + onlySecond;
      if (parted === 0) return 'Both are right and wrong on the very same images.';
      if (difference === 0) return `Neither leads: each alone is right on ${whole(onlyFirst)}. ${test(p)}`;
      const [more, less] = onlyFirst > onlySecond ? [onlyFirst, onlySecond] : [onlySecond, onlyFirst];
      const leader = begun(inside(difference > 0 ? names[0] : names[1]));
      const verdict = p < RARE ? 'so the lead is hardly chance' : 'so the lead may be chance';
      return `${leader} leads by ${percent(Math.abs(difference))} points. Two equally good networks would part as unevenly as ${whole(more)} to ${whole(less)} ${often(p)}, ${verdict}. ${test(p)}`;
    },
    picked:
      'The test takes the two as picked before anyone saw a figure. The best of many children is partly lucky: where one was picked because it leads, its lead reads rather too high and p too low.',
    unmatched: (why: Unmatched, without: readonly string[]): string => {
      switch (why) {
        case 'bits':
          return `Which images were right is not kept of ${both(without)}: how many both had right, and what the lead of one network means, can’t be told.`;
        case 'others':
          return 'They were judged by different images: what the lead of one network means can’t be told.';
        default:
          return why satisfies never;
      }
    },
  },
  /** Of the same recipe trained again. */
  architectures: {
    title: 'The two architectures',
    lead: (
      { difference, low, high, p, kind }: ArchitecturesLead,
      names: readonly [string, string],
    ): string => {
      const leader = inside(difference >= 0 ? names[0] : names[1]);
      const half = uncertaintyTexts.half((high - low) / 2);
      const apart = low > 0 || high < 0;
      const verdict = apart ? 'they can be told apart' : 'they can’t be told apart';
      const rough =
        kind === 'unpaired'
          ? ' The images count as if they were not the same, which is rather too careful.'
          : '';
      return `On average over trainings, ${leader} leads by ${percent(Math.abs(difference))} ${half} points (95${SPACE}%, with the luck of both trainings): ${verdict}, ${pText(p)}.${rough}`;
    },
    one: 'They are one architecture, trained twice: what parts the two networks is the luck of training alone.',
    notMeasured:
      'How much trainings of one child differ under these settings is not measured well enough: which architecture is better does not follow from one training of each.',
    epochs: ([first, second]: readonly [number, number], names: readonly [string, string]): string =>
      `${begun(inside(names[0]))} was trained for ${counts.epochs(first)}, ${inside(names[1])} for ${counts.epochs(second)}: so nothing follows for the architectures.`,
    trainedOn: ([first, second]: readonly [number, number], names: readonly [string, string]): string => {
      const [paused, on] = first <= second ? [0, 1] : [1, 0];
      const epochs = [first, second];
      return `They are one child in one training: ${inside(names[paused]!)} is it after ${counts.epochs(epochs[paused]!)}, where it was paused, ${inside(names[on]!)} after ${counts.epochs(epochs[on]!)}. What parts the two networks is that it was trained on.`;
    },
    inherited: (names: readonly string[]): string =>
      `${begun(both(names))} began with weights that earlier children had left. What parts the two networks may be what they began with: so nothing follows for the architectures.`,
    pairs: 'For these two alone: the leaderboard’s groups allow for all pairs of the run.',
  },
  oneTraining: (names: readonly [string, string]): string =>
    `${begun(both(names))} are one graph and share the result of one training.`,
  /** Why two figures say nothing of each other. */
  lacking: {
    title: 'Whether a lead means anything',
    failed: (name: string): string => `${begun(inside(name))} failed and has no figures.`,
    training: (name: string): string => `${begun(inside(name))} is still in training.`,
    pinned: (name: string): string =>
      `${name} is pinned with its accuracy alone: which images judged it, and how it was trained, is not kept. So the two figures can’t be held against each other.`,
    untrained: (name: string): string =>
      `${name} was not trained in this run: only cells and costs can be held against each other.`,
  },
} as const;

const test = (p: number): string => `McNemar’s exact test, ${pText(p)}.`;
