import { InputError } from '../../base/errors.ts';
import type { Executor, ImageStore, Precision, Step } from '../../engine/executor.ts';
import { MINI_RECIPE } from '../../engine/recipe.ts';
import type { CallTime } from '../../engine/wasm/profile.ts';
import { WasmProgram } from '../../engine/wasm/program.ts';
import type { KernelTime } from '../../engine/webgpu/profile.ts';
import { CompiledProgram } from '../../engine/webgpu/program.ts';
import type { LayerGraph } from '../../network/graph.ts';
import { tableLines } from '../text/table.ts';

/** Time by kernel of a training step: the median of `steps` steps for each kernel, the costliest first. */
export async function profileChild(
  executor: Executor,
  graph: LayerGraph,
  images: ImageStore,
  batch: number,
  steps: number,
  precision: Precision = 32,
): Promise<readonly KernelTime[] | readonly CallTime[]> {
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch, precision }, 1);
  try {
    const indices = Uint32Array.from({ length: batch }, (_, i) => i % images.set.count);
    const options = { totalSteps: steps + 1, learningRate: 0.01, seed: 1 };
    const measure = async <Time extends { readonly kernel: string; readonly ms: number }>(
      profile: (step: Step) => Promise<readonly Time[]> | readonly Time[],
    ): Promise<readonly Time[]> => {
      await profile({ step: 0, ...options });
      const runs: (readonly Time[])[] = [];
      for (let step = 1; step <= steps; step++) runs.push(await profile({ step, ...options }));
      return medians(runs);
    };
    if (program instanceof CompiledProgram)
      return await measure((step) => program.profile(images, indices, step));
    if (program instanceof WasmProgram)
      return await measure((step) => program.profile(images, indices, step));
    throw new InputError('--profile goes with --engine compiled and with --engine wasm.');
  } finally {
    program.dispose();
  }
}

function medians<Time extends { readonly kernel: string; readonly ms: number }>(
  runs: readonly (readonly Time[])[],
): Time[] {
  const [first = []] = runs;
  return first
    .map((time) => {
      const times = runs.map((run) => run.find(({ kernel }) => kernel === time.kernel)!.ms);
      return { ...time, ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)]! };
    })
    .sort((a, b) => b.ms - a.ms);
}

/** Lines of a table, its head and its sum included. */
export function profileLines(times: readonly KernelTime[] | readonly CallTime[]): readonly string[] {
  return isOfProcessor(times) ? processorLines(times) : deviceLines(times);
}

const isOfProcessor = (times: readonly (KernelTime | CallTime)[]): times is readonly CallTime[] =>
  times.some((time) => 'multiplyAdds' in time);

/** G/s: thousand millions of multiply-adds a second. */
function processorLines(times: readonly CallTime[]): readonly string[] {
  const total = times.reduce((sum, { ms }) => sum + ms, 0);
  const cells = times.map(({ kernel, calls, ms, multiplyAdds }) => [
    kernel,
    String(calls),
    ms.toFixed(2),
    `${((100 * ms) / total).toFixed(1)} %`,
    multiplyAdds === 0 ? '' : (multiplyAdds / ms / 1e6).toFixed(1),
  ]);
  const calls = times.reduce((sum, time) => sum + time.calls, 0);
  const multiplyAdds = times.reduce((sum, time) => sum + time.multiplyAdds, 0);
  const all = ['all', String(calls), total.toFixed(2), '', (multiplyAdds / total / 1e6).toFixed(1)];
  return tableLines(['kernel', 'calls', 'ms', 'share', 'G/s'], [...cells, all]);
}

function deviceLines(times: readonly KernelTime[]): readonly string[] {
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
