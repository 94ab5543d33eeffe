import type { EngineKind } from './executor.ts';

/**
 * A number for what an engine computes, bit by bit: raised whenever the same training on the same device gives other bits
 * than before (engine/bits.test.ts notices). Every trial records it, so that a run tells which of its trials may differ.
 */
export const ENGINE_VERSIONS: Readonly<Record<EngineKind, number>> = { reference: 1, compiled: 1, wasm: 1 };
