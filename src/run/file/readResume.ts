import { messageOf } from '../../base/errors.ts';
import { type Field, list, number, object, WrongField, whole } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { SearchResume } from '../../search/checkpoint.ts';
import type { ChildState } from '../../search/trial.ts';
import type { TrainingChild } from '../run.ts';
import { checkCheckpoint, checkpointJson, checkTrials, trialJson } from './checks.ts';
import { checkpoint, epochPoint, trial } from './parts.ts';

/** What a search is resumed with, checked whatever its origin: storage, a file, a message. */

/** Numbers that are no JSON: they travel in messages and in the browser's storage as they are. */
const vector: Field<Float32Array<ArrayBuffer>> = {
  read(value, path) {
    if (value instanceof Float32Array && value.buffer instanceof ArrayBuffer)
      return value as Float32Array<ArrayBuffer>;
    throw new WrongField(path, value, 'a vector of 32-bit floats');
  },
  schema: {},
};

const state: Field<ChildState> = object({
  epochs: list(epochPoint),
  seconds: number({ min: 0 }),
  weights: vector,
  velocity: vector,
});

const trialNumber = whole({ min: 1 });

const child: Field<TrainingChild> = object({ trial: trialNumber, state });

/** Fails with a clause that names the field, its value and what must be there. */
export function readResume(given: unknown): Result<SearchResume, string> {
  try {
    const { trials, checkpoint: point, child: inTraining, shared, paused } = given as SearchResume;
    const read = {
      trials: list(trial).read(trials.map(trialJson), 'trials'),
      checkpoint: checkpoint.read(checkpointJson(point), 'checkpoint'),
    };
    checkTrials(read.trials);
    checkCheckpoint(read.checkpoint, read.trials);
    return ok({
      ...read,
      ...(inTraining && { child: child.read(inTraining, 'child') }),
      ...(shared && { shared: each(shared, 'shared', vector) }),
      ...(paused && { paused: each(paused, 'paused', state, trialNumber) }),
    });
  } catch (thrown) {
    return fail(messageOf(thrown));
  }
}

/** Every entry of an object by the same reader. */
function each<Value>(
  given: unknown,
  path: string,
  field: Field<Value>,
  name?: Field<number>,
): Readonly<Record<string, Value>> {
  if (typeof given !== 'object' || given === null) throw new WrongField(path, given, 'an object');
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const at = `${path}[${key}]`;
      name?.read(Number(key), at);
      return [key, field.read(value, at)];
    }),
  );
}
