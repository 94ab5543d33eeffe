import { expect, test } from 'vitest';
import { synthetic } from './info.ts';
import { makeSynthetic } from './synthetic.ts';

const imageBytes = 32 * 32 * 3;

test('an image depends on the seed and its place alone', () => {
  const ten = makeSynthetic(10, 4);
  expect(makeSynthetic(30, 4).images.subarray(0, 10 * imageBytes)).toEqual(ten.images);
  expect(makeSynthetic(10, 5).images).not.toEqual(ten.images);
  expect(Array.from(ten.labels)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('the stated mean and deviation are those of the images', () => {
  const { images } = makeSynthetic(2000, 0);
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    let squares = 0;
    for (let i = channel; i < images.length; i += 3) {
      sum += images[i]! / 255;
      squares += (images[i]! / 255) ** 2;
    }
    const mean = sum / (images.length / 3);
    expect(mean).toBeCloseTo(synthetic.mean[channel]!, 1);
    expect(Math.sqrt(squares / (images.length / 3) - mean * mean)).toBeCloseTo(
      synthetic.deviation[channel]!,
      1,
    );
  }
});

/** Share of images whose nearest class mean, among those of other images, is their own. */
function nearestMean(features: readonly (readonly number[])[], labels: Uint8Array): number {
  const half = features.length / 2;
  const means = synthetic.classes.map((_, label) => {
    const own = features.slice(0, half).filter((__, i) => labels[i] === label);
    return own[0]!.map((___, f) => own.reduce((sum, row) => sum + row[f]!, 0) / own.length);
  });
  let right = 0;
  for (let i = half; i < features.length; i++) {
    const distances = means.map((mean) => mean.reduce((sum, m, f) => sum + (m - features[i]![f]!) ** 2, 0));
    if (distances.indexOf(Math.min(...distances)) === labels[i]) right++;
  }
  return right / half;
}

test('colours alone do not tell the class, edges do', () => {
  const { images, labels, count } = makeSynthetic(1000, 1);
  const pixel = (i: number, y: number, x: number, c: number) => images[((i * 32 + y) * 32 + x) * 3 + c]!;
  const raw: number[][] = [];
  const edges: number[][] = [];
  for (let i = 0; i < count; i++) {
    raw.push(Array.from(images.subarray(i * imageBytes, (i + 1) * imageBytes)));
    const steps = [0, 0, 0, 0];
    for (let y = 4; y < 28; y++) {
      for (let x = 4; x < 28; x++) {
        for (const [k, [dy, dx]] of (
          [
            [0, 3],
            [3, 0],
            [3, 3],
            [3, -3],
          ] as const
        ).entries()) {
          for (let c = 0; c < 3; c++) steps[k]! += Math.abs(pixel(i, y, x, c) - pixel(i, y + dy, x + dx, c));
        }
      }
    }
    const all = steps.reduce((a, b) => a + b);
    edges.push([...steps.map((step) => step / all), Math.log(all) / 20]);
  }
  expect(nearestMean(raw, labels)).toBeLessThan(0.25);
  expect(nearestMean(edges, labels)).toBeGreaterThan(0.4);
});
