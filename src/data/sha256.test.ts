import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256, sha256Plain } from './sha256.ts';

test('the plain digest gives the vectors of FIPS 180-4', () => {
  expect(sha256Plain(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(sha256Plain(new Uint8Array())).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('the plain digest is the platform’s at every length around a block', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(sha256Plain(bytes)).toBe(await sha256(Uint8Array.from(bytes)));
    }),
  );
});
