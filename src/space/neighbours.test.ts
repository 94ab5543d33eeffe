import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { canonicalKey } from './canonical.ts';
import { architectureOf, choicesOf, spellings } from './choices.ts';
import { mutateArchitecture } from './mutate.ts';
import { neighboursOf } from './neighbours.ts';
import { sampleArchitecture } from './sample.ts';
import type { SearchSpace } from './searchSpace.ts';

const space: SearchSpace = { blocks: 1, operations: ['identity', 'conv_1x1', 'conv_3x3'] };

test('they are the graphs of all spellings that differ in one choice, each once', () => {
  const architecture = architectureOf(space, [0, 1, 0, 2, 0, 1, 1, 1, 1, 1]);
  const own = choicesOf(space, architecture);
  const listed = new Set<string>();
  for (const other of spellings(space)) {
    const differing = choicesOf(space, other).filter((choice, index) => choice !== own[index]);
    if (differing.length === 1) listed.add(canonicalKey(other));
  }
  listed.delete(canonicalKey(architecture));
  const found = neighboursOf(architecture, space);
  expect(new Set(found.keys())).toEqual(listed);
  for (const [key, neighbour] of found) expect(canonicalKey(neighbour)).toBe(key);
});

test('every mutation is one of them, or the graph itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 3 }), (seed, blocks) => {
      const random = createRandom(seed);
      const larger: SearchSpace = { ...space, blocks };
      const architecture = sampleArchitecture(larger, random);
      const key = canonicalKey(mutateArchitecture(architecture, larger, random));
      return key === canonicalKey(architecture) || neighboursOf(architecture, larger).has(key);
    }),
  );
});
