import { expect, test } from 'vitest';
import { bestOf, confusionOf } from './predictions.ts';

test('the best class is the first of the greatest', () => {
  const probabilities = Float32Array.of(0.2, 0.5, 0.3, 0.4, 0.2, 0.4);
  expect([...bestOf(probabilities, 3)]).toEqual([1, 0]);
});

test('rows of the confusion are true, columns what images are taken for', () => {
  const counts = confusionOf(Uint8Array.of(0, 1, 1, 2, 1), Uint8Array.of(0, 2, 2, 2, 1), 3);
  expect([...counts]).toEqual([1, 0, 0, 0, 1, 2, 0, 0, 1]);
});
