import type { PlaygroundStore } from '../store/store.ts';

/** Where neither of our engines can train, a new visitor's Start looks a search up; training with tfjs is the last thing offered. */
export function lookUpWithoutEngine(store: PlaygroundStore): void {
  const { capabilities, fitted, applyPreset } = store.getState();
  const { gpu, simd } = capabilities;
  if (gpu !== null && !gpu.ok && !simd && fitted) applyPreset('table');
}
