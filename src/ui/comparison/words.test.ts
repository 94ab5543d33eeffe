import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { COURSE_TONES } from '../../base/courseTone.ts';
import { BENCHMARK_SPACE } from '../../studies/benchmark/definition.ts';
import { benchmarkOf } from '../../studies/benchmark/facts.ts';
import { CONTESTANT_IDS } from '../../studies/comparison/contestants.ts';
import { simulatedTable } from '../../studies/testing/table.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { benchmarkWords } from './benchmarkWords.ts';
import { countProblem } from './CountRow.tsx';
import { CONTESTANT_TONES } from './names.ts';

test('the benchmark is told by its own facts', () => {
  const benchmark = benchmarkOf(simulatedTable(1, { signal: 0.03, noise: 0.02 }));
  const [space, training, lookups, noise] = benchmarkWords(benchmark);
  expect(space).toBe(
    `A closed space: 375 different graphs of 2 blocks a cell and 5 operations; only the operations are open.`,
  );
  expect(training).toMatch(/, twice, on simulated: 1 epoch on 2,400 images of CIFAR-10 at 8 × 8/);
  expect(lookups).toMatch(/looks the result up/);
  // The mean of two trainings has 0.02 / √2 = 1.4 points.
  expect(noise).toMatch(/noise of an entry is 1\.[345] points/);
});

test('a table without repeated trainings says nothing of noise', () => {
  const benchmark = { ...benchmarkOf(simulatedTable(1)), spread: null };
  const sentences = benchmarkWords(benchmark);
  expect(sentences).toHaveLength(3);
  expect(sentences.join(' ')).not.toMatch(/null|undefined|twice|noise/);
});

test('a space in which more is open is not told to be one of operations alone', () => {
  const space = { ...BENCHMARK_SPACE, fixed: { reduction: BENCHMARK_SPACE.fixed?.reduction ?? [] } };
  expect(benchmarkWords({ ...benchmarkOf(simulatedTable(1)), space })[0]).toMatch(/in part fixed/);
});

test('no two strategies look or are called alike', () => {
  const { contestants } = comparisonTexts;
  for (const part of ['name', 'short'] as const) {
    expect(new Set(CONTESTANT_IDS.map((id) => contestants[id][part])).size).toBe(CONTESTANT_IDS.length);
  }
  expect(new Set(CONTESTANT_IDS.map((id) => CONTESTANT_TONES[id])).size).toBe(CONTESTANT_IDS.length);
});

test('there are looks to spare, each with a colour and told from all others by its dash alone', () => {
  const css = readFileSync(
    path.join(import.meta.dirname, '../../charts/comparison/ComparisonFigure.css'),
    'utf8',
  );
  const rules = Array.from(css.matchAll(/([^{}]+)\{([^{}]*)\}/g), ([, selectors, body]) => ({
    selectors: selectors!.split(',').map((selector) => selector.trim()),
    body: body!.trim(),
  }));
  const ruleOf = (selector: string): string =>
    rules.find(({ selectors }) => selectors.includes(selector))?.body ?? '';
  const dashes = COURSE_TONES.map((tone) => ruleOf(`.course-${tone} > .course-line`));
  for (const tone of COURSE_TONES) expect(ruleOf(`.course-${tone}`), tone).toMatch(/^--line: var\(--\w+\);$/);
  const taken = new Set(Object.values(CONTESTANT_TONES));
  const spare = COURSE_TONES.filter((tone) => !taken.has(tone));
  expect(spare.length).toBeGreaterThan(0);
  for (const tone of spare) {
    const dash = dashes[COURSE_TONES.indexOf(tone)];
    expect(dash, tone).toMatch(/^stroke-dasharray: [\d ]+;$/);
    expect(
      dashes.filter((other) => other === dash),
      tone,
    ).toHaveLength(1);
  }
});

test.each(['', '0', '101', '1.5', '-3', 'ten', '1e1', ' '])(
  'a count of "%s" is refused in a sentence',
  (text) => {
    expect(countProblem('Seeds', text, { min: 1, max: 100 })).toMatch(
      /^Seeds: “.*” will not do.*1 to 100\.$/,
    );
  },
);

test('a count may stand among spaces', () => {
  expect(countProblem('Seeds', ' 12 ', { min: 1, max: 100 })).toBeNull();
});
