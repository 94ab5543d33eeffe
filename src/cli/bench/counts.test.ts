import { expect, test } from 'vitest';
import { WAY_LIST } from '../../engine/webgpu/ways.ts';
import { countRows, countsLines } from './counts.ts';
import { type SearchRate, searchLines } from './searchRate.ts';

test('the counts of NASNet-A, in every way of working', () => {
  const rows = countRows(1);
  const [fine, coarse, merged, half, halfMerged] = rows;
  expect(rows.map(({ child }) => child)).toEqual(Array(2 + WAY_LIST.length).fill('nasnet-a'));
  expect(fine).toMatchObject({
    n: 1,
    f: 8,
    batch: 64,
    grain: 'fine',
    precision: 32,
    default: true,
    jobs: 862,
  });
  expect(coarse).toMatchObject({ grain: 'coarse', default: true, dispatches: 252, jobs: 781 });
  expect(merged).toMatchObject({ grain: 'fine', default: false, dispatches: 202, jobs: 862, pipelines: 6 });
  expect(half).toMatchObject({ grain: 'fine', precision: 16, default: false, jobs: 862 });
  expect(halfMerged).toMatchObject({ precision: 16, default: false, dispatches: 202, pipelines: 6 });
  const folded = rows.find(({ way }) => way === 'half, folded')!;
  expect(folded).toMatchObject({ precision: 16, default: false, jobs: 862 });
  expect(folded.dispatches).toBeLessThanOrEqual(half!.dispatches - 40);
  expect(folded.arenaBytes).toBeLessThan(1.03 * half!.arenaBytes);
  // At the least every number of the arena is written and read once.
  expect(fine!.leastBytes).toBeGreaterThan(2 * fine!.arenaBytes);
  expect(half!.leastBytes).toBeLessThan(0.55 * fine!.leastBytes);
  expect(half!.arenaBytes).toBeLessThan(0.65 * fine!.arenaBytes);
  expect(countsLines(rows)).toHaveLength(1 + rows.length);
});

test('the shares of a search add up', () => {
  const seconds = { compile: 1, train: 6, evaluate: 2, readback: 0.5, other: 0.5 };
  const rate: SearchRate = {
    ...{ engine: 'wasm', adapter: 'processor', children: 3, childrenPerHour: 360, seconds },
    ...{ precision: 32, kernels: 0 },
  };
  const [head, , ...parts] = searchLines(rate);
  expect(head).toBe('processor, wasm: 360 children an hour, by 3');
  expect(parts[1]).toMatch(/^train +6\.00 +60\.0 %$/);
});
