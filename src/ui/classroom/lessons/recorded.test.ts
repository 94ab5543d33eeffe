import { afterEach, expect, test, vi } from 'vitest';
import { loadCells, recordedInspected, recordedPixels, withPixels } from './recorded.ts';

afterEach(() => vi.unstubAllGlobals());

test('pixels that are not there are grey, not black, and only those that came are others', async () => {
  const inspected = recordedInspected(await loadCells(), 1)!;
  expect(inspected.images.pixels.every((value) => value === 128)).toBe(true);
  const bytes = inspected.images.height * inspected.images.width * inspected.images.channels;
  const { pixels } = withPixels(inspected, new Map([[2, new Uint8Array(bytes)]])).images;
  expect(pixels.subarray(2 * bytes, 3 * bytes).every((value) => value === 0)).toBe(true);
  expect([pixels[2 * bytes - 1], pixels[3 * bytes]]).toEqual([128, 128]);
});

test('that the data can’t be reached, or is not there, is told', async () => {
  const inspected = recordedInspected(await loadCells(), 1)!;
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await recordedPixels(inspected, [0, 1])).toBe('not-loaded');
  vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
  expect(await recordedPixels(inspected, [0, 1])).toBe('not-loaded');
});
