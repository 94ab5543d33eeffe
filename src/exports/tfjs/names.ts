import type { Layer, LayerGraph, Origin, Primitive } from '../../network/graph.ts';

/** What tfjs calls the network's input and its one output. */
export const INPUT_NAME = 'images';
export const OUTPUT_NAME = 'scores';

const KINDS: Record<Primitive['kind'], string> = {
  input: 'images',
  conv2d: 'conv',
  depthwiseConv2d: 'depthwise',
  batchNorm: 'norm',
  relu: 'relu',
  maxPool: 'max_pool',
  avgPool: 'avg_pool',
  add: 'add',
  concat: 'concat',
  globalAvgPool: 'pool',
  dense: 'dense',
  dropPath: 'drop_path',
  dropout: 'dropout',
  subsample: 'pick',
};

/**
 * A name for every layer, by where it stands and what it does: "cell3_block1_left_conv". Cells and blocks count from 1, as
 * in ONNX, the ImageNet stem's cells included; of several alike in one place the second is "…_conv_2".
 */
export function layerNames(graph: LayerGraph): readonly string[] {
  const seen = new Map<string, number>();
  return graph.layers.map((layer) => {
    if (layer.kind === 'input') return INPUT_NAME;
    if (layer.id === graph.logits) return OUTPUT_NAME;
    const name = `${placeOf(layer.origin)}_${kindOf(layer)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

const kindOf = ({ kind }: Layer): string => KINDS[kind];

function placeOf(origin: Origin): string {
  switch (origin.part) {
    case 'entry':
    case 'output': {
      const place = `cell${origin.cell + 1}_${origin.part === 'entry' ? 'entry' : 'output'}`;
      return origin.state === undefined ? place : `${place}_state${origin.state}`;
    }
    case 'operation':
      return `cell${origin.cell + 1}_block${origin.block + 1}_${origin.slot === 0 ? 'left' : 'right'}`;
    case 'combiner':
      return `cell${origin.cell + 1}_block${origin.block + 1}`;
    default:
      return origin.part;
  }
}
