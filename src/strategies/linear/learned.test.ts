import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { Architecture } from '../../space/architecture.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { CLOSED_SPACE as space } from '../testing/madeUp.ts';
import { type Effect, learned } from './learned.ts';
import { createLinearSearch, type LinearChild, linearChildren } from './linear.ts';

const options = { noiseDeviation: 0.5, priorDeviation: 1 };
const cost = () => ({ trainable: 100, multiplyAdds: 1000 });

/** One more for each sepconv_3x3 of the normal cell, one less for each identity, half a one for reading state 0. */
const reward = ({ normal }: Architecture): number =>
  normal.blocks
    .flatMap(({ operations, inputs }) => [0, 1].map((slot) => [operations[slot], inputs[slot]] as const))
    .reduce(
      (sum, [id, input]) =>
        sum + (id === 'sepconv_3x3' ? 1 : id === 'identity' ? -1 : 0) + (input === 0 ? 0.5 : 0),
      0,
    );

function drawn(count: number, predicted: LinearChild['predicted'] = null): LinearChild[] {
  const random = createRandom(1);
  return Array.from({ length: count }, () => {
    const architecture = sampleArchitecture(space, random);
    return { architecture, reward: reward(architecture) / 100, predicted };
  });
}

const effectOf = (effects: readonly Effect[], choice: string): Effect =>
  effects.find(({ feature }) => feature.kind === 'operation' && feature.choice === choice) as Effect;

test('effects are what the reward was made of, within their intervals', () => {
  const { effects, rewardPerScore, hidden } = learned(space, drawn(120), options, cost)!;
  expect(hidden).toBe(0);
  const best = effectOf(effects, 'sepconv_3x3');
  const worst = effectOf(effects, 'identity');
  expect(best.low).toBeGreaterThan(0);
  expect(worst.high).toBeLessThan(0);
  // An operation is worth 0.01, against the average of 0; a prior about 0 makes it a little less.
  expect(best.mean * rewardPerScore).toBeGreaterThan(0.006);
  expect(best.mean * rewardPerScore).toBeLessThan(0.011);
  for (const { mean, low, high, seen } of effects) {
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    expect(seen).toBeGreaterThanOrEqual(5);
  }
  // Where all cost the same, nothing is said of costs.
  expect(effects.some(({ feature }) => feature.kind === 'trainable')).toBe(false);
});

test.each([
  [20, 40],
  [50, 40],
  [100, 30],
])('of nothing but noise, hardly any effect of %i children seems to be one', (count, seeds) => {
  let shown = 0;
  let seeming = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const random = createRandom(seed);
    const children = Array.from({ length: count }, () => ({
      architecture: sampleArchitecture(space, random),
      reward: random.normal(),
      predicted: null,
    }));
    const { effects } = learned(space, children, options, cost)!;
    shown += effects.length;
    seeming += effects.filter(({ low, high }) => low > 0 || high < 0).length;
  }
  // 15 to 22 % with the setting's noise, which is half of it. A prior about 0 makes them fewer than 5 %.
  expect(seeming / shown).toBeLessThan(0.08);
});

test('an effect in as much noise is found, and where the setting says more noise than there is, that counts', () => {
  const random = createRandom(4);
  const noisy = drawn(200).map((child) => ({ ...child, reward: child.reward + 0.015 * random.normal() }));
  const { effects } = learned(space, noisy, options, cost)!;
  expect(effectOf(effects, 'sepconv_3x3').low).toBeGreaterThan(0);
  expect(effectOf(effects, 'identity').high).toBeLessThan(0);
  const width = (noiseDeviation: number): number => {
    const told = learned(space, drawn(120), { ...options, noiseDeviation }, cost)!.effects;
    const { low, high } = effectOf(told, 'sepconv_3x3');
    return high - low;
  };
  expect(width(1)).toBeGreaterThan(1.3 * width(0.5));
});

test('of a decision, effects weighed by how often each choice was there add up to nothing', () => {
  const { effects } = learned(space, drawn(120), options, cost)!;
  const inputs = effects.filter(
    ({ feature }) => feature.kind === 'inputAt' && feature.block === 1 && feature.slot === 1,
  );
  expect(inputs.map(({ feature }) => 'choice' in feature && feature.choice)).toEqual([0, 1, 2]);
  expect(inputs.reduce((sum, { mean, seen }) => sum + mean * seen, 0)).toBeCloseTo(0, 10);
});

test('what fewer than five children had is hidden', () => {
  const { effects, hidden } = learned(space, drawn(8), options, cost)!;
  expect(hidden).toBeGreaterThan(5);
  for (const { seen } of effects) expect(seen).toBeGreaterThanOrEqual(5);
  expect(learned(space, drawn(1), options, cost)).toBeNull();
});

test('a cost that decides the reward is told of as what doubling it is worth', () => {
  const random = createRandom(2);
  const costs = new Map<Architecture, number>();
  const children = Array.from({ length: 100 }, () => {
    const architecture = sampleArchitecture(space, random);
    const factor = 1 + random.integer(8);
    costs.set(architecture, factor);
    return { architecture, reward: Math.log2(factor) / 10, predicted: null };
  });
  const result = learned(space, children, options, (architecture) => ({
    trainable: 1000 * (costs.get(architecture) as number),
    multiplyAdds: 1000,
  }))!;
  const [effect, ...others] = result.effects.filter(({ feature }) => !('choice' in feature));
  expect(others).toEqual([]);
  expect(effect).toMatchObject({ feature: { kind: 'trainable' }, seen: 100 });
  expect(effect!.mean * result.rewardPerScore).toBeCloseTo(0.1, 1);
  expect(effect!.low).toBeGreaterThan(0);
});

test('the fit is of children that were foretold before they were told', async () => {
  const strategy = createLinearSearch(
    space,
    { ...options, initialChildren: 10, explorationWeight: 5, candidates: 50 },
    cost,
    3,
  );
  for (let i = 0; i < 60; i++) {
    const suggestion = await strategy.suggest();
    await strategy.update([{ suggestion, reward: reward(suggestion.architecture) }]);
  }
  const children = linearChildren(await strategy.snapshot(), space);
  expect(children.filter(({ predicted }) => predicted === null)).toHaveLength(10);
  const { fit } = learned(space, children, options, cost)!;
  expect(fit.children).toBe(50);
  expect(fit.correlation).toBeGreaterThan(0.5);
  expect(learned(space, drawn(20), options, cost)?.fit).toEqual({ children: 0, correlation: null });
  expect(learned(space, drawn(20, 1), options, cost)?.fit).toEqual({ children: 20, correlation: null });
});
