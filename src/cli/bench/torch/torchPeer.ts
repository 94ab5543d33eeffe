/** `npm run bench -- --torch`: the compiled engine beside PyTorch, each on the best device that it finds. */
import {
  type Field,
  flag,
  number,
  object,
  oneOf,
  parseJson,
  readWith,
  text,
  whole,
} from '../../../base/fields.ts';
import type { EngineKind, Precision } from '../../../engine/executor.ts';
import { countGraph } from '../../../network/counts.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { tableLines } from '../../text/table.ts';
import { measureChildren } from '../children.ts';
import { type BenchChild, childWords, graphOf } from '../steps.ts';
import { findWay, type WayFlags } from '../ways/named.ts';
import { askPython } from './python.ts';

/** Eager; its kernels in a CUDA graph; torch.compile in a CUDA graph. */
const MODES = ['eager', 'graph', 'compile'] as const;
type Mode = (typeof MODES)[number];

/** Of every table, so that tables can be compared. */
export const TORCH_CHILDREN: readonly BenchChild[] = [64, 128].map((batch) => ({
  child: 'nasnet-a',
  n: 1,
  f: 8,
  batch,
}));

/** What bounds a step from below, whoever computes it. */
export interface StepBounds {
  /** Of forward and backward: each multiply-add forward takes one for the input's gradient and one for the filter's. */
  readonly multiplyAdds: number;
  /** Of values that have to pass the memory once, see `stepBounds`. */
  readonly bytes: number;
}

interface Ceilings {
  readonly multiplyAddsPerSecond?: number;
  readonly bytesPerSecond?: number;
}

interface TorchRow extends BenchChild {
  readonly engine: EngineKind | `torch-${Mode}`;
  /** Of ours, where one was asked for. */
  readonly way?: string;
  /** Null where it could not run; then `reason` says why. */
  readonly stepMs: number | null;
  readonly reason?: string;
  readonly bounds: StepBounds;
}

export interface TorchTable extends Ceilings {
  readonly adapter: string;
  readonly torch: string;
  readonly device: string;
  readonly rows: readonly TorchRow[];
}

/** Layers whose output has to be somewhere; the others can be computed wherever it is read. */
const kept = new Set(['conv2d', 'depthwiseConv2d', 'maxPool', 'avgPool', 'add', 'dense', 'input']);

/**
 * The least bytes of a step's activations and gradients, nothing of them kept in caches: forward each kept output is written
 * once and read once; backward it is read once more, and its gradient written and read once. Normalising, rectifying,
 * joining and subsampling are free. A value takes as many bytes as the precision has.
 */
export function stepBounds(graph: LayerGraph, batch: number, precision: Precision = 32): StepBounds {
  let floats = 0;
  for (const { kind, shape } of graph.layers) {
    if (kept.has(kind)) floats += 5 * shape[0] * shape[1] * shape[2];
  }
  return {
    multiplyAdds: 3 * batch * countGraph(graph).multiplyAdds,
    bytes: (precision / 8) * batch * floats,
  };
}

/** Measures an engine of ours, then PyTorch. Needs a Python that has PyTorch. */
export async function measureTorch(
  children: readonly BenchChild[],
  steps: number,
  wanted: WayFlags = { engine: 'compiled' },
): Promise<TorchTable> {
  // First, so that nobody waits for our half to hear that PyTorch is missing.
  const { head } = await runTorch({ steps, modes: [], ceilings: true });
  const ours = await measureChildren(children, wanted, steps);
  const rows: TorchRow[] = [];
  for (const [i, child] of children.entries()) {
    const graph = await graphOf(child);
    const bounds = stepBounds(graph, child.batch);
    const { engine, stepMs: ms, way } = ours.rows[i]!;
    const own = way === undefined ? bounds : stepBounds(graph, child.batch, findWay(way).precision);
    rows.push({ ...child, engine, ...(way !== undefined && { way }), stepMs: ms, bounds: own });
    tell(`PyTorch: ${childWords(child)} …`);
    const { lines } = await runTorch({ graph, batch: child.batch, steps, modes: MODES });
    for (const { mode, stepMs, reason, trainable, finite } of lines) {
      if (stepMs !== undefined && trainable !== countGraph(graph).trainable) {
        throw new Error(`PyTorch's child has ${trainable} parameters, ours ${countGraph(graph).trainable}`);
      }
      const why = reason ?? (finite ? undefined : 'its loss is not finite');
      const time =
        why === undefined && stepMs !== undefined ? { stepMs } : { stepMs: null, reason: why ?? '' };
      rows.push({ ...child, engine: `torch-${mode}`, ...time, bounds });
    }
  }
  return { adapter: ours.adapter, ...head, rows };
}

interface TorchHead extends Ceilings {
  readonly torch: string;
  readonly device: string;
}

interface TorchLine {
  readonly mode: Mode;
  readonly stepMs?: number;
  readonly reason?: string;
  readonly trainable?: number;
  readonly finite?: boolean;
}

interface TorchJob {
  readonly steps: number;
  readonly modes: readonly Mode[];
  /** Whether the device's rates are measured. */
  readonly ceilings?: boolean;
  readonly graph?: LayerGraph;
  readonly batch?: number;
}

const headField: Field<TorchHead> = object<TorchHead>(
  { torch: text(), device: text(), multiplyAddsPerSecond: number(), bytesPerSecond: number() },
  ['multiplyAddsPerSecond', 'bytesPerSecond'],
  { others: 'ignored' },
);

const lineField: Field<TorchLine> = object<TorchLine>(
  {
    mode: oneOf(MODES),
    stepMs: number({ min: 0 }),
    reason: text(),
    trainable: whole(),
    finite: flag(),
  },
  ['stepMs', 'reason', 'trainable', 'finite'],
  { others: 'ignored' },
);

/** Throws where PyTorch's side says something else than agreed. */
export function readAnswer<Answer>(field: Field<Answer>, line: string): Answer {
  const json = parseJson(line);
  const answer = json.ok ? readWith(field, json.value, 'it') : json;
  if (!answer.ok) throw new Error(`PyTorch's side wrote ${line}, which cannot be read: ${answer.error}`);
  return answer.value;
}

/** What PyTorch says of its device, and of the graph's step in each mode. */
export async function runTorch(
  job: TorchJob,
): Promise<{ readonly head: TorchHead; readonly lines: readonly TorchLine[] }> {
  let head: TorchHead | undefined;
  const lines: TorchLine[] = [];
  await askPython('torchChild.py', '--torch', job, (line) => {
    // At once, since torch.compile takes minutes and somebody may stop before the table.
    tell(line);
    if (!line.startsWith('{')) return; // libraries may say something too
    if (head === undefined) head = readAnswer(headField, line);
    else lines.push(readAnswer(lineField, line));
  });
  if (head === undefined) throw new Error("PyTorch's side said nothing.");
  return { head, lines };
}

export function torchLines(table: TorchTable): string[] {
  const { adapter, torch, device, multiplyAddsPerSecond, bytesPerSecond, rows } = table;
  const head = ['child', 'N', 'F', 'batch', 'engine', 'ms/step', 'images/s', 'bound by flops', 'by bytes'];
  const bound = (amount: number, rate: number | undefined): string =>
    rate === undefined ? '-' : `${((1000 * amount) / rate).toFixed(3)} ms`;
  const cells = rows.map(({ child, n, f, batch, engine, way, stepMs, reason, bounds }) => [
    child,
    String(n),
    String(f),
    String(batch),
    way === undefined ? engine : `${engine}, ${way}`,
    stepMs?.toFixed(2) ?? reason ?? '',
    stepMs === null ? '' : ((1000 * batch) / stepMs).toFixed(0),
    bound(bounds.multiplyAdds, multiplyAddsPerSecond),
    bound(bounds.bytes, bytesPerSecond),
  ]);
  const rates =
    multiplyAddsPerSecond && bytesPerSecond
      ? `; f32 ${(multiplyAddsPerSecond / 1e12).toFixed(1)} T multiply-adds/s, ${(bytesPerSecond / 1e12).toFixed(2)} TB/s`
      : '';
  return [adapter, `PyTorch ${torch} on ${device}${rates}`, ...tableLines(head, cells)];
}
