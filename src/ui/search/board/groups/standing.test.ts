import { expect, test } from 'vitest';
import { finalOf, winnerOf } from '../../../../search/finalists.ts';
import type { MadeChild } from '../../../../search/made.ts';
import type { Trial } from '../../../../search/trial.ts';
import { notMeasured } from './deviation.ts';
import { createStandings, type Standing, type StandingInput } from './standing.ts';
import { falling, runOf } from './testing/children.ts';

const standingOf = (input: StandingInput, deviation: number | null = null): Standing =>
  createStandings(() => deviation).of(input);

const numbers = ({ groups }: Standing): number[][] =>
  groups.map(({ rows }) => rows.map(({ trial }) => trial.number));

test('no trial, no group', () => {
  const standing = standingOf(runOf({ own: [], images: 100 }));
  expect(standing.groups).toEqual([]);
  expect(standing.spread).toBeNull();
  expect(standing.alike(1)).toEqual([]);
  expect(standing.against(1)).toBeNull();
});

test('one trial is a group of its own', () => {
  const standing = standingOf(runOf({ own: [0.4], images: 1000 }));
  expect(standing.groups).toMatchObject([{ kind: 'ranked', first: 1, last: 1 }]);
  expect(standing.spread?.counts).toBe('images-only');
  expect(standing.against(1)).toBeNull();
});

test('equal children share one rank, children that are far apart have each their own', () => {
  const equal = standingOf(runOf({ own: Array(12).fill(0.4), images: 1000 }));
  expect(equal.groups).toMatchObject([{ first: 1, last: 12 }]);
  expect(equal.alike(5)).toHaveLength(11);
  const apart = standingOf(runOf({ own: [0.3, 0.9, 0.1, 0.6], images: 2000 }));
  expect(numbers(apart)).toEqual([[2], [4], [1], [3]]);
  expect(apart.groups.map(({ first, last }) => [first, last])).toEqual([1, 2, 3, 4].map((r) => [r, r]));
  expect(apart.alike(2)).toEqual([]);
  const behind = apart.against(4);
  expect(behind?.leader).toBe(2);
  expect(behind?.verdict !== 'same' && behind?.verdict.apart).toBe(true);
});

test('within a group by accuracy, and words agree with intervals', () => {
  const standing = standingOf(runOf({ own: falling(22, 0.46, 0.36), images: 5000, luck: 0.007 }), 0.007);
  const rows = standing.groups.flatMap((group) => group.rows);
  const figures = rows.map(({ figure }) => figure ?? 0);
  expect(figures).toEqual([...figures].sort((a, b) => b - a));
  const leader = rows[0]!.trial.number;
  const alike = new Set(standing.alike(leader));
  for (const { trial } of rows.slice(1)) {
    const verdict = standing.against(trial.number)?.verdict;
    if (verdict === undefined || verdict === 'same') throw new Error('no verdict');
    expect(verdict.low <= 0).toBe(alike.has(trial.number));
    expect(standing.places.get(trial.number)?.group === standing.groups[0]).toBe(alike.has(trial.number));
  }
  expect(standing.spread?.counts).toBe('images-and-training');
});

test('failed trials come last and have no rank; a reused result stands beside its own', () => {
  const run = runOf({ own: [0.3, null, 0.8, null, 0.8], images: 2000, reused: { 5: 3 } });
  const standing = standingOf(run);
  expect(numbers(standing)).toEqual([[3, 5], [1], [2, 4]]);
  expect(standing.groups.map(({ kind }) => kind)).toEqual(['ranked', 'ranked', 'failed']);
  expect(standing.against(5)).toEqual({ leader: 3, verdict: 'same' });
  expect(standing.alike(2)).toEqual([]);
  expect(standing.places.get(2)).toMatchObject({ position: 4, row: { figure: null } });
});

test('bits part more children than accuracies alone; bits of another child count as none', () => {
  const own = falling(12, 0.46, 0.36);
  const run = runOf({ own, images: 2000 });
  const counts = (input: StandingInput): number => standingOf(input).groups.length;
  const bare = { ...run, trials: run.trials.map(({ right: _, ...trial }) => trial) };
  const seeds = [1, 2, 3, 4, 5, 6];
  const groupsOf = (hasBits: boolean): number =>
    seeds.reduce((sum, seed) => sum + counts(runOf({ own, images: 2000, seed, hasBits })), 0);
  expect(groupsOf(true)).toBeGreaterThan(groupsOf(false));
  const swapped = run.trials.map((trial, index) => {
    const { right } = run.trials[(index + 1) % 12]!;
    return right === undefined ? trial : { ...trial, right };
  });
  expect(numbers(standingOf({ ...run, trials: swapped }))).toEqual(numbers(standingOf(bare)));
  const torn = run.trials.map((trial) => ({ ...trial, right: 'no bits' }));
  expect(numbers(standingOf({ ...run, trials: torn }))).toEqual(numbers(standingOf(bare)));
});

test('as a run grows its standing is that of all its trials at once; another run begins anew', () => {
  const run = runOf({ own: [...falling(30, 0.5, 0.3), null, 0.4], images: 1000, reused: { 20: 4 } });
  const standings = createStandings(notMeasured);
  for (let count = 0; count <= run.trials.length; count++) {
    const input = { ...run, trials: run.trials.slice(0, count) };
    expect(numbers(standings.of(input))).toEqual(numbers(standingOf(input)));
  }
  const other = runOf({ own: falling(40, 0.9, 0.2), images: 500, seed: 5 });
  expect(numbers(standings.of(other))).toEqual(numbers(standingOf(other)));
  const fewer = { ...other, trials: other.trials.slice(0, 9) };
  expect(numbers(standings.of(fewer))).toEqual(numbers(standingOf(fewer)));
});

test('what takes long is done in parts, with the same end', () => {
  const run = runOf({ own: falling(30, 0.5, 0.3), images: 1000 });
  const standings = createStandings(notMeasured);
  let asked = 0;
  const parts: (Standing | null)[] = [];
  do parts.push(standings.before(run, () => asked++ % 8 === 7));
  while (parts.at(-1) === null);
  expect(parts.length).toBe(5);
  expect(numbers(parts.at(-1)!)).toEqual(numbers(standingOf(run)));
});

test('finalists head the board by fresh figures, and are not there twice', () => {
  const run = runOf({ own: falling(20, 0.46, 0.36), images: 2000, luck: 0.01, further: 7 });
  const standing = standingOf(run, 0.01);
  const chosen = new Set(run.finalists.map(({ trial }) => trial));
  const first = standing.groups.filter(({ kind }) => kind === 'finalists');
  expect(new Set(first.flatMap(({ rows }) => rows.map(({ trial }) => trial.number)))).toEqual(chosen);
  expect(first[0]?.again).toEqual({ done: 7, total: 7, isDone: true });
  expect(
    numbers(standing)
      .flat()
      .sort((a, b) => a - b),
  ).toEqual(run.trials.map(({ number }) => number));
  const winner = winnerOf(run.settings, run.trials, run.finalists);
  for (const { trial, figure, from, was } of first.flatMap(({ rows }) => rows)) {
    const fresh = run.finalists.filter((one) => one.trial === trial.number && one.training <= 2);
    const mean = fresh.reduce((sum, one) => sum + (one.accuracy ?? 0), 0) / 2;
    expect(was).toBe(trial.accuracy);
    expect(from).toBe(trial.number === winner?.number ? 'final' : 'fresh');
    expect(figure).toBe(from === 'final' ? finalOf(run.settings, run.finalists)?.accuracy : mean);
  }
  expect(standing.groups[0]?.rows.some(({ from }) => from === 'final')).toBe(true);
  // Two trainings are surer than one.
  const fresh = first.flatMap(({ rows }) => rows).find(({ from }) => from === 'fresh');
  expect(fresh?.whisker()?.whole).toBeLessThan(standing.spread?.whole ?? 0);
});

test('while they train, finalists without a figure stand behind those that have one', () => {
  const own = falling(12, 0.46, 0.36);
  const none = runOf({ own, images: 2000, further: 7 });
  expect(standingOf({ ...none, finalists: [] }).groups.map(({ kind }) => kind)).not.toContain('finalists');
  const some = standingOf(runOf({ own, images: 2000, further: 2 }));
  const kinds = some.groups.slice(0, 3).map(({ kind }) => kind);
  expect(kinds).toContain('pending');
  expect(some.groups[0]?.again).toEqual({ done: 2, total: 7, isDone: false });
  expect(some.groups.find(({ kind }) => kind === 'pending')?.rows).toMatchObject([{ figure: null }]);
  // Ranks below go on behind all three.
  expect(some.groups.find(({ kind }) => kind === 'ranked')?.first).toBe(4);
});

test('a finalist whose trainings failed has no figure but a reason; a copy shares its fresh figure', () => {
  const run = runOf({ own: [0.3, 0.8, 0.5, 0.6, 0.2], images: 500, further: 7, reused: { 5: 2 } });
  const failed = run.finalists.map((one) =>
    one.trial === 4 ? { ...one, status: 'failed' as const, accuracy: null, reason: 'It diverged.' } : one,
  );
  const standing = standingOf({ ...run, finalists: failed });
  expect(standing.places.get(4)).toMatchObject({
    group: { kind: 'pending' },
    row: { figure: null, reason: 'It diverged.' },
  });
  const [own, copy] = [standing.places.get(2), standing.places.get(5)];
  expect(copy?.group).toBe(own?.group);
  expect(copy?.row.figure).toBe(own?.row.figure);
  expect(copy?.row.trial).toBe(run.trials[4]);
  expect(standing.against(5)).toEqual({ leader: 2, verdict: 'same' });
});

test('a looked-up run has one fresh training and a final figure, and the search’s best wins', () => {
  const run = runOf({ own: [0.3, 0.8, 0.5, 0.6], images: 500, further: 3 });
  const [winner] = run.finalists;
  if (!winner) throw new Error('no finalist');
  const last = { ...winner, training: 2, accuracy: 0.77, judgedOn: 'test' as const, images: 1000 };
  const settings = { ...run.settings, rewards: 'table' as const };
  const standing = standingOf({ ...run, settings, finalists: [...run.finalists, last] });
  expect(standing.groups[0]?.again).toEqual({ done: 4, total: 4, isDone: true });
  expect(standing.places.get(winner.trial)?.row).toMatchObject({ from: 'final', figure: 0.77 });
});

test('5,000 trials', () => {
  const run = runOf({ own: falling(5000, 0.46, 0.26), images: 1000 });
  const standings = createStandings(notMeasured);
  const start = performance.now();
  const standing = standings.of(run);
  expect(standing.places.size).toBe(5000);
  expect(standing.groups.length).toBeLessThan(30);
  expect(standing.alike(1).length).toBeGreaterThan(0);
  // Some 50 ms here; a machine that does other things may take more.
  expect(performance.now() - start).toBeLessThan(1000);
});

const made = (number: number, seeds: number, ...figures: readonly (number | null)[]): MadeChild => {
  const [{ architecture, trainable, multiplyAdds }] = runOf({ own: [0.5], images: 100 }).trials as [Trial];
  const trainings = figures.map((accuracy) => ({
    status: accuracy === null ? ('failed' as const) : ('trained' as const),
    ...{ accuracy, seconds: 1, epochs: [] },
  }));
  return { number, by: 'Ada', architecture, seeds, after: 3, trainable, multiplyAdds, trainings };
};

test('children by hand that have ended share ranks with the others; those that come stand above all', () => {
  const run = runOf({ own: [0.3, 0.9, 0.6], images: 2000 });
  const standing = standingOf({
    ...run,
    made: [made(1, 1, 0.6), made(2, 3, 0.2), made(3, 1), made(4, 1, null), made(5, 3, 0.1, null, 0.12)],
  });
  expect(standing.groups.map(({ kind, rows }) => [kind, rows.map(({ trial }) => trial.number)])).toEqual([
    ['coming', [-2, -3]],
    ['ranked', [2]],
    ['ranked', [-1, 3].sort((a, b) => (place(standing, a) ?? 0) - (place(standing, b) ?? 0))],
    ['ranked', [1]],
    ['ranked', [-5]],
    ['failed', [-4]],
  ]);
  // Nobody loses a place to what has no figure yet.
  expect(
    standing.groups.filter(({ kind }) => kind === 'ranked').map(({ first, last }) => [first, last]),
  ).toEqual([
    [1, 1],
    [2, 3],
    [4, 4],
    [5, 5],
  ]);
  expect(standing.alike(3)).toEqual([-1]);
  expect(standing.against(-1)?.leader).toBe(2);
  expect(standing.against(-2)).toBeNull();
  const row = (number: number) => standing.places.get(number)?.row;
  expect(row(-5)?.figure).toBeCloseTo(0.11);
  expect(row(-2)).toMatchObject({ figure: 0.2, made: { number: 2 } });
  expect(row(-3)).toMatchObject({ figure: null });
  expect(row(3)).not.toHaveProperty('made');
});

test('the column’s ± is of the search’s own, and the mean of three seeds has a narrower one', () => {
  const run = runOf({ own: [0.4, 0.4], images: 5000 });
  const alone = standingOf(run, 0.02);
  const beside = standingOf({ ...run, made: [made(1, 3, 0.4, 0.41, 0.39)] }, 0.02);
  expect(beside.spread).toEqual(alone.spread);
  const half = beside.places.get(-1)?.row.whisker()?.whole ?? 1;
  expect(half).toBeLessThan(alone.spread?.whole ?? 0);
});

test('a child by hand that ends later is taken up, and one that is cancelled is gone', () => {
  const run = runOf({ own: [0.3, 0.6], images: 2000 });
  const standings = createStandings(() => null);
  const kinds = (children: readonly MadeChild[]) =>
    standings.of({ ...run, made: children }).groups.map(({ kind, rows }) => [kind, rows[0]?.trial.number]);
  expect(kinds([made(1, 1)])[0]).toEqual(['coming', -1]);
  expect(kinds([made(1, 1, 0.9)])[0]).toEqual(['ranked', -1]);
  expect(kinds([])).toEqual([
    ['ranked', 2],
    ['ranked', 1],
  ]);
});

const place = (standing: Standing, trial: number): number | undefined => standing.places.get(trial)?.position;
