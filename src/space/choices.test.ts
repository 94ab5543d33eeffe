import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../base/errors.ts';
import { architectureOf, choicesOf, spellings } from './choices.ts';
import { OPERATION_IDS, PAPER_OPERATION_IDS } from './operations/index.ts';
import { architectureCount, openDecisions } from './searchSpace.ts';
import { validateArchitecture } from './validity.ts';

const spaces = fc.record({
  blocks: fc.integer({ min: 1, max: 7 }),
  operations: fc.shuffledSubarray([...OPERATION_IDS], { minLength: 1 }),
});

test('choices make a valid architecture, from which they are read back', () => {
  const cases = spaces.chain((space) =>
    fc.record({
      space: fc.constant(space),
      choices: fc.tuple(...openDecisions(space).map(({ choices }) => fc.nat(choices - 1))),
    }),
  );
  fc.assert(
    fc.property(cases, ({ space, choices }) => {
      const architecture = architectureOf(space, choices);
      expect(validateArchitecture(architecture, space).ok).toBe(true);
      expect(choicesOf(space, architecture)).toEqual(choices);
    }),
  );
});

test('there are 2 x 5B decisions, each among the states or operations that exist', () => {
  const steps = openDecisions({ blocks: 5, operations: PAPER_OPERATION_IDS });
  expect(steps).toHaveLength(50);
  expect(steps.slice(5, 10).map(({ choices }) => choices)).toEqual([3, 3, 13, 13, 2]);
  expect(steps[25]).toEqual({ cell: 'reduction', block: 0, slot: 0, kind: 'input', choices: 2 });
});

test('an architecture of another space has no choices', () => {
  const own = { blocks: 2, operations: OPERATION_IDS };
  const pair = architectureOf(own, new Array<number>(20).fill(0));
  expect(() => choicesOf({ ...own, blocks: 3 }, pair)).toThrow(InputError);
  expect(() => choicesOf({ ...own, operations: ['conv_3x3'] }, pair)).toThrow(InputError);
});

test('what is fixed takes no choice', () => {
  const space = {
    blocks: 1,
    operations: ['identity', 'conv_3x3'] as const,
    fixed: {
      normal: [{ inputs: [1, 0] as const }],
      reduction: [
        {
          inputs: [0, 0] as const,
          operations: ['maxpool_3x3', 'identity'] as const,
          combiner: 'add' as const,
        },
      ],
    },
  };
  const architecture = architectureOf(space, [1, 0, 1]);
  expect(architecture).toEqual({
    normal: { blocks: [{ inputs: [1, 0], operations: ['conv_3x3', 'identity'], combiner: 'concat' }] },
    reduction: { blocks: [{ inputs: [0, 0], operations: ['maxpool_3x3', 'identity'], combiner: 'add' }] },
  });
  expect(choicesOf(space, architecture)).toEqual([1, 0, 1]);
});

test('spellings are all there, each once, in order', () => {
  const space = {
    blocks: 1,
    operations: ['identity', 'conv_3x3', 'avgpool_3x3'] as const,
    fixed: { reduction: [{ inputs: [0, 0] as const, operations: ['conv_1x1', 'identity'] as const }] },
  };
  const all = [...spellings(space)];
  expect(BigInt(all.length)).toBe(architectureCount(space));
  const numbers = all.map((one) => Number(choicesOf(space, one).join('')));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});
