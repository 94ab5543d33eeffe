import type { DatasetInfo, ImageSet } from '../../data/dataset.ts';
import type { Shape } from '../../network/graph.ts';
import { dropPathProbability } from '../child/schedules.ts';
import type { Step, StepOptions } from '../executor.ts';
import { threshold } from '../randomness.ts';

/** Where the step's words lie, see assembly/call.ts. */
export const STEP_AT = 2048;
const PATHS_AT = 64;
/** Cells that there is room for. */
export const MAX_CELLS = 1024;
/** What follows is laid out by compile.ts; the kernels' own constants lie before it. */
export const STEP_END = 65_536;

/** Ten doubles: [loss, right, images, batches, broken] of training, then of evaluation. */
export const METRICS_BYTES = 80;

/**
 * Puts the images of a batch, as bytes, where the kernels read them. Throws a RangeError on an image that is not there, and on
 * images of another size than the network takes.
 */
export function putImages(
  memory: ArrayBufferLike,
  at: number,
  { info, images, count }: ImageSet,
  indices: Uint32Array,
  [height, width, channels]: Shape,
): void {
  if (info.height !== height || info.width !== width || info.channels !== channels) {
    throw new RangeError(
      `the network takes images of ${height} x ${width} x ${channels}, the set has others`,
    );
  }
  const each = height * width * channels;
  const to = new Uint8Array(memory, at, each * indices.length);
  indices.forEach((index, i) => {
    if (index >= count) throw new RangeError(`image ${index} does not exist: the set holds ${count}`);
    to.set(images.subarray(index * each, (index + 1) * each), i * each);
  });
}

/** `step` null: evaluation of `count` images. */
export function writeStep(
  memory: ArrayBufferLike,
  step: Step | null,
  count: number,
  info: DatasetInfo,
  options: StepOptions,
  cells: ReadonlyMap<number, number>,
): void {
  const words = new Uint32Array(memory, STEP_AT, 8);
  const floats = new Float32Array(memory, STEP_AT, PATHS_AT / 4);
  words.set([step?.seed ?? 0, step?.step ?? 0, count, step ? 1 : 0]);
  floats.set(info.mean, 8);
  floats.set(info.deviation, 12);
  if (!step) return;
  floats.set([step.learningRate, options.momentum, options.clipNorm], 4);
  for (const [cell, total] of cells) {
    const q = dropPathProbability(options.keepProbability, cell, total, step.step, step.totalSteps);
    const at = STEP_AT + PATHS_AT + 8 * cell;
    new Uint32Array(memory, at, 1)[0] = threshold(q);
    new Float32Array(memory, at + 4, 1)[0] = 1 / (1 - q);
  }
}
