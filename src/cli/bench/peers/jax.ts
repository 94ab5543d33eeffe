import {
  blockUntilReady,
  type Device,
  defaultDevice,
  getWebGPUDevice,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  tree,
  valueAndGrad,
} from '@jax-js/jax';
import { adapterName } from '../../../base/adapterName.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import type { Depthwise, Stack } from './contract.ts';
import { channelsFirst, layoutOf } from './jaxLayout.ts';
import { CLASSES, type PreparedStack, peerData } from './stack.ts';

type Arrays = { [parameter: string]: np.Array };

/**
 * The stack in jax-js, as its documentation has it: `jit(valueAndGrad(loss))`, traced once. Its convolutions take
 * images as [N, C, H, W] and kernels as [out, in / groups, h, w]; every array is consumed by its first reader that is
 * not given a `.ref`. A pointwise convolution is a matrix product, a little faster there as `einsum`.
 */
export async function prepareJax(stack: Stack, device: Device, depthwise: Depthwise): Promise<PreparedStack> {
  if (!(await init(device)).includes(device)) throw new Error(`jax-js cannot start its ${device} backend`);
  defaultDevice(device);
  const { graph, parameters, weights, ...data } = peerData(stack);
  const [height, width, channels] = graph.input;
  const images = np.array(channelsFirst(data.images, stack.batch, height * width, channels), {
    shape: [stack.batch, channels, height, width],
  });
  const targets = np.array(data.targets as Float32Array<ArrayBuffer>, { shape: [stack.batch, CLASSES] });
  const values: Arrays = Object.fromEntries(
    parameters.map((parameter, i) => {
      const layout = layoutOf(parameter);
      return [parameter.name, np.array(layout.to(weights[i]!), { shape: [...layout.shape] })];
    }),
  );
  await blockUntilReady([images, targets, values]);
  const differentiate = jit(
    valueAndGrad((given: Arrays, x: np.Array, y: np.Array) =>
      nn
        .logSoftmax(forward(graph, x, given, depthwise))
        .mul(y)
        .sum()
        .mul(-1 / stack.batch),
    ),
  );
  const run = () => differentiate(tree.ref(values), images.ref, targets.ref);
  return {
    depthwise,
    adapter: device === 'webgpu' ? adapterName(getWebGPUDevice().adapterInfo) : 'CPU',
    async differentiate() {
      const [loss, gradients] = run();
      const gradient: number[] = [];
      for (const parameter of parameters) {
        const values = (await gradients[parameter.name]!.data()) as Float32Array;
        gradient.push(...layoutOf(parameter).from(values));
      }
      const [value] = await loss.data();
      return { loss: value!, gradient };
    },
    async step() {
      const [loss, gradients] = run();
      await blockUntilReady([loss, gradients]);
      tree.dispose([loss, gradients]);
    },
  };
}

function forward(graph: LayerGraph, images: np.Array, weights: Arrays, depthwise: Depthwise): np.Array {
  let x = images;
  for (const layer of graph.layers) {
    const own = (role: string): np.Array => weights[`${layer.id}/${role}`]!;
    switch (layer.kind) {
      case 'input':
        break;
      case 'relu':
        x = nn.relu(x);
        break;
      case 'conv2d':
        x = pointwise(x, own('kernel'));
        break;
      case 'depthwiseConv2d':
        x = depthwise === 'shifted' ? shifted(x, own('kernel')) : grouped(x, own('kernel'));
        break;
      case 'batchNorm':
        x = nn
          .standardize(x, [0, 2, 3], { epsilon: layer.epsilon })
          .mul(own('gamma').reshape([-1, 1, 1]))
          .add(own('beta').reshape([-1, 1, 1]));
        break;
      case 'globalAvgPool':
        x = x.mean([2, 3]);
        break;
      case 'dense':
        x = np.dot(x, own('kernel')).add(own('bias'));
        break;
      default:
        throw new Error(`a stack has no ${layer.kind}`);
    }
  }
  return x;
}

/** By numbered axes: by letters it needs a newer Node. */
const pointwise = (x: np.Array, kernel: np.Array): np.Array =>
  np.einsum(x, [0, 1, 2, 3], kernel.reshape([kernel.shape[0]!, -1]), [4, 1], [0, 4, 2, 3]);

const grouped = (x: np.Array, kernel: np.Array): np.Array =>
  lax.convGeneralDilated(x, kernel, [1, 1], 'SAME', { featureGroupCount: x.shape[1]! });

/** The sum over the kernel's pixels of the shifted map times the pixel's weights, which `jit` fuses. */
function shifted(x: np.Array, kernel: np.Array): np.Array {
  const [, , height, width] = x.shape as [number, number, number, number];
  const [channels, , side] = kernel.shape as [number, number, number];
  const margin = (side - 1) / 2;
  const padded = np.pad(x, [
    [0, 0],
    [0, 0],
    [margin, margin],
    [margin, margin],
  ]);
  const terms: np.Array[] = [];
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      const weights = kernel.ref.slice([], [], i, j).reshape([channels, 1, 1]);
      terms.push(padded.ref.slice([], [], [i, i + height], [j, j + width]).mul(weights));
    }
  }
  padded.dispose();
  kernel.dispose();
  return terms.reduce((sum, term) => sum.add(term));
}
