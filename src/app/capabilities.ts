import { adapterName, isSoftware } from '../base/adapterName.ts';
import { threadsOf } from '../base/processor.ts';
import type { Capabilities } from '../store/store.ts';

/** The smallest module that needs SIMD: a function that makes a vector of sixteen bytes, and counts its ones. */
const SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** Asks the browser what it offers, without loading any engine. The worker finds out for itself what it gets. */
export async function findCapabilities(): Promise<Capabilities> {
  const secureContext = window.isSecureContext;
  return {
    secureContext,
    gpu: await findGpu(secureContext),
    threads: threadsOf(window),
    simd: typeof WebAssembly === 'object' && WebAssembly.validate(SIMD),
  };
}

async function findGpu(secureContext: boolean): Promise<Capabilities['gpu']> {
  const linux = isLinux(navigator.userAgent);
  if (!secureContext) return { ok: false, lack: 'insecure', linux };
  if (!('gpu' in navigator) || navigator.gpu === undefined) {
    return { ok: false, lack: 'no-webgpu', linux };
  }
  const adapter = await navigator.gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (adapter === null) return { ok: false, lack: 'no-adapter', linux };
  return { ok: true, adapter: adapterName(adapter.info), software: isSoftware(adapter.info) };
}

const isLinux = (agent: string): boolean => /Linux/.test(agent) && !/Android/.test(agent);
