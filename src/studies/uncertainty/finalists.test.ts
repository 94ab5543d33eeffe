import { expect, test } from 'vitest';
import { type Candidate, chooseFinalists, finalFigure, freshMean, winnerOf } from './finalists.ts';
import { createWorld, LEAST, MOST, RUNS, tell } from './testing/simulation.ts';

const candidate = (trial: number, accuracy: number | null, graph = `g${trial}`, full = true): Candidate => ({
  trial,
  graph,
  accuracy,
  full,
});

test('the best of different graphs, at the last budget, failed ones left out', () => {
  const trials = [
    candidate(1, 0.4),
    candidate(2, 0.5, 'twice'),
    candidate(3, null),
    candidate(4, 0.9, 'short', false),
    candidate(5, 0.6),
    candidate(6, 0.5, 'twice'),
    candidate(7, 0.52, 'again'),
    candidate(8, 0.45, 'again'),
    candidate(9, 0.4),
  ];
  expect(chooseFinalists(trials)).toEqual([5, 7, 2]);
  expect(chooseFinalists([...trials].reverse())).toEqual([5, 7, 2]);
  // Of equal ones the earliest.
  expect(chooseFinalists(trials, 4)).toEqual([5, 7, 2, 1]);
  expect(chooseFinalists(trials, 99)).toEqual([5, 7, 2, 1, 9]);
  expect(chooseFinalists(trials, 0)).toEqual([]);
  expect(chooseFinalists([candidate(1, null)])).toEqual([]);
});

test('the greatest mean of fresh trainings wins, of equal ones the earliest trial', () => {
  expect(
    winnerOf([
      { trial: 5, choosing: [0.5, 0.5] },
      { trial: 9, choosing: [0.375, 0.75] },
      { trial: 2, choosing: [0.625, 0.5] },
      { trial: 7, choosing: [0.99, null] },
    ]),
  ).toBe(2);
  expect(winnerOf([{ trial: 7, choosing: [0.9, null] }])).toBeNull();
  expect(winnerOf([])).toBeNull();
  expect(freshMean({ trial: 1, choosing: [] })).toBeNull();
  expect(freshMean({ trial: 1, choosing: [0.25, 0.75] })).toBe(0.5);
});

test('the figure says by how much the selecting one was higher', () => {
  const figure = finalFigure(0.44, 5000, null, 0.47);
  expect(figure.selectedHigher).toBeCloseTo(0.03, 12);
  expect(figure.whisker.counts).toBe('images-only');
});

/**
 * 40 children, true accuracies 42 ± 1.7 %, luck ± 0.8 %, 700 validation images: ± 1.9 %, of which 1.5 are each child's own.
 * So the noise that children do not share is as great as what parts them, 1.7 points.
 */
test('simulated: the final figure is unbiased, the selecting one is too high', () => {
  const [children, spread, luck, validation, others] = [40, 0.017, 0.008, 700, 2000];
  const world = createWorld(21);
  let gained = 0;
  const off = { best: 0, selecting: 0, choosing: 0, final: 0, withSelecting: 0 };
  let held = 0;
  for (let run = 0; run < RUNS; run++) {
    const images = world.images(validation);
    const outside = world.images(others);
    const owns = Array.from({ length: children }, () => 0.42 + spread * world.random.normal());
    const trials = owns.map((own, index) => candidate(index + 1, world.train(own, luck, images).accuracy));
    const finalists = chooseFinalists(trials).map((trial) => ({
      trial,
      choosing: [0, 0].map(() => world.train(owns[trial - 1]!, luck, outside).accuracy),
    }));
    const winner = winnerOf(finalists)!;
    const own = owns[winner - 1]!;
    const { accuracy } = world.train(own, luck, outside);
    const selectedBy = trials[winner - 1]!.accuracy!;
    const { whisker } = finalFigure(accuracy, others, luck, selectedBy);
    if (Math.abs(accuracy - own) <= whisker.whole) held++;
    const mean = freshMean(finalists.find(({ trial }) => trial === winner)!)!;
    const best = finalists[0]!.trial - 1;
    off.best += (trials[best]!.accuracy! - owns[best]!) / RUNS;
    gained += (own - owns[best]!) / RUNS;
    off.selecting += (selectedBy - own) / RUNS;
    off.choosing += (mean - own) / RUNS;
    off.withSelecting += ((selectedBy + 2 * mean) / 3 - own) / RUNS;
    off.final += (accuracy - own) / RUNS;
  }
  for (const [name, by] of Object.entries(off)) tell(`finalists, ${name}: points too high`, 100 * by);
  tell('finalists: points that the winner is truly better than the best trial', 100 * gained);
  tell('finalists: the final whisker holds the truth', held / RUNS);
  expect(Math.abs(off.final)).toBeLessThan(0.001);
  // The best of 40 normals lies 2.16 deviations up, half of which is noise here: 2.16 x 1.7 / sqrt 2 = 2.6 points.
  expect(Math.abs(off.best - 0.026)).toBeLessThan(0.002);
  // The winner of three is less often one that luck brought there.
  expect(off.selecting).toBeGreaterThan(0.01);
  expect(off.selecting).toBeLessThan(off.best - 0.005);
  // The mean that chose the winner is that of the best of three, and with the selecting trial in it, it is worse.
  expect(off.choosing).toBeGreaterThan(0.001);
  expect(gained).toBeGreaterThan(0.001);
  expect(off.withSelecting).toBeGreaterThan(off.choosing + 0.003);
  expect(held / RUNS).toBeGreaterThan(LEAST);
  expect(held / RUNS).toBeLessThan(MOST);
});
