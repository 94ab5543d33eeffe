/** `npm run bench -- --ways`: a training step in every way of working of the compiled engine, by turns on this machine's adapter. */
import { InputError } from '../../../base/errors.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import type { OpenBackend } from '../../../engine/backend.ts';
import type { Executor } from '../../../engine/executor.ts';
import { createCompiledExecutor } from '../../../engine/webgpu/executor.ts';
import { grainsIn } from '../../../engine/webgpu/ir/grain.ts';
import { USUAL_WAYS, WAY_LIST, type Way } from '../../../engine/webgpu/ways.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { openAdapter } from '../../runs/engine.ts';
import { givenCells } from '../../text/arguments.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { type BenchChild, beginSteps, childWords } from '../steps.ts';
import { findWay } from './named.ts';
import { type WaysTable, waysLines } from './report.ts';
import { measureByTurns, type OpenedWay } from './turns.ts';

const TURNS = 5;
const BATCHES = { card: [8, 64, 128], software: [8] } as const;
const FILTERS = { card: 8, software: 4 } as const;

const help = `Usage: npm run -s bench -- --ways [options]

Measures a training step of the compiled engine in every way of working, by turns: what trains unless somebody asks for
something else (the default) first, then what no graphics card has measured, one turn of each, and so on again. Says which are
faster than the default by more than turns differ. docs/PERFORMANCE.md says what to do with the answer.

  --cells CELLS   another child than NASNet-A: cells in any notation that count --help names
  --n N --f F     its normal cells a stage and filters (default: 1 and ${FILTERS.card}; ${FILTERS.software} on software adapters)
  --batch N       its batch (default: ${BATCHES.card.join(', ')} one after the other; ${BATCHES.software.join(', ')} on software adapters)
  --steps N       turns of each way, each a step or a group of short ones; their median counts (default: ${TURNS})
  --way NAME      only this one beside the default; may be given several times (default: all; on software adapters
                  those in merged pipelines, which take minutes to compile there, only where they are named)
  --json          one JSON object

  ms/step     median of the turns; least and most of them
  ratio       of that to the default's
  MiB         of all buffers of the child
  compile ms  compiling and the first step, less an ordinary step; kernels stay for the next batch`;

/** The default first. */
function waysOn(software: boolean, only: readonly Way[]): readonly [Way, ...Way[]] {
  const [fine, coarse] = USUAL_WAYS;
  const usual = software ? coarse : fine;
  const tooMuch = only.find(
    ({ grain }) => grain.merged.length > 0 && grain.joined === 1 && grain.fused === 1,
  );
  if (software && tooMuch !== undefined)
    throw new InputError(
      `--way "${tooMuch.name}": software adapters can't compile its pipelines, and end with the process; it is for graphics cards.`,
    );
  // A software adapter takes minutes to compile a whole set.
  const quick = WAY_LIST.filter(({ grain }) => grain.merged.length === 0);
  const others = only.length > 0 ? only : software ? [fine, ...quick] : WAY_LIST;
  return [usual, ...others.filter(({ name }) => name !== usual.name)];
}

/** Executors on one adapter, each with kernels of its way's own that stay from child to child. */
function executorsOn(adapter: OpenBackend): (way: Way) => Executor {
  const made = new Map<string, Executor>();
  return (way) => {
    const executor = made.get(way.name) ?? createCompiledExecutor(adapter, grainsIn(way, adapter.software));
    made.set(way.name, executor);
    return executor;
  };
}

async function measureChild(
  adapter: OpenBackend,
  executorOf: (way: Way) => Executor,
  ways: readonly [Way, ...Way[]],
  child: BenchChild,
  turns: number,
): Promise<WaysTable['rows']> {
  const images = await executorOf(ways[0]).upload(makeSynthetic(child.batch, 1));
  const open = async (way: Way): Promise<OpenedWay> => {
    tell(`${childWords(child)}: ${way.name} …`);
    const before = adapter.meter?.bytes;
    const { program, firstMs, turn } = await beginSteps(child, executorOf(way), images, way.precision);
    return {
      ...{ firstMs, turn, dispatches: program.cost().dispatches },
      bytes: adapter.meter === undefined ? null : adapter.meter.bytes - (before ?? 0),
      dispose: () => program.dispose(),
    };
  };
  try {
    return (await measureByTurns(ways, turns, open)).map((row) => ({ ...child, ...row }));
  } finally {
    images.dispose();
  }
}

/** The command behind --ways. */
export async function measureWays(args: string[]): Promise<number> {
  const given = commandOptions(help, args, {
    ways: { type: 'boolean' },
    cells: { type: 'string' },
    n: { type: 'string' },
    f: { type: 'string' },
    batch: { type: 'string' },
    steps: { type: 'string' },
    way: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  if (given === null) return 0;
  const turns = integerFlag('steps', given.steps, { min: 1, max: 100 }) ?? TURNS;
  const n = integerFlag('n', given.n, { min: 1, max: 64 }) ?? 1;
  const f = integerFlag('f', given.f, { min: 1, max: 4096 });
  const batch = integerFlag('batch', given.batch, { min: 1, max: 4096 });
  const only = (given.way ?? []).map(findWay);
  const { cells: child = 'nasnet-a' } = given;
  if (given.cells !== undefined) await givenCells(given.cells); // a mistake must not cost minutes
  const adapter = await openAdapter('--ways');
  const kind = adapter.software ? 'software' : 'card';
  const batches = batch === undefined ? BATCHES[kind] : [batch];
  const ways = waysOn(adapter.software, only);
  const executorOf = executorsOn(adapter);
  const rows: WaysTable['rows'][number][] = [];
  for (const each of batches) {
    const measured: BenchChild = { child, n, f: f ?? FILTERS[kind], batch: each };
    rows.push(...(await measureChild(adapter, executorOf, ways, measured, turns)));
  }
  const table: WaysTable = { adapter: adapter.adapter, software: adapter.software, turns, rows };
  console.log(given.json ? JSON.stringify(table) : waysLines(table).join('\n'));
  return 0;
}
