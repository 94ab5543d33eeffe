import type { Event } from '../../protocol/protocol.ts';
import { createSession } from '../session/session.ts';
import { createLookup } from './laboratory.ts';

/** The worker of looked-up searches: a session like the other one's, without tfjs, images or a device. */
const laboratory = createLookup(async (url, signal) => {
  const response = await fetch(url, { signal });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
});
const session = createSession(laboratory, (event: Event) => self.postMessage(event));
self.onmessage = (message: MessageEvent<unknown>) => session.handle(message.data);
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
