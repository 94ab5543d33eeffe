/** What kernels and the program have in common: constants, the step's and a dispatch's uniform, the metrics. */
import { JOB_WORDS, LANES, NONE } from './job.ts';
import { struct } from './struct.ts';

/** Workgroups that one row of a dispatch's grid holds: WebGPU's least limit. */
export const ROW_OF_WORKGROUPS = 65535;

/** Cells for whose drop path the step's uniform has room. */
export const MAX_CELLS = 64;

/**
 * What changes from step to step; mean and deviation are the image set's. paths[cell]: drop path's threshold, bits of
 * 1 / (1 - q).
 */
export const STEP = struct('Step', {
  seed: 'u32',
  step: 'u32',
  count: 'u32',
  training: 'u32',
  rate: 'f32',
  momentum: 'f32',
  clip: 'f32',
  mean: 'vec4f',
  deviation: 'vec4f',
  paths: ['vec4u', MAX_CELLS],
});

/** `owners`: where in the lists the jobs of this dispatch's workgroups are named. */
export const DISPATCH = struct('Dispatch', { owners: 'u32', workgroups: 'u32' });

/** Groups at the start of the statistics: sums of training, a flag, and sums of evaluation. */
export const METRICS = {
  /** [loss, right, images, batches] since they were last cleared. */
  TRAINING_SUMS: 0,
  /** In x: 1 for good once a training loss or a gradient's norm was not finite. */
  BROKEN: 1,
  /** As training's. */
  EVALUATION_SUMS: 2,
} as const;

export const METRICS_GROUPS = Object.keys(METRICS).length;

/** Sums over images, as tally.wgsl adds them up: their order in one group. */
export interface MetricSums {
  readonly loss: number;
  readonly correct: number;
  readonly images: number;
  readonly batches: number;
}

/** Reads one of the sums from the statistics' first groups. */
export function readSums(statistics: Float32Array, group: number): MetricSums {
  const [loss, correct, images, batches] = statistics.subarray(4 * group, 4 * group + 4);
  return { loss: loss!, correct: correct!, images: images!, batches: batches! };
}

/** The same for kernels: constants and structs, of which one description stands above. */
export const sharedText: string = [
  ...Object.entries({ NONE, LANES, ROW_OF_WORKGROUPS, ...METRICS }).map(
    ([name, value]) => `const ${name} = ${value}u;`,
  ),
  STEP.text,
  DISPATCH.text,
].join('\n');

/** The struct of a job: the number of its first workgroup, and the fields; padded, so that one table holds all jobs. */
export function jobText(fields: readonly string[]): string {
  const padding = Array.from({ length: JOB_WORDS - 1 - fields.length }, (_, i) => `pad${i}`);
  return `struct Job { ${['first', ...fields, ...padding].map((name) => `${name}: u32`).join(', ')} }`;
}
