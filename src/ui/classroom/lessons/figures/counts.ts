import { GraphBuilder } from '../../../../network/builder.ts';
import { layerMultiplyAdds } from '../../../../network/counts.ts';
import { type OperationId, operationOf, PAPER_OPERATION_IDS } from '../../../../space/operations/index.ts';
import { presetOf } from '../../../../space/presets.ts';
import { openDecisions } from '../../../../space/searchSpace.ts';
import { type NetworkChoice, partsOf, totalOf } from '../../../search/network/networks.ts';

/** Figures of the lessons' texts that the code knows. */

export const BLOCKS = 5;

/** Ways in which a cell of five blocks can be written, of the paper's thirteen operations. */
export const waysOfCell = (): number =>
  openDecisions({ blocks: BLOCKS, operations: PAPER_OPERATION_IDS })
    .filter(({ cell }) => cell === 'normal')
    .reduce((ways, { choices }) => ways * choices, 1);

/** The same where the order of two things that are added, or put one behind the other, is not counted. */
export function waysWithoutOrder(): number {
  let ways = 1;
  for (let block = 0; block < BLOCKS; block++) {
    const halves = (block + 2) * PAPER_OPERATION_IDS.length;
    // An add of two halves in either order is one; a concat keeps its order.
    ways *= (halves * (halves + 1)) / 2 + halves ** 2;
  }
  return ways;
}

/** 2.3 · 10^18 */
export function powerText(value: number): string {
  const power = Math.floor(Math.log10(value));
  return `${(value / 10 ** power).toFixed(1)} · 10${superscript(power)}`;
}

export const powerOf = (value: number): number => Math.round(Math.log10(value));

const superscript = (value: number): string =>
  [...String(value)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');

export const nasnet = presetOf('nasnet-a').architecture;

export const PUBLISHED_CIFAR: NetworkChoice = { stem: 'cifar', cellsPerStage: 6, filters: 32 };

/** Of NASNet-A's cells at the published size. */
export const publishedTotal = () =>
  totalOf(partsOf(nasnet, PUBLISHED_CIFAR, { imageSize: 32, dataset: 'cifar10' }));

/** N cells in each of three stages, and a reduction between two. */
export const cellsIn = (cellsPerStage: number): number => 3 * cellsPerStage + 2;

/** Standard deviation of an accuracy by the images alone: √(p (1 − p) / n). */
export const imagesDeviation = (accuracy: number, images: number): number =>
  Math.sqrt((accuracy * (1 - accuracy)) / images);

/** Multiply-adds of an operation for one pixel, reading and making so many filters. */
export function operationWork(operation: OperationId, filters: number): number {
  const builder = new GraphBuilder({ decay: 0, epsilon: 0 });
  operationOf(operation).expand(builder, builder.input([SIDE, SIDE, filters]), filters, 1);
  const { layers } = builder;
  const graph = {
    layers,
    logits: layers.length - 1,
    classes: filters,
    input: [SIDE, SIDE, filters],
    cells: [],
  } as const;
  return layers.reduce((sum, layer) => sum + layerMultiplyAdds(graph, layer), 0) / SIDE ** 2;
}

/** Of the map on which it is counted: any would do. */
const SIDE = 8;
