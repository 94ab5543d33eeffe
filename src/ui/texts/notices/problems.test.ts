import { expect, test } from 'vitest';
import type { ComparisonProblem, Problem } from '../../../protocol/problem.ts';
import { comparisonProblem } from './comparisonProblems.ts';
import { linkProblem, runProblem, storageProblem } from './problems.ts';

const url = 'http://localhost/benchmark/table.json';
const why = 'train-07.bin is missing.';

test.each<[Problem, string, string]>([
  [
    { kind: 'no-images', dataset: 'cifar10', why },
    'The images could not be loaded.',
    'train-07.bin is missing. Try again, drop cifar-10-binary.tar.gz on this page, or use synthetic images.',
  ],
  [
    { kind: 'no-images', dataset: 'synthetic', why },
    'The images could not be loaded.',
    'train-07.bin is missing. Start the search again.',
  ],
  [
    { kind: 'device-lost', why },
    'The device that trained was lost.',
    'train-07.bin is missing. Start the search again; if it happens again, use smaller children or a smaller batch.',
  ],
  [
    { kind: 'worker-ended', why },
    'The search stopped: its worker ended unexpectedly.',
    'train-07.bin is missing. Try again: it goes on after the last epoch that was kept.',
  ],
  [
    { kind: 'command', why },
    'The search cannot start.',
    'train-07.bin is missing. Correct the settings and start again.',
  ],
  [
    { kind: 'settings', why },
    'The search cannot run with these settings.',
    'train-07.bin is missing. Change them and start again.',
  ],
  [
    { kind: 'unexpected', why },
    'The search stopped on an unexpected error.',
    'train-07.bin is missing. Start it again; finished trials are kept on this page.',
  ],
])('a run that ended by %o', (problem, what, rest) => {
  expect(runProblem(problem)).toEqual({ what, rest });
});

test('a run whose images were to come from an archive, and a reason with any stops at its end', () => {
  const ends = ['It was cut off', 'It was cut off.', 'It was cut off..', 'It was cut off. '];
  for (const why of ends) {
    expect(runProblem({ kind: 'no-images', dataset: 'cifar10', why }, true).rest).toBe(
      'It was cut off. Or use the images that come with this page.',
    );
    for (const kind of ['device-lost', 'settings', 'command', 'worker-ended', 'unexpected'] as const) {
      expect(runProblem({ kind, why }).rest).toMatch(/^It was cut off\. [A-Z]/);
    }
  }
});

test.each<[ComparisonProblem, RegExp, RegExp]>([
  [{ kind: 'table-missing', url }, /^There is no http/, /npm run benchmark/],
  [{ kind: 'table-refused', url, status: 503 }, /answered 503/, /Try again/],
  [{ kind: 'table-not-json', url }, /is not JSON/, /npm run benchmark/],
  [{ kind: 'table-damaged', why: 'It has 374 rows.' }, /374 rows/, /npm run benchmark/],
  [
    { kind: 'table-unreachable', url, why: 'Failed to fetch' },
    /could not be fetched \(Failed to fetch\)/,
    /Check the connection/,
  ],
])('a table is told of with what to do: %o', (problem, says, remedy) => {
  const { what, rest } = comparisonProblem(problem);
  expect(what).toBe('Strategies cannot be compared without the benchmark’s table.');
  expect(rest).toMatch(says);
  expect(rest).toMatch(remedy);
});

test('a comparison whose worker ended can be tried again', () => {
  expect(comparisonProblem({ kind: 'worker-ended', why: 'Out of memory.' })).toEqual({
    what: 'The comparison stopped: its worker ended unexpectedly.',
    rest: 'Out of memory. Try again.',
  });
});

test('storage that is full, and one that is forbidden', () => {
  const full = storageProblem({ kind: 'full' });
  expect(full.what).toMatch(/storage is full/);
  expect(full.rest).toMatch(/^The search itself goes on\. Delete runs/);
  const own = [
    { kind: 'newer' },
    { kind: 'cleared' },
    { kind: 'full' },
    { kind: 'forbidden', why: '' },
  ] as const;
  expect(new Set(own.map((problem) => storageProblem(problem).what)).size).toBe(own.length);
  const forbidden = storageProblem({ kind: 'forbidden', why: 'The operation is insecure.' });
  expect(forbidden.rest).toMatch(/private window .*The operation is insecure\)\. Searches work/);
});

test('a link says what is wrong with it and what to do', () => {
  expect(linkProblem({ kind: 'damaged', flaw: 'checksum' })).toEqual({
    what: 'The link could not be opened.',
    rest: 'This share code is damaged: its checksum does not match. Copy it again, whole, from where it came from.',
  });
  expect(linkProblem({ kind: 'newer', format: 3, known: 1 }).rest).toBe(
    'This share code is from a newer version of the playground (format 3, this page reads up to 1). Reload the page, or open the link where it was made.',
  );
  expect(linkProblem({ kind: 'newer', format: null, known: 1 }).rest).toMatch(
    /\(an operation that this page does not have\)/,
  );
  expect(linkProblem({ kind: 'outside', flaw: 'invalid', rule: 'a rule is broken' })).toEqual({
    what: 'The link holds no cells that this page knows.',
    rest: 'This share code holds no architecture of the search space: a rule is broken. Ask for a new one where it came from.',
  });
});

test.each([
  ['no-view', /^This link is damaged: it has no part "#c=" that holds a pair of cells, nor another/],
  ['no-trial', /"#inspect=" must name a trial by its number/],
  ['no-lesson', /"#lesson=" must name a lesson by its number/],
  ['no-step', /"step=" must be a number/],
  ['no-contest', /"#contest=" says nothing/],
  ['no-recipe', /"#r=" says nothing/],
] as const)('a link that is damaged beside its share code: %s', (flaw, says) => {
  const { what, rest } = linkProblem({ kind: 'damaged-link', flaw });
  expect(what).toBe('The link could not be opened.');
  expect(rest).toMatch(says);
  expect(rest).toMatch(/\. Copy it again, whole, from where it came from\.$/);
});
