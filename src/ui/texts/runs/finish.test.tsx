import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { finishTexts as texts } from './finish.ts';

const markup = (node: ReactNode): string =>
  renderToStaticMarkup(<p>{node}</p>)
    .replace(/^<p>|<\/p>$/g, '')
    .replaceAll('\u00a0', ' ');

const story = { chosenBy: 0.371, final: 0.348, children: 48, isBest: true, lookedUp: false };

test('why the figure that chose the winner was higher', () => {
  expect(texts.why(story)).toBe(
    'It won with 37.1: the best of 48 noisy figures is best partly by luck. Trained again from fresh seeds it is 2.3 lower.',
  );
  expect(texts.why({ ...story, isBest: false })).toContain('It came into the final with 37.1:');
  expect(texts.why({ ...story, final: 0.38 })).toMatch(/it is 0\.9 higher\.$/);
  expect(texts.why({ ...story, children: 1 })).toMatch(/^It was the only child, with 37\.1\. Trained/);
  expect(texts.why({ ...story, lookedUp: true })).toMatch(
    /^It won with 37\.1 on the validation images: .*Another training of it, judged on test images, is 2\.3 lower; other .* nothing\.$/,
  );
});

test('the difference agrees with the figures as they are shown', () => {
  // 37.15 and 34.75 are shown as 37.1 or 37.2 and as 34.7 or 34.8.
  for (const [chosenBy, final] of [
    [0.3714, 0.3476],
    [0.3716, 0.3474],
    [0.3705, 0.3705],
  ] as const) {
    const shown = Math.round(1000 * chosenBy) - Math.round(1000 * final);
    const says = texts.why({ ...story, chosenBy, final });
    expect(says).toContain(shown === 0 ? 'is just as high.' : `is ${(shown / 10).toFixed(1)} lower.`);
  }
});

test('what the final figure was judged on', () => {
  expect(texts.judgedOn('outside', 5000, false)).toBe('on 5,000 images that gave no reward');
  expect(texts.judgedOn('validation', 5000, false)).toBe(
    'on the 5,000 validation images, since no others were left',
  );
  expect(texts.judgedOn('test', 10_000, false)).toBe('on 10,000 test images');
  expect(texts.judgedOn('outside', 500, true)).toBe('on 500 synthetic images that gave no reward');
});

test('whose winner it is, and how often it was trained again', () => {
  const winner = <b>Winner</b>;
  expect(markup(texts.head(winner, 48, 3, false))).toBe(
    '<b>Winner</b> of 48 children, trained three more times',
  );
  expect(markup(texts.head(winner, 1, 1, false))).toBe('<b>Winner</b> of 1 child, trained once more');
  expect(markup(texts.head(winner, 100, 2, true))).toBe(
    '<b>Winner</b> of 100 different children, judged by another training',
  );
});

test('a lead that can’t be told from none says so', () => {
  expect(markup(texts.ahead(0.018, <b>1.8</b>, 0.026))).toBe(
    'Ahead of random search, whose winner was trained again too, by <b>1.8</b> ± 2.6 points (95 %): can’t be told apart.',
  );
  expect(markup(texts.ahead(-0.038, <b>3.8</b>, 0.026))).toMatch(
    /^Behind random .* by <b>3.8<\/b> .*points \(95 %\)\.$/,
  );
});

test('decisions by their place, and how far they went', () => {
  expect(texts.learned.place('normal', 2, 0, 'operation')).toBe('Normal, block 3, left operation');
  expect(texts.learned.place('reduction', 0, 1, 'input')).toBe('Reduction, block 1, right input');
  expect(texts.learned.place('reduction', 0, 0, 'combiner')).toBe('Reduction, block 1, combiner');
  expect(markup(texts.learned.moved(0.08, texts.learned.after(0.46)))).toBe('8 → 46 %');
  expect(markup(texts.learned.moved(0.004, texts.learned.after(1)))).toBe('0.4 → 100 %');
  expect(texts.learned.tooFew(12)).toBe(
    'Too few children to learn from: the best of 12 random ones would be about as good.',
  );
});

test('a finalist’s row as a sentence', () => {
  const says = (...given: Parameters<typeof texts.axis.row>) =>
    texts.axis.row(...given).replaceAll('\u00a0', ' ');
  expect(says(41, 0.371, [0.346, 0.353], 0.348)).toBe(
    'Trial 41: selected at 37.1 %, 34.6 % and 35.3 % from fresh seeds, final 34.8 %.',
  );
  expect(says(34, 0.365, [0.339], null)).toBe('Trial 34: selected at 36.5 %, 33.9 % from a fresh seed.');
  expect(says(34, 0.365, [], null)).toBe(
    'Trial 34: selected at 36.5 %, no training from a fresh seed succeeded.',
  );
});
