import { ChildError } from '../executor.ts';
import type { Recording } from './recording.ts';

/** Time of all dispatches of one kernel in a step. */
export interface KernelTime {
  readonly kernel: string;
  readonly dispatches: number;
  readonly jobs: number;
  readonly ms: number;
}

/** Of one query set, by the WebGPU specification (section "GPUQuerySet"). */
const MOST_QUERIES = 4096;

/**
 * Runs a step with each dispatch in a pass of its own between two timestamps, so it is an ordinary step, if a slower one.
 * Needs the feature `timestamp-query`; ChildError without it. A browser may round timestamps to 0.1 ms.
 */
export async function profileRecording(
  device: GPUDevice,
  recording: Recording,
  extra: Readonly<Record<'data' | 'optimiser', GPUBindGroup>>,
): Promise<KernelTime[]> {
  if (!device.features.has('timestamp-query')) {
    throw new ChildError('this graphics adapter has no timestamp queries, so kernels cannot be timed');
  }
  const { dispatches } = recording.plan;
  const count = 2 * dispatches.length;
  if (count > MOST_QUERIES) {
    throw new ChildError(
      `its step is ${dispatches.length} dispatches, and at most ${MOST_QUERIES / 2} can be timed at once`,
    );
  }
  const querySet = device.createQuerySet({ type: 'timestamp', count });
  const resolved = device.createBuffer({
    size: 8 * count,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  const staging = device.createBuffer({
    size: 8 * count,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const encoder = device.createCommandEncoder();
    dispatches.forEach((_, i) => {
      const pass = encoder.beginComputePass({
        timestampWrites: { querySet, beginningOfPassWriteIndex: 2 * i, endOfPassWriteIndex: 2 * i + 1 },
      });
      recording.record(pass, i, i + 1, extra);
      pass.end();
    });
    encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, staging, 0, 8 * count);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const times = new BigUint64Array(staging.getMappedRange().slice(0));
    return byKernel(recording, (i) => Number(times[2 * i + 1]! - times[2 * i]!) / 1e6);
  } finally {
    querySet.destroy();
    resolved.destroy();
    staging.destroy();
  }
}

function byKernel({ plan }: Recording, ms: (dispatch: number) => number): KernelTime[] {
  const kernels = new Map<string, KernelTime>();
  plan.dispatches.forEach(({ family: { name }, first, end }, i) => {
    const sum = kernels.get(name) ?? { kernel: name, dispatches: 0, jobs: 0, ms: 0 };
    kernels.set(name, {
      kernel: name,
      dispatches: sum.dispatches + 1,
      jobs: sum.jobs + end - first,
      ms: sum.ms + ms(i),
    });
  });
  return [...kernels.values()].sort((a, b) => b.ms - a.ms);
}
