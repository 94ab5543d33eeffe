import type { Recording } from './recording.ts';

/** Time of all dispatches of one kernel in a step. */
export interface KernelTime {
  readonly kernel: string;
  readonly dispatches: number;
  readonly jobs: number;
  readonly ms: number;
}

/**
 * Runs each kernel's dispatches by themselves and takes the time by `clock` (in ms). A clock of processor time makes the
 * table of a software adapter independent of what else the machine does. The numbers that kernels compute out of order
 * mean nothing: dispose the program afterwards.
 */
export async function profileRecording(
  device: GPUDevice,
  recording: Recording,
  extra: Readonly<Record<'data' | 'optimiser', GPUBindGroup>>,
  clock: () => number,
): Promise<KernelTime[]> {
  const { dispatches } = recording.plan;
  const kernels = new Set(dispatches.map(({ family }) => family.name));
  const times: KernelTime[] = [];
  for (const kernel of kernels) {
    let jobs = 0;
    let count = 0;
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    dispatches.forEach(({ family, first, end }, i) => {
      if (family.name !== kernel) return;
      recording.record(pass, i, i + 1, extra);
      jobs += end - first;
      count++;
    });
    pass.end();
    const commands = encoder.finish();
    await device.queue.onSubmittedWorkDone();
    const start = clock();
    device.queue.submit([commands]);
    await device.queue.onSubmittedWorkDone();
    times.push({ kernel, dispatches: count, jobs, ms: clock() - start });
  }
  return times.sort((a, b) => b.ms - a.ms);
}
