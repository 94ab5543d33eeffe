import type { Random } from '../base/random.ts';
import { type Architecture, type Block, type Cell, COMBINERS } from './architecture.ts';
import type { SearchSpace } from './searchSpace.ts';

/**
 * Draws every decision uniformly, so that each spelling of the space is equally likely: the random search that the
 * paper compares with (section 4.4). Outputs are left out. Throws a RangeError on a space without operations.
 */
export function sampleArchitecture(space: SearchSpace, random: Random): Architecture {
  const normal = sampleCell(space, random);
  return { normal, reduction: sampleCell(space, random) };
}

function sampleCell(space: SearchSpace, random: Random): Cell {
  return { blocks: Array.from({ length: space.blocks }, (_, block) => sampleBlock(space, block, random)) };
}

function sampleBlock({ operations }: SearchSpace, block: number, random: Random): Block {
  const input = (): number => random.integer(block + 2);
  return {
    inputs: [input(), input()],
    operations: [draw(operations, random), draw(operations, random)],
    combiner: draw(COMBINERS, random),
  };
}

function draw<Choice>(choices: readonly Choice[], random: Random): Choice {
  return choices[random.integer(choices.length)] as Choice;
}
