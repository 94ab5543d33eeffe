import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { InputError } from '../../base/errors.ts';
import type { ImageSet } from '../../data/dataset.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import type { EngineKind, Executor, ImageStore } from '../../engine/executor.ts';
import { MINI_RECIPE } from '../../engine/recipe.ts';
import { buildCifar } from '../../network/build.ts';
import { tell } from '../bootstrap/folders.mjs';
import { type EngineFlags, engineChoice, openEngine } from '../runs/engine.ts';
import { readCells } from '../text/arguments.ts';
import { tableLines } from '../text/table.ts';

export interface BenchChild {
  readonly child: string;
  readonly n: number;
  readonly f: number;
  readonly batch: number;
}

/** The first is in every table, so that tables can be compared. */
export const CHILDREN: readonly BenchChild[] = [
  { child: 'nasnet-a', n: 1, f: 8, batch: 32 },
  { child: 'nasnet-a', n: 1, f: 4, batch: 8 },
  { child: 'darts-v2', n: 1, f: 8, batch: 32 },
];

/** How a step's time grows with N and with the batch. */
export const SCALING: readonly BenchChild[] = [
  ...[1, 2, 3].map((n) => ({ child: 'nasnet-a', n, f: 8, batch: 32 })),
  ...[16, 64].map((batch) => ({ child: 'nasnet-a', n: 1, f: 8, batch })),
];

/** All of them: the compiled one where there is WebGPU, the processor's with one thread and with all, the reference. */
const ALL: readonly EngineFlags[] = [
  { engine: 'compiled' },
  { engine: 'wasm', threads: '1' },
  ...(availableParallelism() > 1 ? [{ engine: 'wasm' }] : []),
  { engine: 'reference' },
];

export interface BenchRow extends BenchChild {
  readonly engine: EngineKind;
  /** Of the processor's engine; null for the others. */
  readonly threads: number | null;
  /** Median of the measured steps, or groups of steps. */
  readonly stepMs: number;
  readonly imagesPerSecond: number;
  /** Compute dispatches of a step; null where the backend does not count them. */
  readonly dispatches: number | null;
  /** Peak of all GPU buffers. */
  readonly bytes: number;
  /** JavaScript that makes a step's commands; null for the reference, whose calls cannot be told from its work. */
  readonly hostMs: number | null;
  /** What compiling and the first step took beyond an ordinary step. */
  readonly compileMs: number;
}

export interface BenchTable {
  readonly adapter: string;
  readonly rows: readonly BenchRow[];
}

/** Measures children on the engine that is named, or on all that there are. */
export async function measureChildren(
  children: readonly BenchChild[],
  named: EngineFlags,
  steps: number,
): Promise<BenchTable> {
  const rows: BenchRow[] = [];
  let adapter = '';
  const all = named.engine === undefined && named.threads === undefined;
  for (const wanted of all ? ALL : [named]) {
    // A device for each, so that neither pays for the other's buffers.
    const executor = await openEngine(engineChoice(wanted)).catch((thrown: unknown) => {
      if (!all || !(thrown instanceof InputError)) throw thrown;
      tell(thrown.message);
      return null;
    });
    if (executor === null) continue;
    if (executor.kind !== 'wasm' || adapter === '') adapter = executor.adapter;
    // What the pixels show makes no difference to the time.
    const set = makeSynthetic(Math.max(...children.map(({ batch }) => batch)), 1);
    const images = await executor.upload(set);
    try {
      for (const child of children) {
        tell(`${executor.kind}: ${child.child}, N = ${child.n}, F = ${child.f}, batch ${child.batch} …`);
        rows.push({
          ...(await measure(child, executor, images, set, steps)),
          threads: executor.threads ?? null,
        });
      }
    } finally {
      images.dispose();
      executor.dispose();
    }
  }
  return { adapter, rows };
}

/** Steps are measured together where one is shorter than this. */
const shortestMs = 200;

async function measure(
  child: BenchChild,
  executor: Executor,
  images: ImageStore,
  set: ImageSet,
  steps: number,
): Promise<Omit<BenchRow, 'threads'>> {
  const graph = buildCifar(await readCells(child.child), { cellsPerStage: child.n, filters: child.f });
  const indices = Uint32Array.from({ length: child.batch }, (_, i) => i % set.count);
  const began = performance.now();
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch: child.batch }, 1);
  const run = async (count: number): Promise<number> => {
    const start = performance.now();
    for (let step = 0; step < count; step++) {
      await program.train(images, indices, { step, totalSteps: count, learningRate: 0.01, seed: 1 });
    }
    await program.readMetrics();
    return (performance.now() - start) / count;
  };
  try {
    await run(1);
    const first = performance.now() - began;
    // Numbers are read every so often in training too: where steps are short, several go by in between.
    const count = Math.ceil(shortestMs / (await run(1)));
    const times: number[] = [];
    const hostTimes: number[] = [];
    for (let measured = 0; measured < steps; measured++) {
      times.push(await run(count));
      hostTimes.push(program.cost().hostMs ?? Number.NaN);
    }
    const stepMs = median(times);
    const hostMs = Number.isNaN(hostTimes[0]) ? null : median(hostTimes);
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

export function childrenLines({ adapter, rows }: BenchTable): string[] {
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
    row.threads === null
      ? row.engine
      : `${row.engine}, ${row.threads} ${row.threads === 1 ? 'thread' : 'threads'}`,
    row.stepMs.toFixed(1),
    row.imagesPerSecond.toPrecision(3),
    String(row.dispatches ?? 'not counted'),
    (row.bytes / 2 ** 20).toFixed(1),
    row.hostMs?.toFixed(1) ?? '-',
    row.compileMs.toFixed(0),
  ]);
  return [adapter, ...tableLines(head, cells)];
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
