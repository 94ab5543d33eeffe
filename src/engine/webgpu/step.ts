import type { DatasetInfo } from '../../data/dataset.ts';
import { dropPathProbability } from '../child/schedules.ts';
import type { Step, StepOptions } from '../executor.ts';
import { threshold } from '../randomness.ts';
import { STEP } from './ir/shared.ts';

/** The step's uniform, as ir/shared.ts describes it. `step` null: evaluation of `count` images. */
export function stepWords(
  step: Step | null,
  count: number,
  info: DatasetInfo,
  options: StepOptions,
  cells: ReadonlyMap<number, number>,
): Uint32Array<ArrayBuffer> {
  const at = STEP.words;
  const words = new Uint32Array(STEP.bytes / 4);
  const floats = new Float32Array(words.buffer);
  words[at.count] = count;
  floats.set(info.mean, at.mean);
  floats.set(info.deviation, at.deviation);
  if (!step) return words;
  words[at.seed] = step.seed;
  words[at.step] = step.step;
  words[at.training] = 1;
  floats[at.rate] = step.learningRate;
  floats[at.momentum] = options.momentum;
  floats[at.clip] = options.clipNorm;
  for (const [cell, total] of cells) {
    const q = dropPathProbability(options.keepProbability, cell, total, step.step, step.totalSteps);
    words[at.paths + 4 * cell] = threshold(q);
    floats[at.paths + 4 * cell + 1] = 1 / (1 - q);
  }
  return words;
}
