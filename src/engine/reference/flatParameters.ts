import * as tf from '@tensorflow/tfjs';
import type { Parameter, Weights } from '../../network/parameters.ts';

/**
 * Parameters as one vector, so that the optimiser is a handful of kernels however many there are, beside a view of each
 * in its own shape for the layers to read.
 */
export class FlatParameters {
  readonly parameters: readonly Parameter[];
  readonly size: number;
  #flat: tf.Tensor1D;
  #views: readonly tf.Tensor[];
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #offsets: readonly number[];

  constructor(parameters: readonly Parameter[], weights: Weights) {
    this.parameters = parameters;
    const offsets: number[] = [];
    let size = 0;
    for (const parameter of parameters) {
      offsets.push(size);
      size += parameter.size;
    }
    this.size = size;
    this.#offsets = offsets;
    this.#indexOf = new Map(parameters.map(({ name }, index) => [name, index]));
    this.#flat = tf.keep(tf.tensor1d(this.join(weights)));
    this.#views = this.#slices();
  }

  /** [size]; owned by this object. */
  get flat(): tf.Tensor1D {
    return this.#flat;
  }

  /** The parameter in its own shape, valid until the next `replace` or `overwrite`. */
  view(name: string): tf.Tensor {
    return this.#views[this.index(name)]!;
  }

  index(name: string): number {
    const index = this.#indexOf.get(name);
    if (index === undefined) throw new RangeError(`no parameter is called "${name}"`);
    return index;
  }

  has(name: string): boolean {
    return this.#indexOf.has(name);
  }

  /** Takes over `flat` as the new values. */
  replace(flat: tf.Tensor1D): void {
    tf.dispose([this.#flat, ...this.#views]);
    this.#flat = tf.keep(flat);
    this.#views = this.#slices();
  }

  /** Overwrites some of the parameters; names and sizes have been checked. */
  overwrite(weights: Weights): void {
    if (this.size === 0) return;
    this.replace(
      tf.tidy(() =>
        tf.concat(
          this.parameters.map(({ name }, index) => {
            const values = weights.get(name);
            return values === undefined ? this.#views[index]!.flatten() : tf.tensor1d(values);
          }),
        ),
      ),
    );
  }

  /** Reads all values back into `into`. */
  async read(into: Map<string, Float32Array>): Promise<void> {
    for (const [name, values] of this.cut((await this.#flat.data()) as Float32Array)) into.set(name, values);
  }

  /** A vector like `flat` from values by name. */
  join(values: Weights): Float32Array {
    const flat = new Float32Array(this.size);
    this.parameters.forEach(({ name }, index) => {
      flat.set(values.get(name)!, this.#offsets[index]!);
    });
    return flat;
  }

  /** Copies of a vector like `flat`, by name. */
  cut(flat: Float32Array): Weights {
    return new Map(
      this.parameters.map(({ name, size }, index) => {
        const offset = this.#offsets[index]!;
        return [name, flat.slice(offset, offset + size)];
      }),
    );
  }

  dispose(): void {
    tf.dispose([this.#flat, ...this.#views]);
    this.#views = [];
  }

  #slices(): tf.Tensor[] {
    return this.parameters.map(({ size, shape }, index) =>
      tf.tidy(() => tf.keep(tf.slice(this.#flat, this.#offsets[index]!, size).reshape([...shape]))),
    );
  }
}
