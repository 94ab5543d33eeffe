import { messageOf } from '../../base/errors.ts';
import { list, number, WrongField, whole } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { SearchCheckpoint, SearchResume } from '../../search/checkpoint.ts';
import type { ChildState, PausedChildren, SharedWeights, Trial } from '../../search/trial.ts';
import { toArchitectureJson } from '../architectureJson.ts';
import { checkpoint, epochPoint, trial } from './parts.ts';

/** What a search is resumed with, checked whatever its origin: storage, a file, a message. */

export const trialJson = (one: Trial) => ({ ...one, architecture: toArchitectureJson(one.architecture) });

export function checkpointJson({ proposed, ...rest }: SearchCheckpoint) {
  if (proposed === null) return { ...rest, proposed };
  return { ...rest, proposed: { ...proposed, architecture: toArchitectureJson(proposed.architecture) } };
}

/** Fails with a clause that names the field, its value and what must be there. */
export function readResume(given: unknown): Result<SearchResume, string> {
  try {
    const { trials, checkpoint: point, child, shared, paused } = given as SearchResume;
    const read = {
      trials: list(trial).read(trials.map(trialJson), 'trials'),
      checkpoint: checkpoint.read(checkpointJson(point), 'checkpoint'),
    };
    checkTrials(read.trials);
    checkCheckpoint(read.checkpoint, read.trials);
    return ok({
      ...read,
      ...(child && { child: readChild(child) }),
      ...(shared && { shared: readShared(shared) }),
      ...(paused && { paused: readPaused(paused) }),
    });
  } catch (thrown) {
    return fail(messageOf(thrown));
  }
}

/** Throws a WrongField. */
function readChild({ trial, state }: NonNullable<SearchResume['child']>): NonNullable<SearchResume['child']> {
  return { trial: whole({ min: 1 }).read(trial, 'child.trial'), state: readState(state, 'child') };
}

/** Throws a WrongField. */
function readPaused(given: PausedChildren): PausedChildren {
  return Object.fromEntries(
    Object.entries(given).map(([trial, state]) => {
      const path = `paused[${trial}]`;
      return [whole({ min: 1 }).read(Number(trial), path), readState(state, path)];
    }),
  );
}

function readState({ epochs, seconds, weights, velocity }: ChildState, path: string): ChildState {
  return {
    epochs: list(epochPoint).read(epochs, `${path}.epochs`),
    seconds: number({ min: 0 }).read(seconds, `${path}.seconds`),
    weights: readVector(weights, `${path}.weights`),
    velocity: readVector(velocity, `${path}.velocity`),
  };
}

/** Throws a WrongField. */
function readShared(given: SharedWeights): SharedWeights {
  if (typeof given !== 'object') throw new WrongField('shared', given, 'an object');
  return Object.fromEntries(
    Object.entries(given).map(([place, values]) => [place, readVector(values, `shared[${place}]`)]),
  );
}

function readVector(value: unknown, path: string): ChildState['weights'] {
  if (value instanceof Float32Array && value.buffer instanceof ArrayBuffer)
    return value as ChildState['weights'];
  throw new WrongField(path, value, 'a vector of 32-bit floats');
}

export function checkTrials(trials: readonly Trial[]): void {
  for (const [index, one] of trials.entries()) {
    const path = `trials[${index}]`;
    if (one.number !== index + 1)
      throw new WrongField(`${path}.number`, one.number, `${index + 1}, its place`);
    const failed = one.status === 'failed';
    if ((one.accuracy === null) !== failed) {
      throw new WrongField(
        `${path}.accuracy`,
        one.accuracy,
        failed ? 'null: it failed' : 'a number: it did not fail',
      );
    }
    const isTrained = (number: number | undefined): boolean =>
      number !== undefined && number < one.number && trials[number - 1]?.status === 'trained';
    const { reusedFrom, promotedFrom } = one;
    const must = 'the number of an earlier trial that was trained';
    if (one.status === 'reused' && !isTrained(reusedFrom)) {
      throw new WrongField(`${path}.reusedFrom`, reusedFrom, must);
    }
    if (promotedFrom !== undefined && !isTrained(promotedFrom)) {
      throw new WrongField(`${path}.promotedFrom`, promotedFrom, must);
    }
  }
}

export function checkCheckpoint({ learned, proposed }: SearchCheckpoint, trials: readonly Trial[]): void {
  const done = trials.length;
  if (learned > done)
    throw new WrongField('checkpoint.learned', learned, `at most ${done}, the trials there are`);
  if (proposed !== null && proposed.trial !== done && proposed.trial !== done + 1) {
    const must = done === 0 ? '1' : `${done} or ${done + 1}`;
    throw new WrongField('checkpoint.proposed.trial', proposed.trial, `${must}, after the trials there are`);
  }
}
