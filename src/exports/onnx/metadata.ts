import { toArchitectureJson } from '../../codecs/architectureJson.ts';
import { withOutputs } from '../../space/architecture.ts';
import type { ExportedChild } from '../exported.ts';

/** What a file says of itself to a program: the cells and sizes that rebuild its network, and what its images are. */
export function onnxMetadata({ architecture, network, images }: ExportedChild): readonly [string, string][] {
  const said = {
    cells: toArchitectureJson(withOutputs(architecture)),
    setting: network.setting,
    cells_per_stage: network.cellsPerStage,
    filters: network.filters,
    image_size: network.size,
    classes: network.classes,
    stem_filters: network.stemFilters,
    skip_reduction_input: network.skipReductionInput,
    mean: images.mean,
    deviation: images.deviation,
    class_names: images.classNames,
  };
  return Object.entries(said)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** The same to a person. */
export function onnxDoc({ network, images }: ExportedChild): string {
  const { setting, cellsPerStage, filters, size, classes } = network;
  const numbers = (values: readonly number[]): string => values.join(', ');
  return [
    `A child of NAS Playground: NASNet cells in the ${SETTINGS[setting]} network, N = ${cellsPerStage}, F = ${filters}.`,
    `images: 32-bit floats, [batch, 3, ${size}, ${size}], red, green, blue, each (x / 255 - mean) / deviation, with mean ${numbers(images.mean)} and deviation ${numbers(images.deviation)}.`,
    `scores: [batch, ${classes}], before softmax.`,
    'Cells and blocks count from 1, hidden states from 0: 0 is h_i, 1 is h_{i-1}.',
    'What training alone uses (auxiliary head, dropout, drop path) is left out. A cell entry that no block reads is there, as its parameters are counted.',
  ].join('\n');
}

const SETTINGS = { cifar: 'CIFAR', imagenet: 'ImageNet' } as const;
