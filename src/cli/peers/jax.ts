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
import { adapterName } from '../../base/adapterName.ts';
import type { LayerGraph } from '../../network/graph.ts';
import type { Parameter } from '../../network/parameters.ts';
import type { Stack } from './contract.ts';
import { CLASSES, type PreparedStack, peerData } from './stack.ts';

type Arrays = { [parameter: string]: np.Array };

/**
 * The stack in jax-js, as its documentation has it: `jit(valueAndGrad(loss))`, traced once. Its convolutions take
 * images as [N, C, H, W] and kernels as [out, in / groups, h, w]; every array is consumed by its first reader that is
 * not given a `.ref`.
 */
export async function prepareJax(stack: Stack, device: Device): Promise<PreparedStack> {
  if (!(await init(device)).includes(device)) throw new Error(`jax-js cannot start its ${device} backend`);
  defaultDevice(device);
  const { graph, parameters, weights, ...data } = peerData(stack);
  const [height, width, channels] = graph.input;
  const images = np.array(toChannelsFirst(data.images, stack.batch, height * width, channels), {
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
        .logSoftmax(forward(graph, x, given))
        .mul(y)
        .sum()
        .mul(-1 / stack.batch),
    ),
  );
  const run = () => differentiate(tree.ref(values), images.ref, targets.ref);
  return {
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

function forward(graph: LayerGraph, images: np.Array, weights: Arrays): np.Array {
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
        x = lax.convGeneralDilated(x, own('kernel'), [1, 1], 'SAME');
        break;
      case 'depthwiseConv2d':
        x = lax.convGeneralDilated(x, own('kernel'), [1, 1], 'SAME', { featureGroupCount: layer.shape[2] });
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

/** [n, pixels, channels] to [n, channels, pixels]. */
function toChannelsFirst(
  values: Float32Array,
  n: number,
  pixels: number,
  channels: number,
): Float32Array<ArrayBuffer> {
  const moved = new Float32Array(values.length);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < channels; c++) {
        moved[(i * channels + c) * pixels + p] = values[(i * pixels + p) * channels + c]!;
      }
    }
  }
  return moved;
}

interface Layout {
  readonly shape: readonly number[];
  to(values: Float32Array): Float32Array<ArrayBuffer>;
  from(values: Float32Array): Float32Array;
}

/** A parameter's shape in jax-js, and its values there and back: kernels [h, w, in, out] are [out, in, h, w]. */
function layoutOf({ shape }: Parameter): Layout {
  if (shape.length !== 4) return { shape, to: (values) => values.slice(), from: (values) => values };
  const [h, w, inputs, outputs] = shape as [number, number, number, number];
  // Depthwise kernels are [h, w, channels, 1] here and [channels, 1, h, w] there.
  const there = outputs === 1 ? [inputs, 1, h, w] : [outputs, inputs, h, w];
  const place = (tap: number, i: number, o: number) =>
    outputs === 1 ? i * h * w + tap : (o * inputs + i) * h * w + tap;
  const move = (values: Float32Array, back: boolean): Float32Array<ArrayBuffer> => {
    const moved = new Float32Array(values.length);
    for (let here = 0; here < values.length; here++) {
      const o = here % outputs;
      const i = Math.floor(here / outputs) % inputs;
      const at = place(Math.floor(here / (outputs * inputs)), i, o);
      if (back) moved[here] = values[at]!;
      else moved[at] = values[here]!;
    }
    return moved;
  };
  return { shape: there, to: (values) => move(values, false), from: (values) => move(values, true) };
}
