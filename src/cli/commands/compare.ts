import { existsSync } from 'node:fs';
import path from 'node:path';
import { DataError, InputError } from '../../base/errors.ts';
import { parseJson } from '../../base/fields.ts';
import { SETTINGS } from '../../settings/settings.ts';
import { readTextFile } from '../../storage/files/textFile.ts';
import { BENCHMARK_FILE } from '../../studies/benchmark/definition.ts';
import { tabulatedEvaluator } from '../../studies/benchmark/evaluator.ts';
import { type BenchmarkTable, decodeTable } from '../../studies/benchmark/table.ts';
import { type Comparison, type ContestantResult, compare } from '../../studies/comparison/compare.ts';
import {
  CONTESTANT_IDS,
  type ContestantId,
  isContestantId,
  USUAL_CONTESTANTS,
  USUAL_SEEDS,
  USUAL_TRIALS,
} from '../../studies/comparison/contestants.ts';
import { curveOf } from '../../studies/comparison/curves.ts';
import { FIGURE_NAMES } from '../../studies/comparison/figures.ts';
import { comparisonJson } from '../../studies/comparison/json.ts';
import type { Interval } from '../../studies/comparison/statistics.ts';
import { verdicts } from '../../studies/comparison/words.ts';
import { contestant } from '../../worker/comparing/contestants.ts';
import { root } from '../bootstrap/folders.mjs';
import { integerFlag, numberFlag } from '../text/flags.ts';
import { commandOptions } from '../text/help.ts';
import { tableLines } from '../text/table.ts';

const help = `Usage: npm run -s compare -- [options]

Compares search strategies on the tabulated benchmark: a small space whose children were all really trained before, so
that a search takes no training. Every strategy searches with the same seeds and the same number of trials; against
random search it is held after equally many trained children, since a graph that is proposed again is not trained again.

  --strategies LIST     of ${CONTESTANT_IDS.join(', ')}, with commas (default: ${USUAL_CONTESTANTS.join()});
                        ppo-paper has the published settings, the others those of the mini preset;
                        random repeats no graph, random-repeat does, since it draws decisions, not graphs
  --seeds N             searches of each strategy (default: ${USUAL_SEEDS})
  --first-seed N        their seeds rise from this one (default: 1)
  --trials N            children of a search (default: ${USUAL_TRIALS})
  --reward FORM         accuracy, or cost: accuracy x (multiply-adds / target)^exponent (default: accuracy)
  --cost-target N       multiply-adds (default: the table's median)
  --cost-exponent X     (default: -0.07)
  --table FILE          (default: public/${BENCHMARK_FILE})
  --json                one JSON object`;

const flags = {
  strategies: { type: 'string' },
  seeds: { type: 'string' },
  'first-seed': { type: 'string' },
  trials: { type: 'string' },
  reward: { type: 'string' },
  'cost-target': { type: 'string' },
  'cost-exponent': { type: 'string' },
  table: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `npm run compare`. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const ids = strategiesFlag(given.strategies ?? USUAL_CONTESTANTS.join());
  const count = integerFlag('seeds', given.seeds, { min: 1, max: 1000 }) ?? USUAL_SEEDS;
  const first = integerFlag('first-seed', given['first-seed'], { min: 0, max: 4_000_000_000 }) ?? 1;
  const trials = integerFlag('trials', given.trials, { min: 1, max: 20_000 }) ?? USUAL_TRIALS;
  const exponent = numberFlag('cost-exponent', given['cost-exponent'], SETTINGS.costExponent);
  const target = integerFlag('cost-target', given['cost-target'], SETTINGS.costTarget);
  const { reward = 'accuracy' } = given;
  if (reward !== 'accuracy' && reward !== 'cost') {
    throw new InputError(`--reward ${reward}: give accuracy or cost.`);
  }
  if (reward === 'accuracy' && (exponent !== undefined || target !== undefined)) {
    throw new InputError('--cost-target and --cost-exponent count only with --reward cost.');
  }
  const table = await readTable(given.table);
  const cost = { reward, costTarget: target ?? medianCost(table), costExponent: exponent ?? -0.07 } as const;

  const comparing = compare({
    contestants: ids.map((id) => contestant(id, table, cost)),
    evaluator: tabulatedEvaluator(table),
    trials,
    seeds: Array.from({ length: count }, (_, index) => first + index),
  });
  let step = await comparing.next();
  while (!step.done) step = await comparing.next();
  console.log(given.json ? JSON.stringify(comparisonJson(step.value)) : textOf(step.value, table));
  return 0;
}

function strategiesFlag(text: string): ContestantId[] {
  const ids = text.split(',').map((id) => id.trim());
  for (const id of ids) {
    if (!isContestantId(id)) {
      throw new InputError(
        `--strategies ${text}: ${JSON.stringify(id)} is none of ${CONTESTANT_IDS.join(', ')}.`,
      );
    }
  }
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new InputError(`--strategies ${text}: ${twice} is there twice.`);
  return ids as ContestantId[];
}

async function readTable(given: string | undefined): Promise<BenchmarkTable> {
  const file = given ?? path.join(root, 'public', BENCHMARK_FILE);
  const remedy = given === undefined ? ' Run "npm run tabulate" to make it.' : '';
  const Problem = given === undefined ? DataError : InputError;
  if (given === undefined && !existsSync(file)) {
    throw new DataError(
      `There is no table in public/${BENCHMARK_FILE} yet: run "npm run tabulate" to train its children, or give a table with --table.`,
    );
  }
  const text = await readTextFile(file);
  if (!text.ok) {
    const why = text.error.replace(/^the file cannot be read \((.*)\)$/, '$1');
    throw new Problem(`The table ${file} cannot be read: ${why}.${remedy}`);
  }
  const written = parseJson(text.value);
  if (!written.ok) throw new Problem(`The table ${file} is not JSON.${remedy}`);
  const table = decodeTable(written.value);
  if (!table.ok) throw new Problem(`${file}: ${table.error}${remedy}`);
  return table.value;
}

function medianCost({ rows }: BenchmarkTable): number {
  const rising = rows.map(({ multiplyAdds }) => multiplyAdds).sort((a, b) => a - b);
  return rising[Math.floor(rising.length / 2)] as number;
}

function textOf(comparison: Comparison, { rows, adapter }: BenchmarkTable): string {
  const { contestants, seeds, trials } = comparison;
  const interval = ({ mean, low, high }: Interval): string =>
    `${(100 * mean).toFixed(2)} (${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)})`;
  const found = contestants.map((one) => [one.id, ...FIGURE_NAMES.map((figure) => interval(one[figure]))]);
  return [
    `${seeds.length} seeds, ${trials} trials each, of ${rows.length} children trained on ${adapter}.`,
    'Reward x 100: mean over the seeds, and its 95 % bootstrap interval.',
    '',
    ...tableLines(['strategy', 'best', 'mean of top 5', 'mean of top 25'], found, { names: 1 }),
    '',
    'Mean of top 5 against children trained:',
    ...courseLines(contestants, 'children', (at) => String(at)),
    '',
    'Mean of top 5 against seconds of training:',
    ...courseLines(contestants, 'seconds', (at) => `${Math.round(at)} s`),
    '',
    ...verdicts(comparison).map((sentence) => `${sentence}.`),
  ].join('\n');
}

const COLUMNS = 5;

/** The mean of the top 5 at evenly spread places, up to the last that every search reached. */
function courseLines(
  contestants: readonly ContestantResult[],
  axis: 'children' | 'seconds',
  head: (at: number) => string,
): string[] {
  const ends = contestants.flatMap(({ progress }) => progress.map((points) => points.at(-1)?.[axis] ?? 0));
  const end = Math.min(...ends);
  const round = axis === 'children' ? Math.ceil : (at: number): number => at;
  const places = Array.from({ length: COLUMNS }, (_, index) => round(((index + 1) * end) / COLUMNS));
  const unique = [...new Set(places)];
  const rows = contestants.map((one) => {
    const curve = new Map(curveOf(one, 'meanTop5', axis, unique).map(({ at, mean }) => [at, mean]));
    return [one.id, ...unique.map((at) => (curve.has(at) ? (100 * curve.get(at)!).toFixed(2) : '-'))];
  });
  return tableLines(['strategy', ...unique.map(head)], rows, { names: 1 });
}
