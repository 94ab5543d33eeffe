import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withOutputs } from '../space/architecture.ts';
import { presetOf } from '../space/presets.ts';
import { anyArchitecture } from '../space/testing/arbitraries.ts';
import { formatArchitecture, parseArchitectureJson, toArchitectureJson } from './architectureJson.ts';

const nasnet = presetOf('nasnet-a').architecture;

function errorOf(json: unknown): string {
  const result = parseArchitectureJson(JSON.stringify(json));
  return result.ok ? 'valid' : result.error;
}

const cell = { blocks: [[0, 1, 'conv_3x3', 'identity', 'add']] };
const withBlock = (block: unknown): unknown => ({ normal: cell, reduction: { blocks: [block] } });

test('parse answers what was formatted, the outputs written out', () => {
  fc.assert(
    fc.property(anyArchitecture(), (architecture) => {
      const expected = { ok: true, value: architecture };
      const whole = withOutputs(architecture);
      expect(parseArchitectureJson(formatArchitecture(architecture))).toEqual({ ok: true, value: whole });
      expect(parseArchitectureJson(JSON.stringify(toArchitectureJson(architecture)))).toEqual(expected);
      expect(JSON.parse(formatArchitecture(architecture))).toEqual(toArchitectureJson(whole));
    }),
  );
});

test('the text has a block a line', () => {
  const { blocks } = nasnet.reduction;
  expect(
    formatArchitecture({
      normal: { blocks: blocks.slice(0, 1), output: [1, 2] },
      reduction: { blocks: blocks.slice(0, 2) },
    }),
  ).toBe(`{
  "normal": {
    "blocks": [
      [0, 1, "sepconv_5x5", "sepconv_7x7", "add"]
    ],
    "output": [1, 2]
  },
  "reduction": {
    "blocks": [
      [0, 1, "sepconv_5x5", "sepconv_7x7", "add"],
      [0, 1, "maxpool_3x3", "sepconv_7x7", "add"]
    ],
    "output": [2, 3]
  }
}
`);
});

test.each([
  [null, 'the architecture is null (it must be an object with normal and reduction)'],
  [[1, 2], 'the architecture is a list of 2 (it must be an object with normal and reduction)'],
  [{ normal: cell }, 'reduction is missing (it must be an object with blocks and output)'],
  [{ normal: 7, reduction: cell }, 'normal is 7 (it must be an object with blocks and output)'],
  [
    { normal: cell, reduction: cell, name: 'x' },
    'the architecture has the unknown field "name" (it may have normal and reduction)',
  ],
  [
    { normal: { ...cell, ouput: [2] }, reduction: cell },
    'normal has the unknown field "ouput" (it may have blocks and output)',
  ],
  [{ normal: {}, reduction: cell }, 'normal.blocks is missing (it must be a list of blocks)'],
  [
    { normal: cell, reduction: { ...cell, output: '2' } },
    'reduction.output is "2" (it must be a list of states)',
  ],
  [
    { normal: cell, reduction: { ...cell, output: null } },
    'reduction.output is null (it must be a list of states)',
  ],
  [
    { normal: cell, reduction: { ...cell, output: [2, 'x'] } },
    'reduction.output[1] is "x" (it must be a number)',
  ],
  [
    withBlock([0, 1, 'identity', 'add']),
    'reduction.blocks[0] is a list of 4 (it must be a list of five: first input, second input, operation on the first, operation on the second, combiner)',
  ],
  [
    withBlock([0, '1', 'identity', 'identity', 'add']),
    'reduction.blocks[0][1], the second input, is "1" (it must be a number)',
  ],
  [
    withBlock([0, 1, 'identity', 3, 'add']),
    'reduction.blocks[0][3], the operation on the second, is 3 (it must be a string)',
  ],
  [
    withBlock([0, 1, 'identity', 'identity', {}]),
    'reduction.blocks[0][4], the combiner, is an object (it must be a string)',
  ],
  [
    withBlock([0, 6, 'identity', 'identity', 'add']),
    'reduction cell, block 0: input 6 does not exist yet (block 0 may use inputs 0 to 1)',
  ],
])('%j', (json, message) => {
  expect(errorOf(json)).toBe(message);
});

test('any text and any JSON answer an architecture or a short error', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.anything().map((value) => {
      try {
        return String(JSON.stringify({ normal: value, reduction: { blocks: [value] } }));
      } catch {
        return '';
      }
    }),
    fc.constantFrom('['.repeat(100_000), `{"normal":`.repeat(10_000), `"${'x'.repeat(1_000_000)}"`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const result = parseArchitectureJson(text);
      if (!result.ok) expect(result.error.length).toBeLessThan(300);
    }),
    { numRuns: 1000 },
  );
});
