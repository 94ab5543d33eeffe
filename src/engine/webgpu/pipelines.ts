import { ChildError } from '../executor.ts';
import type { Grains } from './ir/grain.ts';
import type { Family } from './ir/job.ts';
import { moduleText } from './kernels/text/module.ts';

/** The pipelines of a device in one way of working, made when first asked for and shared by all children. */
export class Pipelines {
  readonly device: GPUDevice;
  readonly grains: Grains;
  readonly work: GPUBindGroupLayout;
  readonly extra: Readonly<Record<'data' | 'optimiser', GPUBindGroupLayout>>;
  readonly #layouts: Readonly<Record<'work' | 'data' | 'optimiser', GPUPipelineLayout>>;
  readonly #made = new Map<string, Promise<GPUComputePipeline>>();

  constructor(device: GPUDevice, grains: Grains) {
    this.device = device;
    this.grains = grains;
    const layoutOf = (entries: readonly GPUBufferBindingLayout[]): GPUBindGroupLayout =>
      device.createBindGroupLayout({
        entries: entries.map((buffer, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer })),
      });
    const shared: GPUBufferBindingLayout = { type: 'storage' };
    const constant: GPUBufferBindingLayout = { type: 'read-only-storage' };
    this.work = layoutOf([
      ...[shared, shared, shared, shared, constant, constant],
      { type: 'uniform' },
      { type: 'uniform', hasDynamicOffset: true },
    ]);
    this.extra = { data: layoutOf([constant, constant]), optimiser: layoutOf([shared, shared]) };
    const pipelineLayout = (...bindGroupLayouts: GPUBindGroupLayout[]): GPUPipelineLayout =>
      device.createPipelineLayout({ bindGroupLayouts });
    this.#layouts = {
      work: pipelineLayout(this.work),
      data: pipelineLayout(this.work, this.extra.data),
      optimiser: pipelineLayout(this.work, this.extra.optimiser),
    };
  }

  get count(): number {
    return this.#made.size;
  }

  /** How many of these are still to be compiled. */
  missing(families: readonly Family[]): number {
    return new Set(families.map(({ name }) => name).filter((name) => !this.#made.has(name))).size;
  }

  /** Compiles in the background. A shader that does not compile is a ChildError with its line. */
  get(family: Family): Promise<GPUComputePipeline> {
    let pipeline = this.#made.get(family.name);
    if (!pipeline) {
      pipeline = this.#make(family);
      this.#made.set(family.name, pipeline);
    }
    return pipeline;
  }

  async #make(family: Family): Promise<GPUComputePipeline> {
    const code = moduleText(family);
    this.device.pushErrorScope('validation');
    const module = this.device.createShaderModule({ label: family.name, code });
    const scope = this.device.popErrorScope();
    try {
      const layout = this.#layouts[family.extra ?? 'work'];
      const pipeline = await this.device.createComputePipelineAsync({
        label: family.name,
        layout,
        compute: { module, entryPoint: 'main' },
      });
      await scope;
      return pipeline;
    } catch (thrown) {
      await scope;
      const { messages } = await module.getCompilationInfo();
      const lines = code.split('\n');
      const reasons = messages.map(
        ({ lineNum, message }) => `line ${lineNum}: ${message}\n${lines[lineNum - 1] ?? ''}`,
      );
      throw new ChildError(
        `the kernel "${family.name}" does not compile: ${[...reasons, String(thrown)].join('\n')}`,
      );
    }
  }
}
