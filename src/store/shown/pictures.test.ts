import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../base/result.ts';
import type { ShownPictures } from '../../protocol/protocol.ts';
import { createPicturesSlice, type PicturesState } from './pictures.ts';

const six: ShownPictures = { height: 1, width: 1, labels: [0, 1, 2, 3, 4, 5], pixels: new Uint8Array(18) };

function slice(answer: Result<ShownPictures, string>) {
  let asked = 0;
  const loadPictures = async () => {
    asked++;
    return answer;
  };
  let state: PicturesState = createPicturesSlice(
    (patch) => {
      state = { ...state, ...patch };
    },
    () => state,
    { loadPictures },
  );
  return { get: () => state, asked: () => asked };
}

test('the six images of a data set are read once, and only when they are wanted', async () => {
  const { get, asked } = slice(ok(six));
  expect(asked()).toBe(0);
  get().wantPictures('cifar10');
  get().wantPictures('cifar10');
  await Promise.resolve();
  expect(get().pictures).toEqual({ cifar10: ok(six) });
  expect(asked()).toBe(1);
});

test('those of a run take the place of a failure, and a failure that of none', async () => {
  const { get, asked } = slice(fail('not here'));
  get().wantPictures('cifar10');
  await Promise.resolve();
  expect(get().pictures.cifar10).toEqual(fail('not here'));
  get().takePictures('cifar10', ok(six));
  get().takePictures('cifar10', fail('gone'));
  expect(get().pictures.cifar10).toEqual(ok(six));
  get().takePictures('synthetic', ok(six));
  get().wantPictures('synthetic');
  expect(asked()).toBe(1);
});
