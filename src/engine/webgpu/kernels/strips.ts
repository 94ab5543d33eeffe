import { ceilDiv } from '../compile/split.ts';
import { LANES } from './family.ts';

/** Rows that one invocation goes down, in several strips or images where there are invocations enough. */
export const ROWS = 64;

/** Invocations that a job is divided into, at least where there are rows enough. */
export const UNITS = 256;

/** How the strips of a job's maps are divided among invocations. */
export interface Strips {
  /** Rows of one invocation in an image. */
  readonly tall: number;
  /** Every so many-th image belongs to the same invocation. */
  readonly chunks: number;
  readonly workgroups: number;
}

/** For `images` maps that are so many rows tall and strips wide, groups of channels counted as strips. */
export function divideStrips(images: number, rows: number, strips: number): Strips {
  const chunks = Math.min(images, Math.max(ceilDiv(UNITS, strips), ceilDiv(images * rows, ROWS)));
  const bands = Math.max(1, Math.min(ceilDiv(rows, 8), Math.floor(UNITS / (strips * chunks))));
  const tall = ceilDiv(rows, bands);
  return { tall, chunks, workgroups: ceilDiv(chunks * strips * ceilDiv(rows, tall), LANES) };
}
