import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { architectureOf } from '../../space/choices.ts';
import { SMALL_SPACE, simulatedClosedTable } from '../testing/closedTable.ts';
import { agreementOf } from './agreement.ts';
import { explainedByChoices, explainedByCosts, type TabulatedChild } from './explained.ts';
import { tableFigures } from './tableFigures.ts';

const { table } = simulatedClosedTable(5, { own: 0.005, noise: 0.004 });

/** Children whose accuracies are what these say, and noise. */
function children(accuracy: (convolutions: number, cost: number) => number, noise: number): TabulatedChild[] {
  const random = createRandom(1);
  return table.rows.map(({ choices }, row) => {
    const architecture = architectureOf(SMALL_SPACE, choices);
    const used = architecture.normal.blocks.flatMap(({ operations }) => operations);
    const cost = 1000 + 37 * ((row * 29) % 97);
    return {
      ...{ architecture, multiplyAdds: cost, trainable: 500 },
      accuracy: accuracy(used.filter((one) => one === 'conv_3x3').length, cost) + noise * random.normal(),
    };
  });
}

test('what costs alone explain is the share that was put in, and 0 of a cost that does not vary', () => {
  const exact = explainedByCosts(children((_, cost) => 0.1 * Math.log(cost), 0));
  expect(exact.multiplyAdds).toBeCloseTo(1, 9);
  expect(exact.trainable).toBe(0);
  const noisy = children((_, cost) => 0.01 * Math.log(cost), 0.01);
  expect(explainedByCosts(noisy).multiplyAdds).toBeGreaterThan(0.1);
  expect(explainedByCosts(noisy).multiplyAdds).toBeLessThan(0.7);
});

test('the additive model explains all that adds up, and what costs bring only where they are asked', () => {
  const r2 = (own: TabulatedChild[], costs: boolean) => explainedByChoices(SMALL_SPACE, own, { costs });
  const additive = children((convolutions) => 0.4 + 0.01 * convolutions, 0);
  expect(r2(additive, false)).toBeCloseTo(1, 6);
  const byCost = children((convolutions, cost) => 0.01 * convolutions + 0.1 * Math.log(cost), 0);
  expect(r2(byCost, false)).toBeLessThan(0.7);
  expect(r2(byCost, true)).toBeCloseTo(1, 6);
  // Two convolutions or four are good, one or three are bad: no sum of choices says it.
  const odd = children((convolutions) => 0.4 + 0.01 * (convolutions % 2), 0);
  expect(r2(odd, false)).toBeLessThan(0.5);
  const noise = r2(
    children(() => 0.4, 0.01),
    false,
  )!;
  expect(noise).toBeGreaterThan(0);
  expect(noise).toBeLessThan(0.3);
  expect(
    r2(
      children(() => 0.4, 0),
      false,
    ),
  ).toBeNull();
});

test('a table tells of itself what its trainings say', () => {
  const told = tableFigures(table);
  if (!told.ok) throw new Error(told.error);
  const { all, betterHalf, ...figures } = told.value;
  const { validationImages } = table.recipe.settings;
  const pairs = table.rows.map(({ trainings: [first, second] }): [number, number] => [
    first!.rungs.at(-1)! / validationImages,
    second!.rungs.at(-1)! / validationImages,
  ]);
  const agreement = agreementOf(pairs, validationImages)!;
  expect(all).toMatchObject({ children: 165, correlation: agreement.correlation, low: agreement.low });
  expect(all!.reliability).toBeCloseTo((2 * agreement.correlation!) / (1 + agreement.correlation!), 12);
  expect(betterHalf!.correlation).toBe(agreement.betterHalf);
  expect(betterHalf!.children).toBeLessThan(100);
  expect(betterHalf!.ofChildren).toBeLessThan(all!.ofChildren);
  expect(figures).toMatchObject({ graphs: 165, trainings: 2, failed: 0, coreSeconds: 12, engine: 'wasm' });
  expect(figures.mean).toBeCloseTo(pairs.flat().reduce((a, b) => a + b) / 330, 12);
  expect(figures.additive.places).toBeGreaterThan(figures.largestEffect!.share);
  expect(figures.additive.placesAndCosts).toBeGreaterThanOrEqual(figures.additive.places!);
  const worths = table.rows.map(({ trainings }) => (trainings[0]!.test + trainings[1]!.test) / 20_000);
  expect(figures.best).toBeCloseTo(Math.max(...worths), 12);
  expect(figures.atNoiseFloor).toBe(worths.filter((worth) => worth >= figures.noiseFloor!).length);
});

test('graphs of which a training failed are left out, and one training tells nothing', () => {
  const rows = table.rows.map((row, i) => (i === 3 ? { ...row, trainings: [row.trainings[0]!, null] } : row));
  expect(tableFigures({ ...table, rows })).toMatchObject({
    ok: true,
    value: { graphs: 165, failed: 1, all: { children: 164 } },
  });
  const once = tableFigures(simulatedClosedTable(5, { trainings: 1 }).table);
  expect(once.ok ? '' : once.error).toMatch(/one training of each graph/);
});
