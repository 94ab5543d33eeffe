import type { Layer, LayerGraph, Origin } from '../../network/graph.ts';
import type { Architecture } from '../../space/architecture.ts';

/**
 * What each layer is called in the file: "cell3_block1_left_sepconv_5x5_depthwise2". Cells and blocks count from 1, as on the
 * page; hidden state 0 is h_i, 1 is h_{i-1}. ONNX wants names that C would take, so neither spaces nor slashes part the words.
 */
export function layerNames(graph: LayerGraph, architecture: Architecture): readonly string[] {
  const stems = graph.layers.map((layer) => `${placeOf(layer.origin, graph, architecture)}${word(layer)}`);
  const all = new Map<string, number>();
  for (const stem of stems) all.set(stem, (all.get(stem) ?? 0) + 1);
  const seen = new Map<string, number>();
  return stems.map((stem) => {
    if (all.get(stem) === 1) return stem;
    const number = (seen.get(stem) ?? 0) + 1;
    seen.set(stem, number);
    return `${stem}${number}`;
  });
}

function placeOf(origin: Origin, graph: LayerGraph, architecture: Architecture): string {
  switch (origin.part) {
    case 'input':
      return '';
    case 'stem':
    case 'head':
    case 'auxiliary':
      return `${origin.part}_`;
    case 'entry':
    case 'output': {
      const state = origin.state === undefined ? '' : `state${origin.state}_`;
      return `cell${origin.cell + 1}_${origin.part}_${state}`;
    }
    case 'operation': {
      const { cell, block, slot } = origin;
      const { operations } = architecture[graph.cells[cell]!.kind].blocks[block]!;
      return `cell${cell + 1}_block${block + 1}_${SIDES[slot]}_${operations[slot]}_`;
    }
    case 'combiner':
      return `cell${origin.cell + 1}_block${origin.block + 1}_`;
    default:
      return origin satisfies never;
  }
}

const SIDES = ['left', 'right'] as const;

const word = ({ kind }: Layer): string => WORDS[kind];

const WORDS = {
  input: 'images',
  conv2d: 'conv',
  depthwiseConv2d: 'depthwise',
  batchNorm: 'batchnorm',
  relu: 'relu',
  maxPool: 'maxpool',
  avgPool: 'avgpool',
  add: 'add',
  concat: 'concat',
  globalAvgPool: 'mean',
  dense: 'dense',
  dropPath: 'droppath',
  dropout: 'dropout',
  subsample: 'subsample',
} as const satisfies Record<Layer['kind'], string>;
