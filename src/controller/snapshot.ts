import { anything, object, readWith, whole } from '../base/fields.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { damaged } from '../strategies/snapshot.ts';
import type { Snapshot } from '../strategies/strategy.ts';
import { decodeFloats, encodeFloats } from './floats.ts';
import { parameterCount } from './parameters.ts';

/** What Adam knows, as numbers: the weights, then the moving means of the gradient and of its square. */
export interface AdamValues {
  /** Three whole sets in the order of PARAMETER_NAMES. */
  readonly floats: Float32Array;
  /** Updates done. */
  readonly step: number;
}

export function writeAdam({ floats, step }: AdamValues): Snapshot {
  return { step, floats: encodeFloats(floats) };
}

const adam = object({ step: whole(), floats: anything() }, [], { others: 'ignored' });

/** Throws an InputError unless all of it is there. */
export function readAdam(written: unknown, space: SearchSpace): AdamValues {
  const read = readWith(adam, written);
  const values = read.ok ? decodeFloats(read.value.floats, 3 * parameterCount(space)) : null;
  if (!read.ok || values === null) throw damaged("the controller's weights");
  return { floats: values, step: read.value.step };
}
