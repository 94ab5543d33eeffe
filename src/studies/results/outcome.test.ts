import { expect, test } from 'vitest';
import { presetOf } from '../../space/presets.ts';
import { type Accuracies, outcomeOf, studentMean } from './outcome.ts';
import { CONTENDERS, type Contender, RESULT_SEEDS } from './terms.ts';
import { outcomeSentences, outcomeTable } from './words.ts';

const contenders: Contender[] = CONTENDERS.map(({ id, title }) => ({
  ...{ id, title, architecture: presetOf('nasnet-a').architecture },
  ...{ filters: 8, trainable: 142_482, multiplyAdds: 21_976_320 },
}));

const SEARCHED = [0.56, 0.57, 0.55, 0.58, 0.54];
const level = (shift: number): number[] => SEARCHED.map((one, i) => one + shift + (i - 2) / 1000);
const made = (random: number, nasnet: number, amoebanet: number, darts: number): Accuracies => ({
  ...{ searched: SEARCHED, random: level(random), 'nasnet-a': level(nasnet) },
  ...{ 'amoebanet-a': level(amoebanet), 'darts-v2': level(darts) },
});
const sentences = (...shifts: [number, number, number, number]) =>
  outcomeSentences(outcomeOf(contenders, made(...shifts)));

test('means and their intervals are those of Student (1908, hours of sleep of ten patients)', () => {
  const { mean, low, high } = studentMean([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
  expect([mean, low, high].map((one) => Number(one.toFixed(3)))).toEqual([2.33, 0.898, 3.762]);
  expect(studentMean([0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
  expect(() => studentMean([0.5])).toThrow(RangeError);
});

test('pairs count, not the scatter that both have in common, and p is adjusted for four comparisons', () => {
  const outcome = outcomeOf(contenders, made(-0.002, -0.02, 0, 0.02));
  const of = (id: string) => outcome.find(({ contender }) => contender.id === id)!;
  expect(of('searched').against).toBeNull();
  expect(of('searched')).toMatchObject(studentMean(SEARCHED));
  const nasnet = of('nasnet-a').against!;
  expect(nasnet.mean).toBeCloseTo(0.02, 9);
  // The differences' deviation is 0.0015811, over the root of five times 2.7764.
  expect(nasnet.high - nasnet.low).toBeCloseTo((2 * 2.7764 * 0.0015811) / Math.sqrt(5), 6);
  expect(nasnet).toMatchObject({ verdict: 'better', wins: 5 });
  expect(of('darts-v2').against).toMatchObject({ verdict: 'worse', wins: 0 });
  expect(of('amoebanet-a').against).toMatchObject({ verdict: 'alike', p: 1, pHolm: 1 });
  // Alone it would be better; among four it is not.
  const random = of('random').against!;
  expect(random.p).toBeLessThan(0.05);
  expect(random.pHolm).toBeCloseTo(2 * random.p, 12);
  expect(random.verdict).toBe('alike');
});

test('equal differences are certain, and no difference is none', () => {
  const shifted = { ...made(0, 0, 0, 0), random: SEARCHED.map((one) => one - 0.01), 'nasnet-a': SEARCHED };
  const [, random, nasnet] = outcomeOf(contenders, shifted);
  expect(random!.against).toMatchObject({ p: 0, pHolm: 0, verdict: 'better' });
  expect(nasnet!.against).toMatchObject({ p: 1, verdict: 'alike', wins: 0 });
});

test('every outcome has its sentence', () => {
  expect(sentences(-0.02, -0.02, -0.02, -0.02)).toEqual([
    'Searching paid: the best of 40 children by PPO is better than NASNet-A, AmoebaNet-A and DARTS v2 with no more parameters.',
    'The best of 40 children by PPO is better than the best of 40 random children.',
  ]);
  expect(sentences(0.02, -0.02, 0, 0.02)).toEqual([
    'Searching did not pay: DARTS v2, taken as published with no more parameters, is better than the best of 40 children by PPO.',
    'The best of 40 random children is better than the best of 40 children by PPO.',
  ]);
  expect(sentences(0, 0.02, 0.02, 0)[0]).toMatch(/^Searching did not pay: NASNet-A and AmoebaNet-A, .* are /);
  expect(sentences(0, -0.02, -0.02, 0)).toEqual([
    'It cannot be told whether searching paid: the best of 40 children by PPO is better than NASNet-A and AmoebaNet-A with no more parameters, but cannot be told from DARTS v2.',
    'The best of 40 children by PPO cannot be told from the best of 40 random children.',
  ]);
  expect(sentences(0, 0, 0, 0)[0]).toBe(
    'It cannot be told whether searching paid: the best of 40 children by PPO cannot be told from NASNet-A, AmoebaNet-A and DARTS v2 with no more parameters.',
  );
});

test('the table has a line a network; what is missing is no outcome', () => {
  const lines = outcomeTable(outcomeOf(contenders, made(-0.02, -0.02, 0, 0.02))).split('\n');
  expect(lines).toHaveLength(2 + CONTENDERS.length);
  expect(lines[2]).toBe(
    '| The best of 40 children by PPO | 8 | 142,482 | 22.0 M | 56.00, 57.00, 55.00, 58.00, 54.00 | 56.00 (54.04 to 57.96) |  |  |',
  );
  expect(lines[6]).toMatch(/\| −2\.00 \(−2\.20 to −1\.80\) \| < 0\.001 \|$/);
  const short = { ...made(0, 0, 0, 0), random: SEARCHED.slice(1) };
  expect(() => outcomeOf(contenders, short)).toThrow(`random has 4 trainings of ${RESULT_SEEDS.length}`);
});
