import type { Event } from '../protocol/protocol.ts';
import type { WorkerLink } from '../store/store.ts';

/** Starts the worker that holds tfjs, the controller and the children. Called on the first start of a search, not before. */
export function connectWorker(
  onEvent: (event: Event) => void,
  onCrash: (reason: string) => void,
): WorkerLink {
  const worker = new Worker(new URL('../worker/session/browser.ts', import.meta.url), {
    type: 'module',
    name: 'search',
  });
  worker.onmessage = (message: MessageEvent<Event>) => onEvent(message.data);
  worker.onerror = (event) => onCrash(event.message || 'Its script could not be loaded.');
  worker.onmessageerror = () => onCrash('A message from it could not be read.');
  return {
    send: (command) => worker.postMessage(command),
    terminate: () => worker.terminate(),
  };
}
