import { expect, test } from 'vitest';
import { rewardOf } from './reward.ts';

const published = { reward: 'cost', costTarget: 1e6, costExponent: -0.07 } as const;

test('the accuracy alone knows no cost', () => {
  expect(rewardOf({ ...published, reward: 'accuracy' }, 0.7, 9e6)).toBe(0.7);
});

test('at the target the reward is the accuracy; doubling the cost is worth 5 % more accuracy, as published', () => {
  expect(rewardOf(published, 0.7, 1e6)).toBe(0.7);
  expect(rewardOf(published, 0.7 * 1.05, 2e6)).toBeCloseTo(0.7, 3);
  expect(rewardOf(published, 0.7, 0.5e6)).toBeCloseTo(0.7348, 4); // 0.7 x 2^0.07
  expect(rewardOf({ ...published, costExponent: 0 }, 0.7, 5e6)).toBe(0.7);
});
