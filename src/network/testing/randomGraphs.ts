import { createRandom, type Random } from '../../base/random.ts';
import type { Architecture, Block } from '../../space/architecture.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { WHOLE_SPACE } from '../../space/searchSpace.ts';
import { buildCifar, buildImagenet, type CifarOptions, type ImagenetOptions } from '../build.ts';
import type { LayerGraph } from '../graph.ts';

/** Networks of architectures drawn over the whole space, both combiners included. */
export function randomGraph(seed: number, blocks: number, options: CifarOptions): LayerGraph {
  return buildCifar(sampleArchitecture({ ...WHOLE_SPACE, blocks }, createRandom(seed)), options);
}

/** The same over the paper's operations alone: recorded bits are of such a network, whatever is appended to the list. */
export function randomPaperGraph(seed: number, blocks: number, options: CifarOptions): LayerGraph {
  const space = { blocks, operations: PAPER_OPERATION_IDS };
  return buildCifar(sampleArchitecture(space, createRandom(seed)), options);
}

/** The networks of all published cells, by id. */
export function presetGraphs(options: CifarOptions): readonly (readonly [id: string, graph: LayerGraph])[] {
  return CELL_PRESETS.map(({ id, architecture }) => [id, buildCifar(architecture, options)]);
}

/** The operation beyond the paper, of either stride, on odd maps smaller than its reach. */
export function widelyDilatedGraph(): LayerGraph {
  const block = (inputs: Block['inputs'], combiner: Block['combiner']): Block => ({
    inputs,
    operations: ['dilconv_5x5', 'dilconv_5x5'],
    combiner,
  });
  const cell = { blocks: [block([0, 1], 'concat'), block([2, 1], 'add')] };
  return buildCifar({ normal: cell, reduction: cell }, { cellsPerStage: 1, filters: 5, size: 11 });
}

/** A network of either setting, and what it is. */
export interface AnyNetwork {
  readonly architecture: Architecture;
  /** What it was built with: an ImageNet network's where `isImagenet`. */
  readonly options: Required<CifarOptions> & Pick<ImagenetOptions, 'stemFilters' | 'skipReductionInput'>;
  readonly graph: LayerGraph;
  readonly isImagenet: boolean;
  readonly title: string;
}

/** Any number of filters and classes, one or two cells a stage, odd sizes, an auxiliary head now and then. */
export function randomNetwork(random: Random): AnyNetwork {
  const blocks = 1 + random.integer(5);
  return networkOf(sampleArchitecture({ ...WHOLE_SPACE, blocks }, random), random);
}

/** The published cells in such networks. */
export function publishedNetworks(random: Random): readonly AnyNetwork[] {
  return CELL_PRESETS.map(({ id, architecture }) => {
    const network = networkOf(architecture, random);
    return { ...network, title: `${id}, ${network.title}` };
  });
}

function networkOf(architecture: Architecture, random: Random): AnyNetwork {
  const often = (of: number): boolean => random.integer(of) === 0;
  const [filters, cellsPerStage, classes] = [4 + random.integer(4), often(4) ? 2 : 1, 3 + random.integer(8)];
  const isImagenet = often(3);
  const auxiliary = !isImagenet && often(3);
  // Last maps of 2 x 2 and more: a batch norm of a few numbers makes roundings large.
  const size = isImagenet ? 35 + random.integer(10) : 9 + random.integer(5);
  const sizes = { filters, cellsPerStage, classes, size, auxiliary };
  const options = isImagenet ? { ...sizes, stemFilters: 5, skipReductionInput: often(2) } : sizes;
  const graph = isImagenet ? buildImagenet(architecture, options) : buildCifar(architecture, options);
  const setting = isImagenet ? 'ImageNet' : 'CIFAR';
  const title = `${setting}, ${size} pixels, N = ${cellsPerStage}, F = ${filters}${auxiliary ? ', auxiliary head' : ''}`;
  return { architecture, options, graph, isImagenet, title };
}
