import { ChildError } from '../executor.ts';

/** The processor as a device: a memory for each child, and the threads that compute in it. */
export interface Machine {
  readonly memory: ArrayBufferLike;
  readonly threads: number;
  /** Runs the plan at so many bytes; false where a thread died in the middle of it. */
  run(plan: number): boolean;
  close(): void;
}

export interface Crew {
  readonly threads: number;
  /** Makes a memory of `own` bytes, and `ownBytes` more for each thread. Throws a ChildError where there is none left. */
  open(own: number, ownBytes: number): Promise<Machine>;
  dispose(): void;
}

/** What the kernels offer (assembly/index.ts). */
interface Exports {
  runAlone(plan: number, own: number): void;
  runTogether(plan: number, own: number): number;
  help(own: number): void;
}

/** What a helping thread is sent: it takes part in every run of this memory until the child's end. */
export interface Task {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly own: number;
}

/** A thread that waits for tasks, one after the other. */
export interface Helper {
  send(task: Task): void;
  terminate(): void;
}

const PAGE = 65_536;
const MOST_PAGES = 65_536;

/** Where threads look for work and for the end, see assembly/index.ts. */
const GENERATION = 1024 / 4;
const ENDED = 1088 / 4;

/** One thread, this one. */
export function createLoneCrew(module: WebAssembly.Module): Crew {
  return {
    threads: 1,
    async open(own, ownBytes) {
      const memory = newMemory(own + ownBytes, false);
      const { runAlone } = await exportsOf({ module, memory });
      return {
        memory: memory.buffer,
        threads: 1,
        run(plan) {
          runAlone(plan, own);
          return true;
        },
        close() {},
      };
    },
    dispose() {},
  };
}

/**
 * This thread and its helpers. A helper that is late or busy with another child is not waited for: whoever is there does the
 * work, and the numbers are the same.
 */
export function createCrew(module: WebAssembly.Module, helpers: readonly Helper[]): Crew {
  const threads = helpers.length + 1;
  return {
    threads,
    async open(own, ownBytes) {
      const memory = newMemory(own + threads * ownBytes, true);
      const { runTogether } = await exportsOf({ module, memory });
      const words = new Int32Array(memory.buffer);
      for (const [i, helper] of helpers.entries())
        helper.send({ module, memory, own: own + (i + 1) * ownBytes });
      return {
        memory: memory.buffer,
        threads,
        run: (plan) => runTogether(plan, own) !== 0,
        close() {
          Atomics.store(words, ENDED, 1);
          Atomics.notify(words, GENERATION);
        },
      };
    },
    dispose() {
      for (const helper of helpers) helper.terminate();
    },
  };
}

/** What a helping thread does, until its task ends. */
export async function helpWith(task: Task): Promise<void> {
  const { help } = await exportsOf(task);
  help(task.own);
}

async function exportsOf({ module, memory }: Pick<Task, 'module' | 'memory'>): Promise<Exports> {
  const sleep = (at: number, value: number, ms: number): boolean => {
    const words = new Int32Array(memory.buffer);
    const outcome = Atomics.wait(words, at / 4, value, ms < 0 ? Number.POSITIVE_INFINITY : ms);
    return outcome !== 'timed-out' || Atomics.load(words, at / 4) !== value;
  };
  const { exports } = await WebAssembly.instantiate(module, { env: { memory }, index: { sleep } });
  return exports as unknown as Exports;
}

function newMemory(bytes: number, shared: boolean): WebAssembly.Memory {
  const initial = Math.ceil(bytes / PAGE);
  try {
    // A shared memory's greatest size is set aside at once.
    return new WebAssembly.Memory({ initial, maximum: shared ? initial : MOST_PAGES, shared });
  } catch {
    throw new ChildError(`no memory for its ${Math.ceil((initial * PAGE) / 2 ** 20)} MiB`);
  }
}
