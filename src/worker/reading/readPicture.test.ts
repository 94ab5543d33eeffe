import decode from 'qr/decode.js';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { type Pixels, readPixels } from './readPicture.ts';

const LINK =
  'https://school.example/nas/#c=AYXZ7t0KSPsK51W0zInAYXZ7t0KSPsK51W0zIn&by=Ada&claim=0.463&seed=2147483648&contest=aB3_d-Fg&sum=A1b2C';

const readable = (pixels: Pixels): string | null => readPixels(decode, pixels, 5000);

/** Grey values of the code as a camera sees it: `module` px each, turned by so many degrees, blurred by a box. */
function seen(text: string, module: number, degrees: number, blur: number): Pixels {
  const { data: modules, size } = encode(text, { border: 4 });
  const side = Math.ceil(size * module * 1.5);
  const turn = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const grey = new Float64Array(side * side).fill(235);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [u, v] = [x - side / 2, y - side / 2];
      const column = Math.floor((u * cos + v * sin) / module + size / 2);
      const row = Math.floor((v * cos - u * sin) / module + size / 2);
      if (modules[row]?.[column]) grey[y * side + x] = 40;
    }
  const data = new Uint8ClampedArray(4 * side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let sum = 0;
      let count = 0;
      for (let j = Math.max(0, y - blur); j <= Math.min(side - 1, y + blur); j++)
        for (let i = Math.max(0, x - blur); i <= Math.min(side - 1, x + blur); i++) {
          sum += grey[j * side + i]!;
          count++;
        }
      data.set([sum / count, sum / count, sum / count, 255], 4 * (y * side + x));
    }
  return { width: side, height: side, data };
}

test.each([
  ['as it is drawn', 4, 0, 0],
  ['small', 2.5, 0, 0],
  ['scaled to no whole number of px', 5.3, 0, 0],
  ['turned', 4, 33, 0],
  ['upside down', 4, 180, 0],
  ['blurred', 6, 0, 2],
  ['scaled, turned and blurred', 7.3, 17, 2],
] as const)('a code %s is read', (_, module, degrees, blur) => {
  expect(readable(seen(LINK, module, degrees, blur))).toBe(LINK);
});

test('a picture without a code gives nothing', () => {
  const data = new Uint8ClampedArray(4 * 200 * 200).map((_, at) => (at * 7919) % 256);
  expect(readable({ width: 200, height: 200, data })).toBeNull();
});
