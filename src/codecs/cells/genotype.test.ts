import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Architecture, withOutputs } from '../../space/architecture.ts';
import { CELL_PRESETS, presetOf } from '../../space/presets.ts';
import { anyArchitecture } from '../../space/testing/arbitraries.ts';
import { formatArchitecture } from '../architectureJson.ts';
import { shareLink } from '../share.ts';
import { describeGenotypeLack, writeGenotype } from './genotype.ts';
import { readCellsText } from './read.ts';
import { PUBLISHED } from './testing/published.ts';

const written = (architecture: Architecture): string => {
  const genotype = writeGenotype(architecture);
  return genotype.ok ? genotype.value : describeGenotypeLack(genotype.error);
};

const architectureIn = (text: string): Architecture | null => {
  const read = readCellsText(text);
  return read.ok ? read.value.architecture : null;
};

test("the preset is written as DARTS's authors wrote it", () => {
  expect(written(presetOf('darts-v1').architecture)).toBe(PUBLISHED[0]!.text);
});

test('cells of different sizes are written, and read again', () => {
  const { normal, reduction } = presetOf('darts-v1').architecture;
  const unequal = { normal, reduction: { blocks: reduction.blocks.slice(0, 3), output: [2, 3, 4] } };
  expect(architectureIn(written(unequal))).toEqual(unequal);
});

test('every published pair is written and read again', () => {
  for (const { architecture } of CELL_PRESETS)
    expect(architectureIn(written(architecture))).toEqual(architecture);
});

test('text, cells, text: a genotype, JSON and a link give the same cells again, or a lack', () => {
  let genotypes = 0;
  const pairs = anyArchitecture({
    blocks: 2,
    operations: ['identity', 'sepconv_5x5', 'dilconv_5x5', 'conv_1x7_7x1', 'avgpool_3x3', 'conv_3x3'],
  });
  fc.assert(
    fc.property(pairs, (pair) => {
      expect(architectureIn(formatArchitecture(pair))).toEqual(withOutputs(pair));
      expect(architectureIn(shareLink('https://nas.example/', pair))).toEqual(pair);
      const genotype = writeGenotype(pair);
      if (!genotype.ok) {
        expect(describeGenotypeLack(genotype.error)).toMatch(/^A DARTS genotype can't .*[^.]\.$/);
        return;
      }
      genotypes++;
      expect(architectureIn(genotype.value)).toEqual(withOutputs(pair));
      expect(written(architectureIn(genotype.value)!)).toBe(genotype.value);
    }),
    { numRuns: 3000 },
  );
  expect(genotypes).toBeGreaterThan(30);
});

const { normal, reduction } = presetOf('darts-v1').architecture;
const [first, ...rest] = normal.blocks;
test.each<[string, Architecture, RegExp]>([
  [
    'concat',
    { normal: { ...normal, blocks: [{ ...first!, combiner: 'concat' }, ...rest] }, reduction },
    /block 0 of the normal cell concatenates/,
  ],
  [
    'an operation without a name',
    {
      normal: { ...normal, blocks: [{ ...first!, operations: ['conv_1x1', 'identity'] }, ...rest] },
      reduction,
    },
    /no name for conv_1x1, in block 0 of the normal cell/,
  ],
])('what the notation can not express is named: %s', (_, architecture, says) => {
  expect(written(architecture)).toMatch(says);
});
