import { exp } from '../../base/exactMath/exp.ts';

/** Softmax of each image's scores, in float64 and rounded once: [images, classes]. Of equal scores, the same bits everywhere. */
export function classProbabilities(scores: Float32Array, classes: number): Float32Array<ArrayBuffer> {
  const probabilities = new Float32Array(scores.length);
  for (let start = 0; start < scores.length; start += classes) {
    const row = scores.subarray(start, start + classes);
    const greatest = row.reduce((a, b) => Math.max(a, b));
    let sum = 0;
    for (const score of row) sum += exp(score - greatest);
    for (let c = 0; c < classes; c++) probabilities[start + c] = exp(row[c]! - greatest) / sum;
  }
  return probabilities;
}
