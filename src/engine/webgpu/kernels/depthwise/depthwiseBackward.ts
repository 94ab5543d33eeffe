import type { WindowGeometry } from '../../../../network/windows.ts';
import { type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, evenly } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { GROUP_REGISTERS, LOOP_REGISTERS, MOST_REGISTERS } from '../registers.ts';
import { expand } from '../text/expand.ts';
import { batchesOf, COLUMNS_MOST, joinsEight, numbered } from '../text/variants.ts';
import source from './depthwiseBackward.wgsl?raw';
import joinedSource from './depthwiseBackwardJoined.wgsl?raw';
import { divideStrips } from './strips.ts';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'g',
  'gStride',
  'y',
  'yStride',
  'weight',
  'partial',
  'sums',
  'images',
  'chunks',
  ...WINDOW_FIELDS,
] as const;

/** Pixels side by side: wider strips load less and have more registers. */
const pixelsEach = (wide: number): number => (wide <= 3 ? 8 : wide <= 5 ? 4 : 2);

/** Whether there is a kernel for both gradients at once. */
export function isDepthwiseBackward({ kernel, strides, rate }: WindowGeometry, grain: Grain): boolean {
  if (grain.fused === 0 || kernel[0] === 1 || strides[0] !== 1 || strides[1] !== 1) return false;
  return grain.joined === 0 || stripOf(kernel, rate) !== null;
}

export interface DepthwiseBackward {
  readonly family: Family;
  /** The words that say how the maps are divided. */
  readonly division: Readonly<Record<string, number>>;
  /** Partial sums, each of the size of the filter, and of those of a batch norm. */
  readonly partials: number;
  readonly workgroups: number;
}

/** Both gradients for `images` maps of height x width inputs and so many groups of channels. */
export function depthwiseBackward(
  geometry: WindowGeometry,
  images: number,
  size: readonly [height: number, width: number],
  groups: number,
  grain: Grain,
): DepthwiseBackward {
  return (grain.joined ? together : apart)(geometry, images, size, groups, grain);
}

const writes = ['y', 'partial', 'sums'] as const;

function apart(
  { kernel, rate }: WindowGeometry,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
): DepthwiseBackward {
  const [tall, wide] = kernel;
  const pixels = pixelsEach(wide);
  const strips = images * ceilDiv(width, pixels) * rate;
  const numbers = groups * partsOf(grain);
  const rows = (strips * height) / rate;
  const chunks = Math.min(
    strips,
    Math.ceil(Math.max(grain.units / numbers, rows / grain.rows / partsOf(grain))),
  );
  const family: Family = {
    name: `depthwiseBackward ${tall} x ${wide}, rate ${rate}`,
    source: expand(source, { PIXELS: pixels, HEIGHT: tall, WIDTH: wide, RATE: rate }),
    fields,
    writes,
  };
  return {
    family: numbered(family, grain),
    division: { chunks },
    partials: chunks,
    workgroups: ceilDiv(chunks * numbers, LANES),
  };
}

/** How one invocation of the joined kernel goes down a strip. */
interface Strip {
  readonly pixels: number;
  /** Columns of g that its windows meet. */
  readonly columns: number;
  /** Whether the taps stay in registers. */
  readonly held: boolean;
}

/** Registers of an invocation of depthwiseBackwardJoined.wgsl. */
function registersOf([tall, wide]: readonly [number, number], { pixels, columns, held }: Strip): number {
  const taps = tall * wide;
  const sums = taps + 2;
  // Inputs and their gradients in every slot, a row of g.
  const window = 2 * tall * pixels + columns;
  // How inputs are normalised and their mean; a product under way, and what is loaded for it.
  const others = 3 + 2;
  return (
    GROUP_REGISTERS * (sums + (held ? taps : 0) + window + others) + 2 * columns + pixels + LOOP_REGISTERS
  );
}

/** The widest strip for which there are registers, with the taps if there are for these; null where there are for none. */
function stripOf(kernel: readonly [number, number], rate: number): Strip | null {
  for (const held of [true, false]) {
    for (const pixels of [4, 2, 1]) {
      // One pixel meets every `rate`-th column.
      const columns = pixels === 1 ? kernel[1] : pixels + (kernel[1] - 1) * rate;
      const strip = { pixels, columns, held };
      if (registersOf(kernel, strip) <= MOST_REGISTERS) return strip;
    }
  }
  return null;
}

function together(
  { kernel, rate }: WindowGeometry,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
): DepthwiseBackward {
  const [tall, wide] = kernel;
  const strip = stripOf(kernel, rate);
  if (!strip) throw new RangeError(`there are no registers for both gradients of ${tall} x ${wide}`);
  const { pixels, columns: met, held } = strip;
  const blocks = ceilDiv(width, pixels) * rate;
  const rows = ceilDiv(height, rate);
  // Partial sums are as many as workgroups, so that there are no more of these than for a filter.
  const { tall: rowsEach, chunks } = divideStrips(images, rows, blocks, groups, {
    ...grain,
    units: grain.filterUnits,
  });
  const columns = evenly(groups, COLUMNS_MOST);
  const partials = ceilDiv(chunks * blocks * ceilDiv(rows, rowsEach), Math.floor(LANES / columns));
  const constants = {
    ...{ HEIGHT: tall, WIDTH: wide, RATE: rate, PIXELS: pixels, COLUMNS: met, HELD: held ? 1 : 0 },
    ...{ STEP: pixels === 1 ? 1 : rate, APART: pixels === 1 ? rate : 1, BATCHES: batchesOf(tall * wide + 2) },
  };
  return {
    family: joinsEight({
      name: `depthwiseBackward ${tall} x ${wide}, rate ${rate}`,
      source: expand(joinedSource, constants),
      fields: [...fields, 'tall', 'columns'],
      writes,
    }),
    division: { chunks, tall: rowsEach, columns },
    partials,
    workgroups: partials * ceilDiv(groups, columns),
  };
}
