import { expect, test } from 'vitest';
import { packBits, toBase64 } from '../../base/bytes/bits.ts';
import { likenessOf } from './again.ts';

const bits = (...right: readonly number[]) => toBase64(packBits(right.map((one) => one === 1)));
const here = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' } as const;
const card = { ...here, engine: 'compiled', backend: 'webgpu', adapter: 'NVIDIA RTX A4000' } as const;
const again = { environment: here, accuracy: 0.5, right: bits(1, 0, 1, 0) };

test('a child is the same where the same trained it and it has the same images right', () => {
  const then = { accuracy: 0.5, right: again.right, environment: here };
  expect(likenessOf(again, then)).toEqual({ kind: 'same-bits' });
  expect(likenessOf(again, { ...then, environment: card })).toEqual({ kind: 'same-images' });
  expect(likenessOf(again, { accuracy: 0.5, right: again.right })).toEqual({ kind: 'same-images' });
  // The same accuracy by other images is another child.
  const other = { kind: 'differs', here: 0.5, recorded: 0.5, images: 2 };
  expect(likenessOf(again, { ...then, right: bits(1, 0, 0, 1) })).toEqual(other);
});

test('without bits its accuracy says it, and figures of other images say nothing', () => {
  expect(likenessOf(again, { accuracy: 0.5, environment: here })).toEqual({ kind: 'same-accuracy' });
  const differs = { kind: 'differs', here: 0.5, recorded: 0.25, images: null };
  expect(likenessOf(again, { accuracy: 0.25, environment: here })).toEqual(differs);
  // Bits of another number of images are no bits of these.
  const more = bits(1, 0, 1, 0, 1, 0, 1, 0, 1);
  expect(likenessOf(again, { accuracy: 0.5, right: more })).toEqual({ kind: 'same-accuracy' });
  const final = { accuracy: 0.5, right: again.right, judgedOn: 'outside', environment: here } as const;
  expect(likenessOf(again, final)).toEqual({ kind: 'not-comparable' });
  expect(likenessOf(again, { accuracy: null })).toEqual({ kind: 'not-comparable' });
});
