import { BackendError, messageOf } from '../../base/errors.ts';

/** Waits between tries, in ms: a browser may refuse WebGPU for a while after its GPU process crashed. */
const WAITS = [1000, 3000, 8000, 15_000] as const;

/** Opens what was lost, with some patience; rejects with a BackendError where it does not come back. */
export async function reopened<Opened>(
  open: () => Promise<Opened>,
  signal: AbortSignal,
  waits: readonly number[] = WAITS,
): Promise<Opened> {
  let why = '';
  for (const wait of [...waits, null]) {
    try {
      return await open();
    } catch (thrown) {
      why = messageOf(thrown);
    }
    if (wait !== null) await passed(wait, signal);
  }
  throw new BackendError(why);
}

/** Settles after `wait` ms; rejects at once where the signal is aborted. */
function passed(wait: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, wait);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
