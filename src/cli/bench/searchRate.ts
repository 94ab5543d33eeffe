/** `npm run bench -- --search`: how many children of the Mini preset an engine trains in an hour, and what their time goes into. */
import { performance } from 'node:perf_hooks';
import { InputError } from '../../base/errors.ts';
import type { Executor, Program } from '../../engine/executor.ts';
import { presetFor } from '../../settings/presets.ts';
import { tell } from '../bootstrap/folders.mjs';
import { engineChoice, engineFlags, openEngine } from '../runs/engine.ts';
import { integerFlag } from '../text/flags.ts';
import { commandOptions } from '../text/help.ts';
import { tableLines } from '../text/table.ts';
import { randomGraphs } from './recipes/trainings.ts';
import { studyGround } from './studyTraining.ts';

const help = `Usage: npm run -s bench -- --search [options]

Trains random children of the Mini preset as a search does, and says how many there are in an hour, and the shares of
compiling, training, evaluating and reading back. What is read back waits for the steps before it, so on a graphics card
that share holds their time too.

  --children N    children that are trained after a first one, which is not counted (default: 3)
  --engine NAME   compiled, wasm or reference (default: as a search chooses)
  --threads N     of wasm
  --json          one JSON object`;

const PARTS = ['compile', 'train', 'evaluate', 'readback'] as const;
type Part = (typeof PARTS)[number];

export interface SearchRate {
  readonly engine: string;
  readonly adapter: string;
  readonly children: number;
  readonly childrenPerHour: number;
  /** Mean of a child; `other` is the order of images and what else lies between the calls. */
  readonly seconds: Readonly<Record<Part | 'other', number>>;
}

/** The same executor, whose calls add their time up. */
function timed(executor: Executor, ms: Record<Part, number>): Executor {
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
    compile: async (...child) => timedProgram(await measure('compile', executor.compile(...child))),
  };
}

export async function measureSearch(executor: Executor, children: number): Promise<SearchRate> {
  const settings = presetFor('mini', 'random');
  const ms: Record<Part, number> = { compile: 0, train: 0, evaluate: 0, readback: 0 };
  const { evaluator } = await studyGround(settings, timed(executor, ms));
  let all = 0;
  for (const [i, architecture] of (await randomGraphs({ settings }, children + 1)).entries()) {
    tell(`${executor.kind}: child ${i} of ${children} …`);
    if (i === 0) {
      // The first makes the kernels; a search makes them once.
      const first = evaluator.evaluate(architecture, 1);
      await first.next();
      for (let step = await first.next(); !step.done; step = await first.next())
        if (step.value.type === 'batch') break;
      await first.return(undefined as never);
      for (const part of PARTS) ms[part] = 0;
      continue;
    }
    const began = performance.now();
    const training = evaluator.evaluate(architecture, i + 1);
    let step = await training.next();
    while (!step.done) step = await training.next();
    if (step.value.accuracy === null) throw new InputError(`Child ${i} failed: ${step.value.reason}`);
    all += performance.now() - began;
  }
  const seconds = (of: number): number => of / 1000 / children;
  const known = PARTS.reduce((sum, part) => sum + ms[part], 0);
  return {
    ...{ engine: executor.kind, adapter: executor.adapter, children },
    childrenPerHour: 3600 / seconds(all),
    seconds: {
      ...{ compile: seconds(ms.compile), train: seconds(ms.train), evaluate: seconds(ms.evaluate) },
      ...{ readback: seconds(ms.readback), other: Math.max(0, seconds(all - known)) },
    },
  };
}

export function searchLines({ engine, adapter, children, childrenPerHour, seconds }: SearchRate): string[] {
  const all = Object.values(seconds).reduce((sum, one) => sum + one, 0);
  const cells = Object.entries(seconds).map(([part, one]) => [
    part,
    one.toFixed(2),
    `${((100 * one) / all).toFixed(1)} %`,
  ]);
  return [
    `${adapter}, ${engine}: ${childrenPerHour.toFixed(0)} children an hour, by ${children}`,
    ...tableLines(['part', 's a child', 'share'], cells, { names: 1 }),
  ];
}

/** The command behind --search. */
export async function rateSearch(args: string[]): Promise<number> {
  const given = commandOptions(help, args, {
    search: { type: 'boolean' },
    children: { type: 'string' },
    ...engineFlags,
    json: { type: 'boolean' },
  });
  if (given === null) return 0;
  const children = integerFlag('children', given.children, { min: 1, max: 1000 }) ?? 3;
  const executor = await openEngine(engineChoice(given));
  try {
    const rate = await measureSearch(executor, children);
    console.log(given.json ? JSON.stringify(rate) : searchLines(rate).join('\n'));
    return 0;
  } finally {
    executor.dispose();
  }
}
