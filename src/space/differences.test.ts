import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { architectureOf, choicesOf } from './choices.ts';
import { choiceAt, differencesOf } from './differences.ts';
import { mutateArchitecture } from './mutate.ts';
import { PAPER_OPERATION_IDS } from './operations/index.ts';
import { sampleArchitecture } from './sample.ts';
import { openDecisions, type SearchSpace } from './searchSpace.ts';

const space: SearchSpace = { blocks: 3, operations: PAPER_OPERATION_IDS };

test('a mutation differs in the one decision that it changed, and nothing differs from itself', () => {
  const random = createRandom(3);
  for (let time = 0; time < 200; time++) {
    const before = sampleArchitecture(space, random);
    const after = mutateArchitecture(before, space, random);
    expect(differencesOf(before, before)).toEqual([]);
    const differences = differencesOf(before, after);
    expect(differences).toHaveLength(1);
    const [{ from, to, ...place }] = differences as [NonNullable<typeof differences>[number]];
    const open = openDecisions(space);
    const [were, are] = [choicesOf(space, before), choicesOf(space, after)];
    const at = were.findIndex((choice, index) => choice !== are[index]);
    expect(place).toEqual({ ...open[at], choices: undefined, ...place });
    expect(from).not.toEqual(to);
  }
});

test('differences are as many as decisions that were made otherwise', () => {
  const random = createRandom(4);
  for (let time = 0; time < 100; time++) {
    const [one, other] = [sampleArchitecture(space, random), sampleArchitecture(space, random)];
    const [a, b] = [choicesOf(space, one), choicesOf(space, other)];
    expect(differencesOf(one, other)).toHaveLength(a.filter((choice, index) => choice !== b[index]).length);
  }
});

test('cells of other sizes cannot be held against each other', () => {
  const random = createRandom(5);
  const small = sampleArchitecture({ ...space, blocks: 2 }, random);
  expect(differencesOf(small, sampleArchitecture(space, random))).toBeNull();
});

test('a choice is told by its place, and an operation that is not listed is none', () => {
  const choices = openDecisions(space).map((decision, index) => index % decision.choices);
  const architecture = architectureOf(space, choices);
  expect(openDecisions(space).map((place) => choiceAt(architecture, place, PAPER_OPERATION_IDS))).toEqual(
    choices,
  );
  expect(choiceAt(architecture, { cell: 'normal', block: 0, slot: 0, kind: 'operation' }, [])).toBe(-1);
  expect(
    choiceAt(architecture, { cell: 'normal', block: 9, slot: 0, kind: 'input' }, PAPER_OPERATION_IDS),
  ).toBe(-1);
});
