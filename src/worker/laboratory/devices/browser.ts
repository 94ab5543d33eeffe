import { isSoftware } from '../../../base/adapterName.ts';
import { threadsOf } from '../../../base/processor.ts';
import type { DeviceSources } from './device.ts';

const graphicsScripts = () => import('./graphics.ts');
const processorScripts = () =>
  Promise.all([import('./processor.ts'), import('../../../engine/wasm/threads/browserCrew.ts')]);

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
    const { openGraphics } = await graphicsScripts();
    return openGraphics(navigator.gpu ?? null, order);
  },
  async processor() {
    const [{ openProcessor }, { openBrowserCrew }] = await processorScripts();
    return openProcessor(() => openBrowserCrew(threadsOf(self)));
  },
  async load(kind) {
    await (kind === 'graphics' ? graphicsScripts() : processorScripts());
  },
};
