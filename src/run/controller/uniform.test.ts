import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { architectureOf, choicesOf } from '../../space/choices.ts';
import { OPERATION_IDS, PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { openDecisions } from '../../space/searchSpace.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import { evenDecisions, evenDecisionsOfPair } from './uniform.ts';

test('even decisions are the open ones, each with the choice that made the architecture', () => {
  const architecture = sampleArchitecture(TABULATED_SPACE, createRandom(1));
  const decisions = evenDecisions(architecture, TABULATED_SPACE)!;
  expect(decisions.map(({ choice }) => choice)).toEqual(choicesOf(TABULATED_SPACE, architecture));
  expect(
    architectureOf(
      TABULATED_SPACE,
      decisions.map(({ choice }) => choice),
    ),
  ).toEqual(architecture);
  for (const [index, { choices }] of openDecisions(TABULATED_SPACE).entries())
    expect(decisions[index]?.probabilities).toEqual(Array(choices).fill(1 / choices));
});

test('an architecture that lies outside a space has none of it', () => {
  const [preset] = CELL_PRESETS;
  expect(evenDecisions(preset!.architecture, { ...TABULATED_SPACE, blocks: 5, fixed: {} })).toBeNull();
});

test('any pair of cells has its own, also where they have different numbers of blocks', () => {
  for (const { architecture } of CELL_PRESETS) {
    const { decisions, operations } = evenDecisionsOfPair(architecture);
    expect(operations).toBe(PAPER_OPERATION_IDS);
    const blocks = architecture.normal.blocks.length + architecture.reduction.blocks.length;
    expect(decisions).toHaveLength(5 * blocks);
  }
  const [a, b] = CELL_PRESETS;
  const mixed = {
    normal: a!.architecture.normal,
    reduction: { blocks: b!.architecture.reduction.blocks.slice(0, 2) },
  };
  expect(evenDecisionsOfPair(mixed).decisions).toHaveLength(5 * (mixed.normal.blocks.length + 2));
  const { decisions, operations } = evenDecisionsOfPair({
    ...mixed,
    reduction: { blocks: [{ inputs: [0, 1], operations: ['identity', 'dilconv_5x5'], combiner: 'add' }] },
  });
  expect(operations).toBe(OPERATION_IDS);
  expect(decisions.at(-2)).toMatchObject({ kind: 'operation', choice: 13 });
});
