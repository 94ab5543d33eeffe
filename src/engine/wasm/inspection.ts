import type { Layer, LayerGraph } from '../../network/graph.ts';
import type { Weights } from '../../network/parameters.ts';
import type { ImageStore, Inspection } from '../executor.ts';
import { biasOf, inspectable, stillOptions } from '../inspecting/checked.ts';
import { channelOffsets } from '../lowering/channelLayout.ts';
import { type CompiledRead, compileRead } from './compile.ts';
import { macrotask } from './macrotask.ts';
import { putImages, writeStep } from './memory.ts';
import type { Crew, Machine } from './threads/crew.ts';

/** A plan of kernel calls up to a layer, in a memory of its own. */
export class WasmInspection implements Inspection {
  readonly layer: Layer;
  readonly bytes: number;
  readonly #graph: LayerGraph;
  readonly #batch: number;
  readonly #bias: Float32Array | null;
  readonly #compiled: CompiledRead;
  readonly #machine: Machine;
  #disposed = false;

  private constructor(
    { graph, layer }: ReturnType<typeof inspectable>,
    weights: Weights,
    batch: number,
    compiled: CompiledRead,
    machine: Machine,
  ) {
    this.#graph = graph;
    this.layer = layer;
    this.#batch = batch;
    this.#bias = biasOf(layer, weights);
    this.#compiled = compiled;
    this.#machine = machine;
    this.bytes = compiled.bytes + compiled.ownBytes * machine.threads;
  }

  /** Throws as `Executor.inspect` does. */
  static async make(
    graph: LayerGraph,
    weights: Weights,
    id: number,
    batch: number,
    crew: Crew,
  ): Promise<WasmInspection> {
    const cut = inspectable(graph, weights, id, batch);
    const compiled = compileRead(cut.graph, batch);
    const machine = await crew.open(compiled.own, compiled.ownBytes);
    const { plan, parameters, fixtures } = compiled;
    new Int32Array(machine.memory, plan.at, plan.words.length).set(plan.words);
    const trainable = new Float32Array(machine.memory, fixtures.parameters, parameters.trainableFloats);
    for (const [place, value] of parameters.constants) trainable[place] = value;
    const statistics = new Float32Array(machine.memory, fixtures.statistics, parameters.statisticsFloats);
    parameters.pack(weights, trainable, statistics);
    return new WasmInspection(cut, weights, batch, compiled, machine);
  }

  async read(images: ImageStore, indices: Uint32Array): Promise<Float32Array<ArrayBuffer>> {
    const size = this.layer.shape.reduce((product, n) => product * n, 1);
    const all = new Float32Array(indices.length * size);
    for (let start = 0; start < indices.length; start += this.#batch) {
      await macrotask();
      if (this.#disposed) throw new Error('this inspection has been disposed');
      const chunk = indices.subarray(start, start + this.#batch);
      const { memory } = this.#machine;
      const { fixtures, plan } = this.#compiled;
      putImages(memory, fixtures.bytes, images.set, chunk, this.#graph.input);
      writeStep(memory, null, chunk.length, images.set.info, stillOptions(this.#batch), new Map());
      this.#machine.run(plan.at);
      this.#copy(chunk.length, all.subarray(start * size));
    }
    return all;
  }

  #copy(images: number, into: Float32Array): void {
    const { at, image, pixel, target } = this.#compiled;
    const stored = new Float32Array(this.#machine.memory);
    const offsets = channelOffsets(target.layout);
    const pixels = target.height * target.width;
    let to = 0;
    for (let i = 0; i < images; i++) {
      for (let p = 0; p < pixels; p++) {
        const from = (at + i * image + p * pixel) / 4;
        for (let c = 0; c < offsets.length; c++)
          into[to++] = stored[from + offsets[c]!]! + (this.#bias?.[c] ?? 0);
      }
    }
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#machine.close();
  }
}
