import { InputError } from '../base/errors.ts';
import { type Architecture, type Block, type Cell, type CellKind, COMBINERS } from './architecture.ts';
import { fixedBlock, type OpenDecision, openDecisions, type SearchSpace } from './searchSpace.ts';

/**
 * An architecture as a controller makes it: one choice for each decision that the space leaves open, the normal
 * cell's blocks first; 2 x 5B where nothing is fixed (NASNET.md).
 */

/** The architecture that these choices make, one an open decision. */
export function architectureOf(space: SearchSpace, choices: readonly number[]): Architecture {
  let next = 0;
  const take = (): number => choices[next++] ?? -1;
  const pick = <Item>(items: readonly Item[]): Item => {
    const index = take();
    const item = items[index];
    if (item === undefined) throw new RangeError(`choice ${index} of ${items.length}`);
    return item;
  };
  const blockOf = (cell: CellKind, block: number): Block => {
    const { inputs, operations, combiner } = fixedBlock(space, cell, block);
    return {
      inputs: inputs ?? [take(), take()],
      operations: operations ?? [pick(space.operations), pick(space.operations)],
      combiner: combiner ?? pick(COMBINERS),
    };
  };
  const cellOf = (cell: CellKind): Cell => ({
    blocks: Array.from({ length: space.blocks }, (_, block) => blockOf(cell, block)),
  });
  return { normal: cellOf('normal'), reduction: cellOf('reduction') };
}

/** Every spelling of the space, in the order of its choices, the last one changing fastest: `architectureCount` of them. */
export function* spellings(space: SearchSpace): Generator<Architecture, void, void> {
  const sizes = openDecisions(space).map(({ choices }) => choices);
  const choices = sizes.map(() => 0);
  for (;;) {
    yield architectureOf(space, choices);
    let last = choices.length - 1;
    while (last >= 0 && choices[last] === sizes[last]! - 1) choices[last--] = 0;
    if (last < 0) return;
    choices[last]!++;
  }
}

/** The choices that make an architecture of the space; throws an InputError where none do. */
export function choicesOf(space: SearchSpace, architecture: Architecture): number[] {
  const outside = (): InputError =>
    new InputError("The architecture lies outside the search's blocks and operations.");
  const sizes = [architecture.normal, architecture.reduction].map(({ blocks }) => blocks.length);
  if (sizes.some((size) => size !== space.blocks)) throw outside();
  const choices = openDecisions(space).map((decision): number => {
    const choice = choiceOf(space, architecture, decision);
    if (choice < 0 || choice >= decision.choices) throw outside();
    return choice;
  });
  return choices;
}

/** Negative where the space has no such choice. */
function choiceOf({ operations }: SearchSpace, architecture: Architecture, at: OpenDecision): number {
  const block = architecture[at.cell].blocks[at.block] as Block;
  switch (at.kind) {
    case 'input':
      return block.inputs[at.slot];
    case 'operation':
      return operations.indexOf(block.operations[at.slot]);
    case 'combiner':
      return COMBINERS.indexOf(block.combiner);
    default:
      return at.kind satisfies never;
  }
}
