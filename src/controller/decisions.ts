import { InputError } from '../base/errors.ts';
import type { DecisionKind } from '../search/strategy.ts';
import { type Architecture, type Block, type Cell, type CellKind, COMBINERS } from '../space/architecture.ts';
import type { SearchSpace } from '../space/searchSpace.ts';

/** An architecture as the controller makes it: 2 x 5B choices, the normal cell's blocks first (NASNET.md). */

export interface DecisionStep {
  readonly cell: CellKind;
  readonly block: number;
  readonly slot: 0 | 1;
  readonly kind: DecisionKind;
  /** How many choices it has here. */
  readonly choices: number;
}

export const STEPS_PER_BLOCK = 5;

/** First input, second input, operation on the first, operation on the second, combiner; block after block. */
export function decisionSteps({ blocks, operations }: SearchSpace): DecisionStep[] {
  const steps: DecisionStep[] = [];
  for (const cell of ['normal', 'reduction'] as const) {
    for (let block = 0; block < blocks; block++) {
      steps.push(
        { cell, block, slot: 0, kind: 'input', choices: block + 2 },
        { cell, block, slot: 1, kind: 'input', choices: block + 2 },
        { cell, block, slot: 0, kind: 'operation', choices: operations.length },
        { cell, block, slot: 1, kind: 'operation', choices: operations.length },
        { cell, block, slot: 0, kind: 'combiner', choices: COMBINERS.length },
      );
    }
  }
  return steps;
}

/** The greatest number of choices of any step. */
export function widestStep({ blocks, operations }: SearchSpace): number {
  return Math.max(blocks + 1, operations.length, COMBINERS.length);
}

/** The architecture that these choices make, one a step. */
export function architectureOf(
  { blocks, operations }: SearchSpace,
  choices: readonly number[],
): Architecture {
  const pick = <Item>(items: readonly Item[], index: number): Item => {
    const item = items[index];
    if (item === undefined) throw new RangeError(`choice ${index} of ${items.length}`);
    return item;
  };
  const cell = (first: number): Cell => ({
    blocks: Array.from({ length: blocks }, (_, block): Block => {
      const start = (first + block) * STEPS_PER_BLOCK;
      const [a, b, opA, opB, combiner] = choices.slice(start, start + STEPS_PER_BLOCK) as [
        number,
        number,
        number,
        number,
        number,
      ];
      return {
        inputs: [a, b],
        operations: [pick(operations, opA), pick(operations, opB)],
        combiner: pick(COMBINERS, combiner),
      };
    }),
  });
  return { normal: cell(0), reduction: cell(blocks) };
}

/** The choices that make an architecture of the space; throws an InputError where none do. */
export function choicesOf(space: SearchSpace, architecture: Architecture): number[] {
  const steps = decisionSteps(space);
  const choices = [architecture.normal, architecture.reduction].flatMap(({ blocks }) =>
    blocks.flatMap(({ inputs, operations, combiner }) => [
      ...inputs,
      ...operations.map((operation) => space.operations.indexOf(operation)),
      COMBINERS.indexOf(combiner),
    ]),
  );
  const fits = (step: DecisionStep, index: number): boolean => {
    const choice = choices[index] ?? -1;
    return choice >= 0 && choice < step.choices;
  };
  if (choices.length !== steps.length || !steps.every(fits)) {
    throw new InputError("The architecture lies outside the search's blocks and operations.");
  }
  return choices;
}
