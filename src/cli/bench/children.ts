import { availableParallelism } from 'node:os';
import { InputError } from '../../base/errors.ts';
import { median } from '../../base/statistics.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import type { EngineKind, Executor, ImageStore, Precision } from '../../engine/executor.ts';
import { tell } from '../bootstrap/folders.mjs';
import { type EngineFlags, openEngine } from '../runs/engine.ts';
import { tableLines } from '../text/table.ts';
import { type BenchChild, beginSteps, childWords } from './steps.ts';
import { choiceIn, type WayFlags } from './ways/named.ts';

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
  /** Its name, where one was asked for. */
  readonly way?: string;
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
  named: WayFlags,
  steps: number,
): Promise<BenchTable> {
  const rows: BenchRow[] = [];
  let adapter = '';
  const { way } = choiceIn(named);
  const all = named.engine === undefined && named.threads === undefined && way === undefined;
  for (const wanted of all ? ALL : [named]) {
    // A device for each, so that neither pays for the other's buffers.
    const executor = await openEngine(choiceIn(wanted)).catch((thrown: unknown) => {
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
        tell(`${executor.kind}: ${childWords(child)} …`);
        rows.push({
          ...(await measure(child, executor, images, steps, way?.precision)),
          threads: executor.threads ?? null,
          ...(way && { way: way.name }),
        });
      }
    } finally {
      images.dispose();
      executor.dispose();
    }
  }
  return { adapter, rows };
}

async function measure(
  child: BenchChild,
  executor: Executor,
  images: ImageStore,
  steps: number,
  precision: Precision | undefined,
): Promise<Omit<BenchRow, 'threads' | 'way'>> {
  const { program, firstMs, turn } = await beginSteps(child, executor, images, precision);
  try {
    const times: number[] = [];
    const hostTimes: number[] = [];
    for (let measured = 0; measured < steps; measured++) {
      times.push(await turn());
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
      compileMs: Math.max(0, firstMs - stepMs),
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
    engineWords(row),
    row.stepMs.toFixed(1),
    row.imagesPerSecond.toPrecision(3),
    String(row.dispatches ?? 'not counted'),
    (row.bytes / 2 ** 20).toFixed(1),
    row.hostMs?.toFixed(1) ?? '-',
    row.compileMs.toFixed(0),
  ]);
  return [adapter, ...tableLines(head, cells)];
}

function engineWords({ engine, threads, way }: BenchRow): string {
  if (threads !== null) return `${engine}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return way === undefined ? engine : `${engine}, ${way}`;
}
