import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Architecture } from '../space/architecture.ts';
import { anyArchitecture } from '../space/testing/arbitraries.ts';
import { buildCifar } from './build.ts';
import { graphParameters } from './parameters.ts';
import { parameterPlaces } from './places.ts';
import { architectureOf } from './testing/architectures.ts';

const options = { cellsPerStage: 1, filters: 4, size: 16, auxiliary: true } as const;
const placesOf = (architecture: Architecture) =>
  parameterPlaces(buildCifar(architecture, options), architecture);

test('every parameter of a network has exactly one place', () => {
  fc.assert(
    fc.property(anyArchitecture({ blocks: 3 }), (architecture) => {
      const places = placesOf(architecture);
      const names = places.flatMap(({ parameters }) => parameters.map(({ name }) => name));
      const all = graphParameters(buildCifar(architecture, options)).map(({ name }) => name);
      expect([...names].sort()).toEqual([...all].sort());
      expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
    }),
    { numRuns: 40 },
  );
});

test('where two networks have a place of the same key, all of its parameters have the same shapes', () => {
  const shapes = (architecture: Architecture) =>
    new Map(
      placesOf(architecture).map(({ key, parameters }) => [
        key,
        parameters.map(({ role, shape }) => [role, shape]),
      ]),
    );
  let common = 0;
  fc.assert(
    fc.property(anyArchitecture({ blocks: 3 }), anyArchitecture({ blocks: 3 }), (one, other) => {
      const here = shapes(one);
      for (const [key, there] of shapes(other)) {
        if (!here.has(key)) continue;
        common++;
        expect(here.get(key), key).toEqual(there);
      }
    }),
    { numRuns: 40 },
  );
  expect(common).toBeGreaterThan(40 * 3);
});

test('a place is known by its operation and by what it reads only as far as shapes tell', () => {
  const reduction = { blocks: [[0, 1, 'maxpool_3x3', 'maxpool_3x3', 'add']] };
  const pair = (first: unknown[], second: unknown[]): Architecture =>
    architectureOf({ normal: { blocks: [first, second] as (number | string)[][] }, reduction });
  const keys = (architecture: Architecture) =>
    placesOf(architecture)
      .map(({ key }) => key)
      .filter((key) => key.startsWith('cell 0, block 1.1'));
  const at = (input: number, operation: string, combiner = 'add') =>
    keys(pair([0, 1, 'identity', 'sepconv_3x3', combiner], [0, input, 'identity', operation, 'add']));
  expect(at(0, 'sepconv_3x3')).toEqual(['cell 0, block 1.1, sepconv_3x3: 3x3x4x1 1x1x4x4 3x3x4x1 1x1x4x4']);
  expect(at(2, 'sepconv_3x3')).toEqual(at(0, 'sepconv_3x3'));
  expect(at(0, 'sepconv_5x5')).not.toEqual(at(0, 'sepconv_3x3'));
  // The concatenation has twice the channels.
  expect(at(2, 'sepconv_3x3', 'concat')).not.toEqual(at(0, 'sepconv_3x3'));
  expect(at(0, 'identity')).toEqual([]);
});
