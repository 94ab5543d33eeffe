/** The page in which the engines are measured; the command calls what it offers. */
import { adapterName, isSoftware } from '../../base/adapterName.ts';
import type { PeerEngine } from './contract.ts';
import type { PrepareStack } from './stack.ts';
import { measureSteps } from './steps.ts';

/** Loaded on demand, so that an engine has the page to itself. */
const engines: Record<PeerEngine, () => Promise<PrepareStack>> = {
  tfjs: async () => (await import('./tfjsWebgpu.ts')).prepare,
  'jax-js-webgpu': async () => {
    const { prepareJax } = await import('./jax.ts');
    return (stack) => prepareJax(stack, 'webgpu');
  },
  'jax-js-wasm': async () => {
    const { prepareJax } = await import('./jax.ts');
    if (!crossOriginIsolated)
      throw new Error('jax-js has no threads in a page that is not cross-origin isolated');
    return (stack) => prepareJax(stack, 'wasm');
  },
  compiled: async () => (await import('./compiled.ts')).prepare,
};

globalThis.peers = {
  async findAdapter() {
    // As every engine asks for it.
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    return adapter ? { name: adapterName(adapter.info), software: isSoftware(adapter.info) } : null;
  },
  async measure(engine, stack, steps) {
    const prepare = await engines[engine]();
    return measureSteps(await prepare(stack), steps);
  },
};
