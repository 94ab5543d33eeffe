import type { Dispatch, Plan } from './compile/tables.ts';
import { DISPATCH, ROW_OF_WORKGROUPS } from './ir/shared.ts';
import { UNIFORM_STRIDE } from './memory.ts';
import type { Pipelines } from './pipelines.ts';

/** The buffers that all kernels of a program share. */
export interface SharedBuffers {
  readonly arena: GPUBuffer;
  readonly parameters: GPUBuffer;
  readonly gradients: GPUBuffer;
  readonly statistics: GPUBuffer;
  readonly step: GPUBuffer;
}

/** A plan on a device: its tables, bind group and pipelines, ready to be recorded into a command buffer. */
export class Recording {
  readonly plan: Plan;
  readonly #pipelines: readonly GPUComputePipeline[];
  readonly #bindGroup: GPUBindGroup;
  readonly #buffers: readonly GPUBuffer[];

  private constructor(
    plan: Plan,
    pipelines: readonly GPUComputePipeline[],
    bindGroup: GPUBindGroup,
    buffers: readonly GPUBuffer[],
  ) {
    this.plan = plan;
    this.#pipelines = pipelines;
    this.#bindGroup = bindGroup;
    this.#buffers = buffers;
  }

  static async make(plan: Plan, pipelines: Pipelines, shared: SharedBuffers): Promise<Recording> {
    const made = await Promise.all(plan.dispatches.map(({ family }) => pipelines.get(family)));
    const { device } = pipelines;
    const upload = (label: string, data: Uint32Array<ArrayBuffer>, usage: number): GPUBuffer => {
      const buffer = device.createBuffer({
        label,
        size: data.byteLength,
        usage: usage | GPUBufferUsage.COPY_DST,
      });
      device.queue.writeBuffer(buffer, 0, data);
      return buffer;
    };
    const table = upload('jobs', plan.table, GPUBufferUsage.STORAGE);
    const lists = upload('lists', plan.lists, GPUBufferUsage.STORAGE);
    const dispatches = upload('dispatches', dispatchWords(plan.dispatches), GPUBufferUsage.UNIFORM);
    const { arena, parameters, gradients, statistics, step } = shared;
    const bound = [arena, parameters, gradients, statistics, table, lists, step];
    const bindGroup = device.createBindGroup({
      layout: pipelines.work,
      entries: [
        ...bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
        { binding: bound.length, resource: { buffer: dispatches, size: DISPATCH.bytes } },
      ],
    });
    return new Recording(plan, made, bindGroup, [table, lists, dispatches]);
  }

  /** Records the dispatches `from` to `to` - 1 into a pass. */
  record(
    pass: GPUComputePassEncoder,
    from: number,
    to: number,
    extra: Readonly<Record<'data' | 'optimiser', GPUBindGroup>>,
  ): void {
    for (let i = from; i < to; i++) {
      const { family, workgroups } = this.plan.dispatches[i]!;
      pass.setPipeline(this.#pipelines[i]!);
      pass.setBindGroup(0, this.#bindGroup, [i * UNIFORM_STRIDE]);
      if (family.extra) pass.setBindGroup(1, extra[family.extra]);
      pass.dispatchWorkgroups(
        Math.min(workgroups, ROW_OF_WORKGROUPS),
        Math.ceil(workgroups / ROW_OF_WORKGROUPS),
      );
    }
  }

  dispose(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}

function dispatchWords(dispatches: readonly Dispatch[]): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array((dispatches.length * UNIFORM_STRIDE) / 4);
  dispatches.forEach(({ owners, workgroups }, i) => {
    const start = (i * UNIFORM_STRIDE) / 4;
    words[start + DISPATCH.words.owners] = owners;
    words[start + DISPATCH.words.workgroups] = workgroups;
  });
  return words;
}
