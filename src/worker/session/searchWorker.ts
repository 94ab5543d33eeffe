import { keptSource } from '../../data/shards/kept.ts';
import { fetchSource } from '../../data/shards/source.ts';
import type { Event } from '../../protocol/protocol.ts';
import { openKeptImages } from '../../storage/keptImages.ts';
import { openOwnSets } from '../../storage/ownSets.ts';
import { browserDevices } from '../laboratory/devices/browser.ts';
import { chooseDevice, loadDevice } from '../laboratory/devices/choose.ts';
import { createLaboratory } from '../laboratory/laboratory.ts';
import { createSession } from './session.ts';

/** The browser's worker: a session whose events are messages. */
const post = (event: Event): void => self.postMessage(event, vectorsOf(event));
/** A server on this machine needs nothing kept of what it gives. */
const images = import.meta.env.VITE_OFFLINE ? openKeptImages() : null;
let opened: ReturnType<typeof openOwnSets> | null = null;
/** Opened by the first run that reads them. */
const ownSets = (): ReturnType<typeof openOwnSets> => {
  opened ??= openOwnSets();
  return opened;
};
const laboratory = createLaboratory({
  source(dataset, dataUrl) {
    const source = fetchSource(new URL(`${dataset}/`, dataUrl).href);
    return images === null ? source : keptSource(source, images);
  },
  loadOwn: async (id) => (await ownSets()).load(id),
  open: (wish) => chooseDevice(wish, browserDevices),
  load: (place) => loadDevice(place, browserDevices),
});
const session = createSession(laboratory, post);
self.onmessage = (message: MessageEvent<unknown>) => session.handle(message.data);
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

/** What changes hands instead of being copied. */
function vectorsOf(event: Event): ArrayBuffer[] {
  switch (event.type) {
    case 'child-state':
      return [event.state.weights.buffer, event.state.velocity.buffer];
    case 'trial-ended':
    case 'finalist-ended':
    case 'made-ended':
      return event.weights ? [event.weights.buffer] : [];
    case 'child-weights':
      return [event.weights.buffer];
    case 'inspection': {
      const { told } = event;
      if (told.type === 'maps') return [told.values.buffer];
      return told.type === 'inspected' ? [told.inspected.images.pixels.buffer] : [];
    }
    default:
      return [];
  }
}
