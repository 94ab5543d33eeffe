import { messageOf } from '../../../base/errors.ts';
import { createArrayPolicy } from '../../../controller/arrays/policy.ts';
import { createWasmExecutor } from '../../../engine/wasm/executor.ts';
import type { Crew } from '../../../engine/wasm/threads/crew.ts';
import type { Device } from './device.ts';
import { otherBits } from './selfTest.ts';

/** This processor, checked to the bit. Rejects, with a sentence, where WebAssembly or its SIMD is missing or computes otherwise. */
export async function openProcessor(open: () => Promise<Crew>): Promise<Device> {
  let crew: Crew;
  try {
    crew = await open();
  } catch (thrown) {
    throw new Error(`WebAssembly with SIMD cannot be used here (${messageOf(thrown)}).`);
  }
  const executor = createWasmExecutor(crew);
  const difference = await otherBits(executor);
  if (difference !== null) {
    executor.dispose();
    throw new Error(difference);
  }
  return { executor, createPolicy: createArrayPolicy, lost: crew.lost };
}
