import fc from 'fast-check';
import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { allOf, readSvg } from '../testing/readSvg.ts';
import { qrPicture } from './qr.ts';

/** Paints the bars of the picture, one pixel a px, and reads them with another library. */
function readBack(svg: string): string | undefined {
  const root = readSvg(svg);
  const side = Number(root.attributes.width);
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  const bars = allOf(root, 'path')[0]!.attributes.d!.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g);
  for (const [, ...told] of bars) {
    const [x = 0, y = 0, width = 0, height = 0] = told.map(Number);
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++)
        pixels.fill(0, 4 * (row * side + column), 4 * (row * side + column) + 3);
    }
  }
  return jsQR(pixels, side, side)?.data;
}

test('another library reads the very text', () => {
  for (const text of [
    'https://nas-playground.example/#c=AYXZ7t0KSPsK51W0zInz28jDuLW-C',
    'http://localhost:8000/sub/path/index.html#r=AAAJevolutionIHEEcostJDG-0_055LBNCCPFDFAJSCJUDG0_0125cEJsyntheticXmad',
  ])
    expect(readBack(qrPicture(text, 'QR code')!.svg)).toBe(text);
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{1,120}$/), (code) => {
      const text = `https://a.example/#r=${code}`;
      expect(readBack(qrPicture(text, 'QR code')!.svg)).toBe(text);
    }),
    { numRuns: 20 },
  );
});

test('it is black on white, with two modules of rest', () => {
  const { svg, side } = qrPicture('https://a.example/', 'QR code')!;
  const root = readSvg(svg);
  expect(allOf(root, 'rect')[0]!.attributes).toMatchObject({ fill: '#ffffff', width: `${side}` });
  const [path] = allOf(root, 'path');
  expect(path!.attributes.fill).toBe('#000000');
  expect(path!.attributes.d!.startsWith('M16 16h56')).toBe(true);
  expect(side % 8).toBe(0);
});

test('a text that is too long has no picture', () => {
  expect(qrPicture('a'.repeat(4000), 'QR code')).toBeNull();
});
