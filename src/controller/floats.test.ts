import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFloats, encodeFloats } from './floats.ts';

test('floats come back bit for bit', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true }), (values) => {
      expect(decodeFloats(encodeFloats(values), values.length)).toEqual(values);
    }),
  );
  const many = Float32Array.from({ length: 100_000 }, (_, i) => Math.sin(i));
  expect(decodeFloats(encodeFloats(many), many.length)).toEqual(many);
});

test('anything else is null', () => {
  fc.assert(fc.property(fc.anything(), (value) => decodeFloats(value, 3) === null));
  expect(decodeFloats(encodeFloats(Float32Array.of(1, 2)), 3)).toBeNull();
  expect(decodeFloats(encodeFloats(Float32Array.of(1, 2, Number.NaN)), 3)).toBeNull();
  expect(decodeFloats('é€', 3)).toBeNull();
});
