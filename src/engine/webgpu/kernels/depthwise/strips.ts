import { type Grain, partsOf } from '../../ir/grain.ts';
import { LANES } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';

/** Rows that one invocation goes down: a strip of one channel is a fourth of the work. */
const rowsOf = (grain: Grain): number => grain.rows * partsOf(grain);

/** How the strips of a job's maps are divided among invocations. */
export interface Strips {
  /** Rows of one invocation in an image. */
  readonly tall: number;
  /** Every so many-th image belongs to the same invocation. */
  readonly chunks: number;
  readonly workgroups: number;
}

/** For `images` maps that are so many rows tall and strips wide, in so many groups of channels. */
export function divideStrips(
  images: number,
  rows: number,
  wide: number,
  groups: number,
  grain: Grain,
): Strips {
  const strips = wide * groups * partsOf(grain);
  const chunks = Math.min(
    images,
    Math.max(ceilDiv(grain.units, strips), ceilDiv(images * rows, rowsOf(grain))),
  );
  const bands = Math.max(1, Math.min(ceilDiv(rows, 8), Math.floor(grain.units / (strips * chunks))));
  const tall = ceilDiv(rows, bands);
  return { tall, chunks, workgroups: ceilDiv(chunks * strips * ceilDiv(rows, tall), LANES) };
}
