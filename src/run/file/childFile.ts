import { type Field, list, number, object, oneOf, text, WrongField, whole } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { SearchResume } from '../../search/checkpoint.ts';
import { encodeFloats, isUndamaged, readFloats, readLine } from './floats.ts';
import { epochPoint } from './parts.ts';

/**
 * The child in training as a file beside a run's: a line of JSON that says what it is, then the vectors as 32-bit floats,
 * little-endian. `run` ties it to its run, by the moment at which that was started.
 */
export interface ChildFile {
  readonly run: string;
  readonly child: NonNullable<SearchResume['child']>;
}

const FORMAT = 'nas-playground-child';
const VERSION = 1;

interface Head {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly run: string;
  readonly trial: number;
  readonly epochs: ChildFile['child']['state']['epochs'];
  readonly seconds: number;
  /** Their lengths, in floats. */
  readonly weights: number;
  readonly velocity: number;
  readonly crc32?: number;
}

const head: Field<Head> = object<Head>(
  {
    format: oneOf([FORMAT]),
    version: oneOf([VERSION]),
    run: text(),
    trial: whole({ min: 1 }),
    epochs: list(epochPoint),
    seconds: number({ min: 0 }),
    weights: whole(),
    velocity: whole(),
    crc32: whole(),
  },
  ['crc32'],
);

export function encodeChild({ run, child: { trial, state } }: ChildFile): Uint8Array<ArrayBuffer> {
  const { epochs, seconds, weights, velocity } = state;
  const told: Head = {
    format: FORMAT,
    version: VERSION,
    run,
    trial,
    epochs,
    seconds,
    weights: weights.length,
    velocity: velocity.length,
  };
  return encodeFloats(told, [weights, velocity]);
}

/** Fails with a sentence on bytes that `encodeChild` has not made, or that are cut short. */
export function decodeChild(bytes: Uint8Array): Result<ChildFile, string> {
  try {
    const line = readLine(bytes);
    if (line === null) return fail('It is no child of a run.');
    const { run, trial, epochs, seconds, weights, velocity } = head.read(line.json, '');
    const expected = line.end + 4 * (weights + velocity);
    if (bytes.length !== expected) return fail(`It has ${bytes.length} bytes instead of ${expected}.`);
    if (!isUndamaged(bytes, line, expected)) {
      return fail('It is damaged: its checksum is not that of what it holds.');
    }
    const state = {
      epochs,
      seconds,
      weights: readFloats(bytes, line.end, weights),
      velocity: readFloats(bytes, line.end + 4 * weights, velocity),
    };
    return ok({ run, child: { trial, state } });
  } catch (thrown) {
    if (thrown instanceof WrongField) return fail(`Its field ${thrown.message}.`);
    if (thrown instanceof SyntaxError) return fail('It is no child of a run.');
    throw thrown;
  }
}
