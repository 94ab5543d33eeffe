import type { LayerGraph } from '../../network/graph.ts';
import { graphParameters, type Parameter, type Weights } from '../../network/parameters.ts';

/** Where one logical parameter lies in its buffer, in floats. */
export interface PlacedParameter {
  readonly parameter: Parameter;
  /** Float index of its element i (in the order of the parameter's shape). */
  index(i: number): number;
}

/**
 * The vectors of all trainable parameters and of all running statistics as engines hold them: padded like the maps they
 * meet (channelLayout.ts), with zeros that no update touches in the gaps.
 */
export class ParameterSpace {
  readonly placed = new Map<string, PlacedParameter>();
  /** Values that are constant: float index to value. */
  readonly constants = new Map<number, number>();
  #trainable = 0;
  #statistics: number;

  /** `ahead`: floats of the statistics (a multiple of 4) that an engine keeps for itself, before all others. */
  constructor(ahead: number) {
    this.#statistics = ahead;
  }

  /** Reserves so many floats (a multiple of 4) and answers the first. */
  reserve(floats: number, which: 'trainable' | 'statistics'): number {
    if (which === 'trainable') {
      this.#trainable += floats;
      return this.#trainable - floats;
    }
    this.#statistics += floats;
    return this.#statistics - floats;
  }

  put(parameter: Parameter, index: (i: number) => number): void {
    this.placed.set(parameter.name, { parameter, index });
  }

  get trainableFloats(): number {
    return Math.max(4, this.#trainable);
  }

  get statisticsFloats(): number {
    return this.#statistics;
  }

  /** Parameters of layers that no score depends on: they are kept, so that weights can be read, but nothing reads them. */
  placeRest(graph: LayerGraph): void {
    for (const parameter of graphParameters(graph)) {
      if (this.placed.has(parameter.name)) continue;
      const which = parameter.trainable ? 'trainable' : 'statistics';
      const start = this.reserve(4 * Math.ceil(parameter.size / 4), which);
      this.put(parameter, (i) => start + i);
    }
  }

  /** Writes logical weights into the padded vectors. */
  pack(weights: Weights, trainable: Float32Array, statistics: Float32Array): void {
    for (const [name, values] of weights) {
      const { parameter, index } = this.placed.get(name)!;
      const into = parameter.trainable ? trainable : statistics;
      for (let i = 0; i < values.length; i++) into[index(i)] = values[i]!;
    }
  }

  unpack(name: string, trainable: Float32Array, statistics: Float32Array): Float32Array<ArrayBuffer> {
    const { parameter, index } = this.placed.get(name)!;
    const from = parameter.trainable ? trainable : statistics;
    return Float32Array.from({ length: parameter.size }, (_, i) => from[index(i)]!);
  }

  /** Weight decay of each float of the trainable vector; -1 marks gaps and constants, which no update may touch. */
  decays(weightDecay: number): Float32Array<ArrayBuffer> {
    const decays = new Float32Array(this.trainableFloats).fill(-1);
    for (const { parameter, index } of this.placed.values()) {
      if (!parameter.trainable) continue;
      const decay = parameter.decayed ? weightDecay : 0;
      for (let i = 0; i < parameter.size; i++) decays[index(i)] = decay;
    }
    return decays;
  }
}
