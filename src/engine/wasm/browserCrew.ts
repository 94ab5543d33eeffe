import { kernelModule } from './module.ts';
import { type Crew, createCrew, createLoneCrew } from './threads.ts';

/** More threads than this have too little to do in children this small. */
const MOST_THREADS = 8;

/** Threads that a page can have: several only where it is cross-origin isolated, and may share memory. */
export function browserThreads(): number {
  const isIsolated = typeof crossOriginIsolated === 'boolean' && crossOriginIsolated;
  return isIsolated ? Math.max(1, Math.min(MOST_THREADS, navigator.hardwareConcurrency ?? 1)) : 1;
}

/** The threads of a page's worker, this one among them. */
export async function openBrowserCrew(threads = browserThreads()): Promise<Crew> {
  if (threads === 1) return createLoneCrew(await kernelModule(false));
  const helpers = Array.from({ length: threads - 1 }, (_, i) => {
    const worker = new Worker(new URL('./browserThread.ts', import.meta.url), {
      type: 'module',
      name: `processor ${i + 2}`,
    });
    return { send: (task: unknown) => worker.postMessage(task), terminate: () => worker.terminate() };
  });
  return createCrew(await kernelModule(true), helpers);
}
