import { createElement } from 'react';
import { childCounts } from '../../../../settings/childGraph.ts';
import type { Architecture, CellDraft, DraftPair } from '../../../../space/architecture.ts';
import { wholeOf } from '../../../../space/edit/draft.ts';
import { draftAt } from '../../../../space/edit/history.ts';
import type { OperationId } from '../../../../space/operations/index.ts';
import { beforeFirst } from '../../../../store/shown/view.ts';
import type { PlaygroundState } from '../../../../store/store.ts';
import { compactText } from '../../../format.ts';
import { operationWork } from '../figures/counts.ts';
import { MultiplyAdds } from '../figures/MultiplyAdds.tsx';
import { OperationMaps } from '../figures/OperationMaps.tsx';
import type { Ground, Lesson, Sight, Step } from '../lesson.ts';

type Figure = NonNullable<Step['figure']>;

const FEW = 4;
const MANY = 32;
const [SEP, CONV] = ['sepconv_5x5', 'conv_3x3'] as const satisfies readonly OperationId[];
const WORDS: Readonly<Record<string, string>> = { sep: 'sep 5×5', conv: 'conv 3×3' };
/** Dearer in a wide network. */
const TURNED = 'conv';
/** The map of the max pool, among those of the figure. */
const POOL = 'C';
const SIDES = [
  { id: 'sep', text: 'sep 5×5' },
  { id: 'conv', text: 'conv 3×3' },
];

export const dearer = (filters: number): 'sep' | 'conv' =>
  operationWork(SEP, filters) > operationWork(CONV, filters) ? 'sep' : 'conv';

const history = ({ layer, editor }: Pick<PlaygroundState, 'layer' | 'editor'>) =>
  layer?.view === 'editor' ? (editor?.history ?? null) : null;
const draft = ({ state }: Sight): DraftPair | null => {
  const now = history(state);
  return now === null ? null : draftAt(now);
};

const countOf = ({ blocks }: CellDraft, operation: OperationId): number =>
  blocks.reduce((sum, block) => sum + block.operations.filter((one) => one === operation).length, 0);

/** Filters at which the two cost the same, nearly. */
const LEVEL = Array.from({ length: MANY - FEW }, (_, more) => FEW + more).findLast(
  (filters) => dearer(filters) === dearer(FEW),
);

const blocksOf = (pair: DraftPair): number => pair.normal.blocks.length + pair.reduction.blocks.length;

const SIZE = { cellsPerStage: 1, filters: MANY, imageSize: 32 } as const;
const parametersOf = (architecture: Architecture): number => childCounts(architecture, SIZE).trainable;

const isReplaced = (pair: DraftPair | null): boolean =>
  pair !== null &&
  countOf(pair.normal, SEP) < countOf(beforeFirst.architecture.normal, SEP) &&
  countOf(pair.normal, CONV) > countOf(beforeFirst.architecture.normal, CONV);

/** The first block's first operation, which is a sep 5×5. */
const REPLACED: DraftPair = {
  ...beforeFirst.architecture,
  normal: {
    ...beforeFirst.architecture.normal,
    blocks: beforeFirst.architecture.normal.blocks.map((block, at) =>
      at === 0 ? { ...block, operations: [CONV, block.operations[1]] } : block,
    ),
  },
};

/** The editor, with that change. */
const changed: Ground = {
  isThere: (sight) => draft(sight) !== null,
  bring: ({ edit }) => edit(REPLACED, { kind: 'titled', title: beforeFirst.title }),
};

const BEFORE = parametersOf(beforeFirst.architecture);
/** Half, as it is written. */
const HALF = Math.ceil(BEFORE / 2000) * 1000;

/** The setting that the editor counts by. */
const settingsOf = ({ run, settings }: PlaygroundState) =>
  run === null || run.isPreview ? settings : run.settings;

const workOf =
  (filters: (sight: Sight) => readonly number[], parameters = false): Figure =>
  ({ sight }) =>
    MultiplyAdds({
      before: beforeFirst.architecture,
      after: wholeIn(sight),
      filters: filters(sight),
      imageSize: settingsOf(sight.state).imageSize,
      parameters,
    });

const option = (key: string): string => `.editor-side [data-group="operation"] [data-option="${key}"]`;

export const operations: Lesson = {
  id: 'operations',
  title: 'What an operation does and costs',
  sentence: 'See what operations make of an image, and what they take.',
  minutes: 5,
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        'A {separable-convolution|separable convolution} of 5 × 5 looks at each channel by itself, then mixes the channels; it does both twice. A {convolution} of 3 × 3 does both at once.',
      ],
      question: `Which takes more multiply-adds in a narrow network, with ${FEW} filters?`,
      of: SIDES,
      example: 'sep',
    },
    {
      id: 'wide',
      kind: 'guess',
      says: ['Width is the number of {filters} that an operation reads and makes.'],
      question: `And in a wide one, with ${MANY} filters?`,
      of: SIDES,
      example: 'sep',
    },
    {
      id: 'maps',
      kind: 'answer',
      says: [
        'One image, and what four operations make of it: a convolution, a separable one, a max pool and the identity. Both filters are set by hand here, to find upright edges.',
      ],
      figure: ({ sight }) => createElement(OperationMaps, { isNamed: sight.answers.maps === POOL }),
      question: 'Which of them is the max pool?',
      choices: ['A', 'B', 'C', 'D'].map((id) => ({ id, text: id })),
      right: () => POOL,
      because: () =>
        'A pool takes the greatest of nine neighbours: bright spots grow, and no filter is needed.',
      wrong: (choice) =>
        choice === 'D'
          ? 'D is the image itself: that is the identity.'
          : `${choice} shows edges: it has a filter. A pool takes the greatest of nine neighbours, so that bright spots grow.`,
    },
    {
      id: 'replace',
      kind: 'act',
      says: ['Now on a real cell: NASNet-A’s, the best of the published search.'],
      task: 'Open it with Edit. In its normal cell, replace one sep 5×5 by conv 3×3.',
      at: { css: '.editor-side, .cell-panel [data-opens="editor"]', tab: ['upper', 'child'] },
      done: (sight) => isReplaced(draft(sight)),
      wrong: (sight, since) => {
        const pair = draft(sight);
        return pair === null ||
          isReplaced(pair) ||
          history(sight.state)?.at === (history(since.state)?.at ?? 0)
          ? null
          : 'Something else was changed. Ctrl Z takes it back; choose a tile with sep 5×5, then conv 3×3 at the right.';
      },
      show: async (acts) => {
        await acts.tab(['upper', 'child']);
        if (acts.get().layer?.view !== 'editor') await acts.press('.cell-panel [data-opens="editor"]');
        await acts.press('.editor-cell [data-node="tile 0 0"]');
        await acts.press(option(CONV));
      },
    },
    {
      id: 'many',
      enter: changed,
      kind: 'answer',
      says: [
        `The whole network’s {multiply-add|multiply-adds} for one image, before and after your change: at F = ${FEW} they ${dearer(FEW) === 'sep' ? 'fell' : 'rose'}, so that ${WORDS[dearer(FEW)]} is the dearer one there.`,
      ],
      figure: workOf(({ answers }) => (answers.many === TURNED ? [FEW, MANY] : [FEW])),
      question: `What will the very same change do to them at F = ${MANY}?`,
      choices: [
        { id: 'sep', text: 'They fall, too' },
        { id: 'conv', text: 'They rise' },
      ],
      right: () => TURNED,
      wrong: () =>
        `It turns round. A 3 × 3 convolution takes 9 F · F products a pixel, ${operationWork(CONV, MANY).toLocaleString('en-US')} at F = ${MANY}; sep 5×5 takes 2 · (25 F + F · F), ${operationWork(SEP, MANY).toLocaleString('en-US')}.`,
    },
    {
      id: 'halve',
      enter: changed,
      kind: 'act',
      says: [
        `Pools and the identity have no {parameter|parameters} of their own. At F = ${MANY} the pair began with ${compactText(BEFORE)}; they don’t depend on the size of the image.`,
      ],
      figure: workOf(() => [MANY], true),
      task: `Halve the pair’s parameters, to ${compactText(HALF)} or less at F = ${MANY}, without taking a block away. Either cell may change.`,
      at: { css: '.editor-side' },
      done: (sight) => {
        const pair = draft(sight);
        const whole = wholeIn(sight);
        return (
          pair !== null &&
          whole !== null &&
          blocksOf(pair) >= blocksOf(beforeFirst.architecture) &&
          parametersOf(whole) <= HALF
        );
      },
      wrong: (sight) => {
        const pair = draft(sight);
        return pair !== null && blocksOf(pair) < blocksOf(beforeFirst.architecture)
          ? 'A block is gone. Take it back with Ctrl Z, and change operations alone.'
          : null;
      },
      show: async (acts) => {
        for (const at of ['tile 0 0', 'tile 0 1', 'tile 1 0', 'tile 1 1', 'tile 4 0']) {
          await acts.press(`.editor-cell [data-node="${at}"]`);
          await acts.press(option('identity'));
        }
        await acts.press('.layer [role="tab"][id$="-reduction"]');
        for (const at of ['tile 0 0', 'tile 0 1', 'tile 1 1', 'tile 2 1', 'tile 4 0']) {
          await acts.press(`.editor-cell [data-node="${at}"]`);
          await acts.press(option('maxpool_3x3'));
        }
      },
    },
  ],
  outcome: () => ({
    came: { guess: WORDS[dearer(FEW)] ?? null, wide: WORDS[dearer(MANY)] ?? null },
    says: `One of them alone takes, for a pixel: with ${FEW} filters ${operationWork(SEP, FEW)} multiply-adds as sep 5×5 and ${operationWork(CONV, FEW)} as conv 3×3; with ${MANY}, ${operationWork(SEP, MANY).toLocaleString('en-US')} and ${operationWork(CONV, MANY).toLocaleString('en-US')}. They are level near F = ${LEVEL}.`,
  }),
  leaves: [
    'With c channels in and F out, a k × k convolution takes k · k · c · F multiply-adds a pixel; a separable one takes k · k · c for its windows and c · F to mix channels, and as built here does it twice. In these cells c is F.',
    'The windows’ part grows with F, the mixing with F²: narrow networks pay for the windows, wide ones for the mixing.',
  ],
};

function wholeIn(sight: Sight): Architecture | null {
  const pair = draft(sight);
  return pair === null ? null : wholeOf(pair);
}
