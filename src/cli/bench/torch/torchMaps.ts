/** `npm run bench -- --torch-maps`: a child that was trained here, as PyTorch sees it with the same weights. */
import { fromBase64, toBase64 } from '../../../base/bytes/bits.ts';
import { type Field, object, text, whole } from '../../../base/fields.ts';
import { splitSet } from '../../../data/split.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import type { Executor, ImageStore } from '../../../engine/executor.ts';
import { bestOf } from '../../../engine/inspecting/predictions.ts';
import { MINI_RECIPE } from '../../../engine/recipe.ts';
import { BatchReader } from '../../../engine/reference/batch.ts';
import { trainChild } from '../../../engine/trainer.ts';
import { buildCifar } from '../../../network/build.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import { keyOf, networkNodes } from '../../../network/nodes.ts';
import type { Weights } from '../../../network/parameters.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { type EngineFlags, engineChoice, openEngine } from '../../runs/engine.ts';
import { readCells } from '../../text/arguments.ts';
import { tableLines } from '../../text/table.ts';
import type { BenchChild } from '../steps.ts';
import { askPython } from './python.ts';
import { readAnswer } from './torchPeer.ts';

/** Between them: separable and dilated convolutions, all pools, identities, factorised reductions. */
export const MAPS_CHILDREN: readonly BenchChild[] = ['nasnet-a', 'darts-v2'].map((child) => ({
  child,
  n: 1,
  f: 8,
  batch: 32,
}));

/** By how much maps may differ, of their greatest value or of 1, whichever is more. */
const TOLERANCE = 1e-4;
const TRAINED = 320;
const JUDGED = 100;
const EPOCHS = 2;

export interface MapsRow {
  readonly child: string;
  /** Nodes whose maps were compared, and images that were predicted. */
  readonly nodes: number;
  readonly images: number;
  /** Predictions that are equal. */
  readonly equal: number;
  /** The node whose maps differ most, and by how much, as TOLERANCE counts. */
  readonly worst: string;
  readonly difference: number;
}

export interface MapsTable {
  readonly adapter: string;
  readonly torch: string;
  readonly rows: readonly MapsRow[];
}

export const agrees = ({ rows }: MapsTable): boolean =>
  rows.every(({ images, equal, difference }) => equal === images && difference <= TOLERANCE);

/** Trains children on synthetic images and compares every node's maps, and all predictions. Needs a Python with PyTorch. */
export async function compareMaps(children: readonly BenchChild[], wanted: EngineFlags): Promise<MapsTable> {
  const executor = await openEngine(engineChoice(wanted));
  const set = makeSynthetic(TRAINED + JUDGED, 1);
  const images = await executor.upload(set);
  try {
    const rows: MapsRow[] = [];
    let torch = '';
    for (const { child, n, f, batch } of children) {
      tell(`Training ${child}, N = ${n}, F = ${f} …`);
      const architecture = await readCells(child);
      const graph = buildCifar(architecture, { cellsPerStage: n, filters: f });
      const split = splitSet(set, TRAINED, JUDGED, 1);
      const weights = await trained(executor, graph, images, split, batch);
      const nodes = networkNodes(graph, architecture).filter(({ runs }) => runs);
      const layers = [...new Set(nodes.map(({ layer }) => layer))];
      const ours = new Map<number, Float32Array>();
      for (const layer of layers)
        ours.set(layer, await read(executor, graph, weights, layer, images, split.validation));
      const theirs = await askTorch(graph, weights, new BatchReader(set).pixels(split.validation), layers);
      torch = theirs.torch;
      const differences = nodes.map(({ place, layer }) => ({
        worst: keyOf(place),
        difference: differenceOf(ours.get(layer)!, theirs.maps.get(layer)),
      }));
      const [mine, other] = [ours, theirs.maps].map((maps) => bestOf(maps.get(graph.logits)!, graph.classes));
      const equal = mine!.filter((one, i) => one === other![i]).length;
      const most = differences.reduce((a, b) => (b.difference > a.difference ? b : a));
      rows.push({ child, nodes: nodes.length, images: JUDGED, equal, ...most });
    }
    return { adapter: executor.adapter, torch, rows };
  } finally {
    images.dispose();
    executor.dispose();
  }
}

async function trained(
  executor: Executor,
  graph: LayerGraph,
  images: ImageStore,
  split: ReturnType<typeof splitSet>,
  batch: number,
): Promise<Weights> {
  const recipe = { ...MINI_RECIPE, batch, epochs: EPOCHS };
  const training = trainChild({ executor, graph, images, split, recipe, seed: 1, keepWeights: true });
  for (;;) {
    const { value, done } = await training.next();
    if (!done) continue;
    if (value.weights === undefined) throw new Error(`the child could not be trained: ${value.reason}`);
    return value.weights;
  }
}

async function read(
  executor: Executor,
  graph: LayerGraph,
  weights: Weights,
  layer: number,
  images: ImageStore,
  indices: Uint32Array,
): Promise<Float32Array> {
  const inspection = await executor.inspect(graph, weights, layer, 20);
  try {
    return await inspection.read(images, indices);
  } finally {
    inspection.dispose();
  }
}

/** The greatest difference, of the greatest of their values or of 1; infinite where shapes or numbers are none. */
export function differenceOf(ours: Float32Array, theirs: Float32Array | undefined): number {
  if (theirs?.length !== ours.length) return Number.POSITIVE_INFINITY;
  let [difference, scale] = [0, 1];
  for (let i = 0; i < ours.length; i++) {
    const own = Math.abs(ours[i]! - theirs[i]!);
    if (Number.isNaN(own)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, own);
    scale = Math.max(scale, Math.abs(theirs[i]!));
  }
  return difference / scale;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  toBase64(new Uint8Array(buffer, byteOffset, byteLength));

const headField: Field<{ readonly torch: string }> = object({ torch: text() }, [], { others: 'ignored' });
const lineField: Field<{ readonly layer: number; readonly values: string }> = object({
  layer: whole(),
  values: text(),
});

async function askTorch(
  graph: LayerGraph,
  weights: Weights,
  pixels: Float32Array,
  layers: readonly number[],
): Promise<{ readonly torch: string; readonly maps: ReadonlyMap<number, Float32Array> }> {
  const maps = new Map<number, Float32Array>();
  let torch: string | undefined;
  const job = {
    graph,
    weights: Object.fromEntries([...weights].map(([name, values]) => [name, bytesOf(values)])),
    images: JUDGED,
    pixels: bytesOf(pixels),
    layers,
  };
  await askPython('torchMaps.py', '--torch-maps', job, (line) => {
    if (!line.startsWith('{')) return;
    if (torch === undefined) {
      torch = readAnswer(headField, line).torch;
      return;
    }
    const { layer, values } = readAnswer(lineField, line);
    const bytes = fromBase64(values);
    if (bytes) maps.set(layer, new Float32Array(bytes.buffer));
  });
  return { torch: torch ?? '', maps };
}

export function mapsLines({ adapter, torch, rows }: MapsTable): string[] {
  const head = ['child', 'nodes', 'maps differ by', 'most in', 'predictions equal'];
  const cells = rows.map(({ child, nodes, difference, worst, equal, images }) => [
    child,
    String(nodes),
    difference.toExponential(1),
    worst,
    `${equal} of ${images}`,
  ]);
  return [`${adapter} beside PyTorch ${torch}`, ...tableLines(head, cells)];
}
