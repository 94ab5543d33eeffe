import { pow } from '../../base/exactMath/pow.ts';
import { BETA1, BETA2, EPSILON } from '../parameters.ts';

/** Adam of ../tfjs/adam.ts with all parameters of a set in one array, in the order of their names; changed in place. */
export interface AdamArrays {
  /** All three, one after the other. */
  readonly floats: Float32Array;
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  step: number;
}

/** The state that lies in these floats. */
export function adamOf(floats: Float32Array, step: number): AdamArrays {
  const size = floats.length / 3;
  const set = (index: number): Float32Array => floats.subarray(index * size, (index + 1) * size);
  return { floats, parameters: set(0), first: set(1), second: set(2), step };
}

/** One step up `gradient`; the moments are those of the negated gradient, as where Adam goes down a loss. */
export function adamAscend(state: AdamArrays, gradient: Float64Array, learningRate: number): void {
  const { parameters, first, second } = state;
  state.step += 1;
  const bias1 = 1 - pow(BETA1, state.step);
  const bias2 = Math.sqrt(1 - pow(BETA2, state.step));
  const rate = (learningRate * bias2) / bias1;
  const epsilon = EPSILON * bias2;
  // Where modules are not bundled, as in tests, what is imported is looked up at each use.
  const [beta1, beta2] = [BETA1, BETA2];
  for (let place = 0; place < gradient.length; place++) {
    const slope = -(gradient[place] as number);
    const mean = beta1 * (first[place] as number) + (1 - beta1) * slope;
    const square = beta2 * (second[place] as number) + (1 - beta2) * slope * slope;
    first[place] = mean;
    second[place] = square;
    parameters[place] = (parameters[place] as number) - (rate * mean) / (Math.sqrt(square) + epsilon);
  }
}
