import { log } from '../base/exactMath/log.ts';
import type { Random } from '../base/random.ts';
import { openDecisions, type SearchSpace } from '../space/searchSpace.ts';
import { widestStep } from './parameters.ts';

/** Added to the logit of a choice that does not exist: its probability is exactly 0. */
export const NEVER = -1e9;

/** Noise [steps, width] whose sum with the logits is greatest at a sample of their softmax (the Gumbel-max trick). */
export function gumbelNoise(space: SearchSpace, random: Random): Float32Array {
  const steps = openDecisions(space);
  const width = widestStep(space);
  const noise = new Float32Array(steps.length * width).fill(NEVER);
  steps.forEach(({ choices }, index) => {
    for (let choice = 0; choice < choices; choice++) {
      const uniform = Math.max(random.uniform(), Number.MIN_VALUE);
      noise[index * width + choice] = -log(-log(uniform));
    }
  });
  return noise;
}
