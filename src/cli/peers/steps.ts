import type { Measurement } from './contract.ts';
import type { PreparedStack } from './stack.ts';

/** Loss and gradient, which also compiles; one more step to warm up; then the median of `steps`. */
export async function measureSteps(prepared: PreparedStack, steps: number): Promise<Measurement> {
  const answer = await prepared.differentiate();
  await prepared.step();
  const times: number[] = [];
  for (let step = 0; step < steps; step++) {
    const start = performance.now();
    await prepared.step();
    times.push(performance.now() - start);
  }
  const stepMs = times.sort((a, b) => a - b)[Math.floor(steps / 2)]!;
  return { ...answer, stepMs, adapter: prepared.adapter };
}
