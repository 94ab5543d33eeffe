import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { type Block, type Cell, outputStates } from '../../space/architecture.ts';
import { changesOf } from '../../space/changes.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { presetOf } from '../../space/presets.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { anyCell } from '../../space/testing/arbitraries.ts';
import type { Mark } from '../plot/marks.ts';
import { drawCell } from './cellMarks.ts';
import { arrangementOf } from './layout/arrangements.ts';
import { layoutCell } from './layout/layout.ts';
import { unlikeLines, unlikeLook, unlikeOf } from './unlike.ts';

const { normal } = presetOf('nasnet-a').architecture;
const layoutOf = (cell: Cell) => layoutCell(cell, arrangementOf(cell), 'M');

const withBlock = (block: number, change: Partial<Block>): Cell => ({
  ...normal,
  blocks: normal.blocks.with(block, { ...normal.blocks[block]!, ...change }),
});

function leavesOf(marks: readonly Mark[]): Exclude<Mark, { kind: 'group' }>[] {
  return marks.flatMap((mark) => (mark.kind === 'group' ? leavesOf(mark.marks) : [mark]));
}

test('nothing of a cell is unlike itself, and all of it is muted', () => {
  const unlike = unlikeOf(normal, normal);
  expect(unlike).toEqual({ nodes: [], readers: [], outputs: [] });
  const layout = layoutOf(normal);
  expect(unlikeLines(layout, unlike)).toEqual([]);
  const leaves = leavesOf(drawCell(layout, { unlike: unlikeLook(layout, unlike) }).marks);
  const used = new Set(leaves.flatMap(({ fill, stroke }) => [fill, stroke]));
  expect([...used].filter((colour) => /^(op|add|concat|output|input|node)/.test(colour ?? ''))).toEqual([]);
  for (const text of leaves) if (text.kind === 'text') expect(text.fill).toBe('ink3');
});

test('another operation is one tile, another input its line too', () => {
  const other = withBlock(2, { operations: ['avgpool_3x3', 'sepconv_7x7'], inputs: [1, 1] });
  const unlike = unlikeOf(other, normal);
  expect(unlike).toEqual({
    nodes: [
      { kind: 'tile', block: 2, slot: 0 },
      { kind: 'tile', block: 2, slot: 1 },
    ],
    readers: [{ kind: 'tile', block: 2, slot: 0 }],
    outputs: [],
  });
  const layout = layoutOf(other);
  const lines = unlikeLines(layout, unlike);
  expect(lines.map(({ state, target }) => [state, target])).toEqual([
    [1, { kind: 'tile', block: 2, slot: 0 }],
  ]);
  const leaves = leavesOf(drawCell(layout, { unlike: unlikeLook(layout, unlike) }).marks);
  const inked = leaves.filter(({ stroke }) => stroke === 'ink');
  expect(inked.filter(({ kind }) => kind === 'path')).toMatchObject([{ strokeWidth: 2 }]);
  expect(inked.filter(({ kind }) => kind === 'rect')).toMatchObject([
    { strokeWidth: 1.5 },
    { strokeWidth: 1.5 },
  ]);
  // Two tiles keep their grounds.
  expect(leaves.filter(({ fill }) => fill === 'opPool' || fill === 'opSep')).toHaveLength(2);
});

test('another combiner is its bar alone', () => {
  const unlike = unlikeOf(withBlock(1, { combiner: 'concat' }), normal);
  expect(unlike).toEqual({ nodes: [{ kind: 'combiner', block: 1 }], readers: [], outputs: [] });
});

test('a block that the other has not is unlike as a whole, with its way to the output', () => {
  const short: Cell = { blocks: normal.blocks.slice(0, 4) };
  expect(unlikeOf(short, normal)).toEqual({ nodes: [], readers: [], outputs: [] });
  const unlike = unlikeOf(normal, short);
  expect(unlike.nodes).toHaveLength(3);
  expect(unlike.outputs).toEqual([1, 6]);
  const lines = unlikeLines(layoutOf(normal), unlike);
  expect(lines.some(({ state, target }) => state === 6 && target.kind === 'output')).toBe(true);
});

test('a passing state is followed through all rows to its new reader', () => {
  const random = createRandom(2);
  let long = 0;
  for (let time = 0; time < 30; time++) {
    const { normal: one, reduction: other } = sampleArchitecture(
      { blocks: 5, operations: PAPER_OPERATION_IDS },
      random,
    );
    const layout = layoutOf(one);
    const unlike = unlikeOf(one, other);
    const lines = unlikeLines(layout, unlike);
    for (const { block, slot } of unlike.readers) {
      const tile = layout.tiles.find((candidate) => candidate.block === block && candidate.slot === slot)!;
      const maker = layout.combiners.find(({ state }) => state === tile.input);
      const levels = lines.filter(({ state, target }) => state === tile.input && target.kind !== 'output');
      // One line through each channel and past each row between both.
      const from = 2 * (maker?.row ?? 0) + 1;
      for (let level = from; level <= 2 * tile.row - 1; level++)
        expect(levels.some((line) => line.level === level)).toBe(true);
      if (2 * tile.row - 1 > from) long++;
    }
  }
  expect(long).toBeGreaterThan(20);
});

test('what is unlike agrees with the changes in words', () => {
  const drawn = anyCell().filter((cell) => outputStates(cell).length > 0);
  fc.assert(
    fc.property(drawn, drawn, (one, other) => {
      const { nodes, outputs } = unlikeOf(one, other);
      const changes = changesOf('normal', one, other);
      const blocks = new Set(changes.flatMap((change) => ('block' in change ? [change.block] : [])));
      const own = [...blocks].filter((block) => block < one.blocks.length);
      expect([...new Set(nodes.map(({ block }) => block))].sort()).toEqual(own.sort());
      if (outputs.length > 0) expect(changes.some(({ kind }) => kind === 'output')).toBe(true);
    }),
    { numRuns: 100, seed: 4 },
  );
});
