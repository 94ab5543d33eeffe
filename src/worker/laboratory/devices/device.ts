import type { Executor } from '../../../engine/executor.ts';
import type { Environment } from '../../../protocol/protocol.ts';
import type { CreatePolicy } from '../../../strategies/learner/policy.ts';

/** What a search trains on, opened and checked; whoever opened it disposes of its executor. */
export interface Device {
  readonly executor: Executor;
  /** Makes a strategy's controller where it computes fastest beside this executor. */
  readonly createPolicy: CreatePolicy;
  /** Settles, with the reason, once the device is lost; never where that cannot happen. */
  readonly lost: Promise<string>;
  /**
   * Why it cannot be trusted with 16-bit maps, as a sentence; null where it can. Tried at the first call. Absent where an engine was
   * taken as it was asked for, and where there are none of 16 bits. Rejects with a DeviceError where the device is lost.
   */
  halfFailure?(): Promise<string | null>;
  /** Why it is not what one would expect, as sentences. */
  readonly warning?: string;
}

/** The ways to get one. Each rejects, with a sentence, where it is not to be had. */
export interface DeviceSources {
  /** `real`: an adapter that is no program on the processor; `software`: one that is. */
  findAdapter(): Promise<'real' | 'software' | 'none'>;
  /** On tfjs's backends, the first of these that there is. */
  graphics(order: readonly GraphicsBackend[]): Promise<Device>;
  /** WebAssembly with SIMD. */
  processor(): Promise<Device>;
  /** Fetches the scripts of either, and opens nothing. */
  load?(kind: 'graphics' | 'processor'): Promise<void>;
}

export type GraphicsBackend = Exclude<Environment['backend'], 'wasm'>;
