import { expect, test } from 'vitest';
import { differenceOf, type Judged } from './difference.ts';
import { createRanking, type Ranking } from './groups.ts';
import { createWorld, RUNS, shareOf, tell } from './testing/simulation.ts';

const LUCK = 0.01;

function ranked(children: readonly (Judged | null)[], luck: number | null = LUCK): Ranking {
  const ranking = createRanking(luck);
  for (const [index, judged] of children.entries()) ranking.add({ trial: index + 1, judged });
  return ranking;
}

/** Without bits or luck: two children are apart by their distance alone. */
const plain = (accuracy: number): Judged => ({ accuracy, images: 1000, right: null });

test('a group is its head and what can’t be told from it; the first that can heads the next', () => {
  // Unpaired on 1,000 images, 21 pairs: 0.061 (pairs from 0.5 down) is under the 3.0 deviations of the test, 0.08 over it.
  const accuracies = [0.45, 0.5, 0.41, 0.55, 0.3, 0.52, 0.29];
  const ranking = ranked(accuracies.map(plain), null);
  expect(ranking.groups()).toEqual([
    { first: 1, last: 3, trials: [4, 6, 2] },
    { first: 4, last: 5, trials: [1, 3] },
    { first: 6, last: 7, trials: [5, 7] },
  ]);
  // Not transitive: trial 2 (0.5) is in the first group, and can't be told from the second one's head (0.45) either.
  expect(ranking.alike(2)).toEqual([4, 6, 1]);
  expect(ranking.alike(4)).toEqual([6, 2]);
  expect(ranking.alike(1)).toEqual([2, 3]);
  const verdict = ranking.between(4, 1);
  expect(verdict !== 'same' && verdict.apart && verdict.low > 0).toBe(true);
});

test('every row of a group can’t be told from its head, and every head can from the one before', () => {
  const world = createWorld(4);
  for (let round = 0; round < 20; round++) {
    const images = world.images(500);
    const children = Array.from({ length: 30 }, () =>
      world.train(0.45 + 0.05 * world.random.normal(), LUCK, images),
    );
    const ranking = ranked(children);
    const groups = ranking.groups();
    expect(groups.flatMap(({ trials }) => trials)).toEqual(
      children
        .map(({ accuracy }, i) => ({ accuracy, trial: i + 1 }))
        .sort((a, b) => b.accuracy - a.accuracy || a.trial - b.trial)
        .map(({ trial }) => trial),
    );
    for (const [index, { first, last, trials }] of groups.entries()) {
      const head = trials[0]!;
      expect(last - first + 1).toBe(trials.length);
      expect(ranking.alike(head)).toEqual(expect.arrayContaining(trials.slice(1)));
      const before = groups[index - 1]?.trials[0];
      if (before !== undefined) expect(ranking.alike(before)).not.toContain(head);
    }
    for (let trial = 1; trial <= 30; trial++)
      for (const other of ranking.alike(trial)) expect(ranking.alike(other)).toContain(trial);
  }
});

test('reused results are the child they were taken from, failed ones have no rank', () => {
  const ranking = createRanking(null);
  ranking.add({ trial: 1, judged: plain(0.5) });
  ranking.add({ trial: 2, judged: null });
  ranking.add({ trial: 3, judged: plain(0.3) });
  ranking.add({ trial: 4, judged: plain(0.5), reusedFrom: 1 });
  ranking.add({ trial: 5, judged: plain(0.5), reusedFrom: 4 });
  expect(ranking.groups()).toEqual([
    { first: 1, last: 3, trials: [1, 4, 5] },
    { first: 4, last: 4, trials: [3] },
  ]);
  expect(ranking.failed()).toEqual([2]);
  expect(ranking.between(5, 1)).toBe('same');
  expect(ranking.between(1, 3)).toEqual(ranking.between(5, 3));
  // Two children, one pair: nothing has to be adjusted.
  expect(ranking.error()).toBe(0.05);
  expect(() => ranking.alike(2)).toThrow('Trial 2 has no rank');
  expect(() => ranking.add({ trial: 3, judged: plain(0.2) })).toThrow('Trial 3 has its rank already');
  expect(createRanking(0.01).groups()).toEqual([]);
});

test('an original that comes after its copy, or never, changes nothing', () => {
  const ranking = createRanking(null);
  ranking.add({ trial: 4, judged: plain(0.5), reusedFrom: 1 });
  expect(ranking.groups()).toEqual([{ first: 1, last: 1, trials: [4] }]);
  ranking.add({ trial: 1, judged: plain(0.5) });
  expect(ranking.between(4, 1)).toBe('same');
  expect(ranking.groups()).toEqual([{ first: 1, last: 2, trials: [1, 4] }]);
});

test.each([
  [12, 200, 0.01],
  [22, 300, 0.015],
])('simulated: among %d equal children at most 5 of 100 runs tell any apart', (count, images, luck) => {
  const world = createWorld(count);
  let naive = 0;
  const wrong = shareOf(RUNS, () => {
    const shared = world.images(images);
    const children = Array.from({ length: count }, () => world.train(0.45, luck, shared));
    const best = children.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
    const ps = children.filter((child) => child !== best).map((child) => differenceOf(best, child, luck).p);
    if (Math.min(...ps) <= 0.05 / (count - 1)) naive++;
    return ranked(children, luck).groups().length > 1;
  });
  tell(`groups, ${count} equal children: runs that tell any apart`, wrong);
  tell('  by a test of the rows against their head alone', naive / RUNS);
  expect(wrong).toBeLessThan(0.05);
  expect(wrong).toBeGreaterThan(0.01);
  // Holm over the rows against their head, as if it had been chosen before the results.
  expect(naive / RUNS).toBeGreaterThan(0.12);
});

test('simulated: nor do two sorts of children let any of one sort be told apart more often', () => {
  const world = createWorld(9);
  let found = 0;
  const wrong = shareOf(RUNS, () => {
    const images = world.images(200);
    const owns = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 0.3 : 0.6));
    const ranking = ranked(owns.map((own) => world.train(own, LUCK, images)));
    let erred = false;
    for (let i = 0; i < 12; i++) {
      const alike = ranking.alike(i + 1);
      for (let j = 0; j < i; j++) {
        const apart = !alike.includes(j + 1);
        if (owns[i] === owns[j]) erred ||= apart;
        else if (apart) found++;
      }
    }
    return erred;
  });
  tell('groups, two sorts of children: runs that tell equal ones apart', wrong);
  tell('  different ones found', found / (36 * RUNS));
  expect(wrong).toBeLessThan(0.05);
  expect(wrong).toBeGreaterThan(0.005);
  // And what differs is found.
  expect(found / (36 * RUNS)).toBeGreaterThan(0.95);
});

test('beyond the limit, rows are compared with their head by the first step alone', () => {
  const world = createWorld(12);
  const images = world.images(400);
  const children = Array.from({ length: 40 }, () =>
    world.train(0.45 + 0.06 * world.random.normal(), LUCK, images),
  );
  const ranking = createRanking(LUCK, { stepsUpTo: 10 });
  for (const [index, judged] of children.entries()) {
    ranking.add({ trial: index + 1, judged });
    // Asked each time, since answers are kept from one result to the next.
    const groups = ranking.groups();
    ranking.alike(1);
    if (index < 10) continue;
    const error = 0.05 / ((index * (index + 1)) / 2);
    const rows = groups.flatMap(({ trials }) => trials);
    const heads = groups.map(({ trials }) => trials[0]!);
    let head = rows[0]!;
    const expected = rows.filter((trial) => {
      const { p } = differenceOf(children[head - 1]!, children[trial - 1]!, LUCK);
      if (trial !== head && p > error) return false;
      head = trial;
      return true;
    });
    expect(heads).toEqual(expected);
    expect(rows).toHaveLength(index + 1);
  }
  expect(ranking.groups().length).toBeGreaterThan(1);
});

test('a hundred children and 5,000 images, one more result at a time', () => {
  const world = createWorld(10);
  const images = world.images(5000);
  const children = Array.from({ length: 120 }, () =>
    world.train(0.45 + 0.02 * world.random.normal(), LUCK, images),
  );
  const ranking = createRanking(LUCK);
  const times = children.map((judged, index) => {
    const start = performance.now();
    ranking.add({ trial: index + 1, judged });
    ranking.groups();
    return performance.now() - start;
  });
  // Under a millisecond here; a machine that does other things may halt some of them.
  expect(times.sort((a, b) => a - b)[60]!).toBeLessThan(10);
});
