/** What the command and its page in the browser say to each other; plain data. */

export const ENGINES = ['tfjs', 'jax-js-webgpu', 'jax-js-wasm', 'compiled', 'wasm'] as const;

export type PeerEngine = (typeof ENGINES)[number];

/** A stack of separable convolutions on 32 x 32 images, see stack.ts. */
export interface Stack {
  readonly layers: number;
  readonly channels: number;
  /** Side of the depthwise kernel in pixels. */
  readonly kernel: number;
  readonly batch: number;
}

/** A depthwise convolution in an engine that has none of its own: with groups, or as a sum of shifted maps. */
export type Depthwise = 'grouped' | 'shifted';

export interface LossAndGradient {
  /** Mean cross-entropy of the batch at the initial weights. */
  readonly loss: number;
  /** Of every trainable parameter there, in the order and layout of network/parameters.ts, one after the other. */
  readonly gradient: readonly number[];
}

export interface Measurement extends LossAndGradient {
  /** Median of the measured steps. */
  readonly stepMs: number;
  /** How the engine was given the depthwise convolutions, where there was a choice: the faster is measured. */
  readonly depthwise?: Depthwise;
  /** What the engine's own device calls itself. */
  readonly adapter: string;
}

export interface FoundAdapter {
  readonly name: string;
  /** Whether it is a program on the CPU. */
  readonly software: boolean;
}

/** What the page offers. */
export interface PeerPage {
  /** Null where the browser has no WebGPU adapter. */
  findAdapter(): Promise<FoundAdapter | null>;
  measure(engine: PeerEngine, stack: Stack, steps: number): Promise<Measurement>;
}

declare global {
  /** Only in the page of the comparison. */
  var peers: PeerPage;
}
