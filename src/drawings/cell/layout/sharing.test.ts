import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import type { Architecture, Cell } from '../../../space/architecture.ts';
import { mutateArchitecture } from '../../../space/mutate.ts';
import { PAPER_OPERATION_IDS } from '../../../space/operations/index.ts';
import { presetOf } from '../../../space/presets.ts';
import { sampleArchitecture } from '../../../space/sample.ts';
import type { SizeName } from '../sizes.ts';
import { arrangementOf } from './arrangements.ts';
import type { CellLayout } from './geometry.ts';
import { layoutCell } from './layout.ts';
import { shareArrangement } from './sharing.ts';
import { faultsOf } from './testing/inspect.ts';

const NO_FAULTS = { linesThroughNodes: 0, linesTogether: 0, overlappingNodes: 0, outside: 0 };
const space = { blocks: 5, operations: PAPER_OPERATION_IDS };
const SIZES: readonly SizeName[] = ['L', 'M', 'W', 'P', 'S', 'T'];

const shared = (first: Cell, second: Cell) => shareArrangement(first, second, arrangementOf(first));

/** Which blocks stand in each row, from the left, with the slot of each left tile. */
const orderOf = ({ rows, tiles }: CellLayout): string[][] =>
  Array.from({ length: rows }, (_, row) => {
    const own = tiles.filter((tile) => tile.row === row + 1).sort((a, b) => a.x - b.x);
    return own.filter((_, at) => at % 2 === 0).map(({ block, slot }) => `${block} ${slot}`);
  });

const cellsOf = (one: Architecture, other: Architecture): [Cell, Cell][] => [
  [one.normal, other.normal],
  [one.reduction, other.reduction],
];

test('a cell beside itself stands as it stands alone', () => {
  const { normal } = presetOf('nasnet-a').architecture;
  const own = arrangementOf(normal);
  expect(shared(normal, normal)).toEqual({ first: own, second: own });
});

test('blocks that stay in their row keep their order in all mutated cells, and no line runs on another', () => {
  const random = createRandom(5);
  let drawn = 0;
  let moved = 0;
  for (let time = 0; time < 25; time++) {
    const before = sampleArchitecture(space, random);
    const after = mutateArchitecture(mutateArchitecture(before, space, random), space, random);
    for (const [first, second] of cellsOf(before, after)) {
      const found = shared(first, second);
      if (found === null) continue;
      drawn++;
      for (const size of SIZES) {
        const [one, other] = [layoutCell(first, found.first, size), layoutCell(second, found.second, size)];
        expect(faultsOf(one)).toEqual(NO_FAULTS);
        expect(faultsOf(other)).toEqual(NO_FAULTS);
        const [were, are] = [orderOf(one), orderOf(other)];
        const kept = (rows: string[][], than: string[][]) =>
          rows
            .map((row, at) => row.filter((name) => than[at]?.includes(name)))
            .filter(({ length }) => length > 0);
        expect(kept(are, were)).toEqual(kept(were, are));
        if (are.flat().length !== kept(are, were).flat().length) moved++;
      }
    }
  }
  expect(drawn).toBeGreaterThan(40);
  // Some of the mutations move a block to another row.
  expect(moved).toBeGreaterThan(10);
});

test('only a block that adds in both shows its second operation at left', () => {
  const random = createRandom(8);
  let flipped = 0;
  for (let time = 0; time < 40; time++) {
    const first = sampleArchitecture(space, random).normal;
    const blocks = first.blocks.map((block) => ({ ...block, combiner: 'concat' }) as const);
    const own = arrangementOf(first);
    if (own.flips.every((flip) => flip === 0)) continue;
    const found = shared(first, { ...first, blocks });
    if (found === null) continue;
    flipped++;
    expect([...found.first.flips, ...found.second.flips].every((flip) => flip === 0)).toBe(true);
  }
  expect(flipped).toBeGreaterThan(5);
});

test('cells that have little in common stand each in its own arrangement', () => {
  const flat: Cell = {
    blocks: [0, 1, 2, 3].map(() => ({
      inputs: [0, 1],
      operations: ['identity', 'sepconv_3x3'],
      combiner: 'add',
    })),
  };
  const deep: Cell = {
    blocks: flat.blocks.map((block, at) => ({ ...block, inputs: [at + 1, at === 0 ? 0 : at] as const })),
  };
  expect(shared(flat, deep)).toBeNull();
});
