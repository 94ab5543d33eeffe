import type { Architecture } from '../../space/architecture.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import { buildCifar, buildImagenet } from '../build.ts';
import type { LayerGraph } from '../graph.ts';
import { networkNodes } from '../nodes.ts';

/** Dilated, factorised and pooled, with concatenating combiners. */
const dilated: Architecture = {
  normal: {
    blocks: [
      { inputs: [0, 1], operations: ['dilconv_3x3', 'identity'], combiner: 'concat' },
      { inputs: [2, 1], operations: ['avgpool_3x3', 'conv_1x7_7x1'], combiner: 'add' },
      { inputs: [0, 3], operations: ['maxpool_5x5', 'sepconv_3x3'], combiner: 'add' },
    ],
  },
  reduction: {
    blocks: [
      { inputs: [0, 1], operations: ['dilconv_3x3', 'identity'], combiner: 'add' },
      { inputs: [1, 2], operations: ['maxpool_3x3', 'avgpool_3x3'], combiner: 'concat' },
    ],
  },
};
const nasnet = CELL_PRESETS[0]!.architecture;

/** A network, and layers of it to look at. */
export interface NodeCase {
  readonly title: string;
  readonly graph: LayerGraph;
  readonly layers: readonly number[];
}

function caseOf(
  title: string,
  graph: LayerGraph,
  architecture: Architecture,
  cells: readonly number[],
  all: boolean,
): NodeCase {
  const nodes = networkNodes(graph, architecture).filter(
    ({ place, runs }) => runs && (!('cell' in place) || all || cells.includes(place.cell)),
  );
  return { title, graph, layers: [...new Set(nodes.map(({ layer }) => layer))] };
}

const small = { cellsPerStage: 1, filters: 5, size: 10 };
/** Networks of both settings, with the layers of the nodes of some cells; `all`: of every cell. */
export const nodeCases = (all: boolean): readonly NodeCase[] => [
  caseOf(
    'dilated, factorised, concatenated, with an auxiliary head',
    buildCifar(dilated, { ...small, auxiliary: true }),
    dilated,
    [0, 1, 2, 3, 4],
    all,
  ),
  caseOf('NASNet-A', buildCifar(nasnet, small), nasnet, [1, 2], all),
  caseOf(
    'ImageNet, 56 pixels',
    buildImagenet(dilated, { cellsPerStage: 1, filters: 8, size: 56, classes: 7, stemFilters: 5 }),
    dilated,
    [0, 1, 3],
    all,
  ),
  caseOf(
    'ImageNet, 64 pixels, skipping',
    buildImagenet(nasnet, {
      cellsPerStage: 1,
      filters: 8,
      size: 64,
      classes: 7,
      stemFilters: 5,
      skipReductionInput: true,
    }),
    nasnet,
    [3, 4],
    all,
  ),
];
