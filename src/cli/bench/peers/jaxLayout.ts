import type { Parameter } from '../../../network/parameters.ts';

/** How jax-js holds a parameter: kernels [h, w, in, out] are [out, in, h, w] there, depthwise ones [in, 1, h, w]. */
export interface Layout {
  readonly shape: readonly number[];
  /** From our order to jax-js's. */
  to(values: Float32Array): Float32Array<ArrayBuffer>;
  /** And back. */
  from(values: Float32Array): Float32Array<ArrayBuffer>;
}

export function layoutOf({ shape }: Parameter): Layout {
  if (shape.length !== 4) return { shape, to: (values) => values.slice(), from: (values) => values.slice() };
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  const taps = height * width;
  const each = (visit: (here: number, there: number) => void): void => {
    for (let tap = 0; tap < taps; tap++) {
      for (let i = 0; i < inputs; i++) {
        for (let o = 0; o < outputs; o++) {
          visit((tap * inputs + i) * outputs + o, (o * inputs + i) * taps + tap);
        }
      }
    }
  };
  return {
    shape: outputs === 1 ? [inputs, 1, height, width] : [outputs, inputs, height, width],
    to(values) {
      const moved = new Float32Array(values.length);
      each((here, there) => {
        moved[there] = values[here]!;
      });
      return moved;
    },
    from(values) {
      const moved = new Float32Array(values.length);
      each((here, there) => {
        moved[here] = values[there]!;
      });
      return moved;
    },
  };
}

/** [n, pixels, channels] to [n, channels, pixels]. */
export function channelsFirst(
  values: Float32Array,
  n: number,
  pixels: number,
  channels: number,
): Float32Array<ArrayBuffer> {
  const moved = new Float32Array(values.length);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < channels; c++) {
        moved[(i * channels + c) * pixels + p] = values[(i * pixels + p) * channels + c]!;
      }
    }
  }
  return moved;
}
