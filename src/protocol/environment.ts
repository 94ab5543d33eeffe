import type { Backend, EngineKind } from '../engine/executor.ts';

export { ENGINE_VERSIONS } from '../engine/version.ts';

/** What all messages are about: a run, and where it trains. */
export type RunId = string;

/** Where children train: on a graphics card where there is one, on whatever passes for one, or on the processor. */
export const PLACES = ['automatic', 'gpu', 'processor'] as const;
export type Place = (typeof PLACES)[number];

/** All that there are, as messages name them. */
export const BACKENDS = ['webgpu', 'webgl', 'cpu', 'wasm'] as const satisfies readonly Backend[];

export interface Environment {
  readonly engine: EngineKind;
  /** Of the engine: raised when its bits change. */
  readonly version?: number;
  readonly backend: Backend;
  readonly adapter: string;
  /** Of the processor, where its own engine trains. They change no figure, so that no run records them. */
  readonly threads?: number;
  /** Why it is not what one would expect, as sentences. */
  readonly warning?: string;
}
