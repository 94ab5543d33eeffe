import { afterEach, expect, test, vi } from 'vitest';
import { decodePicture } from './decode.ts';

afterEach(() => vi.unstubAllGlobals());

/** As a browser that can read nothing; pictures that one does read are in e2e/search/ownSet.spec.ts. */
function unreading(): { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  vi.stubGlobal('createImageBitmap', async (_: Blob, options: unknown) => {
    asked.push(options);
    throw new Error('The source image could not be decoded.');
  });
  return { asked };
}

test('what cannot be read is damaged, or HEIC by its first bytes, whatever it is called', async () => {
  const { asked } = unreading();
  const why = async (content: string, name: string) => {
    const told = await decodePicture(name, new Blob([content]));
    return 'unread' in told ? told.unread : told;
  };
  expect(await why('', 'a/empty.png')).toEqual({ kind: 'damaged', name: 'a/empty.png' });
  expect(await why('\x89PNG\r\n', 'a/cut.png')).toEqual({ kind: 'damaged', name: 'a/cut.png' });
  for (const brand of ['heic', 'heix', 'mif1'])
    expect(await why(`\0\0\0\x18ftyp${brand}`, 'phone.jpg')).toEqual({ kind: 'heic', name: 'phone.jpg' });
  expect(await why('\0\0\0\x18ftypisom', 'film.heic')).toMatchObject({ kind: 'damaged' });
  // A flag that says how the camera was held is followed.
  expect(asked[0]).toEqual({ imageOrientation: 'from-image' });
});

test('a file of more than 100 MB is not even tried', async () => {
  const { asked } = unreading();
  const large = Object.defineProperty(new Blob([]), 'size', { value: 100_000_001 });
  expect(await decodePicture('a.png', large)).toEqual({
    unread: { kind: 'large', name: 'a.png', bytes: 100_000_001 },
  });
  expect(asked).toEqual([]);
});
