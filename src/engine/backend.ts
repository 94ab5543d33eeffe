import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { adapterName, isSoftware } from '../base/adapterName.ts';
import { messageOf } from '../base/errors.ts';
import { type DeviceMeter, meterDevice } from './meter.ts';

export type BackendName = 'webgpu' | 'webgl' | 'cpu';

/** The tfjs backend that children and controller share, ready for use. */
export interface OpenBackend {
  readonly backend: BackendName;
  /** A person's name for the hardware. */
  readonly adapter: string;
  /** Whether the adapter is a program on the CPU, or the CPU itself. */
  readonly software: boolean;
  /** The device that tfjs uses; only with webgpu. */
  readonly device?: GPUDevice;
  readonly meter?: DeviceMeter;
  /** Says that the device reported an error since the last call, and which: what ran meanwhile is worthless. */
  takeError(): string | undefined;
  /** Why the backend is not webgpu, as sentences. */
  readonly warning?: string;
  /** Settles, with the reason, once the device is lost; never where that cannot happen. */
  readonly lost: Promise<string>;
}

export interface OpenOptions {
  /** Where to look for adapters; `navigator.gpu` unless given. Null: WebGPU is not to be had. */
  readonly gpu?: GPU | null;
  /** Backends to try, in order; all three unless given. */
  readonly order?: readonly BackendName[];
}

/** Opens the best backend there is: WebGPU, else WebGL with 32-bit floats, else the CPU. */
export async function openBackend({
  gpu = globalThis.navigator?.gpu ?? null,
  order = ['webgpu', 'webgl', 'cpu'],
}: OpenOptions = {}): Promise<OpenBackend> {
  const reasons: string[] = [];
  for (const name of order) {
    try {
      if (name === 'webgpu') return await openWebgpu(gpu);
      const adapter = name === 'webgl' ? await openWebgl() : await openCpu();
      return {
        backend: name,
        adapter,
        software: name === 'cpu',
        takeError: () => undefined,
        lost: new Promise(() => {}),
        ...(reasons.length > 0 ? { warning: `${reasons.join(' ')} ${slowness[name]}` } : {}),
      };
    } catch (thrown) {
      reasons.push(messageOf(thrown));
    }
  }
  throw new Error(reasons.join(' '));
}

const slowness = {
  webgl: 'Children train on WebGL, which is slower.',
  cpu: 'Children train on the CPU, which is very slow.',
} as const;

async function openWebgpu(gpu: GPU | null): Promise<OpenBackend> {
  if (!gpu) throw new Error('There is no WebGPU here.');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU found no graphics adapter.');
  const device = await adapter.requestDevice({
    requiredLimits: generousLimits(adapter.limits),
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
  });
  const meter = meterDevice(device);
  let error: string | undefined;
  device.addEventListener('uncapturederror', (event) => {
    error ??= event.error.message;
  });
  // Importing tfjs's package may have registered a backend that would request a device of its own.
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  if (!(await tf.setBackend('webgpu'))) throw new Error('The WebGPU backend did not start.');
  return {
    backend: 'webgpu',
    adapter: adapterName(adapter.info),
    software: isSoftware(adapter.info),
    device,
    meter,
    takeError() {
      const taken = error;
      error = undefined;
      return taken;
    },
    lost: device.lost.then(({ reason, message }) =>
      reason === 'destroyed' ? new Promise<string>(() => {}) : `The graphics device was lost: ${message}`,
    ),
  };
}

/** What the adapter can do in size; the rest stays at the defaults that every adapter promises. */
function generousLimits(limits: GPUSupportedLimits): Record<string, number> {
  return {
    maxBufferSize: limits.maxBufferSize,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeWorkgroupSizeY: limits.maxComputeWorkgroupSizeY,
    maxComputeWorkgroupSizeZ: limits.maxComputeWorkgroupSizeZ,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
  };
}

/** Throws a sentence unless WebGL computes with 32-bit floats. */
async function openWebgl(): Promise<string> {
  const started = tf.findBackendFactory('webgl') && (await tf.setBackend('webgl').catch(() => false));
  if (!started) throw new Error('There is no WebGL here.');
  const eps = 2 ** -20;
  const sum = tf.tidy(() => tf.tensor1d([1, 2]).add([eps, eps]).sub([1, 2]));
  const [first] = await sum.data();
  sum.dispose();
  if (first !== eps || !tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) {
    throw new Error('WebGL has no 32-bit floats here.');
  }
  return 'WebGL';
}

async function openCpu(): Promise<string> {
  if (!(await tf.setBackend('cpu'))) throw new Error('The CPU backend did not start.');
  return 'CPU';
}
