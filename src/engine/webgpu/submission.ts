import type { LayerGraph } from '../../network/graph.ts';
import type { ImageStore, Step, StepOptions } from '../executor.ts';
import type { Flight } from './flight.ts';
import { CompiledImages } from './images.ts';
import type { Pipelines } from './pipelines.ts';
import type { Recording } from './recording.ts';
import { stepWords } from './step.ts';

/** Submissions are cut so that none takes longer than about this. */
const submissionMs = 80;
const MOST_CUTS = 32;
/** Activations and gradients that a software adapter goes through in about that time. */
const SOFTWARE_BYTES = 6e6;

/** Into how many submissions a plan is cut; at first a guess. */
export class Cuts {
  #cuts: number;

  constructor(software: boolean, arenaBytes: number) {
    this.#cuts = software ? Math.min(MOST_CUTS, 1 + Math.floor(arenaBytes / SOFTWARE_BYTES)) : 1;
  }

  /** Dispatches of a submission, of so many in all. */
  of(dispatches: number): number {
    return Math.ceil(dispatches / this.#cuts);
  }

  /** Learns from the time that a plan took. */
  adapt(ms: number): void {
    this.#cuts = Math.max(1, Math.min(MOST_CUTS, Math.round((this.#cuts + ms / submissionMs) / 2)));
  }
}

/** What is bound beside a plan's own buffers. */
export type ExtraGroups = Readonly<Record<'data' | 'optimiser', GPUBindGroup>>;

/** Submits a plan in pieces of `each` dispatches; answers the ms in which its commands were made. */
export async function submitPlan(
  device: GPUDevice,
  flight: Flight,
  recording: Recording,
  extra: ExtraGroups,
  each: number,
  write: () => void,
): Promise<number> {
  const { dispatches } = recording.plan;
  await flight.room();
  const started = performance.now();
  write();
  // All at once: between submissions a software adapter would hold this thread up.
  const pieces: GPUCommandBuffer[] = [];
  for (let from = 0; from < dispatches.length; from += each) {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    recording.record(pass, from, Math.min(from + each, dispatches.length), extra);
    pass.end();
    pieces.push(encoder.finish());
  }
  const hostMs = performance.now() - started;
  for (const [i, commands] of pieces.entries()) {
    if (i > 0) await flight.room();
    flight.submit(commands);
  }
  return hostMs;
}

/** Writes the step's uniform, and index and label of each image; throws a RangeError on an image that is not there. */
export function writeBatch(
  device: GPUDevice,
  buffers: Readonly<Record<'step' | 'batch', GPUBuffer>>,
  { set }: ImageStore,
  indices: Uint32Array,
  step: Step | null,
  options: StepOptions,
  cells: ReadonlyMap<number, number>,
): void {
  const words = stepWords(step, indices.length, set.info, options, cells);
  const batch = new Uint32Array(2 * indices.length);
  indices.forEach((index, i) => {
    const label = set.labels[index];
    if (label === undefined) {
      throw new RangeError(`image ${index} does not exist: the set holds ${set.count}`);
    }
    batch.set([index, label], 2 * i);
  });
  device.queue.writeBuffer(buffers.step, 0, words);
  device.queue.writeBuffer(buffers.batch, 0, batch);
}

/** The bind group of images and a batch of them, made once for a set of images. */
export class DataGroup {
  readonly #graph: LayerGraph;
  readonly #pipelines: Pipelines;
  readonly #batch: GPUBuffer;
  #made: { readonly images: CompiledImages; readonly group: GPUBindGroup } | null = null;

  constructor(graph: LayerGraph, pipelines: Pipelines, batch: GPUBuffer) {
    this.#graph = graph;
    this.#pipelines = pipelines;
    this.#batch = batch;
  }

  /** Throws where the images are another engine's, or of another size than the network takes. */
  of(images: ImageStore): GPUBindGroup {
    if (!(images instanceof CompiledImages)) {
      throw new TypeError('these images were uploaded by another engine');
    }
    if (this.#made?.images !== images) {
      const { height, width, channels } = images.set.info;
      const [h, w, c] = this.#graph.input;
      if (height !== h || width !== w || channels !== c) {
        throw new RangeError(`the network takes images of ${h} x ${w} x ${c}, the set has others`);
      }
      const entries = [images.buffer, this.#batch].map((buffer, binding) => ({
        binding,
        resource: { buffer },
      }));
      const { device, extra } = this.#pipelines;
      this.#made = { images, group: device.createBindGroup({ layout: extra.data, entries }) };
    }
    return this.#made.group;
  }
}
