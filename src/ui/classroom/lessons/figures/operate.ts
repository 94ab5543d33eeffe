/** What operations make of one image, worked out here with filters that are said: what trained ones do, without training. */

export interface GreyMap {
  readonly height: number;
  readonly width: number;
  readonly channels: 1;
  readonly values: Float32Array<ArrayBuffer>;
}

/** Means of the channels, 0 to 1. */
export function greyOf(
  { height, width, pixels }: { readonly height: number; readonly width: number; readonly pixels: Uint8Array },
  image: number,
): GreyMap {
  const size = height * width;
  const channels = 3;
  const values = Float32Array.from({ length: size }, (_, at) => {
    const from = (image * size + at) * channels;
    return ((pixels[from] ?? 0) + (pixels[from + 1] ?? 0) + (pixels[from + 2] ?? 0)) / (channels * 255);
  });
  return { height, width, channels: 1, values };
}

/** From 0 to 1: what each colour of a map stands for. */
export function rampMap(): GreyMap {
  const width = 32;
  const values = Float32Array.from({ length: width }, (_, at) => at / (width - 1));
  return { height: 1, width, channels: 1, values };
}

type Window = (at: (dy: number, dx: number) => number) => number;

/** Zero beyond the edge, as padding is. */
function over(map: GreyMap, window: Window): GreyMap {
  const { height, width, values } = map;
  const made = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      made[y * width + x] = window((dy, dx) => {
        const isIn = y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width;
        return isIn ? (values[(y + dy) * width + x + dx] ?? 0) : 0;
      });
  return { ...map, values: made };
}

const RANGE: readonly number[] = [-1, 0, 1];

/** A 3 × 3 filter that answers to upright edges (Sobel), then relu. */
export const edges = (map: GreyMap): GreyMap =>
  over(map, (at) =>
    Math.max(
      0,
      RANGE.reduce((sum, dy) => sum + (dy === 0 ? 2 : 1) * (at(dy, 1) - at(dy, -1)), 0),
    ),
  );

/** The same in two steps: a difference along x, then a mean along y, each seeing one channel alone. */
export const separableEdges = (map: GreyMap): GreyMap =>
  over(
    over(map, (at) => at(0, 1) - at(0, -1)),
    (at) => Math.max(0, at(-1, 0) + 2 * at(0, 0) + at(1, 0)),
  );

export const maxPool = (map: GreyMap): GreyMap =>
  over(map, (at) => Math.max(...RANGE.flatMap((dy) => RANGE.map((dx) => at(dy, dx)))));
