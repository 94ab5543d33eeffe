import { describe, test } from 'vitest';
import { type BackendName, type OpenBackend, openBackend } from '../backend.ts';
import { openNodeGpu } from '../nodeGpu.ts';

/**
 * The backends on which this machine can test: the CPU always, WebGPU where an adapter is found. With
 * NAS_REQUIRE_WEBGPU=1 a missing adapter is an error, so that a test run cannot pass by skipping.
 */
export async function testBackends(): Promise<readonly OpenBackend[]> {
  const cpu = await openBackend({ order: ['cpu'] });
  const webgpu = await testGpu();
  return webgpu ? [cpu, webgpu] : [cpu];
}

/** The WebGPU backend, or null where no adapter is found. */
export async function testGpu(): Promise<OpenBackend | null> {
  const order: readonly BackendName[] = ['webgpu'];
  try {
    return await openBackend({ gpu: await openNodeGpu(), order });
  } catch (thrown) {
    if (process.env.NAS_REQUIRE_WEBGPU === '1') throw thrown;
    return null;
  }
}

/** A group of tests that needs WebGPU; one skipped test where no adapter is found. */
export async function describeOnGpu(name: string, tests: (opened: OpenBackend) => void): Promise<void> {
  const opened = await testGpu();
  if (opened) describe(name, () => tests(opened));
  else test.skip(`${name}: needs WebGPU`, () => {});
}
