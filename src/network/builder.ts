/** Appends primitive layers to a graph and infers their shapes: what operations, cells and heads build with. */
import type { ConvolutionOptions, LayerBuilder, Ref } from '../space/layers.ts';
import type { Layer, Origin, Primitive, Shape } from './graph.ts';
import { outputExtent, type Padding } from './windows.ts';

/** Batch norm's constants, one pair a network. */
export interface Normalisation {
  /** new = decay x old + (1 - decay) x batch. */
  readonly decay: number;
  readonly epsilon: number;
}

export class GraphBuilder implements LayerBuilder {
  readonly layers: Layer[] = [];
  readonly #normalisation: Normalisation;
  #origin: Origin = { part: 'input' };
  #droppablePaths = 0;

  constructor(normalisation: Normalisation) {
    this.#normalisation = normalisation;
  }

  /** Names where the layers that follow come from. */
  from(origin: Origin): this {
    this.#origin = origin;
    return this;
  }

  shape(x: Ref): Shape {
    const layer = this.layers[x];
    if (layer === undefined) {
      throw new RangeError(`layer ${x} does not exist yet (${this.layers.length} have been built)`);
    }
    return layer.shape;
  }

  channels(x: Ref): number {
    return this.shape(x)[2];
  }

  input(shape: Shape): Ref {
    return this.#append({ kind: 'input' }, [], shape);
  }

  relu(x: Ref): Ref {
    return this.#append({ kind: 'relu' }, [x], this.shape(x));
  }

  conv2d(
    x: Ref,
    filters: number,
    kernel: readonly [number, number],
    options: ConvolutionOptions & { readonly padding?: Padding } = {},
  ): Ref {
    const { strides = [1, 1], rate = 1, padding = 'same' } = options;
    const shape = this.#window(x, filters, kernel, strides, rate, padding);
    return this.#append({ kind: 'conv2d', kernel, strides, rate, padding }, [x], shape);
  }

  depthwiseConv2d(x: Ref, kernel: readonly [number, number], options: ConvolutionOptions = {}): Ref {
    const { strides = [1, 1], rate = 1 } = options;
    const shape = this.#window(x, this.channels(x), kernel, strides, rate, 'same');
    return this.#append({ kind: 'depthwiseConv2d', kernel, strides, rate, padding: 'same' }, [x], shape);
  }

  batchNorm(x: Ref): Ref {
    const { decay, epsilon } = this.#normalisation;
    return this.#append({ kind: 'batchNorm', decay, epsilon }, [x], this.shape(x));
  }

  maxPool(x: Ref, size: number, stride: number): Ref {
    const shape = this.#window(x, this.channels(x), [size, size], [stride, stride], 1, 'same');
    return this.#append({ kind: 'maxPool', size, stride }, [x], shape);
  }

  avgPool(x: Ref, size: number, stride: number, padding: Padding = 'same'): Ref {
    const shape = this.#window(x, this.channels(x), [size, size], [stride, stride], 1, padding);
    return this.#append({ kind: 'avgPool', size, stride, padding }, [x], shape);
  }

  add(a: Ref, b: Ref): Ref {
    const [height, width, channels] = this.shape(a);
    const [h, w, c] = this.shape(b);
    if (h !== height || w !== width || c !== channels) {
      throw new RangeError(
        `add of ${this.#describe(a)} and ${this.#describe(b)}: both must have the same shape`,
      );
    }
    return this.#append({ kind: 'add' }, [a, b], [height, width, channels]);
  }

  /** Channels of the parts in order; a single part needs no layer. */
  concat(parts: readonly Ref[]): Ref {
    const [first] = parts;
    if (first === undefined) throw new RangeError('concat of no layers: give at least one');
    if (parts.length === 1) return first;
    const [height, width] = this.shape(first);
    const misfit = parts.find((part) => this.shape(part)[0] !== height || this.shape(part)[1] !== width);
    if (misfit !== undefined) {
      throw new RangeError(
        `concat of ${this.#describe(first)} and ${this.#describe(misfit)}: both must have the same size`,
      );
    }
    const channels = parts.reduce((sum, part) => sum + this.channels(part), 0);
    return this.#append({ kind: 'concat' }, parts, [height, width, channels]);
  }

  subsample(x: Ref, offset: 0 | 1): Ref {
    const [height, width, channels] = this.shape(x);
    return this.#append(
      { kind: 'subsample', offset },
      [x],
      [Math.ceil(height / 2), Math.ceil(width / 2), channels],
    );
  }

  globalAvgPool(x: Ref): Ref {
    return this.#append({ kind: 'globalAvgPool' }, [x], [1, 1, this.channels(x)]);
  }

  /** With bias. Its input is a vector. */
  dense(x: Ref, units: number): Ref {
    return this.#append({ kind: 'dense' }, [x], [1, 1, units]);
  }

  dropout(x: Ref, rate: number): Ref {
    return this.#append({ kind: 'dropout', rate }, [x], this.shape(x));
  }

  /** The path takes the network's next position. */
  dropPath(x: Ref, cell: number, cells: number): Ref {
    const position = this.#droppablePaths++;
    return this.#append({ kind: 'dropPath', cell, cells, position }, [x], this.shape(x));
  }

  #window(
    x: Ref,
    channels: number,
    kernel: readonly [number, number],
    strides: readonly [number, number],
    rate: number,
    padding: Padding,
  ): Shape {
    const [height, width] = this.shape(x);
    const h = outputExtent(height, kernel[0], strides[0], rate, padding);
    const w = outputExtent(width, kernel[1], strides[1], rate, padding);
    if (h < 1 || w < 1) {
      throw new RangeError(`a ${kernel.join(' x ')} window does not fit on ${this.#describe(x)}`);
    }
    return [h, w, channels];
  }

  #describe(x: Ref): string {
    return `layer ${x} (${this.shape(x).join(' x ')})`;
  }

  #append(primitive: Primitive, inputs: readonly Ref[], shape: Shape): Ref {
    const id = this.layers.length;
    // A search counts thousands of networks: a primitive is this layer's own, and need not be copied.
    this.layers.push(Object.assign(primitive, { id, inputs, shape, origin: this.#origin }));
    return id;
  }
}
