import { Worker } from 'node:worker_threads';
import { kernelModule } from '../module.ts';
import { type Crew, createCrew } from '../threads/crew.ts';
import words from '../words.json' with { type: 'json' };

/**
 * A crew whose only helper takes a ticket as a thread does, in the run of that number or soon after, and never does what it asks
 * for: as if it had died over its slice. The crew takes it for dead after a second.
 */
export async function thievingCrew(run: number): Promise<Crew> {
  const thief = new Worker(
    `require('node:worker_threads').parentPort.on('message', (memory) => {
      const words = new Int32Array(memory.buffer);
      const [generation, ticket] = [${words.GENERATION / 4}, ${words.TICKET / 4}];
      for (let wanted = ${run}; ; wanted++) {
        for (let now; (now = Atomics.load(words, generation)) < wanted; ) Atomics.wait(words, generation, now);
        while (Atomics.load(words, ticket) >>> 18 < wanted);
        // One of the first is surely a slice; the others have been quicker where it is not.
        if ((Atomics.add(words, ticket, 1) & 0x3ffff) < 8) return;
      }
    });`,
    { eval: true },
  );
  await new Promise((resolve) => thief.once('online', resolve));
  return createCrew(
    await kernelModule(true),
    [{ send: ({ memory }) => thief.postMessage(memory), terminate: () => void thief.terminate() }],
    1,
  );
}
