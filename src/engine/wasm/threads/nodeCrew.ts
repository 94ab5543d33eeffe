import { kernelModule } from '../module.ts';
import { type Crew, createCrew, createLoneCrew, PATIENCE } from './crew.ts';
import { instantiate } from './instance.ts';

/** A helping thread in Node, as text: a bundle has no file of its own for it. It does what `helpWith` does. */
const SCRIPT = `
const instantiate = ${instantiate};
require('node:worker_threads').parentPort.on('message', async ({ module, memory, index }) => {
  const { help } = await instantiate(module, memory, ${PATIENCE});
  help(index);
});`;

/** The threads of a command, this one among them. */
export async function openNodeCrew(threads: number): Promise<Crew> {
  if (threads === 1) return createLoneCrew(await kernelModule(false));
  const { Worker } = await import('node:worker_threads');
  const helpers = Array.from({ length: threads - 1 }, () => {
    const worker = new Worker(SCRIPT, { eval: true });
    worker.unref();
    return { send: (task: unknown) => worker.postMessage(task), terminate: () => void worker.terminate() };
  });
  return createCrew(await kernelModule(true), helpers);
}
