import { expect, test } from 'vitest';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { openDecisions } from '../../space/searchSpace.ts';
import { heatOf } from './heat.ts';
import { operationRows } from './rows.ts';
import { layoutScore, nearestDecision, type ScoreDecision } from './score.ts';

const decisionsOf = (blocks: number): ScoreDecision[] =>
  openDecisions({ blocks, operations: PAPER_OPERATION_IDS })
    .filter(({ cell }) => cell === 'normal')
    .map(({ block, slot, kind, choices }, index) => ({
      block,
      slot,
      kind,
      probabilities: Array.from({ length: choices }, () => 1 / choices),
      choice: index % choices,
    }));

const inputOf = (blocks: number, made = Number.POSITIVE_INFINITY) => ({
  decisions: decisionsOf(blocks),
  operations: PAPER_OPERATION_IDS,
  made,
});

test('columns follow each other without touching, blocks further apart than columns, inside the room', () => {
  for (const blocks of [1, 2, 5, 7]) {
    for (const size of [
      { width: 620, height: 350 },
      { width: 358, height: 340 },
      { width: 900, height: 560 },
    ]) {
      const { columns, square, width } = layoutScore(inputOf(blocks), size);
      expect(columns).toHaveLength(5 * blocks);
      let within = 0;
      for (const [index, { x, block }] of columns.entries()) {
        const before = columns[index - 1];
        if (before === undefined) continue;
        const gap = x - before.x - square.width;
        expect(gap).toBeGreaterThanOrEqual(2);
        if (before.block === block) within = gap;
        else expect(gap).toBeGreaterThan(within);
      }
      expect(columns.at(-1)!.x + square.width).toBeLessThanOrEqual(width);
    }
  }
});

test('five blocks fit the panel of the page, and rows never go below 9 px', () => {
  expect(layoutScore(inputOf(5), { width: 620, height: 352 }).height).toBeLessThanOrEqual(352);
  const low = layoutScore(inputOf(7), { width: 620, height: 100 });
  expect(low.square.height).toBe(8);
  expect(low.height).toBeGreaterThan(100);
});

test('rows are those that exist: what is fixed has no stave, states that do not exist yet have no square', () => {
  const whole = layoutScore(inputOf(3), { width: 600, height: 400 });
  expect(whole.rows.map(({ of }) => of.kind)).toEqual([
    ...Array(4).fill('input'),
    ...Array(13).fill('operation'),
    'combiner',
    'combiner',
  ]);
  expect(whole.columns[0]!.squares).toHaveLength(2);
  expect(whole.columns[5]!.squares).toHaveLength(3);
  const open = decisionsOf(2).filter(({ kind }) => kind !== 'combiner');
  const closed = layoutScore(
    { decisions: open, operations: PAPER_OPERATION_IDS, made: 8 },
    { width: 600, height: 400 },
  );
  expect(closed.rows.some(({ of }) => of.kind === 'combiner')).toBe(false);
  const none = layoutScore(
    { decisions: [], operations: PAPER_OPERATION_IDS, made: 0 },
    { width: 600, height: 400 },
  );
  expect([none.columns, none.rows, none.blocks, none.rail]).toEqual([[], [], [], '']);
});

test('the rail joins the choices that are made, and no others', () => {
  const size = { width: 620, height: 400 };
  const turns = (made: number): number => layoutScore(inputOf(5, made), size).rail.split('M').length - 1;
  expect([0, 1, 2, 9, 25].map(turns)).toEqual([0, 0, 1, 8, 24]);
  const { columns } = layoutScore(inputOf(5, 7), size);
  for (const [index, { isMade, squares, chosen, entropy, bar }] of columns.entries()) {
    expect(isMade).toBe(index < 7);
    if (isMade) continue;
    expect([squares, chosen, entropy, bar]).toEqual([[], null, null, 0]);
  }
});

test('an even decision fills the bar of its entropy, a certain one leaves it empty', () => {
  const [even, certain] = decisionsOf(1).slice(0, 2) as [ScoreDecision, ScoreDecision];
  const decisions = [even, { ...certain, probabilities: [1, 0], choice: 0 }];
  const { columns } = layoutScore(
    { decisions, operations: PAPER_OPERATION_IDS, made: 2 },
    { width: 300, height: 300 },
  );
  expect(columns.map(({ entropy }) => entropy)).toEqual([1, 0]);
  expect(columns[0]!.bar).toBe(columns[0]!.most);
  expect(columns[1]!.bar).toBe(0);
  expect(columns[1]!.squares.map(({ heat }) => heat)).toEqual([1, 0]);
});

test('operations stand by family and kernel, whatever order they are listed in', () => {
  const named = operationRows(PAPER_OPERATION_IDS).map((index) => PAPER_OPERATION_IDS[index]);
  expect(named).toEqual([
    'identity',
    'avgpool_3x3',
    'maxpool_3x3',
    'maxpool_5x5',
    'maxpool_7x7',
    'conv_1x1',
    'conv_3x3',
    'dilconv_3x3',
    'conv_1x3_3x1',
    'conv_1x7_7x1',
    'sepconv_3x3',
    'sepconv_5x5',
    'sepconv_7x7',
  ]);
  const turned = [...PAPER_OPERATION_IDS].reverse();
  expect(operationRows(turned).map((index) => turned[index])).toEqual(named);
});

test('a column is found from anywhere near it', () => {
  const layout = layoutScore(inputOf(5), { width: 620, height: 400 });
  for (const [index, { x }] of layout.columns.entries())
    expect(nearestDecision(layout, x + layout.square.width / 2 + 1)).toBe(index);
  expect(nearestDecision(layout, -100)).toBe(0);
  expect(nearestDecision({ ...layout, columns: [] }, 10)).toBeNull();
});

test('heat rises with the probability and stays within its ramp', () => {
  const heats = [0, 0.001, 0.05, 0.1, 0.2, 0.4, 0.7, 1].map(heatOf);
  expect([...heats].sort((a, b) => a - b)).toEqual(heats);
  expect(heats[0]).toBe(0);
  expect(heats.at(-1)).toBe(1);
});
