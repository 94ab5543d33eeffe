import { adapterName, isSoftware } from '../base/adapterName.ts';
import { threadsOf } from '../base/processor.ts';
import type { Capabilities } from '../store/store.ts';

/** Asks the browser what it offers, without loading any engine. The worker finds out for itself what it gets. */
export async function findCapabilities(): Promise<Capabilities> {
  const secureContext = window.isSecureContext;
  return { secureContext, gpu: await findGpu(secureContext), threads: threadsOf(window) };
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
