import type { Random } from '../base/random.ts';
import { type Architecture, type Block, type Cell, type CellKind, COMBINERS } from './architecture.ts';
import { fixedBlock, type SearchSpace } from './searchSpace.ts';

/**
 * Draws every open decision uniformly, so that each spelling of the space is equally likely: the random search that the
 * paper compares with (section 4.4). Outputs are left out. Throws a RangeError on a space without operations.
 */
export function sampleArchitecture(space: SearchSpace, random: Random): Architecture {
  const normal = sampleCell(space, 'normal', random);
  return { normal, reduction: sampleCell(space, 'reduction', random) };
}

function sampleCell(space: SearchSpace, cell: CellKind, random: Random): Cell {
  const blocks = Array.from({ length: space.blocks }, (_, block) => sampleBlock(space, cell, block, random));
  return { blocks };
}

function sampleBlock(space: SearchSpace, cell: CellKind, block: number, random: Random): Block {
  const { inputs, operations, combiner } = fixedBlock(space, cell, block);
  const input = (): number => random.integer(block + 2);
  return {
    inputs: inputs ?? [input(), input()],
    operations: operations ?? [draw(space.operations, random), draw(space.operations, random)],
    combiner: combiner ?? draw(COMBINERS, random),
  };
}

function draw<Choice>(choices: readonly Choice[], random: Random): Choice {
  return choices[random.integer(choices.length)] as Choice;
}
