import { expect, test } from 'vitest';
import { leadOverRandom } from './lead.ts';
import { leadOfFinal } from './leadOfFinal.ts';
import { createWorld, LEAST, MOST, RUNS, SHAPES, shareOf, tell } from './testing/simulation.ts';

const [SPREAD, LUCK, COUNT] = [0.02, 0.01, 100];
/** Of one random trial's figure, images and luck included. */
const DEVIATION = Math.sqrt(SPREAD * SPREAD + LUCK * LUCK + (0.45 * 0.55) / COUNT);

test.each([
  ['normal', 60, 12],
  ['lowerSide', 100, 40],
  ['normal', 60, 40],
] as const)(
  'simulated, %s, %d shipped, %d trials: the winner of a random search, trained again, is not ahead',
  (shape, k, n) => {
    const world = createWorld(k + n + 1);
    let lead = 0;
    let fooled = 0;
    const held = shareOf(RUNS, () => {
      const images = world.images(COUNT);
      const others = world.images(COUNT);
      const child = (): { first: number; own: number } => {
        const own = 0.45 + SPREAD * SHAPES[shape](world.random);
        return { first: world.train(own, LUCK, images).accuracy, own };
      };
      const again = (own: number): number => world.train(own, LUCK, others).accuracy;
      const shipped = Array.from({ length: k }, () => {
        const { first, own } = child();
        return { first, second: again(own) };
      });
      const best = Array.from({ length: n }, child).reduce((a, b) => (b.first > a.first ? b : a));
      const final = again(best.own);
      const found = leadOfFinal(final, n, shipped);
      lead += found.lead / RUNS;
      const against = leadOverRandom(
        final,
        n,
        shipped.map(({ first }) => first),
      );
      fooled += against.lead / RUNS;
      return Math.abs(found.lead) <= found.half;
    });
    tell(`lead of final, ${shape}, ${k} shipped, ${n} trials: 0 inside`, held);
    tell('  its mean lead', lead);
    tell('  against the band, wrongly', fooled);
    expect(held).toBeGreaterThan(LEAST);
    expect(held).toBeLessThan(MOST);
    expect(Math.abs(lead)).toBeLessThan(0.13 * DEVIATION);
    // Against best figures that were chosen by, a final one looks behind.
    expect(fooled).toBeLessThan(-0.02);
  },
);
