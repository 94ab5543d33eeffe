import type { Layer, LayerGraph } from '../../network/graph.ts';
import { cutBehind } from '../../network/live.ts';
import { checkWeights, type Weights } from '../../network/parameters.ts';
import type { StepOptions } from '../executor.ts';

/** What every engine makes sure of before it opens an inspection: the cut network, see `Executor.inspect`. */
export function inspectable(
  graph: LayerGraph,
  weights: Weights,
  id: number,
  batch: number,
): { readonly graph: LayerGraph; readonly layer: Layer } {
  if (!Number.isSafeInteger(batch) || batch < 1)
    throw new RangeError(`a batch of ${batch} images is none: give a whole number of at least 1`);
  checkWeights(graph, weights);
  return cutBehind(graph, id);
}

/** A dense layer's bias, which the lowered engines add where they compute a loss; null of other layers. */
export const biasOf = ({ kind, id }: Layer, weights: Weights): Float32Array | null =>
  kind === 'dense' ? (weights.get(`${id}/bias`) as Float32Array) : null;

/** A pass that trains nothing: no option but the batch has a say in it. */
export const stillOptions = (batch: number): StepOptions => ({
  batch,
  momentum: 0,
  weightDecay: 0,
  clipNorm: 0,
  labelSmoothing: 0,
  auxiliaryWeight: 0,
  keepProbability: 1,
  augmentation: { cropPadding: 0, flip: false, cutout: 0 },
});
