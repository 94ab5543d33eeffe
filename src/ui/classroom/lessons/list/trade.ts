import type { Trial } from '../../../../search/trial.ts';
import { presetFor } from '../../../../settings/settings.ts';
import { paretoFront } from '../../../../studies/tradeoff/front.ts';
import { networkTexts } from '../../../texts/charts/network.ts';
import { PUBLISHED_CIFAR } from '../figures/counts.ts';
import type { Lesson, Sight } from '../lesson.ts';

const GPUS = 500;
const DAYS = 4;
const GPU_DAYS = GPUS * DAYS;
const DECK_DAYS = 1800;
const NETWORK = ['upper', 'network'] as const;
const TRADE = ['lower', 'trade-off'] as const;
const SLIDER = '.tradeoff-plot:first-of-type .chart-slider';
const SIZE = '.counts-published:nth-of-type(3) .counts-size';

const trained = (trials: readonly Trial[]) =>
  trials.flatMap(({ number, accuracy, multiplyAdds }) =>
    accuracy === null ? [] : [{ number, accuracy, cost: multiplyAdds }],
  );

/** Graphs that were drawn again are on it by their first trial; what counts is cost and accuracy. */
function isOnFront({ state: { run, shown } }: Sight): boolean {
  if (run === null || shown.source !== 'trial') return false;
  const trial = run.trials[shown.trial - 1];
  return (
    trial !== undefined &&
    paretoFront(trained(run.trials)).some(
      ({ cost, accuracy }) => cost === trial.multiplyAdds && accuracy === trial.accuracy,
    )
  );
}

const isChild = ({ state: { shown } }: Sight): boolean => shown.source === 'trial';

const isBuilt = ({ network: { whatIf } }: Sight): boolean =>
  whatIf?.stem === 'cifar' &&
  whatIf.cellsPerStage === PUBLISHED_CIFAR.cellsPerStage &&
  whatIf.filters === PUBLISHED_CIFAR.filters;

export const trade: Lesson = {
  id: 'trade',
  title: 'Small search, large network',
  sentence: 'A child of a small search, built as large as the published one.',
  minutes: 5,
  stage: async (lookUp) => {
    const run = await lookUp({ ...presetFor('table', 'ppo'), finalists: 0 }, 'A looked-up search by PPO');
    return { run, moment: run.trials.length };
  },
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        `The published search trained 20,000 children, each for 20 {epoch|epochs} on 45,000 images, on ${GPUS} graphics cards at once. Guess how long these took, and reckon.`,
      ],
      question: 'How many days would a single card have needed?',
      of: { unit: 'days', min: 1, max: 1_000_000 },
      example: '365',
    },
    {
      id: 'trade',
      kind: 'act',
      says: ['Accuracy is not all: a child that is a little better may cost three times as much.'],
      task: 'Open the view Trade-off.',
      at: { css: '.tradeoff-plots', tab: TRADE },
      done: ({ state }) => state.tabs.lower === 'trade-off',
      show: (acts) => acts.tab(TRADE),
    },
    {
      id: 'front',
      kind: 'act',
      says: [
        'A child is on the {pareto-front|Pareto front} where none is both better and cheaper; the stepped line joins the children on it, the filled dots. A ring with a dot can’t be told from the front: luck alone may have kept it off.',
      ],
      task: 'Choose a child on the front.',
      at: { css: '.tradeoff-plot:first-of-type', tab: TRADE },
      done: (sight, since) => isOnFront(sight) && sight.state.shown !== since.state.shown,
      wrong: (sight, since) =>
        isChild(sight) && sight.state.shown !== since.state.shown
          ? 'Another child is as cheap and better, or as good and cheaper. Take one of the filled dots.'
          : null,
      show: async (acts) => {
        await acts.tab(TRADE);
        // The dearest of the front is the best.
        await acts.key(SLIDER, 'End');
        const { run } = acts.get();
        const best = paretoFront(trained(run?.trials ?? [])).at(-1);
        if (best !== undefined) acts.get().show({ source: 'trial', trial: best.number });
      },
    },
    {
      id: 'build',
      kind: 'act',
      says: [
        `At N = ${PUBLISHED_CIFAR.cellsPerStage} and F = ${PUBLISHED_CIFAR.filters} the child’s two cells make a network as deep and as wide as the published one. What it costs depends on its operations: plain convolutions make it dearer, pools cheaper. What it would learn nobody knows before it is trained: its weights begin anew.`,
      ],
      task: `Build it: open the view Network, and press “${networkTexts.table.size(PUBLISHED_CIFAR)}” in its table.`,
      at: { css: '.network-side', tab: NETWORK },
      done: isBuilt,
      wrong: ({ network: { whatIf } }, since) =>
        whatIf === null || whatIf === since.network.whatIf
          ? null
          : `That is N = ${whatIf.cellsPerStage}, F = ${whatIf.filters}, ${networkTexts.stem(whatIf.stem, 8)}.`,
      show: async (acts) => {
        await acts.tab(NETWORK);
        await acts.press('.counts-published .counts-size');
      },
    },
    {
      id: 'imagenet',
      kind: 'act',
      says: [
        'For ImageNet the stem is another, and the cells are the same once more. The table has these cells beside what the paper printed.',
      ],
      task: 'Build it in one of the ImageNet settings, and read it beside the published row.',
      at: { css: '.counts', tab: NETWORK },
      done: ({ network: { whatIf } }) => whatIf?.stem.startsWith('imagenet') ?? false,
      show: async (acts) => {
        await acts.tab(NETWORK);
        await acts.press(SIZE);
      },
    },
    {
      id: 'published',
      kind: 'act',
      says: [
        'Beside this run’s children stand the published models, on axes of their own. Ours saw small images for a few epochs, theirs the whole set for hundreds: one axis for both would say what nobody measured.',
        'On CIFAR-10 the paper prints errors, so that the axis runs downwards: higher is better there, too. Cutout blanks a square of each training image; those models make a line of their own.',
      ],
      task: 'In the chart at the right choose CIFAR-10.',
      at: { css: '.tradeoff-plot:last-of-type', tab: TRADE },
      done: ({ tradeoff }) => tradeoff.published === 'cifar',
      show: async (acts) => {
        await acts.tab(TRADE);
        await acts.press('.tradeoff-plot:last-of-type .words-choice:last-of-type');
      },
    },
  ],
  outcome: () => ({
    came: { guess: `${GPU_DAYS.toLocaleString('en-US')} days` },
    says: `${GPUS} cards for ${DAYS} days are ${GPU_DAYS.toLocaleString('en-US')} card-days by arithmetic; the slides of a talk on it print ${DECK_DAYS.toLocaleString('en-US')}. Sources disagree, even in print.`,
  }),
  leaves: [
    'What transfers is the cell. The weights must be trained anew at each size, and on each set of images.',
    'Accuracies of small searches and of the paper’s tables can’t stand on one axis. To train the large network, take its cells elsewhere: Share gives them as a link and as JSON, and the child’s own network with its weights as files for other programs: ONNX, PyTorch, tfjs, or Everything in a zip.',
  ],
};
