import type { Architecture, Block, Cell, StateIndex } from './architecture.ts';
import type { OperationId } from './operations/index.ts';

/** Published cells in this space's terms. Hidden states: 0 = h_i, 1 = h_{i-1}. */
export interface CellPreset {
  readonly id: CellPresetId;
  readonly title: string;
  /** One sentence: the source, and how far these cells are from it. */
  readonly note: string;
  /** Whether they are built as their source builds them. */
  readonly isExact: boolean;
  readonly architecture: Architecture;
}

export type CellPresetId = 'nasnet-a' | 'amoebanet-a' | 'darts-v2' | 'darts-v1' | 'pnasnet-5';

const add = (first: StateIndex, second: StateIndex, onFirst: OperationId, onSecond: OperationId): Block => ({
  inputs: [first, second],
  operations: [onFirst, onSecond],
  combiner: 'add',
});

const PNASNET_CELL: Cell = {
  blocks: [
    add(1, 1, 'sepconv_5x5', 'maxpool_3x3'),
    add(0, 0, 'sepconv_7x7', 'maxpool_3x3'),
    add(0, 0, 'sepconv_5x5', 'sepconv_3x3'),
    add(4, 0, 'sepconv_3x3', 'maxpool_3x3'),
    add(1, 0, 'sepconv_3x3', 'identity'),
  ],
  output: [2, 3, 4, 5, 6],
};

export const CELL_PRESETS: readonly CellPreset[] = [
  {
    id: 'nasnet-a',
    title: 'NASNet-A',
    note: 'The best cells of Zoph et al. 2018 (Figure 4), as the authors published them in code: the normal cell’s output holds h_{i-1} too.',
    isExact: true,
    architecture: {
      normal: {
        blocks: [
          add(0, 1, 'sepconv_5x5', 'sepconv_3x3'),
          add(1, 1, 'sepconv_5x5', 'sepconv_3x3'),
          add(0, 1, 'avgpool_3x3', 'identity'),
          add(1, 1, 'avgpool_3x3', 'avgpool_3x3'),
          add(0, 0, 'sepconv_3x3', 'identity'),
        ],
        output: [1, 2, 3, 4, 5, 6],
      },
      reduction: {
        blocks: [
          add(0, 1, 'sepconv_5x5', 'sepconv_7x7'),
          add(0, 1, 'maxpool_3x3', 'sepconv_7x7'),
          add(0, 1, 'avgpool_3x3', 'sepconv_5x5'),
          add(3, 2, 'identity', 'avgpool_3x3'),
          add(2, 0, 'sepconv_3x3', 'maxpool_3x3'),
        ],
        output: [3, 4, 5, 6],
      },
    },
  },
  {
    id: 'amoebanet-a',
    title: 'AmoebaNet-A',
    note: 'Close to the cells of Real et al. 2019 as DARTS published them, not equal: there the 1×7–7×1 convolution has no batch norm between its halves and pools carry one.',
    isExact: false,
    architecture: {
      normal: {
        blocks: [
          add(1, 0, 'avgpool_3x3', 'maxpool_3x3'),
          add(1, 2, 'sepconv_3x3', 'sepconv_5x5'),
          add(1, 3, 'sepconv_3x3', 'avgpool_3x3'),
          add(0, 0, 'sepconv_3x3', 'identity'),
          add(1, 0, 'identity', 'avgpool_3x3'),
        ],
        output: [4, 5, 6],
      },
      reduction: {
        blocks: [
          add(1, 0, 'avgpool_3x3', 'sepconv_3x3'),
          add(1, 2, 'maxpool_3x3', 'sepconv_7x7'),
          add(1, 0, 'sepconv_7x7', 'avgpool_3x3'),
          add(1, 0, 'maxpool_3x3', 'maxpool_3x3'),
          add(1, 5, 'conv_1x7_7x1', 'sepconv_3x3'),
        ],
        output: [3, 4, 6],
      },
    },
  },
  {
    id: 'darts-v2',
    title: 'DARTS v2',
    note: 'Close to the second-order cells of Liu et al. 2019, not equal: there the dilated convolution is depthwise-separable and pools carry a batch norm.',
    isExact: false,
    architecture: {
      normal: {
        blocks: [
          add(1, 0, 'sepconv_3x3', 'sepconv_3x3'),
          add(1, 0, 'sepconv_3x3', 'sepconv_3x3'),
          add(0, 1, 'sepconv_3x3', 'identity'),
          add(1, 2, 'identity', 'dilconv_3x3'),
        ],
        output: [2, 3, 4, 5],
      },
      reduction: {
        blocks: [
          add(1, 0, 'maxpool_3x3', 'maxpool_3x3'),
          add(2, 0, 'identity', 'maxpool_3x3'),
          add(1, 2, 'maxpool_3x3', 'identity'),
          add(2, 0, 'identity', 'maxpool_3x3'),
        ],
        output: [2, 3, 4, 5],
      },
    },
  },
  {
    id: 'darts-v1',
    title: 'DARTS v1',
    note: 'Close to the first-order cells of Liu et al. 2019, not equal: there pools carry a batch norm.',
    isExact: false,
    architecture: {
      normal: {
        blocks: [
          add(0, 1, 'sepconv_3x3', 'sepconv_3x3'),
          add(1, 0, 'identity', 'sepconv_3x3'),
          add(1, 0, 'identity', 'sepconv_3x3'),
          add(1, 2, 'sepconv_3x3', 'identity'),
        ],
        output: [2, 3, 4, 5],
      },
      reduction: {
        blocks: [
          add(1, 0, 'maxpool_3x3', 'maxpool_3x3'),
          add(2, 1, 'identity', 'maxpool_3x3'),
          add(1, 2, 'maxpool_3x3', 'identity'),
          add(2, 1, 'identity', 'avgpool_3x3'),
        ],
        output: [2, 3, 4, 5],
      },
    },
  },
  {
    id: 'pnasnet-5',
    title: 'PNASNet-5',
    note: 'Close to the cell of Liu et al. 2018, which is both normal and reduction, as published in DARTS’s notation, not equal: there the identity of stride 2 is a factorised reduction and pools carry a batch norm.',
    isExact: false,
    architecture: { normal: PNASNET_CELL, reduction: PNASNET_CELL },
  },
];

const byId: ReadonlyMap<string, CellPreset> = new Map(CELL_PRESETS.map((preset) => [preset.id, preset]));

/** Names that say the same whatever their case, hyphens, underscores and spaces. */
const plainName = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');

const byName: ReadonlyMap<string, CellPreset> = new Map(
  CELL_PRESETS.map((preset) => [plainName(preset.id), preset]),
);

/** "DARTS v2" as well as "darts-v2"; null where it is no preset's name. */
export function findCellPreset(text: string): CellPreset | null {
  // None is as long as this.
  return text.length > 40 ? null : (byName.get(plainName(text)) ?? null);
}

export function presetOf(id: CellPresetId): CellPreset {
  return byId.get(id) as CellPreset;
}
