import * as tf from '@tensorflow/tfjs';
import { layerParameters } from '../../network/parameters.ts';
import type { FlatParameters } from './flatParameters.ts';
import { scoped, type Tape } from './forward.ts';
import type { PlannedLayer } from './plan.ts';
import type { Gradients } from './primitives/recorded.ts';

/** tfjs's WebGPU addN binds all its operands at once, and adapters promise only eight storage buffers. */
const operandsOfASum = 6;

/**
 * Walks the tape backwards from the gradients of the score layers and answers the gradient of all trainable parameters
 * as one vector; of those that nothing reads it is zero. Consumes the tape and `scores`: their tensors are freed as soon
 * as no earlier layer needs them.
 */
export function differentiate(
  plan: readonly PlannedLayer[],
  tape: Tape,
  scores: ReadonlyMap<number, tf.Tensor4D>,
  trainable: FlatParameters,
): tf.Tensor1D {
  const pending = new Map<number, tf.Tensor4D[]>();
  for (const [id, dy] of scores) pending.set(id, [dy]);
  const gradients = new Array<tf.Tensor | undefined>(trainable.parameters.length);
  for (let i = plan.length - 1; i >= 0; i--) {
    const { layer, inputs, inputsWanted } = plan[i]!;
    const incoming = pending.get(layer.id);
    const recorded = tape.get(layer.id)!;
    if (incoming) {
      const answer = scoped<Gradients>(() => recorded.backward(sum(incoming), inputsWanted));
      const roles = layerParameters(layer, 1).filter((parameter) => parameter.trainable);
      roles.forEach(({ name }, index) => {
        gradients[trainable.index(name)] = answer.parameters[index]!;
      });
      answer.inputs.forEach((gradient, index) => {
        if (!gradient) return;
        const source = inputs[index]!;
        if (inputsWanted) pending.set(source, [...(pending.get(source) ?? []), gradient]);
        else gradient.dispose();
      });
    }
    tf.dispose(incoming ?? []);
    tf.dispose([recorded.output, ...(recorded.saved ?? []), ...(recorded.statistics ?? [])]);
  }
  const flat = tf.tidy(() =>
    tf.concat(
      trainable.parameters.map(({ size }, index) => gradients[index]?.reshape([size]) ?? tf.zeros([size])),
    ),
  ) as tf.Tensor1D;
  tf.dispose(gradients.filter((gradient) => gradient !== undefined));
  return flat;
}

function sum(terms: readonly tf.Tensor4D[]): tf.Tensor4D {
  let rest = [...terms];
  while (rest.length > 1) {
    rest = [tf.addN(rest.slice(0, operandsOfASum)), ...rest.slice(operandsOfASum)];
  }
  return rest[0]!;
}
