import type { Layer, LayerGraph, Primitive, Shape } from '../../network/graph.ts';
import { axis } from './float64/map.ts';

/** Makes small graphs by hand; shapes follow from the primitives. */
export class GraphSketch {
  readonly #layers: Layer[] = [];
  readonly #input: Shape;

  constructor(input: Shape) {
    this.#input = input;
    this.#push({ kind: 'input' }, [], input);
  }

  /** Adds a layer and answers its id; `channels` where the primitive does not say. */
  add(primitive: Primitive, inputs: readonly number[], channels?: number): number {
    const [height, width, depth] = this.#layers[inputs[0]!]!.shape;
    const keep = channels ?? depth;
    switch (primitive.kind) {
      case 'conv2d':
      case 'depthwiseConv2d': {
        const { kernel, strides, rate, padding } = primitive;
        const out = [height, width].map(
          (length, i) => axis(length, kernel[i as 0 | 1], strides[i as 0 | 1], rate, padding).length,
        );
        return this.#push(primitive, inputs, [out[0]!, out[1]!, keep]);
      }
      case 'maxPool':
      case 'avgPool': {
        const padding = primitive.kind === 'avgPool' ? primitive.padding : 'same';
        const out = [height, width].map(
          (length) => axis(length, primitive.size, primitive.stride, 1, padding).length,
        );
        return this.#push(primitive, inputs, [out[0]!, out[1]!, depth]);
      }
      case 'concat': {
        const sum = inputs.reduce((total, id) => total + this.#layers[id]!.shape[2], 0);
        return this.#push(primitive, inputs, [height, width, sum]);
      }
      case 'globalAvgPool':
      case 'dense':
        return this.#push(primitive, inputs, [1, 1, keep]);
      case 'subsample':
        return this.#push(primitive, inputs, [Math.ceil(height / 2), Math.ceil(width / 2), depth]);
      default:
        return this.#push(primitive, inputs, [height, width, depth]);
    }
  }

  conv(
    input: number,
    channels: number,
    kernel: readonly [number, number] = [1, 1],
    stride = 1,
    rate = 1,
  ): number {
    const strides = [
      kernel[0] === 1 && kernel[1] > 1 ? 1 : stride,
      kernel[1] === 1 && kernel[0] > 1 ? 1 : stride,
    ];
    return this.add(
      { kind: 'conv2d', kernel, strides: [strides[0]!, strides[1]!], rate, padding: 'same' },
      [input],
      channels,
    );
  }

  depthwise(input: number, size: number, stride = 1): number {
    return this.add(
      { kind: 'depthwiseConv2d', kernel: [size, size], strides: [stride, stride], rate: 1, padding: 'same' },
      [input],
    );
  }

  bn(input: number, decay = 0.9): number {
    return this.add({ kind: 'batchNorm', decay, epsilon: 1e-5 }, [input]);
  }

  relu(input: number): number {
    return this.add({ kind: 'relu' }, [input]);
  }

  finish(logits: number, auxiliaryLogits?: number): LayerGraph {
    const graph = {
      layers: this.#layers,
      logits,
      classes: this.#layers[logits]!.shape[2],
      input: this.#input,
      cells: [],
    };
    return auxiliaryLogits === undefined ? graph : { ...graph, auxiliaryLogits };
  }

  #push(primitive: Primitive, inputs: readonly number[], shape: Shape): number {
    const id = this.#layers.length;
    this.#layers.push({ ...primitive, id, inputs, shape, origin: { part: 'stem' } });
    return id;
  }
}

/** Every primitive once or more, odd sizes, shared relus, an auxiliary head, and a branch that nothing reads. */
export function everyPrimitive(input: Shape = [9, 7, 3], classes = 5): LayerGraph {
  const g = new GraphSketch(input);
  const stem = g.bn(g.conv(0, 6, [3, 3]));
  g.bn(g.conv(g.relu(stem), 4));
  const separable = g.bn(g.conv(g.depthwise(g.relu(stem), 5), 4));
  const dilated = g.bn(g.conv(g.relu(stem), 4, [3, 3], 1, 2));
  const dropped = g.add({ kind: 'dropPath', cell: 0, cells: 2, position: 0 }, [dilated]);
  const first = g.add({ kind: 'add' }, [separable, dropped]);
  const cell = g.add({ kind: 'concat' }, [first, stem, first]);
  const tall = g.conv(g.relu(cell), 4, [1, 7], 2);
  const crossed = g.bn(g.conv(g.relu(g.bn(tall)), 4, [7, 1], 2));
  const largest = g.bn(g.conv(g.add({ kind: 'maxPool', size: 3, stride: 2 }, [cell]), 4));
  const path = g.add({ kind: 'dropPath', cell: 1, cells: 2, position: 1 }, [largest]);
  const average = g.bn(g.conv(g.add({ kind: 'avgPool', size: 3, stride: 2, padding: 'same' }, [cell]), 4));
  const strided = g.bn(g.conv(g.relu(cell), 4, [3, 3], 2, 2));
  const halves = [0, 1].map((offset) =>
    g.conv(g.add({ kind: 'subsample', offset: offset as 0 | 1 }, [cell]), 2),
  );
  const factorised = g.bn(g.add({ kind: 'concat' }, halves));
  const second = g.add({ kind: 'add' }, [
    g.add({ kind: 'add' }, [crossed, path]),
    g.add({ kind: 'add' }, [average, strided]),
  ]);
  const last = g.add({ kind: 'concat' }, [second, factorised]);
  const pooled = g.add({ kind: 'globalAvgPool' }, [g.relu(last)]);
  const thinned = g.add({ kind: 'dropout', rate: 0.5 }, [pooled]);
  const logits = g.add({ kind: 'dense' }, [thinned], classes);
  const small = g.add({ kind: 'avgPool', size: 5, stride: 3, padding: 'valid' }, [g.relu(cell)]);
  const [height, width] = [Math.floor((input[0] - 5) / 3) + 1, Math.floor((input[1] - 5) / 3) + 1];
  const whole = g.add(
    { kind: 'conv2d', kernel: [height, width], strides: [1, 1], rate: 1, padding: 'valid' },
    [g.relu(g.bn(g.conv(small, 4)))],
    6,
  );
  return g.finish(logits, g.add({ kind: 'dense' }, [g.relu(g.bn(whole))], classes));
}
