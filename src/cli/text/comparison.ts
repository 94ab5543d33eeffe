import type { Comparison, ComparisonTable, ContestantResult } from '../../studies/comparison/compare.ts';
import { curveOf, regretCourses } from '../../studies/comparison/curves.ts';
import { FIGURE_NAMES } from '../../studies/comparison/figures.ts';
import type { Interval } from '../../studies/comparison/statistics.ts';
import { probability, seedsWord, verdicts } from '../../studies/comparison/words.ts';
import { tableLines } from './table.ts';
import { worthsLines } from './worths.ts';

/** A comparison for a reader at a terminal. */
export function comparisonLines(comparison: Comparison): string[] {
  const { contestants, seeds, trials, table } = comparison;
  const found = contestants.map((one) => [
    one.id,
    ...FIGURE_NAMES.map((figure) => intervalText(one[figure])),
    intervalText(one.regret),
    floorText(one, seeds.length),
  ]);
  return [
    `${seedsWord(seeds.length)}, ${trials === 1 ? '1 trial' : `${trials} trials`} each. ${tableWords(table)}`,
    judgeWords(table),
    'Reward x 100: mean over the seeds, and its 95 % bootstrap interval.',
    '',
    ...tableLines(
      ['strategy', 'best', 'mean of top 5', 'mean of top 25', 'regret', 'children to the noise floor'],
      found,
      { names: 1 },
    ),
    '',
    'Mean of top 5 against children trained:',
    ...courseLines(contestants, 'children', (at) => String(at)),
    '',
    'Mean of top 5 against seconds of training:',
    ...courseLines(contestants, 'seconds', (at) => `${Math.round(at)} s`),
    '',
    'Regret against trials, the best possible reward less that of the graph found best by then:',
    ...regretLines(comparison),
    ...againstLines(comparison),
    ...worthsLines(comparison),
  ];
}

const percent = (share: number): string => (100 * share).toFixed(2);

const intervalText = ({ mean, low, high }: Interval): string =>
  `${percent(mean)} (${percent(low)} to ${percent(high)})`;

function floorText({ childrenToNoiseFloor, reachedNoiseFloor }: ContestantResult, seeds: number): string {
  return `${childrenToNoiseFloor ?? '-'} (${reachedNoiseFloor} of ${seedsWord(seeds)})`;
}

/** What was searched, what made it, and how far two trainings of a graph agree. */
function tableWords(table: ComparisonTable): string {
  const { graphs, trainings, engine, engineVersion, adapter, commit, date } = table;
  const maker = [
    `${engine} ${engineVersion}`,
    ...(adapter === null ? [] : [`on ${adapter}`]),
    `commit ${commit.slice(0, 10)}`,
    date,
  ].join(', ');
  const { correlation, correlationBetterHalf: half } = table;
  const inHalf = half === null ? '' : `, in the better half at ${half.toFixed(2)}`;
  const agree =
    correlation === null
      ? 'How far trainings of one graph agree is not known.'
      : `Validation accuracies of two trainings correlate at ${correlation.toFixed(2)}${inHalf}.`;
  return `The table has ${graphs} graphs, each trained ${trainings === 2 ? 'twice' : `${trainings} times`} (${maker}). ${agree}`;
}

function judgeWords({ best, noiseFloor, atNoiseFloor }: ComparisonTable): string {
  const floor =
    noiseFloor === null
      ? 'the noise of a graph is not known'
      : `the noise floor, 1.96 standard errors below, ${percent(noiseFloor)}, which ${atNoiseFloor} ${atNoiseFloor === 1 ? 'graph reaches' : 'graphs reach'}`;
  return `Searches saw the validation accuracies of one training; what they found best is judged by test accuracies in the other. The best graph has ${percent(best)}; ${floor}.`;
}

const COLUMNS = 5;

/** The mean of the top 5 at evenly spread places, up to the last that any search reached. */
function courseLines(
  contestants: readonly ContestantResult[],
  axis: 'children' | 'seconds',
  head: (at: number) => string,
): string[] {
  const ends = contestants.flatMap(({ progress }) => progress.map((points) => points.at(-1)?.[axis] ?? 0));
  const end = Math.max(...ends);
  const round = axis === 'children' ? Math.ceil : (at: number): number => at;
  const places = Array.from({ length: COLUMNS }, (_, index) => round(((index + 1) * end) / COLUMNS));
  const unique = [...new Set(places)];
  const curves = contestants.map((one) => ({ id: one.id, points: curveOf(one, 'meanTop5', axis, unique) }));
  return curveLines(unique, curves, head);
}

function regretLines(comparison: Comparison): string[] {
  const { trials: courses } = regretCourses(comparison, COLUMNS);
  const places = courses[0]?.points.map(({ at }) => at) ?? [];
  return curveLines(places, courses, String);
}

function curveLines(
  places: readonly number[],
  curves: readonly {
    readonly id: string;
    readonly points: readonly { readonly at: number; readonly mean: number }[];
  }[],
  head: (at: number) => string,
): string[] {
  const rows = curves.map(({ id, points }) => {
    const means = new Map(points.map(({ at, mean }) => [at, mean]));
    return [id, ...places.map((at) => (means.has(at) ? percent(means.get(at)!) : '-'))];
  });
  return tableLines(['strategy', ...places.map(head)], rows, { names: 1 });
}

/** Nothing where random search did not take part. */
function againstLines(comparison: Comparison): string[] {
  const { contestants } = comparison;
  const rows = contestants.flatMap(({ id, againstRandom }) => {
    if (againstRandom === null) return [];
    const { wins, losses, p, pHolm, effect } = againstRandom;
    return [[id, `${wins}`, `${losses}`, probability(p), probability(pHolm), intervalText(effect)]];
  });
  if (rows.length === 0) return [];
  return [
    '',
    `Against random, mean of top 5 after all trials, seed by seed (Wilcoxon's signed-rank test, two-sided):`,
    ...tableLines(['strategy', 'wins', 'losses', 'p', 'p by Holm', 'effect in points'], rows, { names: 1 }),
    '',
    ...verdicts(comparison).map((sentence) => `${sentence}.`),
    'p speaks of this table alone, and more seeds make any p small: the effect says how much it is.',
  ];
}
