import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Comparison, type ContestantFigures, compare } from '../../studies/comparison/compare.ts';
import {
  CONTESTANT_IDS,
  type ContestantId,
  JUDGED_SEEDS,
  JUDGED_TRIALS,
} from '../../studies/comparison/contestants.ts';
import { readTabulation } from '../../studies/comparison/readTabulation.ts';
import written from '../../studies/recorded/comparison/recording.json';
import { type ComparisonRecording, RECORDED_FEW } from '../../studies/recorded/comparison/recording.ts';
import { CLOSED_FILE } from '../../studies/tabulated/space.ts';
import { contestant } from './contestants.ts';

const { comparisons } = written as unknown as ComparisonRecording;
const [few, many] = comparisons;

/** Those that take a second each. */
const QUICK: readonly ContestantId[] = ['random', 'evolution', 'local'];

const figures = ({ contestants }: Comparison<ContestantFigures>): unknown =>
  QUICK.map((quick) => {
    const { best, meanTop5, regret, childrenToNoiseFloor } = contestants.find(({ id }) => id === quick)!;
    const rounded = [best, meanTop5, regret].map(({ mean, low, high }) =>
      [mean, low, high].map((value) => value.toFixed(5)),
    );
    return { quick, rounded, childrenToNoiseFloor };
  });

test('is of all strategies, with few seeds and with as many as are judged by', () => {
  expect(comparisons.map(({ seeds }) => seeds)).toEqual([RECORDED_FEW, JUDGED_SEEDS]);
  for (const { seeds, comparison, regrets } of comparisons) {
    expect(comparison.seeds).toEqual(Array.from({ length: seeds }, (_, index) => index + 1));
    expect(comparison.trials).toBe(JUDGED_TRIALS);
    expect(comparison.contestants.map(({ id }) => id)).toEqual([...CONTESTANT_IDS]);
    expect(regrets.trials.map(({ id }) => id)).toEqual([...CONTESTANT_IDS]);
  }
  expect(JSON.stringify(written).length).toBeLessThan(200_000);
});

test('is what comes out of the table here', async () => {
  const table = readTabulation(JSON.parse(readFileSync(`public/${CLOSED_FILE}`, 'utf8')));
  if (!table.ok) throw new Error(table.error);
  const { costTarget, costExponent } = table.value.benchmark.settings;
  const comparing = compare({
    contestants: QUICK.map((id) => contestant(id, table.value)),
    tabulation: table.value,
    reward: { reward: 'accuracy', costTarget, costExponent },
    trials: JUDGED_TRIALS,
    seeds: few!.comparison.seeds,
  });
  let step = await comparing.next();
  while (!step.done) step = await comparing.next();
  expect(figures(few!.comparison)).toEqual(figures(step.value));
}, 60_000);

test('shows what lesson 7 says of it', () => {
  const untold = ({ contestants }: Comparison<ContestantFigures>): readonly string[] =>
    contestants.flatMap(({ id, againstRandom }) =>
      againstRandom !== null && againstRandom.pHolm >= 0.05 ? [id] : [],
    );
  expect(untold(few!.comparison)).toHaveLength(CONTESTANT_IDS.length - 1);
  expect(untold(many!.comparison)).toEqual(['ppo-paper', 'random-repeat']);
  const sure = few!.comparison.contestants.filter(
    ({ againstRandom }) => againstRandom?.wins === RECORDED_FEW,
  );
  expect(sure.length).toBeGreaterThan(0);
  for (const { againstRandom } of sure) expect(againstRandom?.p).toBe(0.25);
});
