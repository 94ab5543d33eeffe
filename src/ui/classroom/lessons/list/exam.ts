import { datasetInfo } from '../../../../data/infos.ts';
import type { ConfusionPlace } from '../../../../drawings/inspector/confusion.ts';
import type { Inspected } from '../../../../protocol/inspection.ts';
import { presetFor } from '../../../../settings/settings.ts';
import { CELLS_SETTINGS } from '../../../../studies/recorded/cells/terms.ts';
import { percentText, whole } from '../../../format.ts';
import { stageCells } from '../figures/stageCells.ts';
import type { Ground, Lesson, Sight } from '../lesson.ts';
import type { Page } from '../page.ts';

const CHILD = 1;
const IMAGES = 5;
const { classes } = datasetInfo(CELLS_SETTINGS.dataset);
const { epochs, trainImages, validationImages } = CELLS_SETTINGS;
const TABLE_EPOCHS = presetFor('table', 'ppo').epochs;

const inspected = ({ state: { inspection } }: Pick<Sight, 'state'>): Inspected | null =>
  inspection?.stage.type === 'open' ? inspection.stage.inspected : null;

/** Two classes, and how often either is taken for the other. */
export function mixedUp(
  confusion: ArrayLike<number>,
): readonly { readonly pair: readonly [number, number]; readonly count: number }[] {
  const size = classes.length;
  const at = (truth: number, taken: number): number => confusion[truth * size + taken] ?? 0;
  return classes
    .flatMap((_, a) => classes.slice(a + 1).map((__, more) => [a, a + 1 + more] as const))
    .map((pair) => ({ pair, count: at(pair[0], pair[1]) + at(pair[1], pair[0]) }))
    .sort((one, other) => other.count - one.count);
}

const isOf = ({ truth, taken }: ConfusionPlace, [a, b]: readonly [number, number]): boolean =>
  (truth === a && taken === b) || (truth === b && taken === a);

function isMost(sight: Sight): boolean {
  const found = inspected(sight);
  const { square } = sight.inspector;
  if (found === null || square === null) return false;
  const pairs = mixedUp(found.confusion);
  return pairs.some(({ pair, count }) => count === pairs[0]?.count && isOf(square, pair));
}

const isOpen = (sight: Sight): boolean =>
  sight.state.layer?.view === 'inspector' && inspected(sight) !== null;

async function openChild({ get, until }: Page): Promise<void> {
  get().openInspector({ trial: CHILD });
  await until((state) => inspected({ state }) !== null);
}

const opened: Ground = { isThere: isOpen, bring: openChild };

/** The child, with one of the two squares that it mixes up most. */
const mostMixed: Ground = {
  isThere: (sight) => isOpen(sight) && sight.inspector.square !== null,
  async bring(page) {
    await openChild(page);
    const { run } = page.get();
    const found = inspected({ state: page.get() });
    const [a = 0, b = 0] = found === null ? [] : (mixedUp(found.confusion)[0]?.pair ?? []);
    page.inspector.setState({
      ...page.inspector.getInitialState(),
      ...{ of: `${run?.id} ${CHILD}`, square: { truth: a, taken: b } },
    });
  },
};

export const exam: Lesson = {
  id: 'exam',
  title: 'The exam',
  sentence: 'What one child is asked, and what it gets wrong.',
  minutes: 4,
  stage: () => stageCells(0),
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        `A {child-network|child} is trained on ${whole(trainImages)} images of ten classes, ${epochs} times through: ${epochs} {epoch|epochs}. Then it is asked about ${whole(validationImages)} images that it never saw.`,
        'Guessing gives 10 %. The child of this lesson has the cells of NASNet-A.',
      ],
      question: 'What share of them will it get right, in per cent?',
      of: { unit: '%', min: 0, max: 100 },
      example: '50',
    },
    {
      id: 'train',
      kind: 'act',
      says: [
        'This training is recorded: it was done on a processor, by the same engine that trains here. Red is the {cross-entropy|loss}, blue the accuracy on the training images; the ring is the {held-out-accuracy|held-out} one.',
        'Whoever likes trains this cell here, on any machine: Edit, then Train it, which says how long it takes. The recording stays beside it.',
      ],
      task: 'Play the recording until the first child is there.',
      at: { css: '.scrubber' },
      moment: 0,
      done: ({ state }) => (state.replay?.moment ?? 0) >= CHILD,
      show: async (acts) => {
        await acts.key('.scrubber [role="slider"]', 'ArrowRight');
        await acts.until(({ replay }) => (replay?.moment ?? 0) >= CHILD);
      },
    },
    {
      id: 'inspect',
      kind: 'act',
      says: [
        'The loss falls, the accuracy rises. The held-out one even ends higher: the blue line is a mean over a stretch of training, with weights that still changed, and on images that were cropped and mirrored at random.',
        'Which images does it get wrong?',
      ],
      task: 'Open the child: press Inspect beside its facts.',
      at: { css: '.cell-panel .panel-facts', tab: ['upper', 'child'] },
      moment: CHILD,
      done: isOpen,
      show: async (acts) => {
        await acts.tab(['upper', 'child']);
        await acts.press('.cell-panel [data-opens="inspector"]');
        await acts.until(({ inspection }) => inspection?.stage.type === 'open');
      },
    },
    {
      id: 'confusion',
      enter: opened,
      kind: 'act',
      says: [
        'Each row of the {confusion-matrix|confusion matrix} is a class, each column what it was taken for. What lies on the diagonal is right.',
        'The child is recorded. “Train it here” trains it once more on this machine, with a graphics card or without: the same cell, the same exam. The lesson waits, or goes on without.',
      ],
      task: 'Find the two classes that it mixes up most, either way, and press one of their two squares.',
      at: { css: '.confusion' },
      moment: CHILD,
      done: isMost,
      wrong: (sight) => {
        const found = inspected(sight);
        const { square } = sight.inspector;
        if (found === null || square === null) return null;
        if (square.truth === square.taken)
          return `A ${classes[square.truth]} taken for a ${classes[square.taken]} is right. Look beside the diagonal.`;
        const pairs = mixedUp(found.confusion);
        const mine = pairs.find(({ pair }) => isOf(square, pair));
        return `These two are mixed up ${mine?.count ?? 0} times, either way; another pair ${pairs[0]?.count ?? 0} times.`;
      },
      show: async (acts) => {
        const found = inspected({ state: acts.get() });
        const [a = 0, b = 0] = found === null ? [] : (mixedUp(found.confusion)[0]?.pair ?? []);
        await acts.press(`.confusion-square:nth-child(${a * classes.length + b + 1})`);
      },
    },
    {
      id: 'images',
      enter: mostMixed,
      kind: 'act',
      says: [
        'At the right of the matrix stand the square’s images, the surest mistakes first. Some are hard for a person, too.',
      ],
      task: `Look at ${IMAGES} of those images: press one after the other, or walk by arrows and Enter.`,
      at: { css: '.held-out' },
      moment: CHILD,
      done: (sight) => {
        const { square, seen } = sight.inspector;
        const found = inspected(sight);
        if (found === null || square === null) return false;
        const there = found.confusion[square.truth * classes.length + square.taken] ?? 0;
        return seen.length >= Math.min(IMAGES, there);
      },
      show: async (acts) => {
        for (let at = 1; at <= IMAGES; at++) {
          const css = `.held-out-image:nth-child(${at})`;
          // They may be on their way still, and fewer than that.
          if (at === 1 || document.querySelector(css) !== null) await acts.press(css);
        }
      },
    },
  ],
  outcome: ({ state }) => {
    const accuracy = state.replay?.whole.trials[CHILD - 1]?.accuracy ?? null;
    return {
      came: { guess: accuracy === null ? null : percentText(accuracy) },
      says:
        accuracy === null
          ? 'The recording is not on the page any more: go back to bring it.'
          : `After ${epochs} epochs it has ${percentText(accuracy)} of ${whole(validationImages)} held-out images right; chance would be 10 %.`,
    };
  },
  leaves: [
    'The {reward} is the accuracy on held-out images, on which a child never trained. A search picks children by them, so that in the end they flatter the winner. Test images are a third part, which the search never sees.',
    `The paper trained a child for 20 epochs; here it is ${epochs}, and ${TABLE_EPOCHS} where children are looked up. So short an exam ranks children roughly, and grades none. How roughly, lesson 5 shows.`,
  ],
};
