import type { Layer, LayerGraph } from '../../network/graph.ts';

/** Who reads a layer, and what follows from it. */
export class Readers {
  readonly #graph: LayerGraph;
  readonly #live: ReadonlySet<number>;

  constructor(graph: LayerGraph, live: ReadonlySet<number>) {
    this.#graph = graph;
    this.#live = live;
  }

  /** The concatenation of which this layer is half of a factorised reduction, its id. */
  halfOf(layer: Layer): number | undefined {
    if (layer.kind !== 'conv2d' || layer.kernel[0] !== 1 || layer.kernel[1] !== 1) return undefined;
    if (layer.strides[0] !== 1 || layer.strides[1] !== 1) return undefined;
    const source = this.#graph.layers[layer.inputs[0]!]!;
    if (source.kind !== 'subsample') return undefined;
    const [whole, ...others] = this.of(layer.id);
    if (whole?.kind !== 'concat' || others.length > 0 || whole.inputs.length !== 2) return undefined;
    const fits = whole.inputs.every((id, i) => {
      const half = this.#graph.layers[id]!;
      const from = this.#graph.layers[half.inputs[0]!];
      return (
        half.kind === 'conv2d' &&
        half.kernel[0] * half.kernel[1] === 1 &&
        from?.kind === 'subsample' &&
        from.offset === i &&
        from.inputs[0] === source.inputs[0]
      );
    });
    return fits && whole.inputs[0] !== whole.inputs[1] ? whole.id : undefined;
  }

  /** The live layers that read a layer. */
  of(id: number): Layer[] {
    return this.#graph.layers.filter((other) => this.#live.has(other.id) && other.inputs.includes(id));
  }
}
