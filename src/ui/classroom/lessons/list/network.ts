import { outputStates } from '../../../../space/architecture.ts';
import { compactText } from '../../../format.ts';
import { type NetworkChoice, ownChoice, sameChoice } from '../../../search/network/networks.ts';
import { networkTexts } from '../../../texts/charts/network.ts';
import { cellsIn, nasnet, PUBLISHED_CIFAR, publishedTotal } from '../figures/counts.ts';
import type { Ground, Lesson, Sight } from '../lesson.ts';
import type { Pointer } from '../place.ts';

const TAB = ['upper', 'network'] as const;
const field = (says: string): string => `.stepper-field[aria-label="${says}"]`;
const CELLS = field(networkTexts.whatIf.cellsSay);
const FILTERS = field(networkTexts.whatIf.filtersSay);
/** The smaller of the two ImageNet settings, which come last. */
const CIFAR = '.what-if-stems .words-choice:nth-last-of-type(3)';
const IMAGENET = '.what-if-stems .words-choice:nth-last-of-type(2)';
const at = (css: string): Pointer => ({ css, tab: TAB });
const total = publishedTotal();
/** Concatenated in a normal cell's output. */
const STATES = outputStates(nasnet.normal).length;
const HEAD = STATES * 4 * PUBLISHED_CIFAR.filters;
const CELL_COUNT = cellsIn(PUBLISHED_CIFAR.cellsPerStage);

/** What is counted: what was tried, or the network of the run, or of the settings. */
const choiceOf = ({ network, state: { run, settings } }: Sight): NetworkChoice =>
  network.whatIf ?? ownChoice(run?.settings ?? settings);
const isBuilt = (sight: Sight): boolean => sameChoice(choiceOf(sight), PUBLISHED_CIFAR);
const isImagenet = (sight: Sight): boolean => choiceOf(sight).stem.startsWith('imagenet');
/** The view Network for CIFAR's own images; N and F as published, or as they are. */
const sized = (published: Partial<NetworkChoice>): Ground => ({
  isThere: ({ network: { whatIf } }) => whatIf?.stem === PUBLISHED_CIFAR.stem,
  bring({ get, network: view }) {
    const { run, settings, openTab } = get();
    openTab({ upper: 'network' });
    view.setState({
      whatIf: { ...ownChoice(run?.settings ?? settings), stem: PUBLISHED_CIFAR.stem, ...published },
    });
  },
});
const PUBLISHED_N = { cellsPerStage: PUBLISHED_CIFAR.cellsPerStage };
/** The first cell after each reduction. */
const AFTER = [1, 2].map((stage) => stage * (PUBLISHED_CIFAR.cellsPerStage + 1) + 1);

export const network: Lesson = {
  id: 'network',
  title: 'From two cells to a network',
  sentence: 'Two small patterns become a network of any size.',
  minutes: 4,
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        'A search finds two cells: a {normal-cell|normal} one, which keeps the size of its maps, and a {reduction-cell|reduction}, which halves it. The network is a stack of copies of these patterns, each with weights of its own.',
      ],
      question: 'How many cells does the published network for CIFAR-10 stack?',
      of: { unit: 'cells', min: 1, max: 500 },
      example: '12',
    },
    {
      id: 'open',
      kind: 'act',
      says: [
        'The pair that is drawn is NASNet-A, the best one of the published search. Its network is a view of its own.',
      ],
      task: 'Open the view Network.',
      at: at('.network'),
      done: ({ state }) => state.tabs.upper === 'network',
      show: async (acts) => {
        await acts.tab(TAB);
      },
    },
    {
      id: 'images',
      kind: 'act',
      says: [
        'What these cells cost depends on the side of the images, on N and on F. The search on this page uses small images; the paper’s network for CIFAR-10 gets them whole, 32 × 32 pixels.',
      ],
      task: 'Choose CIFAR, below What if: from now on all counts above the drawing are for its images.',
      at: at('.what-if-stems'),
      done: (sight) => choiceOf(sight).stem === 'cifar',
      wrong: (sight, since) =>
        choiceOf(sight).stem === choiceOf(since).stem
          ? null
          : 'That is ImageNet, which comes later. CIFAR stands before it.',
      show: (acts) => acts.press(CIFAR),
    },
    {
      id: 'cells',
      enter: sized({}),
      kind: 'act',
      says: [
        'N says how many normal cells stand in each of the three stages. A reduction comes between two stages, and doubles the {filters}.',
      ],
      task: `Set N to ${PUBLISHED_CIFAR.cellsPerStage}, as published: type it, or press + until it is there.`,
      at: at('.what-if-sizes'),
      done: (sight) => choiceOf(sight).cellsPerStage === PUBLISHED_CIFAR.cellsPerStage,
      wrong: (sight, since) => {
        const { cellsPerStage } = choiceOf(sight);
        return cellsPerStage === choiceOf(since).cellsPerStage
          ? null
          : `With N = ${cellsPerStage} the network stacks ${cellsIn(cellsPerStage)} cells. The published one has N = ${PUBLISHED_CIFAR.cellsPerStage}.`;
      },
      show: async (acts) => {
        await acts.tab(TAB);
        await acts.type(CELLS, String(PUBLISHED_CIFAR.cellsPerStage));
      },
    },
    {
      id: 'filters',
      enter: sized(PUBLISHED_N),
      kind: 'act',
      says: [
        `F is the number of {filters} of each operation in the first stage. A cell’s output puts ${STATES} states side by side, ${STATES} F channels; both reductions double F. So ${STATES} · 4 · ${PUBLISHED_CIFAR.filters} = ${HEAD} channels arrive at the head: hence the name “${PUBLISHED_CIFAR.cellsPerStage} @ ${HEAD}”.`,
        `With N = ${PUBLISHED_CIFAR.cellsPerStage}, F = ${PUBLISHED_CIFAR.filters} and 32 × 32 pixels these cells have ${compactText(total.trainable)} {parameter|parameters} that are trained, and one image takes ${compactText(total.multiplyAdds)} {multiply-add|multiply-adds}. The paper prints the parameters alone.`,
      ],
      task: `Set F to ${PUBLISHED_CIFAR.filters}, and read the row “what if” beside the paper’s.`,
      at: at('.network-side'),
      done: isBuilt,
      wrong: (sight, since) => {
        const { stem, cellsPerStage, filters } = choiceOf(sight);
        if (sameChoice(choiceOf(sight), choiceOf(since))) return null;
        return filters === PUBLISHED_CIFAR.filters
          ? `F is right, but this is N = ${cellsPerStage} with ${networkTexts.stem(stem, 8)}: take N = ${PUBLISHED_CIFAR.cellsPerStage} and CIFAR.`
          : `At F = ${filters} the counts are others. Parameters grow nearly with the square of F.`;
      },
      show: async (acts) => {
        await acts.tab(TAB);
        await acts.type(CELLS, String(PUBLISHED_CIFAR.cellsPerStage));
        await acts.type(FILTERS, String(PUBLISHED_CIFAR.filters));
      },
    },
    {
      id: 'across',
      enter: sized(PUBLISHED_CIFAR),
      kind: 'act',
      says: [
        'Rows run upwards, from the image to the head. Each cell reads {h_i}, the cell below it, and {h_i-1}, the one below that.',
        'For the cell above a reduction the two have different sizes: {h_i-1} was made below the reduction, twice as high and wide, and is halved on the way in.',
      ],
      task: 'Press the row above a reduction, and follow the two blue lines to what it reads.',
      at: at('.network-rows'),
      done: ({ network: { cell } }, since) => AFTER.includes(cell) && cell !== since.network.cell,
      wrong: ({ network: { cell } }, since) =>
        cell === since.network.cell
          ? null
          : `Cell ${cell} reads two cells of one size. Look for the row above a trapezoid.`,
      show: async (acts) => {
        await acts.tab(TAB);
        await acts.press(rowOf(AFTER[0] ?? 1));
      },
    },
    {
      id: 'imagenet',
      enter: sized(PUBLISHED_CIFAR),
      kind: 'act',
      says: [
        'An ImageNet image of 224 × 224 pixels has 49 times as many as one of CIFAR. A stem of a convolution and two reductions makes it small first; the cells stay the very same.',
      ],
      task: 'Switch to one of the ImageNet settings.',
      at: at('.what-if-stems'),
      done: isImagenet,
      show: async (acts) => {
        await acts.tab(TAB);
        await acts.press(IMAGENET);
      },
    },
  ],
  outcome: () => ({
    came: { guess: `${CELL_COUNT} cells` },
    says: `Three stages of ${PUBLISHED_CIFAR.cellsPerStage} normal cells and two reductions are ${CELL_COUNT}. All of them are copies of the same two patterns, each with weights of its own.`,
  }),
  leaves: [
    'Cells are searched in a small network and built into a large one. What is chosen stays the same: the number of choices depends neither on depth nor on the size of images.',
    'That is the paper’s key idea, and why a search on CIFAR-10 could give a network for ImageNet.',
  ],
};

/** The row of a cell in the drawing: of one in a stage that is folded, by its words. */
const rowOf = (cell: number): string => `.network-row[aria-label^="${networkTexts.cell(cell)},"]`;
