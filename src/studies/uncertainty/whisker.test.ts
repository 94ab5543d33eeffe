import { expect, test } from 'vitest';
import { createWorld, LEAST, MOST, RUNS, shareOf, tell } from './testing/simulation.ts';
import { whiskerOf } from './whisker.ts';

test('both parts, and the whole by their squares', () => {
  const whisker = whiskerOf(0.459, 5000, 0.007);
  expect(whisker.counts).toBe('images-and-training');
  if (whisker.counts !== 'images-and-training') return;
  expect(whisker.images).toBeCloseTo(1.96 * Math.sqrt((0.459 * 0.541) / 5000), 5);
  expect(whisker.training).toBeCloseTo(1.96 * 0.007, 5);
  expect(whisker.whole).toBeCloseTo(Math.hypot(whisker.images, whisker.training), 14);
  expect(whiskerOf(0.459, 5000, null)).toEqual({
    counts: 'images-only',
    images: whisker.images,
    whole: whisker.images,
  });
});

test.each([1, 10, 100, 5000])('none or all of %d images right are still unsure', (images) => {
  // A child of accuracy 1 - 0.05^(1/n) has all of n images wrong once in 20 times.
  const once = 1 - 0.05 ** (1 / images);
  for (const accuracy of [0, 1]) {
    const { whole } = whiskerOf(accuracy, images, null);
    expect(whole / once).toBeGreaterThan(0.8);
    expect(whole / once).toBeLessThan(1.2);
  }
});

test('what is no accuracy, no image, no deviation is refused in a sentence', () => {
  expect(() => whiskerOf(1.2, 100, null)).toThrow('An accuracy of 1.2 has no whisker');
  expect(() => whiskerOf(Number.NaN, 100, null)).toThrow(RangeError);
  expect(() => whiskerOf(0.5, 0, null)).toThrow('on 0 images');
  expect(() => whiskerOf(0.5, 100, -1)).toThrow('deviation of -1');
});

/** How often the interval about a binomial share holds the truth, exactly: summed over all counts. */
function coverage(images: number, truth: number): number {
  let log = images * Math.log(1 - truth);
  let sum = 0;
  for (let right = 0; right <= images; right++) {
    const share = right / images;
    if (Math.abs(share - truth) <= whiskerOf(share, images, null).whole) sum += Math.exp(log);
    log += Math.log(((images - right) / (right + 1)) * (truth / (1 - truth)));
  }
  return sum;
}

test.each([10, 20, 50, 100, 500, 2000])(
  'on %d images the part of the images holds the truth 95 times in 100',
  (images) => {
    const truths = Array.from({ length: 97 }, (_, i) => 0.02 + 0.01 * i);
    const covered = truths.map((truth) => coverage(images, truth));
    const mean = covered.reduce((sum, share) => sum + share, 0) / covered.length;
    tell(`whisker, images only, ${images} images: mean coverage`, mean);
    tell('  and the least', Math.min(...covered));
    expect(mean).toBeGreaterThan(0.945);
    expect(mean).toBeLessThan(0.96);
    // Counts are whole, so that no such interval is even: under 100 images 88 % at worst, from 100 on 93.
    expect(Math.min(...covered)).toBeGreaterThan(images < 100 ? 0.88 : 0.93);
  },
);

test.each([
  [100, 0.12, 0.01],
  [500, 0.35, 0.02],
  [1000, 0.45, 0],
  [1000, 0.45, 0.03],
  [5000, 0.85, 0.004],
])('simulated: %d images, accuracy %d, luck %d', (images, own, deviation) => {
  const world = createWorld(images + 1);
  const covered = shareOf(RUNS, () => {
    const { accuracy } = world.train(own, deviation, world.images(images));
    return Math.abs(accuracy - own) <= whiskerOf(accuracy, images, deviation).whole;
  });
  tell(`whisker, ${images} images, ${own}, luck ${deviation}: held`, covered);
  expect(covered).toBeGreaterThan(LEAST);
  expect(covered).toBeLessThan(MOST);
});

test('the part of the images alone holds the accuracy of this very training', () => {
  // Not that of the child, whose trainings differ by as much again.
  const world = createWorld(7);
  const covered = shareOf(RUNS, () => {
    const { accuracy } = world.train(0.4, 0.022, world.images(500));
    return Math.abs(accuracy - 0.4) <= whiskerOf(accuracy, 500, null).whole;
  });
  tell('whisker, images only where there is luck as great: held', covered);
  expect(covered).toBeLessThan(0.87);
});
