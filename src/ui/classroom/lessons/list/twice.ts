import { CELLS_SETTINGS, RECORDED_CELLS, TRAININGS_EACH } from '../../../../studies/recorded/cells/terms.ts';
import { percentText, whole } from '../../../format.ts';
import { imagesDeviation } from '../figures/counts.ts';
import { stageCells } from '../figures/stageCells.ts';
import { type CellsPair, ThreeByThree } from '../figures/ThreeByThree.tsx';
import { meanAndDeviation, welch } from '../figures/welch.ts';
import type { Lesson, Sight, Step } from '../lesson.ts';

const { validationImages } = CELLS_SETTINGS;
const [first, second, third] = RECORDED_CELLS.map(({ title }) => title);
const WHOLE = CELLS_SETTINGS.trials;
const SCRUBBER = '.scrubber [role="slider"]';
/** Of the first child, by which the leaderboard's ± can be read. */
const EXAMPLE = 0.46;
const IMAGES = 100 * imagesDeviation(EXAMPLE, validationImages);
const ALIKE: CellsPair = [0, 1];
const APART: CellsPair = [0, 2];
const figureOf =
  (pair: CellsPair): NonNullable<Step['figure']> =>
  ({ sight }) =>
    ThreeByThree({ sight, pair });

export const accuraciesOf = ({ state }: Pick<Sight, 'state'>, cell: number): readonly number[] =>
  (state.replay?.whole.trials ?? [])
    .slice(cell * TRAININGS_EACH, (cell + 1) * TRAININGS_EACH)
    .flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy]));

/** Points between the first two trainings of the first cell. */
function apart(sight: Sight): number | null {
  const [one, other] = accuraciesOf(sight, 0);
  return one === undefined || other === undefined ? null : 100 * Math.abs(one - other);
}

const CHOICES = (one: string, other: string) => [
  { id: 'first', text: `${one} is better` },
  { id: 'second', text: `${other} is better` },
  { id: 'unknown', text: 'Cannot tell' },
];

function verdict(sight: Sight, one: number, other: number): string {
  const interval = welch(accuraciesOf(sight, one), accuraciesOf(sight, other));
  if (interval === null) return 'unknown';
  return interval.low > 0 ? 'first' : interval.high < 0 ? 'second' : 'unknown';
}

function told(sight: Sight, one: number, other: number): string {
  const interval = welch(accuraciesOf(sight, one), accuraciesOf(sight, other));
  if (interval === null) return 'The recording is not on the page any more: bring it back first.';
  const { low, high } = interval;
  const holds = low <= 0 && high >= 0;
  return `By these trainings the difference lies between ${(100 * low).toFixed(1)} and ${(100 * high).toFixed(1)} points (95 %), which ${holds ? 'holds 0: either may be better' : 'does not hold 0'}.`;
}

const shownTrial = ({ state: { shown } }: Sight): number | null =>
  shown.source === 'trial' ? shown.trial : null;

export const twice: Lesson = {
  id: 'twice',
  title: 'The same exam twice',
  sentence: 'One cell, three seeds: what is the cell, and what is luck?',
  minutes: 4,
  stage: () => stageCells(1),
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        'The {seed} of a training decides the first weights, and in what order the images come. The very same cell is now trained with another one; nothing else changes.',
      ],
      question: 'By how many points will the two accuracies differ?',
      of: { unit: 'points', min: 0, max: 100 },
      example: '1',
    },
    {
      id: 'second',
      kind: 'act',
      says: [
        `Child 1 is ${first}. Child 2 is ${first} once more, from another seed.`,
        'They are recorded. Whoever likes trains a third here, on any machine: Edit, then Train it, which says how long it takes.',
      ],
      task: 'Go on to the second child, and compare both dots.',
      at: { css: '.scrubber', tab: ['lower', 'reward'] },
      moment: 1,
      done: ({ state }) => (state.replay?.moment ?? 0) >= 2,
      show: async (acts) => {
        await acts.key(SCRUBBER, 'ArrowRight');
        await acts.until(({ replay }) => (replay?.moment ?? 0) >= 2);
      },
    },
    {
      id: 'all',
      kind: 'act',
      says: [
        `Three trainings of ${first}, three of ${second}, three of a cell without convolutions, called “${third}”.`,
      ],
      task: `Go on to the end, all ${WHOLE} trainings.`,
      at: { css: '.scrubber', tab: ['lower', 'reward'] },
      moment: 2,
      done: ({ state }) => (state.replay?.moment ?? 0) >= WHOLE,
      show: async (acts) => {
        await acts.key(SCRUBBER, 'End');
        await acts.until(({ replay }) => (replay?.moment ?? 0) >= WHOLE);
      },
    },
    {
      id: 'alike',
      kind: 'answer',
      says: [
        'Each ring is one training, the line the mean of three. The rule: take the difference of two means with its 95 % {confidence-interval|interval}. Where that holds 0, you cannot tell which is better.',
      ],
      figure: figureOf(ALIKE),
      question: `${first} or ${second}: which is better?`,
      choices: CHOICES(`${first}`, `${second}`),
      moment: WHOLE,
      right: (sight) => verdict(sight, ...ALIKE),
      wrong: (_, sight) => told(sight, ...ALIKE),
      because: (sight) => told(sight, ...ALIKE),
    },
    {
      id: 'apart',
      kind: 'answer',
      says: ['Once more, by the same rule, with another pair. Does the interval hold 0?'],
      figure: figureOf(APART),
      question: `${first} or ${third}: which is better?`,
      choices: CHOICES(`${first}`, `${third}`),
      moment: WHOLE,
      right: (sight) => verdict(sight, ...APART),
      wrong: (_, sight) => told(sight, ...APART),
      because: (sight) => told(sight, ...APART),
    },
    {
      id: 'whiskers',
      kind: 'act',
      says: [
        'The leaderboard groups rows that can’t be told apart into brackets; they share their ranks. The ± in its head is the {whisker} of a row, and counts the images alone.',
        `Training luck comes on top, as the three of “${third}” show: one cell, and yet not all in one bracket.`,
      ],
      task: 'Press a row of the second bracket or a later one: a child that the best one can be told from.',
      at: { css: '.board-scroll', place: 'board' },
      moment: WHOLE,
      done: (sight, since) => {
        const trial = shownTrial(sight);
        return trial !== null && sight.state.shown !== since.state.shown && trial > 2 * TRAININGS_EACH;
      },
      wrong: (sight, since) =>
        shownTrial(sight) === null || sight.state.shown === since.state.shown
          ? null
          : `Child ${shownTrial(sight)} may be as good as the best. Look for “${third}”.`,
      show: (acts) =>
        acts.press(
          `[data-row="${WHOLE}"] .board-show, [data-row="${WHOLE - 1}"] .board-show, [data-row="${WHOLE - 2}"] .board-show, .group-fold`,
        ),
    },
  ],
  outcome: (sight) => {
    const points = apart(sight);
    const { deviation } = meanAndDeviation(accuraciesOf(sight, 0));
    return {
      came: { guess: points === null ? null : `${points.toFixed(1)} points` },
      says:
        points === null
          ? 'The recording is not on the page any more: go back to bring it.'
          : `The first two trainings of ${first} differ by ${points.toFixed(1)} points; the standard deviation of all three is ${(100 * deviation).toFixed(1)}. All sat the same ${whole(validationImages)} images, so that this is training luck alone.`,
    };
  },
  leaves: [
    `There are two sources of noise. Three seeds on the same images show the first, {training-luck|training luck}. The second is the choice of images: with ${whole(validationImages)} of them and ${percentText(EXAMPLE)} right, a standard deviation of √(0.46 · 0.54 / 1,000) = ${IMAGES.toFixed(1)} points, and 1.96 times that is the leaderboard’s ± ${(1.96 * IMAGES).toFixed(1)}. Other images would shift all trainings together.`,
    'Ranks inside the noise mean nothing, and the best of many looks too good: it was chosen for its luck, too. Trained again from a fresh seed, it shows how much of its figure was luck.',
  ],
};
