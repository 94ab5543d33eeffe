import { type Field, list, object, oneOf, text, WrongField, whole } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { SharedWeights } from '../../search/trial.ts';
import { encodeFloats, isUndamaged, readFloats, readLine } from './floats.ts';

/**
 * What children leave for later ones (weight sharing), in a file beside a run's that grows: a record for every time that
 * something was added, a line of JSON and vectors each. A later record replaces the places that it names.
 */
export interface SharedRecord {
  /** Ties it to its run, by the moment at which that was started. */
  readonly run: string;
  /** How many trials had ended: a run of fewer has not yet had it. */
  readonly trials: number;
  readonly left: SharedWeights;
}

const FORMAT = 'nas-playground-shared';
const VERSION = 1;

interface Head {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly run: string;
  readonly trials: number;
  readonly places: readonly { readonly place: string; readonly floats: number }[];
  readonly crc32?: number;
}

const head: Field<Head> = object<Head>(
  {
    format: oneOf([FORMAT]),
    version: oneOf([VERSION]),
    run: text(),
    trials: whole(),
    places: list(object({ place: text(), floats: whole() })),
    crc32: whole(),
  },
  ['crc32'],
);

export function encodeShared({ run, trials, left }: SharedRecord): Uint8Array<ArrayBuffer> {
  const places = Object.entries(left).map(([place, { length }]) => ({ place, floats: length }));
  const told: Head = { format: FORMAT, version: VERSION, run, trials, places };
  return encodeFloats(told, Object.values(left));
}

/**
 * What a run's children had left when so many of its trials had ended. What was being written when the power failed, or
 * was written for a later trial than the run's file knows of, is passed over; fails with a sentence on anything else.
 */
export function decodeShared(bytes: Uint8Array, run: string, trials: number): Result<SharedWeights, string> {
  const shared: Record<string, SharedWeights[string]> = {};
  try {
    for (let from = 0; from < bytes.length; ) {
      const line = readLine(bytes, from);
      if (line === null) break;
      const record = head.read(line.json, '');
      if (record.run !== run) return fail('It belongs to another run.');
      if (record.trials > trials) break;
      let at = line.end;
      for (const { place, floats } of record.places) {
        if (at + 4 * floats > bytes.length) return fail('It is cut short.');
        shared[place] = readFloats(bytes, at, floats);
        at += 4 * floats;
      }
      if (!isUndamaged(bytes, line, at)) {
        return fail('It is damaged: the checksum of a record is not that of what it holds.');
      }
      from = at;
    }
  } catch (thrown) {
    if (thrown instanceof WrongField) return fail(`Its field ${thrown.message}.`);
    if (thrown instanceof SyntaxError) return fail('It holds no shared weights.');
    throw thrown;
  }
  return ok(shared);
}
