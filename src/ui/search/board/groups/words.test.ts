import { expect, test } from 'vitest';
import { whiskerOf } from '../../../../studies/uncertainty/whisker.ts';
import { bestOf } from './best.ts';
import { linesOf } from './lines.ts';
import { createStandings, type Standing } from './standing.ts';
import { falling, runOf, type Story } from './testing/children.ts';
import { groupName, lineWords, ownWithin, placeSays, rankText, spreadSays, touchedSays } from './words.ts';

const standingOf = (story: Story, deviation: number | null = null): Standing =>
  createStandings(() => deviation).of(runOf(story));
const said = (standing: Standing, trial: number): string =>
  touchedSays(standing, trial, standing.alike(trial)).replaceAll('\u00a0', ' ');

test('a group is told by its ranks, what its rows share and how many they are', () => {
  const standing = standingOf({ own: [0.8, 0.8, 0.3, null, null], images: 1000 });
  expect(standing.groups.map(groupName)).toEqual([
    'ranks 1 to 2, can’t be told apart, 2 rows',
    'rank 3, 1 row',
    'failed, 2 rows',
  ]);
  expect(standing.groups.map(rankText)).toEqual(['1–2', '3', '–']);
  const further = standingOf({ own: falling(12, 0.46, 0.4), images: 1000, further: 7 });
  expect(groupName(further.groups[0]!)).toBe('ranks 1 to 3, can’t be told apart, trained again, 3 rows');
  const some = standingOf({ own: falling(12, 0.46, 0.4), images: 1000, further: 2 });
  expect(groupName(some.groups[0]!)).toMatch(/, trained again: 2 of 7, \d rows?$/);
});

test('a line says at its right what it hides: how many, or their range; and what shuts it', () => {
  const { groups } = standingOf({ own: [...falling(20, 0.47, 0.45), 0.2, null, null], images: 2000 });
  const words = (opened: readonly number[]) =>
    linesOf({ groups, room: 0, opened: new Set(opened), held: null })
      .lines.flatMap((line) => (line.kind === 'head' ? [lineWords(line)] : []))
      .map(({ rank, words, right }) => [rank, words, right.replaceAll('\u00a0', ' ')]);
  expect(words([])).toEqual([
    ['1–20', 'can’t be told apart', '16 more'],
    ['–', 'failed', '2 more'],
  ]);
  expect(words([1])[0]).toEqual(['1–20', 'can’t be told apart', 'fewer']);
  const [low] = standingOf({ own: [0.31], images: 1000 }).groups;
  const folded = {
    kind: 'head',
    group: low!,
    top: 0,
    height: 26,
    index: 2,
    shown: 0,
    hidden: [],
    fold: 'folded',
  } as const;
  expect(lineWords(folded)).toMatchObject({ rank: '1', words: '#1' });
  expect(lineWords(folded).right).toMatch(/^\d\d\.\d\u00a0%$/);
});

test('the column has one ±, a row its own where it is another', () => {
  const column = whiskerOf(0.45, 5000, 0.007);
  expect(ownWithin(whiskerOf(0.43, 5000, 0.007), column, 'search')).toBeNull();
  // One figure more or less of rounding is none.
  expect(ownWithin(whiskerOf(0.36, 5000, 0.007), column, 'search')).toBeNull();
  expect(ownWithin(whiskerOf(0.45, 1000, 0.007), column, 'search')).toMatch(/^±\u00a03\.\d$/);
  expect(ownWithin(whiskerOf(0.45, 5000, 0.005), column, 'fresh')).toMatch(/^±\u00a01\.\d$/);
  expect(ownWithin(whiskerOf(0.45, 5000, null), column, 'search')).toMatch(/^±\u00a01\.4$/);
  expect(ownWithin(whiskerOf(0.45, 5000, null), null, 'search')).not.toBeNull();
  expect(ownWithin(null, column, 'search')).toBeNull();
  expect(spreadSays(column)).toMatch(/images ±.*, training luck ±/);
  expect(spreadSays(whiskerOf(0.45, 5000, null))).toContain('images only');
});

test('a touched row says its figure, how far it is behind, and what it can’t be told from', () => {
  const standing = standingOf({ own: falling(22, 0.46, 0.36), images: 5000, luck: 0.007 }, 0.007);
  const [leader, second] = standing.groups.flatMap(({ rows }) => rows.map(({ trial }) => trial.number));
  const last = standing.groups[0]?.last;
  expect(said(standing, leader!)).toMatch(
    new RegExp(
      `^Trial ${leader}, in ranks 1 to ${last}\n\\d\\d\\.\\d % ± \\d\\.\\d: images ± \\d\\.\\d, training luck ± 1\\.4\ncan’t be told from ranks 1 to ${last}$`,
    ),
  );
  expect(said(standing, second!)).toMatch(
    new RegExp(`\n\\d\\.\\d ± \\d\\.\\d below trial ${leader}; can’t be told from ranks 1 to \\d+$`),
  );
  const apart = standingOf({ own: [0.9, 0.5, 0.1], images: 2000 });
  expect(said(apart, 2)).toMatch(/^Trial 2, rank 2\n.*images only\n.* below trial 1; told from all others$/);
});

test('copies, failures and finalists are told as what they are', () => {
  const standing = standingOf({ own: [0.8, null, 0.8, 0.1], images: 1000, reused: { 3: 1 } });
  expect(said(standing, 3)).toContain('the result of trial 1; can’t be told from ranks 1 to 2');
  expect(said(standing, 2)).toBe('Trial 2, failed');
  expect(placeSays(standing, 9)).toBe('');
  expect(touchedSays(standing, 9, [])).toBe('');
  const story = { own: falling(12, 0.46, 0.4), images: 1000, further: 7 };
  const further = standingOf(story);
  const behind = further.groups[0]?.rows.find(({ trial }) => further.against(trial.number) !== null);
  expect(said(further, behind?.trial.number ?? 0)).toContain(' in the mean of fresh trainings; ');
});

test('many stretches of ranks are told in short', () => {
  const standing = standingOf({ own: Array<number>(24).fill(0.4), images: 1000 });
  const [own, ...rest] = standing.groups[0]!.rows.map(({ trial }) => trial.number);
  const some = (positions: readonly number[]): string =>
    touchedSays(
      standing,
      own!,
      positions.map((position) => rest[position - 2]!),
    );
  expect(some([2, 3, 5])).toContain('ranks 1 to 3 and 5');
  expect(some([3, 5])).toContain('ranks 1, 3 and 5');
  expect(some([3, 5, 7, 9, 10, 12])).toContain('ranks 1, 3, 5, 7 and 3 rows more');
});

test('a run’s best is its winner’s fresh figure as soon as there is one', () => {
  const run = runOf({ own: falling(12, 0.46, 0.4), images: 1000, further: 7 });
  const final = run.finalists.find(({ training }) => training === 3);
  expect(bestOf(run)).toMatchObject({ trial: { number: final?.trial }, accuracy: final?.accuracy });
  const searched = bestOf({ ...run, finalists: run.finalists.slice(0, 2) });
  expect(searched?.accuracy).toBe(Math.max(...run.trials.map(({ accuracy }) => accuracy ?? 0)));
  expect(bestOf(runOf({ own: [null], images: 100 }))).toBeNull();
  expect(bestOf(runOf({ own: [], images: 100 }))).toBeNull();
});
