import {
  anything,
  type Field,
  instance,
  list,
  mapped,
  number,
  object,
  readWith,
  record,
  text,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { SearchResume } from '../../search/checkpoint.ts';
import type { ChildState } from '../../search/trial.ts';
import type { TrainingChild } from '../run.ts';
import { checkCheckpoint, checkpointJson, checkTrials, finalistJson, trialJson } from './checks.ts';
import { checkpoint, epochPoint, finalist, trial } from './parts.ts';

/** What a search is resumed with, checked whatever its origin: storage, a file, a message. */

const VECTOR = 'a vector of 32-bit floats';

const vector = mapped(
  instance<Float32Array>(Float32Array, VECTOR),
  (floats): Result<Float32Array<ArrayBuffer>, string> =>
    floats.buffer instanceof ArrayBuffer ? ok(floats as Float32Array<ArrayBuffer>) : fail(VECTOR),
);

const state: Field<ChildState> = object({
  epochs: list(epochPoint),
  seconds: number({ min: 0 }),
  weights: vector,
  velocity: vector,
});

const child: Field<TrainingChild> = object({ trial: whole({ min: 1 }), state });

const trialNumber = text({ pattern: /^[1-9]\d*$/, called: 'the number of a trial' });

/** Reads what is in memory by the reader of its JSON; what cannot be written as JSON is refused with its field, too. */
function byJson<Value>(field: Field<Value>, json: (value: Value) => unknown): Field<Value> {
  return {
    ...field,
    read(value, path) {
      let written = value;
      try {
        written = json(value as Value);
      } catch {
        // It is no such value, which the reader says better.
      }
      return field.read(written, path);
    },
  };
}

const parts: Field<SearchResume> = object(
  {
    trials: list(byJson(trial, trialJson)),
    checkpoint: byJson(checkpoint, checkpointJson),
    child,
    shared: record(vector),
    paused: record(state, { name: trialNumber }),
    finalists: list(byJson(finalist, finalistJson)),
  },
  ['child', 'shared', 'paused', 'finalists'],
);

const resume: Field<SearchResume> = {
  schema: anything().schema,
  read(value, path) {
    const read = parts.read(value, path);
    checkTrials(read.trials);
    checkCheckpoint(read.checkpoint, read.trials);
    return read;
  },
};

/** Fails with a clause that names the field, its value and what must be there. */
export const readResume = (given: unknown): Result<SearchResume, string> =>
  readWith(resume, given, 'what it goes on from');
