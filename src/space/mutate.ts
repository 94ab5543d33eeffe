import type { Random } from '../base/random.ts';
import { type Architecture, type Block, type Cell, COMBINERS } from './architecture.ts';
import { type OpenDecision, openDecisions, type SearchSpace } from './searchSpace.ts';

/**
 * Changes one open decision to another of its choices: a hidden state or an operation, as the two mutations of Real et
 * al. 2019 (section 3.2), or the combiner, which their space does not have. Each open decision that has another choice
 * is equally likely, and so is each of its other choices. Outputs are left out: they follow from the inputs. Throws a
 * RangeError where the space leaves nothing to change.
 */
export function mutateArchitecture(
  architecture: Architecture,
  space: SearchSpace,
  random: Random,
): Architecture {
  const open = openDecisions(space).filter(({ choices }) => choices > 1);
  const decision = open[random.integer(open.length)] as OpenDecision;
  const cell = (kind: OpenDecision['cell']): Cell => ({
    blocks: architecture[kind].blocks.map((block, index) =>
      kind === decision.cell && index === decision.block ? mutated(block, decision, space, random) : block,
    ),
  });
  return { normal: cell('normal'), reduction: cell('reduction') };
}

function mutated(
  block: Block,
  { kind, slot, choices }: OpenDecision,
  space: SearchSpace,
  random: Random,
): Block {
  switch (kind) {
    case 'input': {
      const states = Array.from({ length: choices }, (_, state) => state);
      return { ...block, inputs: replaced(block.inputs, slot, other(states, block.inputs[slot], random)) };
    }
    case 'operation': {
      const operation = other(space.operations, block.operations[slot], random);
      return { ...block, operations: replaced(block.operations, slot, operation) };
    }
    case 'combiner':
      return { ...block, combiner: other(COMBINERS, block.combiner, random) };
    default:
      return kind satisfies never;
  }
}

function replaced<Item>(
  [first, second]: readonly [Item, Item],
  slot: 0 | 1,
  item: Item,
): readonly [Item, Item] {
  return slot === 0 ? [item, second] : [first, item];
}

function other<Choice>(choices: readonly Choice[], than: Choice, random: Random): Choice {
  const others = choices.filter((choice) => choice !== than);
  return others[random.integer(others.length)] as Choice;
}
