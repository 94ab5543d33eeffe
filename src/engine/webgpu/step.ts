import type { DatasetInfo } from '../../data/dataset.ts';
import type { LayerGraph } from '../../network/graph.ts';
import type { Step, StepOptions } from '../executor.ts';
import { threshold } from '../randomness.ts';
import { dropPathProbability } from '../schedules.ts';
import { STEP_BYTES, STEP_HEAD_BYTES } from './memory.ts';

/** Cells that the uniform has room for. */
export const MAX_CELLS = (STEP_BYTES - STEP_HEAD_BYTES) / 16;

/** Cells and their number, of each drop path of a graph. */
export function dropPathCells(graph: LayerGraph): ReadonlyMap<number, number> {
  const cells = new Map<number, number>();
  for (const layer of graph.layers) if (layer.kind === 'dropPath') cells.set(layer.cell, layer.cells);
  return cells;
}

/** The step's uniform, see prelude.wgsl. `step` null: evaluation of `count` images. */
export function stepWords(
  step: Step | null,
  count: number,
  info: DatasetInfo,
  options: StepOptions,
  cells: ReadonlyMap<number, number>,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(STEP_BYTES / 4);
  const floats = new Float32Array(words.buffer);
  words.set([step?.seed ?? 0, step?.step ?? 0, count, step ? 1 : 0]);
  floats.set(info.mean, 8);
  floats.set(info.deviation, 12);
  if (!step) return words;
  floats.set([step.learningRate, options.momentum, options.clipNorm], 4);
  for (const [cell, total] of cells) {
    const q = dropPathProbability(options.keepProbability, cell, total, step.step, step.totalSteps);
    words[STEP_HEAD_BYTES / 4 + 4 * cell] = threshold(q);
    floats[STEP_HEAD_BYTES / 4 + 1 + 4 * cell] = 1 / (1 - q);
  }
  return words;
}
