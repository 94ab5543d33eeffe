/** `npm run bench -- --search`: how many children of the Mini preset an engine trains in an hour, and what their time goes into. */
import { performance } from 'node:perf_hooks';
import { InputError } from '../../base/errors.ts';
import type { Executor, Precision, Program } from '../../engine/executor.ts';
import type { Way } from '../../engine/webgpu/ways.ts';
import type { Evaluator } from '../../search/trial.ts';
import { presetFor } from '../../settings/presets.ts';
import type { Settings } from '../../settings/settings.ts';
import { checkDevicePrecision } from '../../worker/laboratory/precision.ts';
import { tell } from '../bootstrap/folders.mjs';
import { engineFlags, openDevice } from '../runs/engine.ts';
import { integerFlag } from '../text/flags.ts';
import { commandOptions } from '../text/help.ts';
import { tableLines } from '../text/table.ts';
import { randomGraphs } from './recipes/trainings.ts';
import { studyGround } from './studyTraining.ts';
import { choiceIn, wayFlags } from './ways/named.ts';

const help = `Usage: npm run -s bench -- --search [options]

Trains random children of the Mini preset as a search does, and says how many there are in an hour, and the shares of
compiling, training, evaluating and reading back. What is read back waits for the steps before it, so on a graphics card
that share holds their time too. Kernels that a child is the first to need are in compile: a search meets them in its first
few children.

  --children N    children that are counted, after a first one that is trained as they are (default: 3)
  --engine NAME   compiled, wasm or reference (default: as a search chooses)
  --threads N     of wasm
  --precision N   bits of activations and their gradients, 32 or 16 (default: 32)
  --way NAME      a way of working of the compiled engine, at its precision; a name that is not there is answered with
                  those that there are
  --json          one JSON object`;

const PARTS = ['compile', 'train', 'evaluate', 'readback'] as const;
type Part = (typeof PARTS)[number];

export interface SearchRate {
  readonly engine: string;
  readonly adapter: string;
  readonly children: number;
  readonly childrenPerHour: number;
  readonly precision: Precision;
  /** Its name, where one was asked for. */
  readonly way?: string;
  /** Kernels that the counted children were the first to need, all together; their time is in `compile`. */
  readonly kernels: number;
  /** Mean of a child; `other` is the order of images and what else lies between the calls. */
  readonly seconds: Readonly<Record<Part | 'other', number>>;
}

/** What children took: ms of each part, and kernels that none before had needed. */
type Spent = Record<Part | 'kernels', number>;

/** The same executor, whose calls add up what they take. */
function timed(executor: Executor, ms: Spent): Executor {
  const measure = async <Answer>(part: Part, work: Promise<Answer>): Promise<Answer> => {
    const began = performance.now();
    try {
      return await work;
    } finally {
      ms[part] += performance.now() - began;
    }
  };
  const timedProgram = (program: Program): Program => ({
    graph: program.graph,
    train: (...step) => measure('train', program.train(...step)),
    readMetrics: (keep) => measure('readback', program.readMetrics(keep)),
    evaluate: (...images) => measure('evaluate', program.evaluate(...images)),
    getWeights: () => measure('readback', program.getWeights()),
    setWeights: (weights) => program.setWeights(weights),
    exportState: () => measure('readback', program.exportState()),
    importState: (state) => program.importState(state),
    cost: () => program.cost(),
    dispose: () => program.dispose(),
  });
  return {
    ...executor,
    async compile(graph, options, seed, compiling) {
      const program = executor.compile(graph, options, seed, (kernels) => {
        ms.kernels += kernels;
        compiling?.(kernels);
      });
      return timedProgram(await measure('compile', program));
    },
  };
}

/**
 * Trains children as random search does, one after another. The first is trained like the others and not counted: it makes the
 * kernels that most children need, and whatever else only a first one waits for. Throws an InputError where a child fails.
 */
export async function measureSearch(
  executor: Executor,
  children: number,
  settings: Settings,
): Promise<SearchRate> {
  const spent: Spent = { compile: 0, train: 0, evaluate: 0, readback: 0, kernels: 0 };
  const ground = await studyGround(settings, timed(executor, spent));
  try {
    return await rateOf(ground.evaluator, executor, children, settings, spent);
  } finally {
    ground.dispose();
  }
}

async function rateOf(
  evaluator: Evaluator,
  executor: Executor,
  children: number,
  settings: Settings,
  spent: Spent,
): Promise<SearchRate> {
  let all = 0;
  for (const [i, architecture] of (await randomGraphs({ settings }, children + 1)).entries()) {
    tell(`${executor.kind}: ${i === 0 ? 'a first child' : `child ${i} of ${children}`} …`);
    const began = performance.now();
    const training = evaluator.evaluate(architecture, i + 1);
    let step = await training.next();
    while (!step.done) step = await training.next();
    const { accuracy, reason } = step.value;
    if (accuracy === null)
      throw new InputError(`${i === 0 ? 'The first child' : `Child ${i}`} failed: ${reason}`);
    if (i > 0) all += performance.now() - began;
    else for (const part of [...PARTS, 'kernels'] as const) spent[part] = 0;
  }
  const seconds = (of: number): number => of / 1000 / children;
  const known = PARTS.reduce((sum, part) => sum + spent[part], 0);
  return {
    ...{ engine: executor.kind, adapter: executor.adapter, precision: settings.precision, children },
    childrenPerHour: 3600 / seconds(all),
    kernels: spent.kernels,
    seconds: {
      ...{ compile: seconds(spent.compile), train: seconds(spent.train), evaluate: seconds(spent.evaluate) },
      ...{ readback: seconds(spent.readback), other: Math.max(0, seconds(all - known)) },
    },
  };
}

export function searchLines(rate: SearchRate): string[] {
  const { engine, adapter, precision, way, children, childrenPerHour, kernels, seconds } = rate;
  const all = Object.values(seconds).reduce((sum, one) => sum + one, 0);
  const cells = Object.entries(seconds).map(([part, one]) => [
    part,
    one.toFixed(2),
    `${((100 * one) / all).toFixed(1)} %`,
  ]);
  const named = way ?? (precision === 32 ? null : `${precision} bits`);
  const what = named === null ? engine : `${engine}, ${named}`;
  return [
    `${adapter}, ${what}: ${childrenPerHour.toFixed(0)} children an hour, by ${children}`,
    ...tableLines(['part', 's a child', 'share'], cells, { names: 1 }),
    ...(engine === 'compiled'
      ? [
          `Kernels that a child is the first to need are in compile: ${kernels} here, after the first child's.`,
        ]
      : []),
  ];
}

/** Bits that were asked for: a way has its own. */
function precisionOf(text: string | undefined, way: Way | undefined): Precision {
  if (text === undefined) return way?.precision ?? 32;
  if (way !== undefined) throw new InputError('--precision cannot go with --way, which has its own.');
  if (text !== '32' && text !== '16') throw new InputError(`--precision ${text}: give 32 or 16.`);
  return text === '16' ? 16 : 32;
}

/** The command behind --search. */
export async function rateSearch(args: string[]): Promise<number> {
  const given = commandOptions(help, args, {
    search: { type: 'boolean' },
    children: { type: 'string' },
    ...engineFlags,
    ...wayFlags,
    precision: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (given === null) return 0;
  const children = integerFlag('children', given.children, { min: 1, max: 1000 }) ?? 3;
  const { engine, threads, way: wanted } = given;
  const choice = choiceIn({ engine, threads, way: wanted });
  const { way } = choice;
  const settings = { ...presetFor('mini', 'random'), precision: precisionOf(given.precision, way) };
  const device = await openDevice(choice);
  try {
    if (device.warning !== undefined) tell(`Warning: ${device.warning}`);
    await checkDevicePrecision(settings, device);
    const measured = await measureSearch(device.executor, children, settings);
    const rate: SearchRate = { ...measured, ...(way && { way: way.name }) };
    console.log(given.json ? JSON.stringify(rate) : searchLines(rate).join('\n'));
    return 0;
  } finally {
    device.executor.dispose();
  }
}
