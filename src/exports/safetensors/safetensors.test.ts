import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSafetensors } from './read.ts';
import { type Tensor, writeSafetensors } from './write.ts';

/** A file of any header. */
function fileOf(header: unknown, data: ArrayLike<number>, length?: bigint): Uint8Array {
  const written = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + written.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(written.length), true);
  bytes.set(written, 8);
  bytes.set(Array.from(data), 8 + written.length);
  return bytes;
}

const f32 = (shape: readonly unknown[], ...data_offsets: readonly unknown[]) => ({
  dtype: 'F32',
  shape,
  data_offsets,
});

test('a file is what the format says, byte by byte', () => {
  const values = Float32Array.of(1, -2);
  const bytes = writeSafetensors(new Map([['a', { shape: [2, 1], values }]]), { by: 'hand' });
  const header = '{"__metadata__":{"by":"hand"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}';
  const length = Math.ceil(header.length / 8) * 8;
  expect([...bytes]).toEqual([
    ...[length, 0, 0, 0, 0, 0, 0, 0],
    ...new TextEncoder().encode(header.padEnd(length)),
    ...[0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0],
  ]);
});

const tensor: fc.Arbitrary<Tensor> = fc.array(fc.nat(3), { maxLength: 4 }).chain((shape) => {
  const size = shape.reduce((product, n) => product * n, 1);
  return fc
    .array(fc.float({ noNaN: true }), { minLength: size, maxLength: size })
    .map((values) => ({ shape, values: Float32Array.from(values) }));
});
// JSON's objects, and so the file's header, may have any name but its own.
const tensors = fc.dictionary(fc.string({ maxLength: 9 }), tensor, { maxKeys: 5 });

test('what is written is read, to the bit', () => {
  fc.assert(
    fc.property(tensors, fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }), (given, metadata) => {
      const read = readSafetensors(writeSafetensors(new Map(Object.entries(given)), metadata));
      if (!read.ok) throw new Error(read.error);
      expect(read.value.metadata).toEqual({ ...metadata });
      expect(Object.fromEntries(read.value.tensors)).toEqual({ ...given });
    }),
    { seed: 25, numRuns: 200 },
  );
});

test('floats of other widths are read as well', () => {
  const header = {
    half: { dtype: 'F16', shape: [6], data_offsets: [0, 12] },
    brain: { dtype: 'BF16', shape: [2], data_offsets: [12, 16] },
    double: { dtype: 'F64', shape: [], data_offsets: [16, 24] },
  };
  const half = [0x3c00, 0xc000, 0x0001, 0x7bff, 0xfc00, 0x3555];
  const double = new Uint8Array(Float64Array.of(-0.1).buffer);
  const read = readSafetensors(
    fileOf(header, [...half, 0x3f80, 0xc049].flatMap((bits) => [bits & 0xff, bits >> 8]).concat(...double)),
  );
  expect(read).toMatchObject({ ok: true });
  const of = (name: string) => [...(read.ok ? read.value.tensors.get(name)!.values : [])];
  expect(of('half')).toEqual([1, -2, 2 ** -24, 65504, -Infinity, 0.333251953125]);
  expect(of('brain')).toEqual([1, -3.140625]);
  expect(of('double')).toEqual([Math.fround(-0.1)]);
});

const eight = Array.from({ length: 8 }, () => 1);
const cases: readonly (readonly [what: string, bytes: Uint8Array, says: RegExp])[] = [
  ['empty', new Uint8Array(), /has 0 bytes, too few/],
  [
    'another file',
    new TextEncoder().encode('PK and so on, a zip'),
    /is no safetensors file, or it is cut short/,
  ],
  ['a header too long', fileOf({}, [], 2n ** 63n), /its header would be 9223372036854776000 bytes long/],
  ['a header that is no text', fileOf('', [0xff, 0xfe], 2n), /its header is no text/],
  ['a header that is no JSON', fileOf('{"a":', []), /its header is no JSON/],
  ['a header that is a list', fileOf([], []), /header is wrong: it is a list of 0 \(it must be an object\)/],
  ['metadata that are no texts', fileOf({ __metadata__: { a: 1 } }, []), /a\] is 1 \(it must be a text\)/],
  ['an entry without a type', fileOf({ a: {} }, []), /tensor "a" is wrong: dtype is missing/],
  ['a shape of a half', fileOf({ a: f32([0.5], 0, 8) }, eight), /shape\[0\] is 0.5 \(it must be a whole/],
  ['one offset', fileOf({ a: f32([2], 0) }, eight), /data_offsets is a list of 1 \(it must be a list of 2/],
  [
    'whole numbers',
    fileOf({ a: { ...f32([1], 0, 8), dtype: 'I64' } }, eight),
    /type "I64": weights are floats/,
  ],
  [
    'a type of every object',
    fileOf({ a: { ...f32([1], 0, 8), dtype: 'toString' } }, eight),
    /type "toString"/,
  ],
  ['cut short', fileOf({ a: f32([3], 0, 12) }, eight), /is cut short: "a" ends at byte 12, and there are 8/],
  ['overlapping', fileOf({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, eight), /"b" overlaps the one before it/],
  ['a hole', fileOf({ a: f32([1], 4, 8) }, eight), /"a" begins 4 bytes behind the one before it/],
  ['bytes left over', fileOf({ a: f32([1], 0, 4) }, eight), /4 bytes that belong to no tensor/],
  ['another shape', fileOf({ a: f32([3], 0, 8) }, eight), /has 8 bytes where its shape 3 takes 12/],
  ['backwards', fileOf({ a: f32([], 0, 8), b: f32([1], 8, 4) }, eight), /"a" has 8 bytes where its shape/],
  ['a huge shape', fileOf({ a: f32([2 ** 40, 2 ** 40], 0, 8) }, eight), /where its shape .* takes 4\.8/],
  ['a name twice', fileOf('{"a":1,"b":{"x":["a","a"]},"\u0061":2}', []), /has the name "a" twice/],
  [
    'a tensor twice',
    fileOf(`{"a":${JSON.stringify(f32([1], 0, 4))}, "\\u0061" :${JSON.stringify(f32([2], 0, 8))}}`, eight),
    /has the name "a" twice/,
  ],
];

test.each(cases)('%s is refused with a sentence', (_, bytes, says) => {
  const read = readSafetensors(bytes);
  if (read.ok) throw new Error('it was read');
  expect(read.error).toMatch(says);
  expect(read.error).toMatch(/^The file[^\n]*\.$/);
});

test('whatever the bytes are, they are read or refused with a sentence', () => {
  fc.assert(
    fc.property(
      tensors,
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat()),
      (given, changes, cut) => {
        const bytes = writeSafetensors(new Map(Object.entries(given)), { format: 'pt' });
        for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
        const left = cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
        const read = readSafetensors(left);
        if (!read.ok) expect(read.error).toMatch(/^The file[^\n]*\.$/);
      },
    ),
    { seed: 26, numRuns: 1000 },
  );
});
