import { performance } from 'node:perf_hooks';
import type { ImageSet } from '../data/dataset.ts';
import { makeSynthetic } from '../data/synthetic.ts';
import type { Executor, ImageStore } from '../engine/executor.ts';
import { MINI_RECIPE } from '../engine/recipe.ts';
import { buildCifar } from '../network/build.ts';
import { parseArguments, readCells } from './arguments.ts';
import { profileChild, profileLines } from './benchProfile.ts';
import { openEngine } from './engine.ts';
import { integerFlag } from './flags.ts';
import { tell } from './folders.mjs';

const help = `Usage: npm run -s bench -- [options]

Measures training steps of named children, each after a first step that makes the shaders.

  --steps N       measured steps a child; their median counts (default: 3)
  --cells CELLS   also measure this child: a preset, a share code, a link, or a JSON file
  --n N --f F     its normal cells a stage and filters (default: 1 and 8)
  --batch N       its batch (default: 32)
  --profile       time by kernel of a step of --cells (default: nasnet-a) on the compiled engine, by timestamp queries
  --engine NAME   only compiled or reference (default: both, side by side)
  --json          one JSON object`;

interface Child {
  readonly child: string;
  readonly n: number;
  readonly f: number;
  readonly batch: number;
}

/** The first is in every table, so that tables can be compared. */
const children: readonly Child[] = [
  { child: 'nasnet-a', n: 1, f: 8, batch: 32 },
  { child: 'nasnet-a', n: 1, f: 4, batch: 8 },
  { child: 'darts-v2', n: 1, f: 8, batch: 32 },
];

/** Both where there is WebGPU; elsewhere only the reference runs. */
const engines = [undefined, 'reference'] as const;

interface Row extends Child {
  readonly engine: string;
  /** Median of the measured steps. */
  readonly stepMs: number;
  readonly imagesPerSecond: number;
  /** Compute dispatches of a step; null where the backend does not count them. */
  readonly dispatches: number | null;
  /** Peak of all GPU buffers. */
  readonly bytes: number;
  /** Time of a step in which this process's own thread was busy. */
  readonly hostMs: number;
  /** What compiling and the first step took beyond an ordinary step. */
  readonly compileMs: number;
}

export async function main(args: string[]): Promise<number> {
  const given = parseArguments(args, {
    steps: { type: 'string' },
    cells: { type: 'string' },
    n: { type: 'string' },
    f: { type: 'string' },
    batch: { type: 'string' },
    engine: { type: 'string' },
    profile: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (given.help) {
    console.log(help);
    return 0;
  }
  const steps = integerFlag('steps', given.steps, { min: 1, max: 1000 }) ?? 3;
  const n = integerFlag('n', given.n, { min: 1, max: 64 }) ?? 1;
  const f = integerFlag('f', given.f, { min: 1, max: 4096 }) ?? 8;
  const batch = integerFlag('batch', given.batch, { min: 1, max: 4096 }) ?? 32;
  if (given.cells !== undefined) await readCells(given.cells); // a mistake must not cost minutes
  const asked = given.cells === undefined ? [] : [{ child: given.cells, n, f, batch }];

  if (given.profile) {
    const { executor } = await openEngine('compiled');
    const images = await executor.upload(makeSynthetic(Math.max(batch, 32), 1));
    const { child } = asked[0] ?? children[0]!;
    const graph = buildCifar(await readCells(child), { cellsPerStage: n, filters: f });
    const kernels = await profileChild(executor, graph, images, batch, steps);
    const { adapter } = executor;
    if (given.json) console.log(JSON.stringify({ adapter, child, n, f, batch, kernels }));
    else console.log([adapter, ...profileLines(kernels)].join('\n'));
    return 0;
  }

  const rows: Row[] = [];
  let adapter = '';
  for (const engine of given.engine === undefined ? engines : [given.engine]) {
    // A device for each, so that neither pays for the other's buffers.
    const { executor, opened } = await openEngine(engine);
    adapter = executor.adapter;
    const set = makeSynthetic(Math.max(batch, 32), 1); // what the pixels show makes no difference to the time
    const images = await executor.upload(set);
    try {
      for (const child of [...children, ...asked]) {
        tell(`${executor.kind}: ${child.child}, N = ${child.n}, F = ${child.f}, batch ${child.batch} …`);
        rows.push(await measure(child, executor, images, set, steps));
      }
    } finally {
      images.dispose();
      executor.dispose();
    }
    if (opened.backend !== 'webgpu') break;
  }
  if (given.json) console.log(JSON.stringify({ adapter, rows }));
  else printTable(adapter, rows);
  return 0;
}

async function measure(
  child: Child,
  executor: Executor,
  images: ImageStore,
  set: ImageSet,
  steps: number,
): Promise<Row> {
  const graph = buildCifar(await readCells(child.child), { cellsPerStage: child.n, filters: child.f });
  const indices = Uint32Array.from({ length: child.batch }, (_, i) => i % set.count);
  const began = performance.now();
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch: child.batch }, 1);
  const step = async (number: number): Promise<number> => {
    const start = performance.now();
    await program.train(images, indices, {
      step: number,
      totalSteps: steps + 1,
      learningRate: 0.01,
      seed: 1,
    });
    await program.readMetrics();
    return performance.now() - start;
  };
  try {
    await step(0);
    const first = performance.now() - began;
    const idle = performance.eventLoopUtilization();
    const times: number[] = [];
    for (let number = 1; number <= steps; number++) times.push(await step(number));
    const hostMs = performance.eventLoopUtilization(idle).active / steps;
    const stepMs = times.sort((a, b) => a - b)[Math.floor(steps / 2)] as number;
    const { dispatches, peakBytes } = program.cost();
    return {
      ...child,
      engine: executor.kind,
      stepMs,
      imagesPerSecond: (child.batch * 1000) / stepMs,
      dispatches,
      bytes: peakBytes,
      hostMs,
      compileMs: Math.max(0, first - stepMs),
    };
  } finally {
    program.dispose();
  }
}

function printTable(adapter: string, rows: readonly Row[]): void {
  const head = [
    'child',
    'N',
    'F',
    'batch',
    'engine',
    'ms/step',
    'images/s',
    'dispatches',
    'MiB',
    'host ms',
    'compile ms',
  ];
  const cells = rows.map((row) => [
    row.child,
    String(row.n),
    String(row.f),
    String(row.batch),
    row.engine,
    row.stepMs.toFixed(1),
    row.imagesPerSecond.toPrecision(3),
    String(row.dispatches ?? 'not counted'),
    (row.bytes / 2 ** 20).toFixed(1),
    row.hostMs.toFixed(1),
    row.compileMs.toFixed(0),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  console.log(adapter);
  for (const row of [head, ...cells])
    console.log(row.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  '));
}
