import { PRESET_SETTINGS, type Settings } from '../../../settings/settings.ts';
import type { Architecture, Block, StateIndex } from '../../../space/architecture.ts';
import type { OperationId } from '../../../space/operations/index.ts';
import { presetOf } from '../../../space/presets.ts';

/**
 * Three cells by three seeds, which lessons look at. All of this was fixed before any of them was trained (docs/RECORDED.md): the
 * first two are published cells of near-equal quality, the third can only average, pass on and project.
 */

const block = (
  first: StateIndex,
  second: StateIndex,
  onFirst: OperationId,
  onSecond: OperationId,
): Block => ({
  inputs: [first, second],
  operations: [onFirst, onSecond],
  combiner: 'add',
});

const POOLING: Architecture = {
  normal: {
    blocks: [block(0, 1, 'avgpool_3x3', 'identity'), block(0, 1, 'identity', 'avgpool_3x3')],
    output: [2, 3],
  },
  reduction: {
    blocks: [block(0, 1, 'avgpool_3x3', 'identity'), block(0, 1, 'identity', 'avgpool_3x3')],
    output: [2, 3],
  },
};

export interface RecordedCell {
  readonly id: 'a' | 'b' | 'c';
  readonly title: string;
  readonly architecture: Architecture;
}

export const RECORDED_CELLS: readonly RecordedCell[] = [
  { id: 'a', title: presetOf('nasnet-a').title, architecture: presetOf('nasnet-a').architecture },
  { id: 'b', title: presetOf('amoebanet-a').title, architecture: presetOf('amoebanet-a').architecture },
  { id: 'c', title: 'Pools and identities', architecture: POOLING },
];

/** Trainings of each cell; that of a trial is seeded by its number, as in a search. */
export const TRAININGS_EACH = 3;

/** Mini CIFAR, judged on 1,000 images, so that the images' part of the noise can be seen. */
export const CELLS_SETTINGS: Settings = {
  ...PRESET_SETTINGS.mini.settings,
  strategy: 'random',
  repeatGraphs: true,
  trials: RECORDED_CELLS.length * TRAININGS_EACH,
  finalists: 0,
  seed: 1,
  validationImages: 1000,
};
