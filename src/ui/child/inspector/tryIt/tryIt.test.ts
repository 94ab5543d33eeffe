import { expect, test } from 'vitest';
import { givenPicture } from './given.ts';
import { likeliest } from './likeliest.ts';

test('the likeliest classes come first, of equal ones the first, and no more than are wanted', () => {
  const probabilities = Float32Array.of(0.125, 0.5, 0.125, 0.25);
  expect(likeliest(probabilities, 3)).toEqual([
    { index: 1, probability: 0.5 },
    { index: 3, probability: 0.25 },
    { index: 0, probability: 0.125 },
  ]);
  expect(likeliest(probabilities, 9)).toHaveLength(4);
});

test('one picture is taken, several are told, and what is for the page is left to it', () => {
  const file = (name: string, type: string) => new File(['x'], name, { type });
  const cat = file('cat.png', 'image/png');
  const run = file('run.json', 'application/json');
  // A system that knows no HEIC gives it no type.
  for (const one of [cat, file('phone.HEIC', '')])
    expect(givenPicture([one], false)).toEqual({ kind: 'picture', file: one });
  expect(givenPicture([cat, file('dog.jpg', 'image/jpeg')], false)).toEqual({ kind: 'many', count: 2 });
  for (const files of [[], [run], [cat, run], [file('notes', '')]])
    expect(givenPicture(files, false)).toBeNull();
  // Whoever aims at the place means a picture: that it is none is told there.
  expect(givenPicture([run], true)).toEqual({ kind: 'picture', file: run });
  expect(givenPicture([cat, run], true)).toEqual({ kind: 'many', count: 2 });
});
