import type { ImageSet } from '../data/dataset.ts';
import type { Layer, LayerGraph } from '../network/graph.ts';
import type { Weights } from '../network/parameters.ts';

/**
 * The one seam to hardware. An Executor owns a device (or a tfjs backend); a Program is one compiled child on it; an
 * ImageStore is a data set uploaded once and shared by all children. Whoever makes one of them disposes it.
 */

export type EngineKind = 'reference' | 'compiled' | 'wasm';

/** What computes: tfjs's backends, whose device the compiled engine takes, and the processor's own engine. */
export type Backend = 'webgpu' | 'webgl' | 'cpu' | 'wasm';

/** This child cannot be trained on this device: it ran out of memory, or one of its shaders failed. Others may. */
export class ChildError extends Error {
  override readonly name = 'ChildError';
}

/** Bits of activations and their gradients in memory; all is computed, summed and learnt in 32. */
export type Precision = 32 | 16;

/** What training does besides the schedule; constant over a child's life. */
export interface StepOptions {
  readonly batch: number;
  /** 32 where it is left out. Engines that keep 32 bits only throw a ChildError on another. */
  readonly precision?: Precision;
  readonly momentum: number;
  /** Times w, added to the gradient of every kernel before clipping. */
  readonly weightDecay: number;
  /** Greatest global norm of the gradient; 0 switches clipping off. */
  readonly clipNorm: number;
  /** Share of the target spread evenly over all classes. */
  readonly labelSmoothing: number;
  /** Weight of the auxiliary head's loss, where the graph has one. */
  readonly auxiliaryWeight: number;
  /** Keep probability of the last cell's paths at the end of training; 1 switches ScheduledDropPath off. */
  readonly keepProbability: number;
  readonly augmentation: Augmentation;
}

export interface Augmentation {
  /** Zero padding of the random crop, in pixels; 0 switches it off. */
  readonly cropPadding: number;
  /** Horizontal flip with probability 1/2. */
  readonly flip: boolean;
  /** Side of the square that is set to zero after normalising; 0 switches it off. */
  readonly cutout: number;
}

/** Why an engine (an EngineKind) does not train at a precision, as sentences; null where it does. */
export function precisionRefusal(precision: Precision | undefined, engine: string): string | null {
  if (precision !== 16 || engine === 'compiled') return null;
  const name = engine === 'wasm' ? 'The processor' : 'tfjs';
  return `${name} trains in 32 bits only. Set the precision to 32 bits, or train on a graphics card by WebGPU.`;
}

/** What changes from step to step. */
export interface Step {
  /** From 0. */
  readonly step: number;
  readonly totalSteps: number;
  readonly learningRate: number;
  /** Seeds the step's crops, flips, cutouts and masks, see engine/randomness.ts. */
  readonly seed: number;
}

/** Sums over the training steps since they were last read. */
export interface TrainMetrics {
  readonly steps: number;
  readonly images: number;
  /** Mean cross-entropy an image of the main head, without weight decay; NaN or infinite where a step was. */
  readonly loss: number;
  /** Share of images classified right while training, 0 to 1. */
  readonly accuracy: number;
  /** False for good as soon as one step's loss or gradient norm was not finite. */
  readonly finite: boolean;
}

export interface EvaluationMetrics {
  readonly images: number;
  readonly correct: number;
  /** Mean cross-entropy an image by running statistics. */
  readonly loss: number;
}

/**
 * All that training changes in a program: with the number of the next step, what a child needs to go on to the very same
 * weights. Both vectors hold logical parameters in the order of `graphParameters`, so they mean the same on every engine.
 */
export interface ProgramState {
  /** Every parameter, running statistics included. */
  readonly weights: Float32Array<ArrayBuffer>;
  /** The optimiser's velocity (momentum buffer) of the trainable ones. */
  readonly velocity: Float32Array<ArrayBuffer>;
}

export interface ProgramCost {
  /** Compute dispatches of the last training step; null where the backend does not count them (cpu, webgl). */
  readonly dispatches: number | null;
  /** Peak bytes of all buffers since the program was made. */
  readonly peakBytes: number;
  /** JavaScript that makes the last step's commands, the driver's work at their submission left out; null if not known. */
  readonly hostMs: number | null;
}

export interface ImageStore {
  readonly set: ImageSet;
  dispose(): void;
}

export interface Program {
  readonly graph: LayerGraph;
  /**
   * Trains on one batch of `indices` into the store, `batch` of them. At most two steps are in flight when it answers.
   * What the device had to say of earlier steps is thrown here and by `readMetrics`: a ChildError or a DeviceError.
   */
  train(images: ImageStore, indices: Uint32Array, step: Step): Promise<void>;
  /** Reads what the training steps accumulated, and clears it unless it is kept. Waits for them. */
  readMetrics(keep?: 'keep'): Promise<TrainMetrics>;
  /**
   * Evaluates all `indices`, in batches, by running statistics; does not change the program. `predicted`, where it is given,
   * takes the class that each of them is taken for, of equal scores the first; throws a RangeError where it has another length.
   */
  evaluate(
    images: ImageStore,
    indices: Uint32Array,
    predicted?: Uint8Array<ArrayBuffer>,
  ): Promise<EvaluationMetrics>;
  /** A copy of every parameter, running statistics included. */
  getWeights(): Promise<Weights>;
  /** Overwrites parameters by name; throws a RangeError on an unknown name or a wrong size. */
  setWeights(weights: Weights): void;
  /** A copy of weights, running statistics and momentum, once all steps are done. */
  exportState(): Promise<ProgramState>;
  /** Goes on from an exported state, of any engine; throws a RangeError where it is of another network. */
  importState(state: ProgramState): void;
  cost(): ProgramCost;
  /**
   * Trains one step and answers what each layer took of it; null where the device has no clock for that. Absent where the
   * engine has no way to tell. Work on several layers at once is shared out by its amount.
   */
  stepTimes?(images: ImageStore, indices: Uint32Array, step: Step): Promise<StepTimes | null>;
  dispose(): void;
}

/** Milliseconds of one training step, forward and backward. */
export interface StepTimes {
  /** By the layer's id; a layer that is part of another's kernels is not there. */
  readonly layers: ReadonlyMap<number, number>;
  /** Of the batch's gathering, the loss and the update, which are of no layer. */
  readonly rest: number;
}

/**
 * A network, cut off behind one of its layers, with weights of its own: what that layer gives by running statistics. It holds
 * memory for the layers before it alone, each as long as it is read, and nothing for training.
 */
export interface Inspection {
  readonly layer: Layer;
  /** Bytes of all that it holds. */
  readonly bytes: number;
  /**
   * The layer's output for these images, in batches: [indices, height, width, channels], channels fastest. A dense layer's are
   * its scores, bias included. Throws as `Program.evaluate` does.
   */
  read(images: ImageStore, indices: Uint32Array): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}

export interface Executor {
  readonly kind: EngineKind;
  readonly backend: Backend;
  /** A person's name for the hardware: "NVIDIA RTX 4070", "SwiftShader (software)", "CPU", "processor". */
  readonly adapter: string;
  /** Of the processor, where the engine divides its work among them itself. */
  readonly threads?: number;
  /** Whether its programs may have a clock for `stepTimes`; absent: none has. */
  readonly timesSteps?: boolean;
  upload(set: ImageSet): Promise<ImageStore>;
  /**
   * Makes a program with weights initialised from `seed`. `compiling` hears meanwhile how many kernels this child needs that
   * none before it needed; nothing where there are none to compile.
   */
  compile(
    graph: LayerGraph,
    options: StepOptions,
    seed: number,
    compiling?: (kernels: number) => void,
  ): Promise<Program>;
  /**
   * Opens a trained network at one layer, to read `batch` images at a time; weights are all of the graph's, by name. Throws a
   * RangeError on a layer that is not there and on weights of another network, a ChildError where it does not fit the device.
   * `precision` as of the steps by which the network was trained: without it, and on engines that have no other, 32 bits.
   */
  inspect(
    graph: LayerGraph,
    weights: Weights,
    layer: number,
    batch: number,
    precision?: Precision,
  ): Promise<Inspection>;
  dispose(): void;
}

/** As `Program.evaluate` says of `predicted`. */
export function checkPredicted(indices: Uint32Array, predicted: Uint8Array | undefined): void {
  if (predicted !== undefined && predicted.length !== indices.length) {
    throw new RangeError(
      `${indices.length} images are evaluated, and there is room for the classes of ${predicted.length}`,
    );
  }
}
