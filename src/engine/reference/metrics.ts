import { exp } from '../../base/exactMath/exp.ts';
import { log } from '../../base/exactMath/log.ts';
import type { TrainMetrics } from '../executor.ts';

export interface BatchSums {
  readonly images: number;
  /** Sum over the images of their cross-entropy. */
  readonly loss: number;
  readonly correct: number;
}

/**
 * Cross-entropy and accuracy from scores, in float64. `scores` holds at least images x classes numbers; the first of equal
 * scores counts as the answer.
 */
export function scoreBatch(
  scores: Float32Array,
  labels: Uint8Array,
  classes: number,
  smoothing: number,
): BatchSums {
  let loss = 0;
  let correct = 0;
  const best = bestClasses(scores, labels.length, classes);
  labels.forEach((label, i) => {
    const row = scores.subarray(i * classes, (i + 1) * classes);
    const greatest = row.reduce((a, b) => Math.max(a, b));
    const logSum = greatest + log(row.reduce((sum, score) => sum + exp(score - greatest), 0));
    const total = row.reduce((sum, score) => sum + score, 0);
    loss += logSum - (1 - smoothing) * row[label]! - (smoothing / classes) * total;
    if (best[i] === label) correct++;
  });
  return { images: labels.length, loss, correct };
}

/** The class of each of so many images by their scores; the first of equal ones. */
export function bestClasses(scores: Float32Array, images: number, classes: number): number[] {
  return Array.from({ length: images }, (_, i) => {
    const row = scores.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(row.reduce((a, b) => Math.max(a, b)));
  });
}

/** Adds up training steps. */
export class MetricsSum {
  #steps = 0;
  #images = 0;
  #loss = 0;
  #correct = 0;
  #finite = true;

  add({ images, loss, correct }: BatchSums, gradientNorm: number): void {
    this.#steps++;
    this.#images += images;
    this.#loss += loss;
    this.#correct += correct;
    this.#finite &&= Number.isFinite(loss) && Number.isFinite(gradientNorm);
  }

  /** The sums, as means; unless they are kept they begin anew. Once not finite, always so. */
  read(keep?: 'keep'): TrainMetrics {
    const metrics = {
      steps: this.#steps,
      images: this.#images,
      loss: this.#images === 0 ? 0 : this.#loss / this.#images,
      accuracy: this.#images === 0 ? 0 : this.#correct / this.#images,
      finite: this.#finite,
    };
    if (!keep) this.#steps = this.#images = this.#loss = this.#correct = 0;
    return metrics;
  }
}
