import { DeviceError } from '../../base/errors.ts';
import type { OpenBackend } from '../backend.ts';
import type { Executor } from '../executor.ts';
import { CompiledImages } from './images.ts';
import { CompiledInspection } from './inspection.ts';
import { type Grains, grainsOf } from './ir/grain.ts';
import { Pipelines } from './pipelines.ts';
import { hasClock } from './profile.ts';
import { CompiledProgram } from './program.ts';

/**
 * The executor that compiles a child into one list of dispatches a training step. It works on the device of the backend
 * that `openBackend` made, shares its pipelines between children, and leaves the device to its owner. `grains`: how it divides
 * work, where that is not left to the kind of device.
 */
export function createCompiledExecutor(
  opened: OpenBackend,
  grains: Grains = grainsOf(opened.software),
): Executor {
  const { device, backend, adapter } = opened;
  if (!device) throw new DeviceError(`the compiled engine needs WebGPU, and this is ${backend}`);
  const pipelines = new Pipelines(device, grains);
  return {
    kind: 'compiled',
    backend,
    adapter,
    timesSteps: hasClock(device),
    upload: async (set) => new CompiledImages(device, set),
    compile: (graph, options, seed, compiling) =>
      CompiledProgram.make(graph, options, seed, opened, pipelines, compiling),
    inspect: (graph, weights, layer, batch, precision = 32) =>
      CompiledInspection.make(graph, weights, layer, batch, opened, pipelines, precision),
    dispose() {},
  };
}
