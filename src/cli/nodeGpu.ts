/** WebGPU for commands. It lives in the engine, whose tests need it too and may not import a command. */
export { openNodeGpu } from '../engine/nodeGpu.ts';
