import { presetFor } from '../../../../settings/settings.ts';
import type { BlockDraft, CellDraft } from '../../../../space/architecture.ts';
import { unusedStates } from '../../../../space/architecture.ts';
import { draftAt } from '../../../../space/edit/history.ts';
import { PAPER_OPERATION_IDS } from '../../../../space/operations/index.ts';
import type { PlaygroundState } from '../../../../store/store.ts';
import { TABULATED_GRAPHS, TABULATED_SPACE } from '../../../../studies/tabulated/space.ts';
import { whole } from '../../../format.ts';
import type { Acts } from '../acts.ts';
import { BLOCKS, powerOf, powerText, waysOfCell, waysWithoutOrder } from '../figures/counts.ts';
import type { ActStep, Ground, Lesson, Sight } from '../lesson.ts';
import type { Pointer } from '../place.ts';

const WATCHED = 20;
const CELL = waysOfCell();
const OPERATIONS = PAPER_OPERATION_IDS.length;
const EDITOR: Pointer = { css: '.editor-side, .editor-main' };
const SIDE: Pointer = { css: '.editor-side' };

const draftOf = ({ layer, editor }: Pick<PlaygroundState, 'layer' | 'editor'>): CellDraft | null =>
  layer?.view === 'editor' && editor !== null ? draftAt(editor.history).normal : null;
const draft = ({ state }: Sight): CellDraft | null => draftOf(state);

const firstBlock = (sight: Sight): BlockDraft | null => draft(sight)?.blocks[0] ?? null;

const isWhole = ({ inputs, operations }: BlockDraft): boolean =>
  [...inputs, ...operations].every((one) => one !== null);

const wholeBlocks = (cell: CellDraft | null): readonly BlockDraft[] => cell?.blocks.filter(isWhole) ?? [];

/** States of blocks that no block reads: the output takes them. */
const unread = (cell: CellDraft): readonly number[] => unusedStates(cell).filter((state) => state >= 2);

const option = (group: string, key: string): string =>
  `.editor-side [data-group="${group}"] [data-option="${key}"]`;
const node = (key: string): string => `.editor-cell [data-node="${key}"]`;
const ADD = '.column-blocks .button:first-of-type';

const choose = async (acts: Acts, at: string, group: string, key: string): Promise<void> => {
  await acts.press(node(at));
  await acts.press(option(group, key));
};

/** A block that was added already is gone on with. */
const add = async (acts: Acts, at: number): Promise<void> => {
  if ((draftOf(acts.get())?.blocks.length ?? 0) <= at) await acts.press(ADD);
};

const block = async (acts: Acts, at: number, reads: readonly [number, number]): Promise<void> => {
  await add(acts, at);
  for (const slot of [0, 1] as const) {
    await choose(acts, `tile ${at} ${slot}`, 'reads', String(reads[slot]));
    await choose(acts, `tile ${at} ${slot}`, 'operation', slot === 0 ? 'sepconv_3x3' : 'avgpool_3x3');
  }
};

const begun = (
  inputs: BlockDraft['inputs'],
  operations: BlockDraft['operations'] = [null, null],
  combiner: BlockDraft['combiner'] = 'add',
): BlockDraft => ({ inputs, operations, combiner });

/** The editor, with the normal cell as it is when a step begins. */
const drafted = (...blocks: readonly BlockDraft[]): Ground => ({
  isThere: (sight) => (draft(sight)?.blocks.length ?? -1) >= blocks.length,
  bring: ({ edit }) => edit({ normal: { blocks }, reduction: { blocks: [] } }, { kind: 'empty' }),
});

const FIRST = begun([0, 1], ['sepconv_3x3', 'identity'], 'concat');

/** One of the five decisions of the first block. */
const decision = (
  step: Pick<ActStep, 'id' | 'says' | 'task' | 'done' | 'wrong' | 'show' | 'enter'>,
): ActStep => ({
  kind: 'act',
  at: SIDE,
  ...step,
});

/** Where the other half was decided instead. */
const otherHalf =
  (of: 'inputs' | 'operations'): NonNullable<ActStep['wrong']> =>
  (sight, since) =>
    firstBlock(sight)?.[of][1] !== firstBlock(since)?.[of][1]
      ? 'That was the block’s other half. The first is still open: the column says which one is chosen.'
      : null;

export const searched: Lesson = {
  id: 'searched',
  title: 'What is searched?',
  sentence: 'Five decisions make a block, a few blocks a cell.',
  minutes: 5,
  stage: async (lookUp) => ({
    run: await lookUp({ ...presetFor('table', 'ppo'), finalists: 0 }, 'A looked-up search by PPO'),
    moment: 0,
  }),
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        'A search is about to play. Each child that it proposes is a network; one after the other is tried.',
      ],
      question: 'What is being looked for?',
      of: [
        { id: 'weights', text: 'The weights of one network' },
        { id: 'layers', text: 'How many layers a network has' },
        { id: 'pattern', text: 'A pattern that a network repeats' },
      ],
      example: 'layers',
    },
    {
      id: 'watch',
      kind: 'act',
      says: [
        'Watch what changes from child to child in the drawing, and what stays. Every child of this search was trained beforehand: it is looked up.',
      ],
      task: `Play ${WATCHED} children, by the button below the chart.`,
      at: { css: '.scrubber', tab: ['lower', 'reward'] },
      moment: 0,
      done: ({ state }) => (state.replay?.moment ?? 0) >= WATCHED,
      show: async (acts) => {
        await acts.press('.scrubber-play');
        await acts.until(({ replay }) => (replay?.moment ?? 0) >= WATCHED);
        acts.get().setPlaying(false);
      },
    },
    {
      id: 'ways',
      kind: 'guess',
      moment: WATCHED,
      says: [
        `What changed is the normal {cell}: what its {block|blocks} read, and which {operation|operations} they apply. How copies of it are stacked stayed. This space is small, ${TABULATED_SPACE.blocks} blocks and ${TABULATED_SPACE.operations.length} operations, so that all of its ${whole(TABULATED_GRAPHS)} graphs could be trained beforehand.`,
        `The paper’s cell has ${BLOCKS} blocks. Each has five decisions: two states to read (of 2 in the first block, of ${BLOCKS + 1} in the last), an operation on either (of ${OPERATIONS}), and one of 2 ways to combine them.`,
      ],
      question: `In how many ways can a cell of ${BLOCKS} blocks be decided? Guess the power of ten.`,
      of: { unit: '(10 to this power)', min: 0, max: 100 },
      example: '9',
    },
    {
      id: 'empty',
      kind: 'act',
      says: ['Now decide yourself: build a cell from nothing.'],
      task: 'Press Edit above the cells. The editor opens with a column at its right: press “Empty both cells” at its foot.',
      at: { css: '.column-clear, .cell-panel [data-opens="editor"]', tab: ['upper', 'child'] },
      done: (sight) => draft(sight)?.blocks.length === 0,
      wrong: (sight) =>
        draft(sight) === null
          ? null
          : 'The editor is open, with a copy. Empty both cells, at the column’s foot.',
      show: async (acts) => {
        await acts.tab(['upper', 'child']);
        if (acts.get().layer?.view !== 'editor') await acts.press('.cell-panel [data-opens="editor"]');
        if ((draftOf(acts.get())?.blocks.length ?? 0) > 0) await acts.press('.column-clear');
      },
    },
    decision({
      id: 'first-input',
      enter: drafted(),
      says: [
        'A block may read {h_i}, the cell below, {h_i-1}, the one below that, or a block that was made before it. The first block has two states to choose from.',
      ],
      task: 'Add a block. Choose what its first half reads.',
      done: (sight) => firstBlock(sight)?.inputs[0] != null,
      wrong: otherHalf('inputs'),
      show: async (acts) => {
        await add(acts, 0);
        await choose(acts, 'tile 0 0', 'reads', '0');
      },
    }),
    decision({
      id: 'second-input',
      enter: drafted(begun([0, null])),
      says: ['The second half may read the same state or another one: two times two ways so far.'],
      task: 'Choose what its second half reads.',
      done: (sight) => firstBlock(sight)?.inputs.every((one) => one !== null) ?? false,
      show: (acts) => choose(acts, 'tile 0 1', 'reads', '1'),
    }),
    decision({
      id: 'first-operation',
      enter: drafted(begun([0, 1])),
      says: [
        `The paper’s space has ${OPERATIONS} operations; the editor offers one more. Dashed ones are not in the space of the search that played. What each would cost stands below it once both cells are whole.`,
      ],
      task: 'Choose the first half’s operation.',
      done: (sight) => firstBlock(sight)?.operations[0] != null,
      wrong: otherHalf('operations'),
      show: (acts) => choose(acts, 'tile 0 0', 'operation', 'sepconv_3x3'),
    }),
    decision({
      id: 'second-operation',
      enter: drafted(begun([0, 1], ['sepconv_3x3', null])),
      says: [`And ${OPERATIONS} once more.`],
      task: 'Choose the second half’s operation.',
      done: (sight) => firstBlock(sight)?.operations.every((one) => one !== null) ?? false,
      show: (acts) => choose(acts, 'tile 0 1', 'operation', 'identity'),
    }),
    decision({
      id: 'combiner',
      enter: drafted(begun([0, 1], ['sepconv_3x3', 'identity'])),
      says: [
        'The fifth decision: what the two halves make is added, or put side by side, channel after channel. One bar adds, two bars concatenate.',
      ],
      task: 'Press the bar over the block, and let it concatenate.',
      done: (sight) => firstBlock(sight)?.combiner === 'concat',
      show: (acts) => choose(acts, 'combiner 0', 'combine', 'concat'),
    }),
    {
      id: 'second-block',
      enter: drafted(FIRST),
      kind: 'act',
      says: ['What the first block makes is state 2. Later blocks may read it: so cells get deep.'],
      task: 'Add a second block that reads state 2, and choose all of it.',
      at: SIDE,
      done: (sight) => {
        const [, second] = draft(sight)?.blocks ?? [];
        return second !== undefined && isWhole(second) && second.inputs.includes(2);
      },
      wrong: (sight) => {
        const [, second] = draft(sight)?.blocks ?? [];
        return second !== undefined && isWhole(second) && !second.inputs.includes(2)
          ? 'This block reads the cells below alone. Let one of its halves read state 2.'
          : null;
      },
      show: (acts) => block(acts, 1, [2, 0]),
    },
    {
      id: 'unread',
      enter: drafted(FIRST, begun([2, 0], ['sepconv_3x3', 'avgpool_3x3'])),
      kind: 'act',
      says: [
        'A state that no block reads is not lost: the pink bar, the cell’s output, takes it. An input may be put there by hand, too, as in NASNet-A.',
      ],
      task: 'Add a third block that does not read state 3, and see both unread states go to the output.',
      at: EDITOR,
      done: (sight) => {
        const cell = draft(sight);
        return cell !== null && wholeBlocks(cell).length >= 3 && unread(cell).length >= 2;
      },
      wrong: (sight) => {
        const cell = draft(sight);
        return cell !== null && wholeBlocks(cell).length >= 3 && unread(cell).length < 2
          ? 'Only one state is left unread: let the third block read something other than state 3.'
          : null;
      },
      show: (acts) => block(acts, 2, [0, 1]),
    },
  ],
  outcome: () => ({
    came: {
      guess: 'A pattern that a network repeats',
      ways: `10 to the ${powerOf(CELL)}: ${powerText(CELL)}`,
    },
    says: `The pattern, the cell, is searched; weights are trained anew for each child. ${BLOCKS} blocks are (2 · 3 · 4 · 5 · 6)² · (13² · 2)⁵ = ${powerText(CELL)} ways, and a pair of cells ${powerText(CELL ** 2)}.`,
  }),
  leaves: [
    `Some of these are one graph, written twice: to add A and B is to add B and A. Counted once, ${powerText(waysWithoutOrder())} ways of a cell are left.`,
    'Nobody can try them all. What a search needs is a way to choose the next child, and an exam that is quick.',
  ],
};
