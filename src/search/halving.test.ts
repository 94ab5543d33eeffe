import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presetOf } from '../space/presets.ts';
import { ladderOf, originOf, pausedAfter, promotionsOf, worthKeeping } from './halving.ts';
import type { ChildState, Trial } from './trial.ts';

const settings = { halving: true, epochs: 9, reductionFactor: 3, minimumEpochs: 1 };
const ladder = ladderOf(settings)!;
const { architecture } = presetOf('darts-v2');
const nextPromotion = (of: typeof ladder, trials: readonly Trial[]) => promotionsOf(of, trials, 1)[0] ?? null;

function trial(number: number, budget: number, reward: number | 'failed', more: Partial<Trial> = {}): Trial {
  const failed = reward === 'failed';
  return {
    number,
    architecture,
    budget,
    status: failed ? 'failed' : 'trained',
    accuracy: failed ? null : reward,
    reward: failed ? 0 : reward,
    trainable: 1,
    multiplyAdds: 1,
    seconds: 1,
    epochs: [],
    ...more,
  };
}

test('budgets rise by the factor, and the last is the whole training', () => {
  const budgets = (epochs: number, reductionFactor: number, minimumEpochs: number) =>
    ladderOf({ halving: true, epochs, reductionFactor, minimumEpochs })?.budgets;
  expect(budgets(9, 3, 1)).toEqual([1, 3, 9]);
  expect(budgets(20, 3, 1)).toEqual([1, 3, 9, 20]);
  expect(budgets(3, 2, 1)).toEqual([1, 2, 3]);
  expect(budgets(4, 4, 2)).toEqual([2, 4]);
  expect(budgets(4, 3, 4)).toEqual([4]);
  expect(ladderOf({ ...settings, halving: false })).toBeNull();
  expect(ladderOf({})).toBeNull();
});

test('one in three is trained on as soon as it is among the best third, the highest rung first', () => {
  const trials: Trial[] = [];
  const ends = (reward: number): string => {
    const next = nextPromotion(ladder, trials);
    const number = trials.length + 1;
    trials.push(
      next === null
        ? trial(number, 1, reward)
        : trial(number, next.budget, reward, { promotedFrom: next.child.number }),
    );
    return next === null ? 'new' : `${next.child.number} to ${next.budget}`;
  };
  expect([0.1, 0.3, 0.2].map(ends)).toEqual(['new', 'new', 'new']);
  // The best of three; then, until there are six, the third's best is the one that was trained on.
  expect([0.5, 0.15, 0.1, 0.12].map(ends)).toEqual(['2 to 3', 'new', 'new', 'new']);
  // Of six the two best may go on: 0.3 has, 0.2 does. The next child is the best of seven and goes on at once.
  expect([0.4, 0.9, 0.1].map(ends)).toEqual(['3 to 3', 'new', '9 to 3']);
  // Now the second rung has three, and its best is trial 4.
  expect(ends(0.6)).toBe('4 to 9');
  expect(originOf(trials.at(-1)!, trials).number).toBe(2);
  expect(nextPromotion(ladder, trials)).toBeNull();
});

test('a failed child fills its rung but is never trained on; one that was reused does not count', () => {
  const failed = [trial(1, 1, 'failed'), trial(2, 1, 'failed'), trial(3, 1, 'failed')];
  expect(nextPromotion(ladder, failed)).toBeNull();
  // A reward of a failed child is 0, and a real one of 0 is still better.
  expect(nextPromotion(ladder, [...failed.slice(0, 2), trial(3, 1, 0)])?.child.number).toBe(3);
  const twice = [trial(1, 1, 0.2), trial(2, 1, 0.1), trial(3, 1, 0.2, { status: 'reused', reusedFrom: 1 })];
  expect(nextPromotion(ladder, twice)).toBeNull();
  expect(nextPromotion(ladder, [...twice, trial(4, 1, 0.2)])?.child.number).toBe(1);
});

test('whatever the rewards, who goes on is of the best of its rung, once, and nobody better was left behind then', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 4 }),
      (rewards, factor) => {
        const steep = ladderOf({ ...settings, reductionFactor: factor })!;
        const trials: Trial[] = [];
        for (const [index, reward] of rewards.entries()) {
          const next = nextPromotion(steep, trials);
          const budget = next?.budget ?? 1;
          if (next) {
            const rung = trials.filter((one) => one.budget === next.child.budget);
            const gone = new Set(trials.map(({ promotedFrom }) => promotedFrom));
            const better = rung.filter((one) => one.reward > next.child.reward);
            expect(better.every(({ number }) => gone.has(number))).toBe(true);
            expect(better.length).toBeLessThan(Math.floor(rung.length / factor));
            expect(gone.has(next.child.number)).toBe(false);
            expect(
              worthKeeping({ ...settings, reductionFactor: factor }, trials)?.has(next.child.number),
            ).toBe(true);
          }
          const from = next ? { promotedFrom: next.child.number } : {};
          trials.push(trial(index + 1, budget, reward, from));
        }
        for (const [rung, budget] of steep.budgets.slice(0, -1).entries()) {
          const size = trials.filter((one) => one.budget === budget).length;
          const above = trials.filter((one) => one.budget === steep.budgets[rung + 1]).length;
          expect(above).toBeLessThanOrEqual(size);
        }
      },
    ),
  );
});

const state = (epochs: number): ChildState => ({
  epochs: [],
  seconds: epochs,
  weights: new Float32Array([epochs]),
  velocity: new Float32Array(),
});

test('large children are kept only as far as there is room for them', () => {
  const large = [1, 2, 3].map((number) => ({ ...trial(number, 1, number / 100), trainable: 3e6 }));
  expect([...(worthKeeping(settings, large) ?? [])]).toEqual([3, 2]);
});

test('the best ten of a rung that were not trained on are kept, and one that was is let go', () => {
  let paused = {};
  const trials: Trial[] = [];
  for (let number = 1; number <= 12; number++) {
    trials.push(trial(number, 1, number / 100));
    paused = pausedAfter(settings, paused, trials, state(number));
  }
  expect(Object.keys(paused).map(Number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  trials.push(trial(13, 3, 0.5, { promotedFrom: 12 }));
  paused = pausedAfter(settings, paused, trials, state(13));
  expect(Object.keys(paused).map(Number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 13]);
  trials.push(trial(14, 9, 0.5, { promotedFrom: 13 }));
  expect(Object.keys(pausedAfter(settings, paused, trials))).not.toContain('13');
  expect(pausedAfter({}, {}, trials, state(1))).toEqual({});
});

test('in a wave those that it is to train on are kept until it has, and as many more as it has children', () => {
  const wave = { ...settings, wave: 4 };
  const large = (number: number, reward: number, more: Partial<Trial> = {}) => ({
    ...trial(number, 1, reward, more),
    trainable: 7e6,
  });
  let paused = {};
  const trials: Trial[] = [];
  const ends = (one: Trial): string[] => {
    trials.push(one);
    paused = pausedAfter(wave, paused, trials, state(one.number));
    return Object.keys(paused);
  };
  // There is room for one child of this size alone.
  expect([0.1, 0.4, 0.3, 0.2].map((reward, index) => ends(large(index + 1, reward))).at(-1)).toEqual(['2']);
  expect(promotionsOf(ladder, trials, 4).map(({ child }) => child.number)).toEqual([2]);
  trials.push(large(5, 0.9), large(6, 0.8));
  expect([...(worthKeeping(wave, trials) ?? [])].sort()).toEqual([2, 5]);
  trials.push(large(7, 0.5, { promotedFrom: 2, budget: 3 }));
  expect([...(worthKeeping(wave, trials) ?? [])]).toEqual([7]);
  const small = Array.from({ length: 16 }, (_, index) => trial(index + 1, 1, index / 100));
  expect(worthKeeping({ ...settings, wave: 16 }, small)?.size).toBe(16);
  expect(worthKeeping(settings, small)?.size).toBe(10);
  // What ended before its turn is none of those yet, and stays.
  expect(Object.keys(pausedAfter(wave, { 9: state(1) }, trials))).toEqual(['9']);
});
