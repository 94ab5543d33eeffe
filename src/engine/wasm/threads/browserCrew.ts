import { kernelModule } from '../module.ts';
import { type Crew, createCrew, createLoneCrew, type Helper, type Task } from './crew.ts';

/** The threads of a worker of the page, this one among them. Rejects where the browser cannot compile the kernels. */
export async function openBrowserCrew(threads: number): Promise<Crew> {
  if (threads === 1) return createLoneCrew(await kernelModule(false));
  const module = await kernelModule(true);
  let helpers: readonly Helper[];
  try {
    helpers = Array.from({ length: threads - 1 }, createHelper);
  } catch {
    // Browsers in which a worker cannot have workers of its own.
    return createLoneCrew(await kernelModule(false));
  }
  return createCrew(module, helpers);
}

/** How often a helper that died is made again. */
const LIVES = 3;

function createHelper(): Helper {
  let task: Task | null = null;
  let lives = LIVES;
  const start = (): Worker => {
    const worker = new Worker(new URL('./browserThread.ts', import.meta.url), {
      type: 'module',
      name: 'thread',
    });
    worker.onerror = () => {
      worker.terminate();
      if (--lives === 0) return;
      current = start();
      if (task !== null) current.postMessage(task);
    };
    return worker;
  };
  let current = start();
  return {
    send(next) {
      task = next;
      current.postMessage(next);
    },
    terminate: () => current.terminate(),
  };
}
