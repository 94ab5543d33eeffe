import { expect, test } from 'vitest';
import type { Trial } from '../../search/trial.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { distinctGraphs } from '../tabulated/closedSpace.ts';
import { SMALL_SPACE } from '../testing/closedTable.ts';
import { figuresOf } from './figures.ts';
import type { Judge } from './tabulation.ts';

const graphs = distinctGraphs(SMALL_SPACE).slice(0, 12);
const keys = graphs.map(canonicalKey);

/** By the graph's number: its worth is a tenth of it, seed 2 is told one more. */
const judge: Judge = {
  graphOf: (architecture) => keys.indexOf(canonicalKey(architecture)),
  judged: (graph, seed) => graph / 10 + (seed === 2 ? 1 : 0),
  worth: (graph) => graph / 10,
  best: 1.1,
  noiseFloor: 0.65,
  atNoiseFloor: 5,
};

const trial = (graph: number, reward: number, status: Trial['status'] = 'trained', seconds = 2): Trial => ({
  number: 1,
  architecture: graphs[graph]!,
  status,
  accuracy: status === 'failed' ? null : reward,
  reward,
  trainable: 1,
  multiplyAdds: 1,
  seconds,
  epochs: [],
});

test('the graphs are found by their rewards, and judged by the judge; a graph that comes again adds none', () => {
  const { progress } = figuresOf(
    [
      trial(3, 0.2),
      trial(5, 0.4),
      trial(5, 0.4, 'reused', 0),
      trial(1, 0.3),
      trial(9, 0, 'failed', 1),
      trial(2, 0.6),
      trial(2, 0.6),
      trial(4, 0.5),
      trial(0, 0.1),
    ],
    judge,
    1,
  );
  expect(progress.map(({ children, seconds }) => [children, seconds])).toEqual([
    [1, 2],
    [2, 4],
    [3, 6],
    [4, 7],
    [5, 9],
    [5, 11],
    [6, 13],
    [7, 15],
  ]);
  expect(progress.map(({ best }) => best)).toEqual([0.3, 0.5, 0.5, 0.5, 0.2, 0.2, 0.2, 0.2]);
  // Fewer than five: those there are. In the end graphs 2, 4, 5, 1 and 3.
  expect(progress[1]?.meanTop5).toBeCloseTo((0.5 + 0.3) / 2, 12);
  expect(progress[3]?.meanTop5).toBeCloseTo((0.5 + 0.1 + 0.3 + 0.9) / 4, 12);
  expect(progress[7]?.meanTop5).toBeCloseTo((0.2 + 0.4 + 0.5 + 0.1 + 0.3) / 5, 12);
  expect(progress[7]?.meanTop25).toBeCloseTo((0.2 + 0.4 + 0.5 + 0.1 + 0.3 + 0 + 0.9) / 7, 12);
});

test('of equal rewards the earlier one is the better', () => {
  const equal = [7, 2, 6, 3, 8, 1, 9].map((graph) => trial(graph, 0.5));
  const { progress, regrets } = figuresOf(equal, judge, 1);
  expect(progress.at(-1)?.best).toBe(0.7);
  expect(progress.at(-1)?.meanTop5).toBeCloseTo((0.7 + 0.2 + 0.6 + 0.3 + 0.8) / 5, 12);
  expect(regrets.map(({ regret }) => regret.toFixed(2))).toEqual(new Array(7).fill('0.40'));
});

test('the judge is asked for the seed', () => {
  expect(figuresOf([trial(3, 0.2)], judge, 2).progress[0]?.best).toBe(1.3);
});

test('regret is that of the graph found best by then, of every trial, and rises where luck misleads', () => {
  const trials = [trial(3, 0.2), trial(10, 0.4), trial(10, 0.4, 'reused', 0), trial(1, 0.5), trial(11, 0.6)];
  const { regrets } = figuresOf(trials, judge, 1);
  expect(regrets.map(({ regret }) => Number(regret.toFixed(9)))).toEqual([0.8, 0.1, 0.1, 1, 0]);
  expect(regrets.map(({ seconds }) => seconds)).toEqual([2, 4, 4, 6, 8]);
});

test('the noise floor is reached by the first graph that is worth it, whatever its reward', () => {
  const { childrenToNoiseFloor: at } = figuresOf(
    [trial(3, 0.9), trial(3, 0.9, 'reused', 0), trial(6, 0.8), trial(7, 0.1), trial(11, 0.9)],
    judge,
    1,
  );
  expect(at).toBe(3);
  expect(figuresOf([trial(3, 0.9), trial(6, 0.8)], judge, 1).childrenToNoiseFloor).toBeNull();
  expect(figuresOf([trial(11, 1)], { ...judge, noiseFloor: null }, 1).childrenToNoiseFloor).toBeNull();
});
