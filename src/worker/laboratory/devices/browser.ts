import { isSoftware } from '../../../base/adapterName.ts';
import { threadsOf } from '../../../base/processor.ts';
import type { DeviceSources } from './device.ts';

/** What a worker of the page can open. Each engine is loaded only once it is chosen: tfjs alone is over a megabyte. */
export const browserDevices: DeviceSources = {
  async findAdapter() {
    const adapter = await navigator.gpu
      ?.requestAdapter({ powerPreference: 'high-performance' })
      .catch(() => null);
    if (!adapter) return 'none';
    return isSoftware(adapter.info) ? 'software' : 'real';
  },
  async graphics(order) {
    const { openGraphics } = await import('./graphics.ts');
    return openGraphics(navigator.gpu ?? null, order);
  },
  async processor() {
    const [{ openProcessor }, { openBrowserCrew }] = await Promise.all([
      import('./processor.ts'),
      import('../../../engine/wasm/threads/browserCrew.ts'),
    ]);
    return openProcessor(() => openBrowserCrew(threadsOf(self)));
  },
};
