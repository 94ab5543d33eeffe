import { existsSync } from 'node:fs';
import path from 'node:path';
import { adapterName } from '../../../base/adapterName.ts';
import { InputError } from '../../../base/errors.ts';
import { precisionRefusal } from '../../../engine/executor.ts';
import { openNodeGpu } from '../../../engine/nodeGpu.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import { type PrecisionOutcome, precisionOutcome } from '../../../studies/precision/outcome.ts';
import { PRECISION_PAIRS, titleOf } from '../../../studies/precision/terms.ts';
import { points, precisionSentence } from '../../../studies/precision/words.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { engineChoice, openEngine } from '../../runs/engine.ts';
import { openLog, readLines } from '../../tabulate/log.ts';
import { holdingPart } from '../../tabulate/part.ts';
import { trainMissing } from '../../tabulate/trainMissing.ts';
import { commandOptions } from '../../text/help.ts';
import { tableLines } from '../../text/table.ts';
import { type Piece, pieceFlags, pieceHelp, pieceOptions } from '../studyOptions.ts';
import {
  doneOf,
  ENGINE,
  type LoggedPrecision,
  loggedPrecision,
  nameOf,
  type PrecisionJob,
  precisionJobs,
  trainedPairs,
  trainPrecision,
} from './trainings.ts';

const ALL = PRECISION_PAIRS.length;
const LOGS = 'src/studies/precision/log';

const help = `Usage: npm run -s bench -- --precision [options]

Whether 16-bit maps cost accuracy: ${ALL} pairs of trainings by the compiled engine, of the same cells from the same seeds, 16 against
32 bits. What is done is kept a line each: start the command again to go on, also after a crash. There is no verdict before
all ${ALL} pairs are there. See docs/PERFORMANCE.md, "Half the bytes".

${pieceHelp(18)}
  --engine NAME   only compiled: no other has 16 bits
  --report        train nothing, print what the log says
  --json          print it as JSON
  --log FOLDER    where trainings are kept (default: in ${LOGS}/, by the engine, its version and the adapter)`;

const flags = { precision: { type: 'boolean' }, engine: { type: 'string' }, ...pieceFlags } as const;

/** `npm run bench -- --precision`: answers the exit code. */
export async function studyPrecision(args: readonly string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const { engine } = engineChoice({ engine: given.engine ?? ENGINE });
  const refusal = precisionRefusal(16, engine ?? ENGINE);
  if (refusal !== null) throw new InputError(`--engine ${engine}: ${refusal}`);
  const piece = pieceOptions(given);
  const folder = given.log ?? path.join(root, LOGS, folderOf(await adapterHere()));
  const jobs = await precisionJobs();
  let code = 0;
  if (!given.report) {
    const { part, parts } = piece;
    // By pairs: a part has both trainings of each.
    const own = jobs.filter(({ pair }) => PRECISION_PAIRS.indexOf(pair) % parts === part - 1);
    code = await holdingPart(folder, part, () => trainAll(jobs, own, folder, piece));
  }
  if (given.report && !existsSync(folder)) tell(`${folder} is not there: nothing was trained.`);
  print(told(jobs, readOne(folder, jobs)), given.json ?? false);
  return code;
}

/** Figures are of one adapter. "compiled-1-swiftshader-software" */
const folderOf = (adapter: string): string =>
  `${ENGINE}-${ENGINE_VERSIONS[ENGINE]}-${adapter
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`;

async function adapterHere(): Promise<string> {
  const gpu = await openNodeGpu();
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter) return adapterName(adapter.info);
  throw new InputError(
    'There is no WebGPU adapter here, by which a log is named: --report --log FOLDER tells of one that lies elsewhere.',
  );
}

/** Lines of these jobs. Throws an InputError where they are of several adapters. */
function readOne(folder: string, jobs: readonly PrecisionJob[]): Map<PrecisionJob, LoggedPrecision> {
  const done = doneOf(jobs, readLines(folder, loggedPrecision));
  const adapters = [...new Set([...done.values()].map(({ adapter }) => adapter))];
  if (adapters.length > 1)
    throw new InputError(
      `--log ${folder}: its trainings are of ${adapters.join(' and ')}, and pairs are of one adapter. Give each a folder.`,
    );
  return done;
}

/** Trains what is missing; answers the exit code. */
async function trainAll(
  jobs: readonly PrecisionJob[],
  own: readonly PrecisionJob[],
  folder: string,
  { part, minutes }: Piece,
): Promise<number> {
  const done = readOne(folder, jobs);
  const missing = own.filter((job) => !done.has(job));
  tell(`${own.length} trainings in this part, ${own.length - missing.length} done before.`);
  if (missing.length === 0) return 0;
  return trainMissing<PrecisionJob, LoggedPrecision>({
    ...{ jobs: missing, minutes, crew: null, log: openLog(folder, part) },
    async here() {
      const executor = await openEngine(engineChoice({ engine: ENGINE }));
      const [before] = done.values();
      if (before !== undefined && before.adapter !== executor.adapter) {
        executor.dispose();
        throw new InputError(
          `--log ${folder}: its trainings are of ${before.adapter}, and here is ${executor.adapter}. Give another folder.`,
        );
      }
      return {
        train: (job, signal) => trainPrecision(job, executor, signal),
        dispose: () => executor.dispose(),
      };
    },
    told(job, { reason }, left, seconds) {
      // Its figure is for the end: whoever watches could stop when it pleases.
      const result = reason === undefined ? 'trained' : `not finite: ${reason}`;
      return `${nameOf(job)}, ${result}, ${Math.round(seconds)} s; about ${left} min left`;
    },
  });
}

interface Told extends PrecisionOutcome {
  readonly adapter: string | null;
  /** Trainings that are missing. */
  readonly left: number;
  /** Trainings that were not finite, and count as a guess. */
  readonly notFinite: readonly string[];
  readonly sentence: string;
}

function told(jobs: readonly PrecisionJob[], done: ReadonlyMap<PrecisionJob, LoggedPrecision>): Told {
  const outcome = precisionOutcome(trainedPairs(done));
  const [first] = done.values();
  return {
    adapter: first?.adapter ?? null,
    left: jobs.length - done.size,
    notFinite: [...done].flatMap(([job, { reason }]) => (reason === undefined ? [] : [nameOf(job)])),
    ...outcome,
    sentence: precisionSentence(outcome),
  };
}

const HEAD = ['child', 'seed', '16 bits', '32 bits', 'difference'];
const percent = (share: number): string => (100 * share).toFixed(2);

function print(result: Told, json: boolean): void {
  if (json) console.log(JSON.stringify(result));
  else console.log(textLines(result).join('\n'));
  if (result.left > 0) tell(`${result.left} of ${2 * ALL} trainings are not yet there.`);
}

function textLines({ adapter, pairs, means, deviation, error, notFinite, sentence }: Told): string[] {
  const rows = pairs.map(({ child, seed, half, full, difference }) => [
    ...[titleOf(child), String(seed), percent(half), percent(full), points(difference)],
  ]);
  if (means !== null)
    rows.push(['mean', '', percent(means.half), percent(means.full), points(means.difference)]);
  if (deviation !== null) rows.push(['standard deviation', '', '', '', points(deviation)]);
  if (error !== null) rows.push(['standard error', '', '', '', points(error)]);
  return [
    ...(adapter === null ? [] : [`Validation accuracy in %, differences in points, on ${adapter}`]),
    ...(pairs.length === 0 ? [] : tableLines(HEAD, rows, { names: 1 })),
    ...notFinite.map((name) => `${name}: not finite, and counts as a guess.`),
    sentence,
  ];
}
