import type { Layer, LayerGraph } from '../../network/graph.ts';
import type { Weights } from '../../network/parameters.ts';
import type { OpenBackend } from '../backend.ts';
import { ChildError, type ImageStore, type Inspection, type Precision } from '../executor.ts';
import { biasOf, inspectable, stillOptions } from '../inspecting/checked.ts';
import { channelOffsets, groupsOf } from '../lowering/channelLayout.ts';
import { type CompiledRead, compileRead } from './compile/compile.ts';
import { Flight } from './flight.ts';
import { STEP } from './ir/shared.ts';
import { checkBuffers, planBytes } from './memory.ts';
import type { Pipelines } from './pipelines.ts';
import { Recording, type SharedBuffers } from './recording.ts';
import { Cuts, DataGroup, submitPlan, writeBatch } from './submission.ts';

type Role = keyof SharedBuffers | 'batch';

/** Of gradients there are none, but each kernel's layout names their buffer. */
const EMPTY_BYTES = 16;

/** One list of dispatches up to a layer, and the buffers that they need. */
export class CompiledInspection implements Inspection {
  readonly layer: Layer;
  readonly bytes: number;
  readonly #batch: number;
  readonly #bias: Float32Array | null;
  readonly #device: GPUDevice;
  readonly #compiled: CompiledRead;
  readonly #buffers: Readonly<Record<Role, GPUBuffer>>;
  readonly #data: DataGroup;
  readonly #flight: Flight;
  readonly #cuts: Cuts;
  #recording!: Recording;
  #disposed = false;

  private constructor(
    graph: LayerGraph,
    weights: Weights,
    id: number,
    batch: number,
    opened: OpenBackend,
    pipelines: Pipelines,
    precision: Precision,
  ) {
    const cut = inspectable(graph, weights, id, batch);
    this.layer = cut.layer;
    this.#batch = batch;
    this.#bias = biasOf(cut.layer, weights);
    this.#device = pipelines.device;
    this.#compiled = compileRead(cut.graph, batch, pipelines.grains[precision], precision);
    const { plan, parameters } = this.#compiled;
    const sizes = {
      arena: 16 * plan.arenaGroups,
      parameters: 4 * parameters.trainableFloats,
      gradients: EMPTY_BYTES,
      statistics: 4 * parameters.statisticsFloats,
      batch: 8 * batch,
      step: STEP.bytes,
    };
    checkBuffers(sizes, this.#device.limits);
    this.bytes = Object.values(sizes).reduce((sum, size) => sum + size, planBytes(plan));
    this.#cuts = new Cuts(opened.software, sizes.arena);
    this.#flight = new Flight(this.#device, () => opened.takeError());
    const make = (label: Role, usage = GPUBufferUsage.STORAGE): GPUBuffer =>
      this.#device.createBuffer({
        label: `inspected ${label}`,
        size: sizes[label],
        usage: usage | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
      });
    this.#buffers = {
      arena: make('arena'),
      parameters: make('parameters'),
      gradients: make('gradients'),
      statistics: make('statistics'),
      batch: make('batch'),
      step: make('step', GPUBufferUsage.UNIFORM),
    };
    this.#data = new DataGroup(graph, pipelines, this.#buffers.batch);
  }

  /** Throws as `Executor.inspect` does. */
  static async make(
    graph: LayerGraph,
    weights: Weights,
    id: number,
    batch: number,
    opened: OpenBackend,
    pipelines: Pipelines,
    precision: Precision,
  ): Promise<CompiledInspection> {
    const { device } = pipelines;
    device.pushErrorScope('out-of-memory');
    let made: CompiledInspection;
    let scope: Promise<GPUError | null>;
    try {
      made = new CompiledInspection(graph, weights, id, batch, opened, pipelines, precision);
    } finally {
      scope = device.popErrorScope();
    }
    try {
      const outOfMemory = await scope;
      if (outOfMemory) throw new ChildError(`no memory for its ${made.bytes} bytes: ${outOfMemory.message}`);
      await made.#prepare(weights, pipelines);
      return made;
    } catch (thrown) {
      made.dispose();
      throw thrown;
    }
  }

  async #prepare(weights: Weights, pipelines: Pipelines): Promise<void> {
    const { plan, parameters } = this.#compiled;
    this.#recording = await Recording.make(plan, pipelines, this.#buffers);
    const trainable = new Float32Array(parameters.trainableFloats);
    for (const [index, value] of parameters.constants) trainable[index] = value;
    const statistics = new Float32Array(parameters.statisticsFloats);
    parameters.pack(weights, trainable, statistics);
    this.#device.queue.writeBuffer(this.#buffers.parameters, 0, trainable);
    this.#device.queue.writeBuffer(this.#buffers.statistics, 0, statistics);
  }

  async read(images: ImageStore, indices: Uint32Array): Promise<Float32Array<ArrayBuffer>> {
    const size = this.layer.shape.reduce((product, n) => product * n, 1);
    const all = new Float32Array(indices.length * size);
    for (let start = 0; start < indices.length; start += this.#batch) {
      const chunk = indices.subarray(start, start + this.#batch);
      await this.#readBatch(images, chunk, all.subarray(start * size, (start + chunk.length) * size));
    }
    return all;
  }

  async #readBatch(images: ImageStore, indices: Uint32Array, into: Float32Array): Promise<void> {
    if (this.#disposed) throw new Error('this inspection has been disposed');
    const { at, stride, half, target, plan } = this.#compiled;
    const data = this.#data.of(images);
    const started = performance.now();
    const each = this.#cuts.of(plan.dispatches.length);
    // No kernel of a forward pass reads the optimiser's group.
    await submitPlan(this.#device, this.#flight, this.#recording, { data, optimiser: data }, each, () =>
      writeBatch(this.#device, this.#buffers, images, indices, null, stillOptions(this.#batch), new Map()),
    );
    const pixels = indices.length * target.height * target.width;
    const groups = (pixels - 1) * stride + groupsOf(target.layout);
    const bytes = half ? 8 : 16;
    const [read] = (await this.#flight.read([[this.#buffers.arena, bytes * at, bytes * groups]])) as [
      Float32Array,
    ];
    const stored = half ? unpacked(read) : read;
    this.#cuts.adapt(performance.now() - started);
    const offsets = channelOffsets(target.layout);
    const bias = this.#bias;
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let c = 0; c < offsets.length; c++)
        into[pixel * offsets.length + c] = stored[4 * pixel * stride + offsets[c]!]! + (bias?.[c] ?? 0);
    }
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const buffer of Object.values(this.#buffers)) buffer.destroy();
    this.#recording?.dispose();
  }
}

/** The numbers of packed float16, the lower half of a word first (kernels/text/half.wgsl). */
function unpacked(packed: Float32Array): Float32Array {
  const halves = new Uint16Array(packed.buffer, packed.byteOffset, 2 * packed.length);
  return Float32Array.from(halves, fromFloat16);
}

function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  const scale = exponent > 15 ? 1 << (exponent - 15) : 1 / (1 << (15 - Math.max(1, exponent)));
  return sign * scale * (exponent === 0 ? fraction : 1 + fraction);
}
