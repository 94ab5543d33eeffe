import { expect, test } from 'vitest';
import { keptRule, refusalText } from './inspection.ts';

test('a refusal says what is so, the error’s own sentence, and what to do', () => {
  expect(
    refusalText({ kind: 'other-weights', why: '3 weights are of another network: this one has 9' }),
  ).toEqual({
    what: 'The weights that were kept are of another network.',
    rest: '3 weights are of another network: this one has 9. Train it again here.',
  });
  expect(refusalText({ kind: 'no-such-node' })).toEqual({ what: 'This network has no such node.', rest: '' });
  expect(refusalText({ kind: 'settings', why: 'The batch is too large.' }).rest).toBe(
    'The batch is too large.',
  );
});

test('the rule by which weights are kept is told with its figures', () => {
  expect(keptRule).toMatch(/10 best children.*64 MiB at most/);
});
