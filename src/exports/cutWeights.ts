/** Kept weights lie one behind another: for those who may not know the engine. */
export { cutWeights, joinWeights } from '../engine/checkpoint/programState.ts';
