import { fetchSource } from '../../data/shards/source.ts';
import type { Event } from '../../protocol/protocol.ts';
import { browserDevices } from '../laboratory/devices/browser.ts';
import { chooseDevice, loadDevice } from '../laboratory/devices/choose.ts';
import { createLaboratory } from '../laboratory/laboratory.ts';
import { createSession } from './session.ts';

/** The browser's worker: a session whose events are messages. */
const post = (event: Event): void => self.postMessage(event, vectorsOf(event));
const laboratory = createLaboratory({
  source: (dataset, dataUrl) => fetchSource(new URL(`${dataset}/`, dataUrl).href),
  open: (wish) => chooseDevice(wish, browserDevices),
  load: (place) => loadDevice(place, browserDevices),
});
const session = createSession(laboratory, post);
self.onmessage = (message: MessageEvent<unknown>) => session.handle(message.data);
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

/** What changes hands instead of being copied. */
function vectorsOf(event: Event): ArrayBuffer[] {
  return event.type === 'child-state' ? [event.state.weights.buffer, event.state.velocity.buffer] : [];
}
