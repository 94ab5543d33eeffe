import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../strategies/strategy.ts';
import { divergenceParts, movedDecisions } from './moved.ts';

const decision = (
  block: number,
  probabilities: readonly number[],
  more: Partial<Decision> = {},
): Decision => ({
  cell: 'normal',
  block,
  slot: 0,
  kind: 'operation',
  probabilities,
  choice: 0,
  ...more,
});

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

describe('the divergence of two distributions', () => {
  test('is what it is by hand: a fair coin that became one of 3 to 1', () => {
    expect(sum(divergenceParts([0.75, 0.25], [0.5, 0.5]))).toBeCloseTo(0.130812, 6);
  });

  test('is never negative, and 0 between equal ones', () => {
    const distribution = fc
      .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
      .map((all) => all.map((one) => one / sum(all)));
    fc.assert(
      fc.property(distribution, distribution, (p, q) => {
        expect(sum(divergenceParts(p, q))).toBeGreaterThan(-1e-12);
        expect(sum(divergenceParts(p, p))).toBeCloseTo(0, 12);
      }),
    );
  });

  test('stays finite where a choice had or has no probability', () => {
    expect(sum(divergenceParts([1, 0], [0, 1]))).toBeCloseTo(20.723, 3);
    expect(divergenceParts([0, 1], [0.5, 0.5])[0]).toBe(0);
  });
});

describe('the decisions that moved most', () => {
  const even = [0.25, 0.25, 0.25, 0.25];
  const first = { decisions: [decision(0, even), decision(1, even), decision(2, even), decision(3, even)] };
  const last = {
    decisions: [
      decision(0, [0.3, 0.25, 0.25, 0.2]),
      decision(1, [0.1, 0.1, 0.7, 0.1]),
      decision(2, even),
      decision(3, [0.5, 0.2, 0.2, 0.1]),
    ],
  };

  test('come first, with the choice that gained and its probability before and after', () => {
    const moved = movedDecisions([first, {}, { decisions: [decision(1, [1, 0, 0, 0])] }, last, {}], 3);
    expect(moved.map(({ block }) => block)).toEqual([1, 3, 0]);
    expect(moved[0]).toMatchObject({
      cell: 'normal',
      slot: 0,
      kind: 'operation',
      choice: 2,
      before: 0.25,
      after: 0.7,
    });
    expect(moved[0]!.divergence).toBeCloseTo(0.7 * Math.log(2.8) + 0.3 * Math.log(0.4), 12);
  });

  test('are as many as were asked for; those that stayed are none of them', () => {
    expect(movedDecisions([first, last], 1)).toHaveLength(1);
    expect(movedDecisions([first, last], 9)).toHaveLength(3);
    expect(movedDecisions([first], 3)).toEqual([]);
  });

  test('are found by their place, whatever else was decided', () => {
    const other = { decisions: [decision(1, [0.9, 0.1], { kind: 'combiner' })] };
    expect(movedDecisions([first, other], 3)).toEqual([]);
    expect(
      movedDecisions([{ decisions: [decision(1, [0.5, 0.5])] }, { decisions: [decision(1, [1])] }], 3),
    ).toEqual([]);
  });

  test('are none without a controller', () => {
    expect(movedDecisions([{}, {}], 3)).toEqual([]);
    expect(movedDecisions([], 3)).toEqual([]);
  });
});
