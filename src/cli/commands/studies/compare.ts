import { existsSync } from 'node:fs';
import path from 'node:path';
import { DataError, InputError } from '../../../base/errors.ts';
import { parseJson } from '../../../base/fields.ts';
import { SETTINGS } from '../../../settings/settings.ts';
import { readTextFile } from '../../../storage/files/textFile.ts';
import { type Comparison, compare } from '../../../studies/comparison/compare.ts';
import {
  CONTESTANT_IDS,
  type ContestantId,
  isContestantId,
  JUDGED_SEEDS,
  JUDGED_TRIALS,
} from '../../../studies/comparison/contestants.ts';
import { comparisonJson } from '../../../studies/comparison/json.ts';
import { readTabulation } from '../../../studies/comparison/readTabulation.ts';
import type { Tabulation } from '../../../studies/comparison/tabulation.ts';
import {
  type ComparisonRecording,
  RECORDED_FEW,
  type RecordedComparison,
  recordingText,
} from '../../../studies/recorded/comparison/recording.ts';
import { CLOSED_FILE } from '../../../studies/tabulated/space.ts';
import { drawn } from '../../../worker/comparing/comparing.ts';
import { contestant } from '../../../worker/comparing/contestants.ts';
import { root } from '../../bootstrap/folders.mjs';
import { comparisonLines } from '../../text/comparison.ts';
import { integerFlag, numberFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { checkOutFile, writeOutFile } from '../../text/outFile.ts';

const help = `Usage: npm run -s compare -- [options]

Compares search strategies on a tabulated benchmark: a small space whose children were all really trained before, so
that a search takes no training. Every strategy searches with the same seeds and the same number of trials, and is judged by
trainings that it did not see. What each choice is worth is told by the linear search with the first seed, or by the best one.
What is judged, and why: docs/BENCHMARK.md.

  --strategies LIST     of ${CONTESTANT_IDS.join(', ')}, with commas (default: all of them);
                        ppo-paper has the published settings, the others those of the mini preset;
                        random repeats no graph, random-repeat does, since it draws decisions, not graphs
  --seeds N             searches of each strategy (default: ${JUDGED_SEEDS})
  --first-seed N        their seeds rise from this one (default: 1)
  --trials N            children of a search (default: ${JUDGED_TRIALS})
  --reward FORM         accuracy, or cost: accuracy x (multiply-adds / target)^exponent (default: accuracy)
  --cost-target N       multiply-adds (default: the table's median)
  --cost-exponent X     (default: -0.07)
  --table FILE          one that "npm run benchmark" made (default: public/${CLOSED_FILE})
  --json                one JSON object
  --record FILE         also keeps what the page draws after ${RECORDED_FEW} seeds and after all of them: what lesson 7 shows, where FILE
                        is src/studies/recorded/comparison/recording.json (docs/RECORDED.md)`;

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
  record: { type: 'string' },
} as const;

/** `npm run compare`. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const ids = strategiesFlag(given.strategies ?? CONTESTANT_IDS.join());
  const count = integerFlag('seeds', given.seeds, { min: 1, max: 1000 }) ?? JUDGED_SEEDS;
  const first = integerFlag('first-seed', given['first-seed'], { min: 0, max: 4_000_000_000 }) ?? 1;
  const trials = integerFlag('trials', given.trials, { min: 1, max: 20_000 }) ?? JUDGED_TRIALS;
  const exponent = numberFlag('cost-exponent', given['cost-exponent'], SETTINGS.costExponent);
  const target = integerFlag('cost-target', given['cost-target'], SETTINGS.costTarget);
  const { reward = 'accuracy' } = given;
  if (reward !== 'accuracy' && reward !== 'cost') {
    throw new InputError(`--reward ${reward}: give accuracy or cost.`);
  }
  if (reward === 'accuracy' && (exponent !== undefined || target !== undefined)) {
    throw new InputError('--cost-target and --cost-exponent count only with --reward cost.');
  }
  const record = given.record === undefined ? null : { option: '--record', file: given.record };
  if (record !== null) await checkOutFile(record, 'recording.json');
  const tabulation = await readTable(given.table);
  const costTarget = target ?? tabulation.medianMultiplyAdds;

  const comparing = compare({
    contestants: ids.map((id) => contestant(id, tabulation)),
    tabulation,
    reward: { reward, costTarget, costExponent: exponent ?? -0.07 },
    trials,
    seeds: Array.from({ length: count }, (_, index) => first + index),
  });
  const began = process.cpuUsage();
  const kept: RecordedComparison[] = [];
  const keep = (comparison: Comparison): void => {
    const { seeds } = comparison;
    const { user, system } = process.cpuUsage(began);
    kept.push({ seeds: seeds.length, seconds: (user + system) / 1e6, ...drawn(comparison) });
  };
  let step = await comparing.next();
  while (!step.done) {
    const { soFar, done } = step.value;
    if (soFar !== null && done === RECORDED_FEW * ids.length && count > RECORDED_FEW) keep(soFar());
    step = await comparing.next();
  }
  // Each of the two is there also where the other can't be written.
  let failed: unknown = null;
  if (record !== null) {
    keep(step.value);
    const recording: ComparisonRecording = { created: new Date().toISOString(), comparisons: kept };
    await writeOutFile(record, `${recordingText(recording)}\n`).catch((thrown: unknown) => {
      failed = thrown;
    });
  }
  console.log(
    given.json ? JSON.stringify(comparisonJson(step.value)) : comparisonLines(step.value).join('\n'),
  );
  if (failed !== null) throw failed;
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

async function readTable(given: string | undefined): Promise<Tabulation> {
  const file = given ?? path.join(root, 'public', CLOSED_FILE);
  const remedy = given === undefined ? ' Run "npm run benchmark -- --recipe judged" to make it.' : '';
  const Problem = given === undefined ? DataError : InputError;
  if (given === undefined && !existsSync(file)) {
    throw new DataError(
      `There is no table in public/${CLOSED_FILE} yet: run "npm run benchmark -- --recipe judged" to train its children, or give a table with --table.`,
    );
  }
  const text = await readTextFile(file);
  if (!text.ok) {
    const why = text.error.replace(/^the file cannot be read \((.*)\)$/, '$1');
    throw new Problem(`The table ${file} cannot be read: ${why}.${remedy}`);
  }
  const written = parseJson(text.value);
  if (!written.ok) throw new Problem(`The table ${file} is not JSON.${remedy}`);
  const table = readTabulation(written.value);
  if (!table.ok) throw new Problem(`${file}: ${table.error}${remedy}`);
  return table.value;
}
