import { expect, test } from 'vitest';
import { drawImage } from '../randomness.ts';
import { colouredNoise } from '../testing/images.ts';
import { BatchReader } from './batch.ts';

const set = colouredNoise(4, [6, 5, 3], 2, 1);
const reader = new BatchReader(set);
const normalised = (image: number, y: number, x: number, c: number): number => {
  const byte = set.images[((image * 6 + y) * 5 + x) * 3 + c]!;
  return Math.fround((byte / 255 - set.info.mean[c]!) / set.info.deviation[c]!);
};

test('images are gathered and normalised', () => {
  const pixels = reader.pixels(Uint32Array.from([2, 0]));
  expect(pixels.length).toBe(2 * 6 * 5 * 3);
  expect(pixels[(1 * 5 + 4) * 3 + 2]).toBe(normalised(2, 1, 4, 2));
  expect(pixels[6 * 5 * 3]).toBe(normalised(0, 0, 0, 0));
  expect([...reader.labels(Uint32Array.from([2, 1]))]).toEqual([0, 1]);
});

test('crop of the padded image, then flip, then cutout: pixel by pixel', () => {
  const augmentation = { cropPadding: 2, flip: true, cutout: 3 };
  for (let step = 0; step < 20; step++) {
    const pixels = reader.pixels(Uint32Array.from([3]), { step: { seed: 5, step }, augmentation });
    const draw = drawImage({ seed: 5, step }, 0, augmentation, 6, 5);
    for (let y = 0; y < 6; y++) {
      for (let x = 0; x < 5; x++) {
        const [sy, sx] = [y + draw.cropRow - 2, (draw.flip ? 4 - x : x) + draw.cropColumn - 2];
        const inside = sy >= 0 && sy < 6 && sx >= 0 && sx < 5;
        const cut = Math.abs(y - draw.cutoutRow) <= 1 && Math.abs(x - draw.cutoutColumn) <= 1;
        expect(pixels[(y * 5 + x) * 3 + 1]).toBe(inside && !cut ? normalised(3, sy, sx, 1) : 0);
      }
    }
  }
});

test('an image that does not exist is refused', () => {
  expect(() => reader.pixels(Uint32Array.from([4]))).toThrow('image 4 does not exist: the set holds 4');
});
