import { scaleLinear as scaleOfD3 } from 'd3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleLinear } from './scale.ts';

test('places are those of d3, to the last bit', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const rising = fc.tuple(value, value).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
  fc.assert(
    fc.property(rising, fc.tuple(value, value), value, (domain, range, at) => {
      expect(scaleLinear(domain, range)(at)).toBe(scaleOfD3(domain, range)(at));
    }),
  );
  expect(scaleLinear([3, 3], [0, 10])(7)).toBe(scaleOfD3([3, 3], [0, 10])(7));
});
