import { expect, test } from 'vitest';
import { bitAt, packBits } from '../../base/bytes/bits.ts';
import { createRandom } from '../../base/random.ts';
import { decodePredictions, encodePredictions, fittedPredictions, type Predictions } from './predictions.ts';
import { RangeDecoder, RangeEncoder } from './rangeCoder.ts';

test('what is coded comes back, with any probabilities, and long rows of carries', () => {
  const random = createRandom(2);
  for (let round = 0; round < 60; round++) {
    const true1 = random.uniform() ** 3;
    const said = round % 3 === 0 ? () => 1 - 1e-9 : () => random.uniform();
    const bits = Array.from({ length: random.integer(3000) }, () => random.uniform() < true1);
    const ones = bits.map(said);
    const encoder = new RangeEncoder();
    for (const [i, bit] of bits.entries()) encoder.encode(bit, ones[i]!);
    const decoder = new RangeDecoder(encoder.finish());
    expect(ones.map((one) => decoder.decode(one))).toEqual(bits);
  }
});

/** Children that are right where an image is easy enough for them. */
function made(rows: number, images: number): Predictions {
  const random = createRandom(3);
  const ease = Array.from({ length: images }, () => 2 * random.normal());
  const right = Array.from({ length: rows }, () =>
    packBits(ease.map((own) => own + random.normal() + random.normal() > 0.2)),
  );
  const classes = Array.from({ length: rows }, () => Array.from({ length: 6 }, () => random.integer(10)));
  return { images, right, classes };
}

test('predictions come back, and take little more than their entropy', () => {
  const predictions = made(300, 500);
  const bytes = encodePredictions(predictions);
  expect(decodePredictions(bytes, { rows: 300, images: 500, shown: 6 })).toEqual(predictions);
  let entropy = 0;
  for (let image = 0; image < 500; image++) {
    const p = predictions.right.filter((bits) => bitAt(bits, image)).length / 300;
    if (p > 0 && p < 1) entropy -= (300 / 8) * (p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
  }
  expect(bytes.length).toBeLessThan(900 + 1.1 * entropy);
});

test('as many images are kept as there is room for', () => {
  const predictions = made(300, 500);
  const { images, bytes } = fittedPredictions(predictions, 9000);
  expect(bytes.length).toBeLessThanOrEqual(9000);
  expect(images % 100).toBe(0);
  expect(images).toBeGreaterThan(0);
  expect(images).toBeLessThan(500);
  const { right } = decodePredictions(bytes, { rows: 300, images, shown: 6 });
  for (const [row, bits] of right.entries())
    for (let i = 0; i < images; i++) expect(bitAt(bits, i)).toBe(bitAt(predictions.right[row]!, i));
  expect(fittedPredictions(predictions, 1e6).images).toBe(500);
  // Six half bytes a child, and what ends the code.
  const none = fittedPredictions(predictions, 1000);
  expect(none.images).toBe(0);
  expect(decodePredictions(none.bytes, { rows: 300, images: 0, shown: 6 }).classes).toEqual(
    predictions.classes,
  );
  expect(() => fittedPredictions(predictions, 899)).toThrow(
    /classes of 300 children alone take \d+ bytes, more than the 899 there are/,
  );
});
