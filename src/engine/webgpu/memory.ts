import { ChildError } from '../executor.ts';
import type { CompiledGraph } from './compile/compile.ts';
import type { Plan } from './compile/tables.ts';
import { STEP } from './ir/shared.ts';

/** Uniforms of dispatches lie this far apart. */
export const UNIFORM_STRIDE = 256;

/** Buffers of a program, by their role. */
export interface BufferSizes {
  readonly arena: number;
  readonly parameters: number;
  readonly gradients: number;
  readonly velocity: number;
  readonly decays: number;
  readonly statistics: number;
  readonly batch: number;
  /** Job tables, lists and uniforms of both programs. */
  readonly tables: number;
}

/** Bytes of every buffer, known before anything is made. */
export function bufferSizes({ parameters, training, evaluation }: CompiledGraph, batch: number): BufferSizes {
  const vector = 4 * parameters.trainableFloats;
  return {
    arena: 16 * Math.max(training.arenaGroups, evaluation.arenaGroups),
    parameters: vector,
    gradients: vector,
    velocity: vector,
    decays: vector,
    statistics: 4 * parameters.statisticsFloats,
    batch: 8 * batch,
    tables: planBytes(training) + planBytes(evaluation) + STEP.bytes,
  };
}

/** Of a plan's job table, lists and uniforms. */
export const planBytes = ({ table, lists, dispatches }: Plan): number =>
  table.byteLength + lists.byteLength + UNIFORM_STRIDE * dispatches.length;

export const totalBytes = (sizes: BufferSizes): number =>
  Object.values(sizes).reduce((sum: number, bytes: number) => sum + bytes, 0);

/** Throws a ChildError with the numbers where a buffer is larger than the adapter allows. */
export function checkBuffers(sizes: Readonly<Record<string, number>>, limits: GPUSupportedLimits): void {
  const limit = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  for (const [role, bytes] of Object.entries(sizes)) {
    if (bytes > limit) {
      throw new ChildError(
        `its ${role} takes ${mebibytes(bytes)} and this graphics adapter binds at most ${mebibytes(limit)}: use smaller batches, fewer filters or fewer cells`,
      );
    }
  }
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
