import { InputError } from '../../base/errors.ts';
import type { Executor, ImageStore } from '../../engine/executor.ts';
import { MINI_RECIPE } from '../../engine/recipe.ts';
import type { KernelTime } from '../../engine/webgpu/profile.ts';
import { CompiledProgram } from '../../engine/webgpu/program.ts';
import type { LayerGraph } from '../../network/graph.ts';

/** Time by kernel of a training step: the median of `steps` steps for each kernel, the costliest first. */
export async function profileChild(
  executor: Executor,
  graph: LayerGraph,
  images: ImageStore,
  batch: number,
  steps: number,
): Promise<readonly KernelTime[]> {
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch }, 1);
  try {
    if (!(program instanceof CompiledProgram)) {
      throw new InputError('--profile needs the compiled engine, which needs a WebGPU adapter.');
    }
    const indices = Uint32Array.from({ length: batch }, (_, i) => i % images.set.count);
    const options = { totalSteps: steps + 1, learningRate: 0.01, seed: 1 };
    await program.profile(images, indices, { step: 0, ...options });
    const runs: (readonly KernelTime[])[] = [];
    for (let step = 1; step <= steps; step++)
      runs.push(await program.profile(images, indices, { step, ...options }));
    return medians(runs);
  } finally {
    program.dispose();
  }
}

function medians(runs: readonly (readonly KernelTime[])[]): KernelTime[] {
  const [first = []] = runs;
  return first
    .map((time) => {
      const times = runs.map((run) => run.find(({ kernel }) => kernel === time.kernel)!.ms);
      return { ...time, ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)]! };
    })
    .sort((a, b) => b.ms - a.ms);
}

/** Lines of a table, its head and its sum included. */
export function profileLines(times: readonly KernelTime[]): readonly string[] {
  const total = times.reduce((sum, { ms }) => sum + ms, 0);
  const line = (kernel: string, dispatches: string, jobs: string, ms: string, share: string): string =>
    `${kernel.padEnd(44)}${dispatches.padStart(10)}${jobs.padStart(8)}${ms.padStart(11)}${share.padStart(8)}`;
  const sumOf = (field: 'dispatches' | 'jobs'): string =>
    String(times.reduce((sum, time) => sum + time[field], 0));
  return [
    line('kernel', 'dispatches', 'jobs', 'ms', 'share'),
    ...times.map(({ kernel, dispatches, jobs, ms }) =>
      line(kernel, String(dispatches), String(jobs), ms.toFixed(2), `${((100 * ms) / total).toFixed(1)} %`),
    ),
    line('all', sumOf('dispatches'), sumOf('jobs'), total.toFixed(2), ''),
  ];
}
