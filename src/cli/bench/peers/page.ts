/** The page in which the engines are measured; the command calls what it offers. */
import { adapterName, isSoftware } from '../../../base/adapterName.ts';
import type { Measurement, PeerEngine, Stack } from './contract.ts';
import type { PreparedStack } from './stack.ts';
import { measureSteps } from './steps.ts';

/** Every way in which an engine can compute a stack. Loaded on demand, so that an engine has the page to itself. */
const engines: Record<Exclude<PeerEngine, 'wasm'>, (stack: Stack) => Promise<readonly PreparedStack[]>> = {
  tfjs: async (stack) => [await (await import('./tfjsWebgpu.ts')).prepare(stack)],
  'jax-js-webgpu': (stack) => prepareJax(stack, 'webgpu'),
  'jax-js-wasm': (stack) => {
    if (!crossOriginIsolated)
      throw new Error('jax-js has no threads in a page that is not cross-origin isolated');
    return prepareJax(stack, 'wasm');
  },
  compiled: async (stack) => [await (await import('./compiled.ts')).prepare(stack)],
};

async function prepareJax(stack: Stack, device: 'webgpu' | 'wasm'): Promise<readonly PreparedStack[]> {
  const jax = await import('./jax.ts');
  const grouped = await jax.prepareJax(stack, device, 'grouped');
  return [grouped, await jax.prepareJax(stack, device, 'shifted')];
}

function measureInWorker(stack: Stack, steps: number): Promise<Measurement> {
  const worker = new Worker(new URL('./wasmWorker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Measurement>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage([stack, steps]);
  });
}

globalThis.peers = {
  async findAdapter() {
    // As every engine asks for it.
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    return adapter ? { name: adapterName(adapter.info), software: isSoftware(adapter.info) } : null;
  },
  async measure(engine, stack, steps) {
    if (engine === 'wasm') return measureInWorker(stack, steps);
    return measureSteps(await engines[engine](stack), steps);
  },
};
