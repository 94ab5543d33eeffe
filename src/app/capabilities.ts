import { adapterName } from '../base/adapterName.ts';
import type { Capabilities } from '../store/store.ts';

/** Asks the browser what it offers, without loading any engine. The worker finds out for itself what it gets. */
export async function findCapabilities(): Promise<Capabilities> {
  const secureContext = window.isSecureContext;
  return { secureContext, gpu: await findGpu(secureContext) };
}

async function findGpu(secureContext: boolean): Promise<Capabilities['gpu']> {
  if (!secureContext) {
    const reason =
      'Browsers offer WebGPU only on https and on localhost, and this page came over plain http from another machine.';
    return {
      ok: false,
      reason,
      remedy: 'Open the page on the machine that serves it, or serve it over https.',
    };
  }
  if (!('gpu' in navigator) || navigator.gpu === undefined) {
    return {
      ok: false,
      reason: 'This browser has no WebGPU.',
      remedy: `Use a recent Chrome or Edge. ${linuxHint()}`.trim(),
    };
  }
  const adapter = await navigator.gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (adapter === null) {
    const reason = 'This browser has WebGPU, but it found no graphics adapter that it may use.';
    return { ok: false, reason, remedy: `Look at chrome://gpu for the cause. ${linuxHint()}`.trim() };
  }
  return { ok: true, adapter: adapterName(adapter.info) };
}

function linuxHint(): string {
  if (!/Linux/.test(navigator.userAgent) || /Android/.test(navigator.userAgent)) return '';
  return 'On Linux, Chrome may need chrome://flags/#enable-unsafe-webgpu and #enable-vulkan switched on.';
}
