import type { ComparisonEvent } from '../protocol/comparison.ts';
import type { ComparisonLink } from '../store/comparison.ts';

/** Starts the worker that compares strategies: beside the search's, so that both can work at once. */
export function connectComparison(
  onEvent: (event: ComparisonEvent) => void,
  onCrash: (reason: string) => void,
): ComparisonLink {
  const worker = new Worker(new URL('../worker/comparing/browser.ts', import.meta.url), {
    type: 'module',
    name: 'comparison',
  });
  worker.onmessage = (message: MessageEvent<ComparisonEvent>) => onEvent(message.data);
  worker.onerror = (event) => onCrash(event.message || 'Its script could not be loaded.');
  worker.onmessageerror = () => onCrash('A message from it could not be read.');
  return {
    send: (command) => worker.postMessage(command),
    terminate: () => worker.terminate(),
  };
}
