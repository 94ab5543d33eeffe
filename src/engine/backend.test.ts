import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { openBackend } from './backend.ts';
import { testGpu } from './testing/gpu.ts';

test('without WebGPU and WebGL it is the CPU, and the warning says why', async () => {
  const opened = await openBackend({ gpu: null });
  expect(opened).toMatchObject({ backend: 'cpu', adapter: 'CPU', software: true });
  expect(opened.warning).toBe(
    'There is no WebGPU here. There is no WebGL here. Children train on the CPU, which is very slow.',
  );
  expect(tf.getBackend()).toBe('cpu');
});

test('a GPU without an adapter is named', async () => {
  const gpu = { requestAdapter: async () => null } as unknown as GPU;
  expect((await openBackend({ gpu })).warning).toContain('WebGPU found no graphics adapter.');
});

test('where nothing can be had, all reasons are given', async () => {
  await expect(openBackend({ gpu: null, order: ['webgpu', 'webgl'] })).rejects.toThrow(
    'There is no WebGPU here. There is no WebGL here.',
  );
});

const webgpu = await testGpu();

test.skipIf(!webgpu)('WebGPU computes, is metered, and reports errors once', async () => {
  const { device, meter, takeError } = webgpu!;
  await tf.setBackend('webgpu');
  const dispatches = meter!.dispatches;
  const x = tf.ones([2000]);
  const sum = x.add(x);
  expect((await sum.data())[1999]).toBe(2);
  tf.dispose([x, sum]);
  expect(meter!.dispatches).toBe(dispatches + 1);
  expect(takeError()).toBeUndefined();

  const before = meter!.bytes;
  const buffer = device!.createBuffer({ size: 4096, usage: GPUBufferUsage.STORAGE });
  expect(meter!.bytes).toBe(before + 4096);
  buffer.destroy();
  buffer.destroy();
  expect(meter!.bytes).toBe(before);
  meter!.restartPeak();
  expect(meter!.peakBytes).toBe(before);

  device!.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
  await device!.queue.onSubmittedWorkDone();
  expect(takeError()).toContain('usage');
  expect(takeError()).toBeUndefined();
});
