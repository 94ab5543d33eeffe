import type { Random } from '../../../base/random.ts';
import type { WindowGeometry } from '../../../network/windows.ts';
import { axis, type Map64, type Window, windowShape, zeros } from '../../testing/float64/map.ts';
import { reachOf } from '../emitter.ts';

/** A window over random maps, as the network knows it and as kernels do. */
export interface WindowCase {
  readonly window: Window;
  readonly geometry: WindowGeometry;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly rows: number;
  readonly columns: number;
  readonly what: string;
}

/** Maps of 1 to 12 pixels a side, now and then of a strip. */
export const randomSide = (random: Random): number => 1 + random.integer(random.integer(5) === 0 ? 33 : 12);

/** SAME windows over maps of any size, VALID ones over those that they fit into. */
export function windowCase(
  random: Random,
  kernel: readonly [number, number],
  strides: readonly [number, number],
  rate: number,
  padding: 'same' | 'valid' = 'same',
): WindowCase {
  const least = (i: 0 | 1): number => (padding === 'valid' ? (kernel[i] - 1) * rate : 0);
  const height = randomSide(random) + least(0);
  const width = randomSide(random) + least(1);
  const batch = 1 + random.integer(3);
  const window = { kernel, strides, rate, padding };
  const [rows, columns] = windowShape(
    { shape: [batch, height, width, 1], data: new Float64Array(0) },
    window,
  );
  const before = [height, width].map(
    (length, i) => axis(length, kernel[i]!, strides[i]!, rate, padding).before,
  );
  const geometry = { kernel, strides, rate, before: [before[0]!, before[1]!] as const, diagonal: false };
  const what = `${kernel.join(' x ')}, stride ${strides.join(' x ')}, rate ${rate}, ${padding}, over ${batch} x ${height} x ${width}`;
  return { window, geometry, batch, height, width, rows, columns, what };
}

/** A larger map with the given one inside, pixel by pixel `spread` apart, and `fill` around. Its first may lie outside. */
export function framed(
  { shape: [batch, height, width, channels], data }: Map64,
  frame: { readonly top: number; readonly left: number; readonly rows: number; readonly columns: number },
  fill = 0,
  spread: readonly [number, number] = [1, 1],
): Map64 {
  const out = zeros([batch, frame.rows, frame.columns, channels]);
  out.data.fill(fill);
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [row, column] = [frame.top + y * spread[0], frame.left + x * spread[1]];
        if (row < 0 || row >= frame.rows || column < 0 || column >= frame.columns) continue;
        const from = ((n * height + y) * width + x) * channels;
        out.data.set(
          data.subarray(from, from + channels),
          ((n * frame.rows + row) * frame.columns + column) * channels,
        );
      }
    }
  }
  return out;
}

/** The frame in which a window's gradient of the inputs is a window of stride 1. */
export function backFrame({ geometry, height, width }: WindowCase) {
  const [tall, wide] = reachOf(geometry);
  return {
    top: tall - geometry.before[0],
    left: wide - geometry.before[1],
    rows: height + tall,
    columns: width + wide,
  };
}

/** Kernels of the space, the halves of separable ones, and an even one. */
export const KERNELS = [
  [1, 1],
  [1, 3],
  [3, 1],
  [3, 3],
  [5, 5],
  [1, 7],
  [7, 1],
  [7, 7],
  [2, 4],
] as const;

export const STRIDES = [
  [1, 1],
  [2, 2],
  [1, 2],
  [2, 1],
  [3, 3],
] as const;

/** Shapes of every window. */
export const SHAPES = process.env.NAS_FULL === '1' ? 12 : 2;
