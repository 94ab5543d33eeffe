import type { Measurement } from './contract.ts';
import type { PreparedStack } from './stack.ts';

/**
 * Loss and gradient, which also compiles, and a step to warm up, of every way to compute the stack; then the median of
 * `steps` of the way whose step was the fastest.
 */
export async function measureSteps(ways: readonly PreparedStack[], steps: number): Promise<Measurement> {
  const tried = [];
  for (const way of ways) {
    const answer = await way.differentiate();
    tried.push({ way, answer, warmUpMs: await timed(way) });
  }
  const { way, answer } = tried.reduce((best, next) => (next.warmUpMs < best.warmUpMs ? next : best));
  const times: number[] = [];
  for (let step = 0; step < steps; step++) times.push(await timed(way));
  const stepMs = times.sort((a, b) => a - b)[Math.floor(steps / 2)]!;
  const { adapter, depthwise } = way;
  return { ...answer, stepMs, adapter, ...(depthwise === undefined ? {} : { depthwise }) };
}

async function timed(way: PreparedStack): Promise<number> {
  const start = performance.now();
  await way.step();
  return performance.now() - start;
}
