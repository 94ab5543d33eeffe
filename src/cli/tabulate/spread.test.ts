import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { spreadText } from './spread.ts';

const row = (accuracies: readonly (number | null)[]) => ({
  choices: [],
  trainable: 1,
  multiplyAdds: 1,
  accuracies,
  seconds: accuracies.map(() => 1),
});

test('signal and noise that were put in come out again', () => {
  const random = createRandom(1);
  const rows = Array.from({ length: 20_000 }, () => {
    const child = 0.5 + 0.03 * random.normal();
    return row([child + 0.02 * random.normal(), child + 0.02 * random.normal()]);
  });
  expect(spreadText(rows)).toMatch(
    /children: (2\.9\d|3\.0\d) %; of trainings of one child: (1\.9\d|2\.0\d) %/,
  );
});

test('failed children are counted, and left out', () => {
  const text = spreadText([row([0.2, 0.2]), row([0.4, 0.4]), row([0.9, null])]);
  expect(text).toContain('3 children, 1 failed; accuracy 20.00 % to 40.00 %');
  expect(text).toContain('of trainings of one child: 0.00 %');
});

test('a table without a child that was trained whole and twice has no spread', () => {
  expect(spreadText([row([0.3]), row([0.4])])).toMatch(/^2 children, too few/);
  expect(spreadText([row([0.3, null]), row([null, 0.4])])).toMatch(/too few/);
});
