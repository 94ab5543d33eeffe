import * as tf from '@tensorflow/tfjs';
import type { LayerGraph } from '../../../network/graph.ts';
import type { Stack } from './contract.ts';
import { CLASSES, type PreparedStack, peerData } from './stack.ts';

/** The stack in plain tfjs, on the backend that is set. */
export function prepareTfjs(stack: Stack, adapter: string): PreparedStack {
  const { graph, parameters, weights, ...data } = peerData(stack);
  const images = tf.tensor4d(data.images, [stack.batch, ...graph.input]);
  const targets = tf.tensor2d(data.targets, [stack.batch, CLASSES]);
  const values = weights.map((weight, i) => tf.tensor(weight, [...parameters[i]!.shape]));
  const places = new Map(parameters.map(({ name }, i) => [name, i]));
  const differentiate = tf.valueAndGrads((...given: tf.Tensor[]) => {
    const logits = forward(graph, images, (name) => given[places.get(name)!]!);
    return tf.losses.softmaxCrossEntropy(targets, logits).asScalar();
  });
  return {
    adapter,
    async differentiate() {
      const { value, grads } = differentiate(values);
      const gradient: number[] = [];
      for (const grad of grads) gradient.push(...(await grad.data()));
      const [loss] = (await value.data()) as Float32Array;
      tf.dispose([value, grads]);
      return { loss: loss!, gradient };
    },
    async step() {
      const { value, grads } = differentiate(values);
      // The queue is in order: the loss is copied out after the gradients, which were asked for before.
      await value.data();
      tf.dispose([value, grads]);
    },
  };
}

function forward(graph: LayerGraph, images: tf.Tensor4D, weight: (name: string) => tf.Tensor): tf.Tensor {
  let x: tf.Tensor = images;
  for (const layer of graph.layers) {
    const own = <T extends tf.Tensor>(role: string) => weight(`${layer.id}/${role}`) as T;
    switch (layer.kind) {
      case 'input':
        break;
      case 'relu':
        x = tf.relu(x);
        break;
      case 'conv2d':
        x = tf.conv2d(x as tf.Tensor4D, own<tf.Tensor4D>('kernel'), [1, 1], 'same');
        break;
      case 'depthwiseConv2d':
        x = tf.depthwiseConv2d(x as tf.Tensor4D, own<tf.Tensor4D>('kernel'), [1, 1], 'same');
        break;
      case 'batchNorm': {
        const { mean, variance } = tf.moments(x, [0, 1, 2]);
        const [gamma, beta] = [own<tf.Tensor1D>('gamma'), own<tf.Tensor1D>('beta')];
        x = tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma, layer.epsilon);
        break;
      }
      case 'globalAvgPool':
        x = tf.mean(x, [1, 2]);
        break;
      case 'dense':
        x = tf.add(tf.matMul(x, own('kernel')), own('bias'));
        break;
      default:
        throw new Error(`a stack has no ${layer.kind}`);
    }
  }
  return x;
}
