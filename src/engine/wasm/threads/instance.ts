/** What the kernels offer (assembly/index.ts). */
export interface Exports extends Kernels {
  runAlone(plan: number, own: number): void;
  runTogether(plan: number, own: number): number;
  help(index: number): void;
}

/** The single calls of a plan, by their address; an image's with its slice, and whether it is the slice's first. */
export interface Kernels {
  runOnce(call: number): void;
  runRange(call: number, slice: number, slices: number): void;
  runImage(call: number, image: number, slice: number, first: number, own: number): void;
}

/**
 * The kernels in a memory. A thread that waits for another's slice takes it for dead after `patience` looks, of a second each: a
 * process that was held for longer wakes to one look that is over, not to all. Its text is also given to threads that have no
 * file of their own, so that it may use nothing of this module.
 */
export async function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  patience: number,
): Promise<Exports> {
  const sleep = (at: number, value: number, forLong: number): boolean => {
    const words = new Int32Array(memory.buffer);
    for (let looks = 0; forLong || looks < patience; looks++) {
      const outcome = Atomics.wait(words, at / 4, value, 1000);
      if (outcome !== 'timed-out' || Atomics.load(words, at / 4) !== value) return true;
    }
    return false;
  };
  const { exports } = await WebAssembly.instantiate(module, { env: { memory }, index: { sleep } });
  return exports as unknown as Exports;
}
