import { ChildError } from '../executor.ts';
import type { Crew, Exports } from './threads.ts';

const PAGE = 65_536;

/** One thread, this one. */
export function createLoneCrew(module: WebAssembly.Module): Crew {
  return {
    threads: 1,
    async open(own, ownBytes) {
      const pages = Math.ceil((own + ownBytes) / PAGE);
      const memory = newMemory({ initial: pages, maximum: PAGE });
      const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
      const { runAlone } = exports as unknown as Exports;
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

/** Throws a ChildError where there is no room for it. */
export function newMemory(descriptor: WebAssembly.MemoryDescriptor): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory(descriptor);
  } catch {
    const mib = Math.ceil((descriptor.initial * PAGE) / 2 ** 20);
    throw new ChildError(`no memory for its ${mib} MiB`);
  }
}
