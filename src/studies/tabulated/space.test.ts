import { expect, test } from 'vitest';
import type { Block } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { spellings } from '../../space/choices.ts';
import { architectureCount } from '../../space/searchSpace.ts';
import { validateArchitecture } from '../../space/validity.ts';
import { distinctGraphs } from './closedSpace.ts';
import { TABULATED_GRAPHS, TABULATED_SPACE } from './space.ts';

/** A cell as a set of paths: what a block reads, in any order, with the block itself written in place of its number. */
function written(block: Block, first?: Block): string {
  const operands = block.inputs.map((input, slot) => {
    const state = input === 2 && first ? written(first) : `h${input}`;
    return `${block.operations[slot]}(${state})`;
  });
  return `[${operands.sort().join(' + ')}]`;
}

/** Without numbering anything: what the cell puts out, a block that is read being part of what reads it. */
function bruteForce([first, second]: readonly [Block, Block]): string {
  if (second.inputs.includes(2)) return written(second, first);
  return [written(first), written(second)].sort().join(' and ');
}

const tally = (key: string, groups: Map<string, number>): void =>
  void groups.set(key, (groups.get(key) ?? 0) + 1);

test('9,216 spellings are 2,178 graphs, by the canonical form and by brute force', () => {
  expect(architectureCount(TABULATED_SPACE)).toBe(9216n);
  const canonical = new Map<string, number>();
  const brute = new Map<string, number>();
  for (const architecture of spellings(TABULATED_SPACE)) {
    tally(canonicalKey(architecture), canonical);
    tally(bruteForce(architecture.normal.blocks as [Block, Block]), brute);
  }
  // Blocks: 36 unordered pairs of 8 operands, 78 of 12. 42 of the 78 read the first block; else the blocks can change
  // places: 36 x 42 + 36 x 37 / 2.
  expect(canonical.size).toBe(36 * 42 + (36 * 37) / 2);
  expect(brute.size).toBe(2178);
  expect([...canonical.values()].sort()).toEqual([...brute.values()].sort());
});

test('how many spellings a graph has, which is how much likelier a uniform draw of decisions makes it', () => {
  const counts = new Map<string, number>();
  for (const architecture of spellings(TABULATED_SPACE)) tally(canonicalKey(architecture), counts);
  const graphs = new Map<number, number>();
  for (const spelled of counts.values()) graphs.set(spelled, (graphs.get(spelled) ?? 0) + 1);
  expect(Object.fromEntries(graphs)).toEqual({ 1: 40, 2: 444, 4: 1316, 8: 378 });
});

test('every graph is in the space', () => {
  const graphs = distinctGraphs(TABULATED_SPACE);
  expect(graphs).toHaveLength(TABULATED_GRAPHS);
  for (const graph of graphs) expect(validateArchitecture(graph, TABULATED_SPACE).ok).toBe(true);
});

test('a space that nobody would train whole is no table', () => {
  const open = { blocks: 5, operations: TABULATED_SPACE.operations };
  expect(() => distinctGraphs(open)).toThrow(RangeError);
});
