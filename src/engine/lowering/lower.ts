import type { Layer, LayerGraph } from '../../network/graph.ts';
import { liveLayers } from '../../network/live.ts';
import { layerParameters, type Parameter } from '../../network/parameters.ts';
import { type WindowGeometry, windowOf } from '../../network/windows.ts';
import { ChildError } from '../executor.ts';
import { type ChannelLayout, channelOffsets, groupsOf, sameLayout } from './channelLayout.ts';
import type { Factor, ForwardPass, MapOperation, MapRead, Value } from './operations.ts';
import { ParameterSpace } from './parameters.ts';
import { Readers } from './readers.ts';

export interface Lowered extends ForwardPass {
  readonly parameters: ParameterSpace;
  /** Of each operation the layer for which it was made; the losses at the end have none. */
  readonly layers: readonly number[];
}

/**
 * Stage 1: LayerGraph to operations. Keeps the layers that the scores depend on; relu, drop path and dropout become part
 * of reads; a factorised reduction's two subsampled convolutions become one convolution of two taps on a diagonal;
 * concatenations are written in place by their producers where these are free to. `statisticsAhead`: see ParameterSpace.
 */
export function lower(graph: LayerGraph, dropPath: boolean, statisticsAhead = 0): Lowered {
  return new Lowering(graph, dropPath, statisticsAhead).run();
}

/** The same, of a network that is cut off behind its last layer (network/live.ts), whose output is to lie in memory. */
export function lowerUpTo(graph: LayerGraph, statisticsAhead = 0): Lowered & { readonly target: Value } {
  return new Lowering(graph, false, statisticsAhead).runUpTo();
}

class Lowering {
  readonly #graph: LayerGraph;
  readonly #dropPath: boolean;
  readonly #operations: MapOperation[] = [];
  readonly #layers: number[] = [];
  readonly #parameters: ParameterSpace;
  readonly #reads = new Map<number, MapRead>();
  readonly #live: ReadonlySet<number>;
  readonly #readers: Readers;
  #values = 0;
  #norms = 0;

  constructor(graph: LayerGraph, dropPath: boolean, statisticsAhead: number) {
    this.#parameters = new ParameterSpace(statisticsAhead);
    this.#graph = graph;
    this.#dropPath = dropPath;
    this.#live = liveLayers(graph);
    this.#readers = new Readers(graph, this.#live);
  }

  run(): Lowered {
    this.#lowerAll();
    this.#loss(this.#graph.logits, 'main');
    if (this.#graph.auxiliaryLogits !== undefined) this.#loss(this.#graph.auxiliaryLogits, 'auxiliary');
    this.#parameters.placeRest(this.#graph);
    return this.#lowered;
  }

  runUpTo(): Lowered & { readonly target: Value } {
    this.#lowerAll();
    const target = this.#stored(this.#reads.get(this.#graph.logits)!);
    this.#parameters.placeRest(this.#graph);
    return { ...this.#lowered, target };
  }

  get #lowered(): Lowered {
    const [operations, layers] = [this.#operations, this.#layers];
    return { operations, layers, norms: this.#norms, parameters: this.#parameters };
  }

  #lowerAll(): void {
    for (const layer of this.#graph.layers) {
      if (!this.#live.has(layer.id)) continue;
      this.#reads.set(layer.id, this.#lower(layer));
      while (this.#layers.length < this.#operations.length) this.#layers.push(layer.id);
    }
  }

  #lower(layer: Layer): MapRead {
    const inputs = layer.inputs.map((id) => this.#reads.get(id)!);
    const first = inputs[0]!;
    const layout = [layer.shape[2]];
    switch (layer.kind) {
      case 'input': {
        const out = this.#value(layer, layout, false);
        this.#operations.push({ kind: 'input', out });
        return plain(out);
      }
      case 'conv2d':
        if (this.#readers.halfOf(layer)) return first; // made as a whole by its concatenation
        return this.#averagedAfter(
          this.#graph.layers[layer.inputs[0]!]!,
          this.#convolution(layer, first, windowOf(layer, this.#graph)),
        );
      case 'dense':
        return this.#convolution(layer, first, pointwise);
      case 'depthwiseConv2d':
        return this.#depthwise(layer, this.#withoutFactor(first));
      case 'batchNorm':
        return this.#norm(layer, this.#stored(first));
      case 'relu':
        return { ...first, relu: true };
      case 'maxPool':
      case 'avgPool':
      case 'subsample': {
        if (layer.kind === 'subsample' && this.#isHalved(layer)) return first;
        return this.#isAveragedLater(layer) ? first : this.#pool(layer, this.#withoutFactor(first));
      }
      case 'add':
        return this.#sum(inputs);
      case 'concat':
        return this.#factorised(layer) ?? this.#concat(layer, inputs);
      case 'globalAvgPool': {
        const read = this.#withoutFactor(first);
        const out = this.#value(layer, read.value.layout, read.value.trained);
        this.#operations.push({ kind: 'mean', read, out });
        return plain(out);
      }
      case 'dropPath':
        if (!this.#dropPath) return first;
        return this.#withFactor(first, { kind: 'path', position: layer.position, cell: layer.cell });
      case 'dropout':
        if (layer.rate <= 0) return first;
        return this.#withFactor(first, { kind: 'dropout', layer: layer.id, rate: layer.rate });
      default:
        return layer satisfies never;
    }
  }

  #value({ shape }: Pick<Layer, 'shape'>, layout: ChannelLayout, trained: boolean): Value {
    return { id: this.#values++, height: shape[0], width: shape[1], layout, trained };
  }

  #pool(layer: Pool, read: MapRead): MapRead {
    const out = this.#value(layer, read.value.layout, read.value.trained);
    const mode = layer.kind === 'maxPool' ? 'max' : 'average';
    const geometry = windowOf(layer, this.#graph);
    this.#operations.push({ kind: 'pool', mode, read, out, geometry });
    return plain(out);
  }

  /**
   * Whether an average pool is put behind the 1x1 convolution that alone reads it. Both are linear and a mean has the same
   * weights in all channels, so the order is free, and the convolution leaves fewer channels to pool and to keep.
   */
  #isAveragedLater(layer: Layer): layer is Layer & { kind: 'avgPool' } {
    if (layer.kind !== 'avgPool' || layer.stride !== 1 || layer.padding !== 'same') return false;
    const [reader, ...others] = this.#readers.of(layer.id);
    if (reader?.kind !== 'conv2d' || others.length > 0 || reader.shape[2] > layer.shape[2]) return false;
    return reader.kernel[0] * reader.kernel[1] === 1 && reader.strides[0] === 1;
  }

  /** Whether it is read by halves of factorised reductions alone, which take their pixels themselves. */
  #isHalved(layer: Layer): boolean {
    const readers = this.#readers.of(layer.id);
    return readers.length > 0 && readers.every((by) => this.#readers.halfOf(by));
  }

  #averagedAfter(input: Layer, product: MapRead): MapRead {
    if (!this.#isAveragedLater(input)) return product;
    return this.#pool(
      { ...input, shape: [...input.shape.slice(0, 2), product.value.layout[0]!] as never },
      product,
    );
  }

  #convolution(layer: Layer, input: MapRead, geometry: WindowGeometry): MapRead {
    const read = this.#withoutFactor(input);
    const taps = geometry.kernel[0] * geometry.kernel[1];
    const [rows, columns] = [4 * groupsOf(read.value.layout), 4 * groupsOf([layer.shape[2]])];
    const weight = this.#parameters.reserve(taps * rows * columns, 'trainable');
    const offsets = channelOffsets(read.value.layout);
    const outputs = layer.shape[2];
    this.#parameters.put(this.#parameter(layer, 'kernel'), (i) => {
      const row = Math.floor(i / outputs);
      const tap = Math.floor(row / offsets.length);
      return weight + (tap * rows + offsets[row % offsets.length]!) * columns + (i % outputs);
    });
    return this.#push(read, layer, weight, geometry);
  }

  #push(read: MapRead, layer: Layer, weight: number, geometry: WindowGeometry): MapRead {
    const out = this.#value(layer, [layer.shape[2]], true);
    this.#operations.push({ kind: 'convolution', read, out, weight, constant: false, geometry });
    return plain(out);
  }

  #depthwise(layer: Layer & { kind: 'depthwiseConv2d' }, read: MapRead): MapRead {
    const { layout } = read.value;
    const taps = layer.kernel[0] * layer.kernel[1];
    const width = 4 * groupsOf(layout);
    const weight = this.#parameters.reserve(taps * width, 'trainable');
    const offsets = channelOffsets(layout);
    this.#parameters.put(
      this.#parameter(layer, 'kernel'),
      (i) => weight + Math.floor(i / offsets.length) * width + offsets[i % offsets.length]!,
    );
    const out = this.#value(layer, layout, true);
    const geometry = windowOf(layer, this.#graph);
    this.#operations.push({ kind: 'depthwise', read, out, weight, geometry });
    return plain(out);
  }

  #norm(layer: Layer & { kind: 'batchNorm' }, source: Value): MapRead {
    const offsets = channelOffsets(source.layout);
    const width = 4 * groupsOf(source.layout);
    const vector = (role: string, which: 'trainable' | 'statistics'): number => {
      const start = this.#parameters.reserve(width, which);
      this.#parameters.put(this.#parameter(layer, role), (i) => start + offsets[i]!);
      return start;
    };
    const [gamma, beta] = [vector('gamma', 'trainable'), vector('beta', 'trainable')];
    const [mean, variance] = [vector('mean', 'statistics'), vector('variance', 'statistics')];
    const out: Value = {
      ...this.#value(layer, source.layout, true),
      norm: { source, index: this.#norms++ },
    };
    const { decay, epsilon } = layer;
    this.#operations.push({ kind: 'norm', source, out, gamma, beta, mean, variance, decay, epsilon });
    return plain(out);
  }

  #sum(inputs: readonly MapRead[]): MapRead {
    const { layout } = inputs[0]!.value;
    const operands = inputs.map((read) =>
      sameLayout(read.value.layout, layout) ? read : this.#relayout(read, layout),
    );
    return plain(this.#combine(operands));
  }

  #combine(operands: readonly MapRead[]): Value {
    const { height, width, layout } = operands[0]!.value;
    const trained = operands.some(({ value }) => value.trained);
    const out = this.#value({ shape: [height, width, 0] }, layout, trained);
    this.#operations.push({ kind: 'combine', operands, out });
    return out;
  }

  /** The same channels in another layout, by a product with a constant matrix of zeros and ones. */
  #relayout(input: MapRead, layout: ChannelLayout): MapRead {
    const read = this.#withoutFactor(input);
    const [rows, columns] = [4 * groupsOf(read.value.layout), 4 * groupsOf(layout)];
    const weight = this.#parameters.reserve(rows * columns, 'trainable');
    const [from, to] = [channelOffsets(read.value.layout), channelOffsets(layout)];
    from.forEach((offset, c) => {
      this.#parameters.constants.set(weight + offset * columns + to[c]!, 1);
    });
    const { height, width, trained } = read.value;
    const out = this.#value({ shape: [height, width, 0] }, layout, trained);
    this.#operations.push({
      kind: 'convolution',
      read,
      out,
      weight,
      constant: true,
      geometry: pointwise,
    });
    return plain(out);
  }

  #concat(layer: Layer, inputs: readonly MapRead[]): MapRead {
    const taken = new Set<Value>();
    const parts = inputs.map((read) => {
      const { value, relu, factor } = read;
      const free = !relu && !factor && !value.norm && !value.home && !taken.has(value);
      const isInput = value.id === 0;
      const part = free && !isInput ? value : this.#combine([read]);
      taken.add(part);
      return part;
    });
    const layout = parts.flatMap((part) => part.layout);
    const whole = this.#value(
      layer,
      layout,
      parts.some(({ trained }) => trained),
    );
    let group = 0;
    for (const part of parts) {
      part.home = { whole, group };
      group += groupsOf(part.layout);
    }
    this.#operations.push({ kind: 'concat', parts, out: whole });
    return plain(whole);
  }

  /** The convolution of two taps that a factorised reduction is, if this concatenation is one. */
  #factorised(layer: Layer): MapRead | null {
    const halves = layer.inputs.map((id) => this.#graph.layers[id]!);
    if (halves.length !== 2 || !halves.every((half) => this.#readers.halfOf(half) === layer.id)) return null;
    const input = this.#graph.layers[halves[0]!.inputs[0]!]!.inputs[0]!;
    const read = this.#withoutFactor(this.#reads.get(input)!);
    const offsets = channelOffsets(read.value.layout);
    const [rows, columns] = [4 * groupsOf(read.value.layout), 4 * groupsOf([layer.shape[2]])];
    const weight = this.#parameters.reserve(2 * rows * columns, 'trainable');
    let start = 0;
    halves.forEach((half, tap) => {
      const outputs = half.shape[2];
      const column = weight + start;
      this.#parameters.put(this.#parameter(half, 'kernel'), (i) => {
        const row = tap * rows + offsets[Math.floor(i / outputs)]!;
        return column + row * columns + (i % outputs);
      });
      start += outputs;
    });
    const before = [0, 0] as const;
    return this.#push(read, layer, weight, {
      kernel: [2, 1],
      strides: [2, 2],
      rate: 1,
      before,
      diagonal: true,
    });
  }

  #withFactor(read: MapRead, factor: Factor): MapRead {
    return { ...this.#withoutFactor(read), factor };
  }

  #withoutFactor(read: MapRead): MapRead {
    return read.factor ? plain(this.#combine([read])) : read;
  }

  /** As numbers in memory, neither normalised nor rectified. */
  #stored(read: MapRead): Value {
    const { value, relu, factor } = read;
    return relu || factor || value.norm ? this.#combine([read]) : value;
  }

  #loss(id: number, head: 'main' | 'auxiliary'): void {
    const layer = this.#graph.layers[id]!;
    if (layer.kind !== 'dense')
      throw new ChildError(`the scores come from ${layer.kind}, not from a dense layer`);
    const bias = this.#parameters.reserve(4 * Math.ceil(layer.shape[2] / 4), 'trainable');
    this.#parameters.put(this.#parameter(layer, 'bias'), (i) => bias + i);
    this.#operations.push({ kind: 'loss', scores: this.#reads.get(id)!.value, bias, head });
  }

  #parameter(layer: Layer, role: string): Parameter {
    const inputs = this.#graph.layers[layer.inputs[0]!]!.shape[2];
    return layerParameters(layer, inputs).find((parameter) => parameter.role === role)!;
  }
}

type Pool = Extract<Layer, { kind: 'maxPool' | 'avgPool' | 'subsample' }>;

const plain = (value: Value): MapRead => ({ value, relu: false });

const pointwise: WindowGeometry = {
  kernel: [1, 1],
  strides: [1, 1],
  rate: 1,
  before: [0, 0],
  diagonal: false,
};
