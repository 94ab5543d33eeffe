import { ChildError, type StepTimes } from '../executor.ts';
import type { Plan } from './compile/tables.ts';
import { JOB_WORDS } from './ir/job.ts';
import type { Recording } from './recording.ts';
import type { ExtraGroups } from './submission.ts';

/** Time of all dispatches of one kernel in a step. */
export interface KernelTime {
  readonly kernel: string;
  readonly dispatches: number;
  readonly jobs: number;
  readonly ms: number;
}

/** Of one query set, by the WebGPU specification (section "GPUQuerySet"). */
const MOST_QUERIES = 4096;

export const hasClock = ({ features }: GPUDevice): boolean => features.has('timestamp-query');

/** Whether the device has a clock for the dispatches of a plan. */
export const canTime = (device: GPUDevice, { dispatches }: Plan): boolean =>
  hasClock(device) && 2 * dispatches.length <= MOST_QUERIES;

/**
 * Runs a step with each dispatch in a pass of its own between two timestamps, so it is an ordinary step, if a slower one;
 * answers the ms of each. Submissions have `each` dispatches. ChildError where `canTime` says no. A browser may round
 * timestamps to 0.1 ms.
 */
export async function timeDispatches(
  device: GPUDevice,
  recording: Recording,
  extra: ExtraGroups,
  each: number,
): Promise<readonly number[]> {
  if (!hasClock(device)) {
    throw new ChildError('this graphics adapter has no timestamp queries, so kernels cannot be timed');
  }
  const { dispatches } = recording.plan;
  if (!canTime(device, recording.plan)) {
    throw new ChildError(
      `its step is ${dispatches.length} dispatches, and at most ${MOST_QUERIES / 2} can be timed at once`,
    );
  }
  const count = 2 * dispatches.length;
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
    for (let from = 0; from < dispatches.length; from += each) {
      const encoder = device.createCommandEncoder();
      const end = Math.min(from + each, dispatches.length);
      for (let i = from; i < end; i++) {
        const pass = encoder.beginComputePass({
          timestampWrites: { querySet, beginningOfPassWriteIndex: 2 * i, endOfPassWriteIndex: 2 * i + 1 },
        });
        recording.record(pass, i, i + 1, extra);
        pass.end();
      }
      if (end === dispatches.length) {
        encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
        encoder.copyBufferToBuffer(resolved, 0, staging, 0, 8 * count);
      }
      device.queue.submit([encoder.finish()]);
    }
    await staging.mapAsync(GPUMapMode.READ);
    const times = new BigUint64Array(staging.getMappedRange().slice(0));
    // A clock that was set back meanwhile gives what is no time.
    return dispatches.map((_, i) => Math.max(0, Number(times[2 * i + 1]! - times[2 * i]!) / 1e6));
  } finally {
    querySet.destroy();
    resolved.destroy();
    staging.destroy();
  }
}

export function byKernel({ dispatches }: Plan, ms: readonly number[]): KernelTime[] {
  const kernels = new Map<string, KernelTime>();
  dispatches.forEach(({ family: { name }, first, end }, i) => {
    const sum = kernels.get(name) ?? { kernel: name, dispatches: 0, jobs: 0, ms: 0 };
    kernels.set(name, {
      kernel: name,
      dispatches: sum.dispatches + 1,
      jobs: sum.jobs + end - first,
      ms: sum.ms + ms[i]!,
    });
  });
  return [...kernels.values()].sort((a, b) => b.ms - a.ms);
}

/** The time of a dispatch goes to the layers of its jobs by their workgroups. */
export function byLayer({ dispatches, table, layers }: Plan, ms: readonly number[]): StepTimes {
  const times = new Map<number, number>();
  let rest = 0;
  dispatches.forEach(({ first, end, workgroups }, i) => {
    for (let job = first; job < end; job++) {
      const next = job + 1 < end ? table[(job + 1) * JOB_WORDS]! : workgroups;
      const own = (ms[i]! * (next - table[job * JOB_WORDS]!)) / workgroups;
      const layer = layers[job]!;
      if (layer < 0) rest += own;
      else times.set(layer, (times.get(layer) ?? 0) + own);
    }
  });
  return { layers: times, rest };
}
