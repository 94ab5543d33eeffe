/** Maps of a batch in float64 (NHWC): what the executors are tested against. Slow and obvious on purpose. */
export interface Map64 {
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
  readonly data: Float64Array;
}

export function zeros(shape: Map64['shape']): Map64 {
  return { shape, data: new Float64Array(shape[0] * shape[1] * shape[2] * shape[3]) };
}

export function at({ shape }: Map64, n: number, y: number, x: number, c: number): number {
  return ((n * shape[1] + y) * shape[2] + x) * shape[3] + c;
}

/** Every position of a map, in row order. */
export function* positions({
  shape,
}: Map64): Generator<readonly [n: number, y: number, x: number, c: number]> {
  for (let n = 0; n < shape[0]; n++) {
    for (let y = 0; y < shape[1]; y++) {
      for (let x = 0; x < shape[2]; x++) {
        for (let c = 0; c < shape[3]; c++) yield [n, y, x, c];
      }
    }
  }
}

/** How one axis of a window operation lies: output length and padding before the first pixel. */
export function axis(
  length: number,
  kernel: number,
  stride: number,
  rate: number,
  padding: 'same' | 'valid',
): { readonly length: number; readonly before: number } {
  const wide = (kernel - 1) * rate + 1;
  if (padding === 'valid') return { length: Math.floor((length - wide) / stride) + 1, before: 0 };
  const out = Math.ceil(length / stride);
  return { length: out, before: Math.floor(Math.max((out - 1) * stride + wide - length, 0) / 2) };
}

export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly rate: number;
  readonly padding: 'same' | 'valid';
}

/** The output's height and width. */
export function windowShape({ shape }: Map64, w: Window): readonly [height: number, width: number] {
  return [
    axis(shape[1], w.kernel[0], w.strides[0], w.rate, w.padding).length,
    axis(shape[2], w.kernel[1], w.strides[1], w.rate, w.padding).length,
  ];
}

/** The taps of one output pixel that lie inside the map, in row order. */
export function* taps(
  { shape }: Map64,
  w: Window,
  y: number,
  x: number,
): Generator<{ readonly ky: number; readonly kx: number; readonly y: number; readonly x: number }> {
  const top = y * w.strides[0] - axis(shape[1], w.kernel[0], w.strides[0], w.rate, w.padding).before;
  const left = x * w.strides[1] - axis(shape[2], w.kernel[1], w.strides[1], w.rate, w.padding).before;
  for (let ky = 0; ky < w.kernel[0]; ky++) {
    for (let kx = 0; kx < w.kernel[1]; kx++) {
      const [sy, sx] = [top + ky * w.rate, left + kx * w.rate];
      if (sy >= 0 && sy < shape[1] && sx >= 0 && sx < shape[2]) yield { ky, kx, y: sy, x: sx };
    }
  }
}
