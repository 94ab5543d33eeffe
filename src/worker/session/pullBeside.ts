import type { RunEvent } from '../../protocol/protocol.ts';
import { createThrottle } from './throttle.ts';
import type { Turns } from './turns.ts';

/** Pulls what is trained beside searches to its end, step by step in turn with all else, or throws once it is not wanted any more. */
export async function pullBeside<Said extends RunEvent>(
  events: AsyncGenerator<Said, void, void>,
  turns: Turns,
  signal: AbortSignal,
  send: (event: RunEvent) => void,
): Promise<void> {
  const throttle = createThrottle(send, () => performance.now());
  try {
    for (;;) {
      signal.throwIfAborted();
      const { value, done } = await turns.take(() => events.next());
      if (done) return;
      // What was cancelled while it trained is wanted by nobody.
      if (!signal.aborted) throttle(value);
    }
  } finally {
    await turns.take(() => events.return());
  }
}
