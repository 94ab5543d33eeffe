import type { ImageSet } from '../../data/dataset.ts';
import type { LayerGraph } from '../../network/graph.ts';
import type { Weights } from '../../network/parameters.ts';
import type { Step, StepOptions } from '../executor.ts';
import { BatchReader } from '../reference/batch.ts';
import type { Map64 } from './float64/map.ts';
import { colouredNoise } from './images.ts';

/** What tests of whole networks hold an engine's gradients against. */

/** By how much every parameter was moved, for each unit of the rate. */
export function moves(before: Weights, after: Weights, rate: number): Map<string, Float32Array> {
  const statistics = (name: string): boolean => /mean|variance/.test(name);
  return new Map(
    [...before]
      .filter(([name]) => !statistics(name))
      .map(([name, values]) => [name, values.map((value, i) => (value - after.get(name)![i]!) / rate)]),
  );
}

export const imagesFor = ({ input, classes }: LayerGraph): ImageSet => colouredNoise(16, input, classes, 1);

/** The batch as both engines see it, for float64. */
export function batch64(
  graph: LayerGraph,
  indices: Uint32Array,
  { augmentation }: StepOptions,
  step: Step,
): [Map64, Uint8Array] {
  const reader = new BatchReader(imagesFor(graph));
  const data = Float64Array.from(reader.pixels(indices, { step, augmentation }));
  return [{ shape: [indices.length, ...graph.input], data }, reader.labels(indices)];
}

type Gradients = ReadonlyMap<string, Float32Array | Float64Array>;

/**
 * Of every gradient, in norm. Some nearly cancel (batch norm takes away all that scales a kernel); float32 gets those of
 * neither engine right, as float64 shows. They are held against the whole gradient.
 */
export function relativeErrors(actual: Gradients, expected: Gradients): readonly number[] {
  const whole = Math.hypot(...[...expected.values()].map(norm));
  return [...expected].map(([name, values]) => {
    const error = norm(Array.from(values, (value, i) => value - actual.get(name)![i]!));
    return error / Math.max(norm(values), 1e-2 * whole);
  });
}

export const greatest = (errors: readonly number[]): number => Math.max(...errors);

export const isClose = (errors: readonly number[]): boolean =>
  greatest(errors) < 1e-3 && [...errors].sort((a, b) => a - b)[errors.length >> 1]! < 1e-4;

const norm = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
