import { expect, test } from 'vitest';
import type { Finalist } from '../../search/finalists.ts';
import type { Trial } from '../../search/trial.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { changeBy } from '../change.ts';
import { recorded } from '../journal.ts';
import { newRun, type Run } from '../run.ts';
import {
  childKey,
  type KeptWeights,
  keptAfter,
  MOST_KEPT,
  MOST_KEPT_MIB,
  readKeptWeights,
} from './keptWeights.ts';

const { architecture } = presetOf('darts-v2');
const trial = (number: number, reward: number, more: Partial<Trial> = {}): Trial => ({
  ...{ number, architecture, status: 'trained', accuracy: reward, reward },
  ...{ trainable: 10, multiplyAdds: 100, seconds: 2, epochs: [] },
  ...more,
});
const finalist = (of: number, training: number): Finalist => ({
  ...{ trial: of, training, status: 'trained', accuracy: 0.5, judgedOn: 'validation', images: 10 },
  ...{ seconds: 1, epochs: [] },
});
const againHere = {
  environment: { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' },
  accuracy: 0.5,
} as const;
const weights = (first: number, length = 3) => new Float32Array(length).fill(first);
const firsts = (kept: KeptWeights): Record<string, number> =>
  Object.fromEntries(Object.entries(kept).map(([key, child]) => [key, child.weights[0]!]));

const fresh = newRun({ name: 'a', created: '2026-01-01T00:00:00.000Z', settings: TINY_SETTINGS });

const ended = (run: Run, one: Trial): Run =>
  recorded(run, { type: 'trial-ended', trial: one, weights: weights(one.number) });

test('the best ten are kept as they come, and what they push out goes', () => {
  let run = fresh;
  for (let n = 1; n <= 14; n++) run = ended(run, trial(n, n === 3 ? 0.99 : n / 100));
  expect(Object.keys(run.weights).map(Number)).toEqual([3, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  expect(firsts(run.weights)[3]).toBe(3);
  const event = { type: 'trial-ended', trial: trial(15, 0), weights: weights(15) } as const;
  const after = recorded(run, event);
  expect(after.weights).toEqual(run.weights);
  // What is written drops and adds nothing.
  expect(changeBy(event, 'a', after)?.weights).toEqual({ added: {}, kept: Object.keys(run.weights) });
  expect(Object.keys(run.weights)).toHaveLength(MOST_KEPT);
});

test('finalists and what a person had trained stay beside them; a child that was trained on gives way', () => {
  let run = ended(ended(fresh, trial(1, 0.1, { budget: 1 })), trial(2, 0.2, { promotedFrom: 1 }));
  expect(firsts(run.weights)).toEqual({ 2: 2 });
  for (let n = 3; n <= 13; n++) run = ended(run, trial(n, 0.5));
  expect(Object.keys(run.weights)).not.toContain('2');
  const byHand = { type: 'child-weights', trial: 2, weights: weights(22), again: againHere } as const;
  run = recorded(run, byHand);
  expect(run.weights[2]).toMatchObject({ again: againHere });
  expect(run.weights[3]).toMatchObject({ again: null });
  const again = { type: 'finalist-ended', finalist: finalist(3, 1), weights: weights(31) } as const;
  run = recorded(run, again);
  expect(firsts(run.weights)).toMatchObject({ 2: 22, '3+1': 31 });
  expect(Object.keys(run.weights)).toHaveLength(MOST_KEPT + 2);
  expect(changeBy(byHand, 'a', run)?.weights?.added).toEqual({ 2: run.weights[2] });
  expect(changeBy(again, 'a', run)?.weights?.added).toEqual({ '3+1': run.weights['3+1'] });
  // The search's own training of it does not undo that.
  const added = { key: '2', weights: weights(2), byHand: false, again: null };
  expect(keptAfter(run.weights, run, added)[2]).toMatchObject({ byHand: true, again: null });
});

test('beyond the limit the oldest go first', () => {
  const large = (MOST_KEPT_MIB * 2 ** 20) / 4 / 3;
  const known = { trials: [trial(1, 0.9), trial(2, 0.8)], finalists: [] };
  let kept: KeptWeights = {};
  for (const [index, key] of ['1', '2', '9', '8'].entries())
    kept = keptAfter(kept, known, { key, weights: weights(index, large), byHand: index > 1, again: null });
  expect(Object.keys(kept).sort()).toEqual(['2', '8', '9']);
  // One that is larger than all that may be kept is not kept, and nothing older beside it.
  expect(
    keptAfter(kept, known, { key: '7', weights: weights(7, 4 * large), byHand: true, again: null }),
  ).toEqual({});
});

test('children have one key each', () => {
  expect([childKey(12), childKey(12, 1), childKey(1, 21)]).toEqual(['12', '12+1', '1+21']);
});

test('of what another version kept, what it reads is what it knows', () => {
  const good = { weights: weights(1), order: 1, byHand: false, again: null };
  const { again: _, ...earlier } = good;
  const own = { ...good, byHand: true, again: againHere };
  const found = {
    1: good,
    2: { ...good, weights: [1, 2] },
    3: null,
    4: { ...good, order: 'first' },
    5: good.weights,
    6: own,
    7: earlier,
    // Nobody recorded where a person had this one trained.
    8: { ...earlier, byHand: true },
    9: { ...own, again: {} },
  };
  expect(readKeptWeights(found)).toEqual({ 1: good, 6: own, 7: good });
});

test('without weights nothing changes', () => {
  const run = recorded(fresh, { type: 'trial-ended', trial: trial(1, 0.5) });
  expect(run.weights).toBe(fresh.weights);
  expect(changeBy({ type: 'trial-ended', trial: trial(1, 0.5) }, 'a', run)).not.toHaveProperty('weights');
});
