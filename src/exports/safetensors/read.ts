import {
  anything,
  list,
  object,
  parseJson,
  readWith,
  record,
  text,
  tuple,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { duplicateName } from './duplicates.ts';
import { FLOATS, type FloatType } from './floats.ts';
import type { Tensor } from './write.ts';

export interface Safetensors {
  /** In the order of their numbers. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** As the format's own library has it. */
const LONGEST_HEADER = 100_000_000;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const entryField = object<Entry>({
  dtype: text(),
  shape: list(whole()),
  data_offsets: tuple([whole(), whole()], ['beginning', 'end']),
});
const headerField = record(anything());
const metadataField = record(text());

/** Floats of 16 and 64 bits are read as those of 32. Fails with a sentence, whatever the bytes are; never throws. */
export function readSafetensors(bytes: Uint8Array): Result<Safetensors, string> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  const { entries, metadata, data } = header.value;
  const sorted = [...entries].sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0]);
  const tensors = new Map<string, Tensor>();
  let reached = 0;
  for (const [name, entry] of sorted) {
    const wrong = entryFault(name, entry, reached, data.byteLength);
    if (wrong !== null) return fail(wrong);
    const { read, width } = FLOATS[entry.dtype as FloatType];
    const [begin, end] = entry.data_offsets;
    const values = new Float32Array((end - begin) / width);
    for (let i = 0; i < values.length; i++) values[i] = read(data, begin + width * i);
    tensors.set(name, { shape: entry.shape, values });
    reached = end;
  }
  if (reached < data.byteLength) {
    return fail(`The file has ${data.byteLength - reached} bytes that belong to no tensor: it is damaged.`);
  }
  return ok({ tensors, metadata });
}

interface Header {
  readonly entries: readonly (readonly [name: string, entry: Entry])[];
  readonly metadata: Readonly<Record<string, string>>;
  /** What follows the header. */
  readonly data: DataView;
}

function readHeader(bytes: Uint8Array): Result<Header, string> {
  const { byteLength } = bytes;
  if (byteLength < 8) return fail(`The file has ${byteLength} bytes, too few for a safetensors file.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > LONGEST_HEADER || length > byteLength - 8) {
    return fail(
      `The file is no safetensors file, or it is cut short: its header would be ${length} bytes long, and the file has ${byteLength}.`,
    );
  }
  const json = headerJson(bytes.subarray(8, 8 + length));
  if (!json.ok) return json;
  const { __metadata__ = {}, ...rest } = json.value;
  const metadata = readWith(metadataField, __metadata__, 'its __metadata__');
  if (!metadata.ok) return fail(`The file's header is wrong: ${metadata.error}.`);
  const entries: [string, Entry][] = [];
  for (const [name, value] of Object.entries(rest)) {
    const entry = readWith(entryField, value, 'it');
    if (!entry.ok) return fail(`The file's tensor ${named(name)} is wrong: ${entry.error}.`);
    entries.push([name, entry.value]);
  }
  return ok({
    entries,
    metadata: metadata.value,
    data: new DataView(view.buffer, view.byteOffset + 8 + length, byteLength - 8 - length),
  });
}

function headerJson(bytes: Uint8Array): Result<Readonly<Record<string, unknown>>, string> {
  let written: string;
  try {
    written = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('The file is no safetensors file, or it is damaged: its header is no text.');
  }
  const json = parseJson(written);
  if (!json.ok) return fail('The file is no safetensors file, or it is damaged: its header is no JSON.');
  const header = readWith(headerField, json.value, 'it');
  if (!header.ok) return fail(`The file's header is wrong: ${header.error}.`);
  const twice = duplicateName(written);
  return twice === null ? header : fail(`The file's header has the name ${named(twice)} twice.`);
}

/** What is wrong with an entry whose numbers should begin where those before it end. */
function entryFault(
  name: string,
  { dtype, shape, data_offsets }: Entry,
  reached: number,
  size: number,
): string | null {
  const [begin, end] = data_offsets;
  const which = `The file's tensor ${named(name)}`;
  if (!Object.hasOwn(FLOATS, dtype)) {
    return `${which} is of the type ${named(dtype)}: weights are floats, ${Object.keys(FLOATS).join(', ')}.`;
  }
  if (end > size) return `The file is cut short: ${named(name)} ends at byte ${end}, and there are ${size}.`;
  if (begin < reached) return `${which} overlaps the one before it: the file is damaged.`;
  if (begin > reached)
    return `${which} begins ${begin - reached} bytes behind the one before it: the file is damaged.`;
  const needed = shape.reduce((product, n) => product * n, FLOATS[dtype as FloatType].width);
  if (end - begin === needed) return null;
  return `${which} has ${end - begin} bytes where its shape ${shape.join(' x ')} takes ${needed}: the file is damaged.`;
}

/** Whoever wrote the file also chose the names in it: they must not fill the sentence. */
export const named = (name: string): string =>
  JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
