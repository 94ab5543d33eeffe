import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { adapterName } from '../../../base/adapterName.ts';
import type { PrepareStack } from './stack.ts';
import { prepareTfjs } from './tfjs.ts';

/** tfjs with its WebGPU backend as it sets itself up. */
export const prepare: PrepareStack = async (stack) => {
  if (!(await tf.setBackend('webgpu'))) throw new Error('the WebGPU backend of tfjs does not start');
  return prepareTfjs(stack, adapterName((tf.backend() as WebGPUBackend).device.adapterInfo));
};
