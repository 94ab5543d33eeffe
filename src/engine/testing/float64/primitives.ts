import { at, type Map64, positions, taps, type Window, windowShape, zeros } from './map.ts';

/** A layer's output and the gradients of its inputs and parameters, given that of its output. */
export interface Recorded64 {
  readonly output: Map64;
  readonly statistics?: { readonly mean: Float64Array; readonly variance: Float64Array };
  backward(dy: Map64): { readonly inputs: readonly Map64[]; readonly parameters: readonly Float64Array[] };
}

/** `filter` is [h, w, in, out]. */
export function conv2d(x: Map64, filter: Float64Array, outputs: number, w: Window): Recorded64 {
  const inputs = x.shape[3];
  const output = zeros([x.shape[0], ...windowShape(x, w), outputs]);
  const weight = (ky: number, kx: number, i: number, o: number): number =>
    ((ky * w.kernel[1] + kx) * inputs + i) * outputs + o;
  for (const [n, y, xx, o] of positions(output)) {
    let sum = 0;
    for (const tap of taps(x, w, y, xx)) {
      for (let i = 0; i < inputs; i++) {
        sum += x.data[at(x, n, tap.y, tap.x, i)]! * filter[weight(tap.ky, tap.kx, i, o)]!;
      }
    }
    output.data[at(output, n, y, xx, o)] = sum;
  }
  return {
    output,
    backward(dy) {
      const dx = zeros(x.shape);
      const dFilter = new Float64Array(filter.length);
      for (const [n, y, xx, o] of positions(dy)) {
        const g = dy.data[at(dy, n, y, xx, o)]!;
        for (const tap of taps(x, w, y, xx)) {
          for (let i = 0; i < inputs; i++) {
            const source = at(x, n, tap.y, tap.x, i);
            const k = weight(tap.ky, tap.kx, i, o);
            dx.data[source]! += g * filter[k]!;
            dFilter[k]! += g * x.data[source]!;
          }
        }
      }
      return { inputs: [dx], parameters: [dFilter] };
    },
  };
}

/** `filter` is [h, w, channels, 1]. */
export function depthwiseConv2d(x: Map64, filter: Float64Array, w: Window): Recorded64 {
  const channels = x.shape[3];
  const output = zeros([x.shape[0], ...windowShape(x, w), channels]);
  const weight = (ky: number, kx: number, c: number): number => (ky * w.kernel[1] + kx) * channels + c;
  for (const [n, y, xx, c] of positions(output)) {
    let sum = 0;
    for (const tap of taps(x, w, y, xx)) {
      sum += x.data[at(x, n, tap.y, tap.x, c)]! * filter[weight(tap.ky, tap.kx, c)]!;
    }
    output.data[at(output, n, y, xx, c)] = sum;
  }
  return {
    output,
    backward(dy) {
      const dx = zeros(x.shape);
      const dFilter = new Float64Array(filter.length);
      for (const [n, y, xx, c] of positions(dy)) {
        const g = dy.data[at(dy, n, y, xx, c)]!;
        for (const tap of taps(x, w, y, xx)) {
          const source = at(x, n, tap.y, tap.x, c);
          const k = weight(tap.ky, tap.kx, c);
          dx.data[source]! += g * filter[k]!;
          dFilter[k]! += g * x.data[source]!;
        }
      }
      return { inputs: [dx], parameters: [dFilter] };
    },
  };
}

/** Training mode: the batch's mean and biased variance. */
export function batchNorm(x: Map64, gamma: Float64Array, beta: Float64Array, epsilon: number): Recorded64 {
  const channels = x.shape[3];
  const m = x.data.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  x.data.forEach((value, i) => {
    mean[i % channels]! += value / m;
  });
  x.data.forEach((value, i) => {
    variance[i % channels]! += (value - mean[i % channels]!) ** 2 / m;
  });
  const normalised = x.data.map((value, i) => {
    const c = i % channels;
    return (value - mean[c]!) / Math.sqrt(variance[c]! + epsilon);
  });
  const output = {
    shape: x.shape,
    data: normalised.map((value, i) => gamma[i % channels]! * value + beta[i % channels]!),
  };
  return {
    output,
    statistics: { mean, variance },
    backward(dy) {
      const dGamma = new Float64Array(channels);
      const dBeta = new Float64Array(channels);
      dy.data.forEach((g, i) => {
        dGamma[i % channels]! += g * normalised[i]!;
        dBeta[i % channels]! += g;
      });
      const dx = dy.data.map((g, i) => {
        const c = i % channels;
        const centred = g - dBeta[c]! / m - (normalised[i]! * dGamma[c]!) / m;
        return (gamma[c]! / Math.sqrt(variance[c]! + epsilon)) * centred;
      });
      return { inputs: [{ shape: x.shape, data: dx }], parameters: [dGamma, dBeta] };
    },
  };
}

export function batchNormByRunning(
  x: Map64,
  gamma: Float64Array,
  beta: Float64Array,
  mean: Float64Array,
  variance: Float64Array,
  epsilon: number,
): Map64 {
  const channels = x.shape[3];
  const data = x.data.map((value, i) => {
    const c = i % channels;
    return (gamma[c]! * (value - mean[c]!)) / Math.sqrt(variance[c]! + epsilon) + beta[c]!;
  });
  return { shape: x.shape, data };
}

export function relu(x: Map64): Recorded64 {
  return {
    output: { shape: x.shape, data: x.data.map((value) => Math.max(value, 0)) },
    backward: (dy) => ({
      inputs: [{ shape: x.shape, data: dy.data.map((g, i) => (x.data[i]! > 0 ? g : 0)) }],
      parameters: [],
    }),
  };
}

const pooling = (size: number, stride: number, padding: 'same' | 'valid'): Window => ({
  kernel: [size, size],
  strides: [stride, stride],
  rate: 1,
  padding,
});

/** SAME; the gradient goes to the first maximum in row order. */
export function maxPool(x: Map64, size: number, stride: number): Recorded64 {
  const w = pooling(size, stride, 'same');
  const output = zeros([x.shape[0], ...windowShape(x, w), x.shape[3]]);
  const chosen = new Int32Array(output.data.length);
  for (const [n, y, xx, c] of positions(output)) {
    const to = at(output, n, y, xx, c);
    output.data[to] = Number.NEGATIVE_INFINITY;
    for (const tap of taps(x, w, y, xx)) {
      const source = at(x, n, tap.y, tap.x, c);
      if (x.data[source]! > output.data[to]!) {
        output.data[to] = x.data[source]!;
        chosen[to] = source;
      }
    }
  }
  return {
    output,
    backward(dy) {
      const dx = zeros(x.shape);
      dy.data.forEach((g, i) => {
        dx.data[chosen[i]!]! += g;
      });
      return { inputs: [dx], parameters: [] };
    },
  };
}

/** Padding is not counted. */
export function avgPool(x: Map64, size: number, stride: number, padding: 'same' | 'valid'): Recorded64 {
  const w = pooling(size, stride, padding);
  const output = zeros([x.shape[0], ...windowShape(x, w), x.shape[3]]);
  for (const [n, y, xx, c] of positions(output)) {
    const inside = [...taps(x, w, y, xx)];
    const sum = inside.reduce((total, tap) => total + x.data[at(x, n, tap.y, tap.x, c)]!, 0);
    output.data[at(output, n, y, xx, c)] = sum / inside.length;
  }
  return {
    output,
    backward(dy) {
      const dx = zeros(x.shape);
      for (const [n, y, xx, c] of positions(dy)) {
        const inside = [...taps(x, w, y, xx)];
        for (const tap of inside) {
          dx.data[at(x, n, tap.y, tap.x, c)]! += dy.data[at(dy, n, y, xx, c)]! / inside.length;
        }
      }
      return { inputs: [dx], parameters: [] };
    },
  };
}

export function globalAvgPool(x: Map64): Recorded64 {
  const [batch, height, width, channels] = x.shape;
  const area = height * width;
  const output = zeros([batch, 1, 1, channels]);
  for (const [n, y, xx, c] of positions(x))
    output.data[n * channels + c]! += x.data[at(x, n, y, xx, c)]! / area;
  return {
    output,
    backward(dy) {
      const dx = zeros(x.shape);
      for (const [n, y, xx, c] of positions(x))
        dx.data[at(x, n, y, xx, c)] = dy.data[n * channels + c]! / area;
      return { inputs: [dx], parameters: [] };
    },
  };
}

export function add(inputs: readonly Map64[]): Recorded64 {
  const first = inputs[0]!;
  return {
    output: {
      shape: first.shape,
      data: first.data.map((_, i) => inputs.reduce((sum, input) => sum + input.data[i]!, 0)),
    },
    backward: (dy) => ({ inputs: inputs.map(() => dy), parameters: [] }),
  };
}

export function concat(inputs: readonly Map64[]): Recorded64 {
  const [batch, height, width] = inputs[0]!.shape;
  const output = zeros([batch, height, width, inputs.reduce((sum, { shape }) => sum + shape[3], 0)]);
  const move = (visit: (input: number, inner: number, outer: number) => void): void => {
    let start = 0;
    inputs.forEach((input, index) => {
      for (const [n, y, x, c] of positions(input)) {
        visit(index, at(input, n, y, x, c), at(output, n, y, x, start + c));
      }
      start += input.shape[3];
    });
  };
  move((index, inner, outer) => {
    output.data[outer] = inputs[index]!.data[inner]!;
  });
  return {
    output,
    backward(dy) {
      const gradients = inputs.map(({ shape }) => zeros(shape));
      move((index, inner, outer) => {
        gradients[index]!.data[inner] = dy.data[outer]!;
      });
      return { inputs: gradients, parameters: [] };
    },
  };
}

/** `kernel` is [in, out]. */
export function dense(x: Map64, kernel: Float64Array, bias: Float64Array): Recorded64 {
  const [batch, , , inputs] = x.shape;
  const outputs = bias.length;
  const output = zeros([batch, 1, 1, outputs]);
  for (const [n, , , o] of positions(output)) {
    let sum = bias[o]!;
    for (let i = 0; i < inputs; i++) sum += x.data[n * inputs + i]! * kernel[i * outputs + o]!;
    output.data[n * outputs + o] = sum;
  }
  return {
    output,
    backward(dy) {
      const dx = zeros(x.shape);
      const dKernel = new Float64Array(kernel.length);
      const dBias = new Float64Array(outputs);
      for (const [n, , , o] of positions(dy)) {
        const g = dy.data[n * outputs + o]!;
        dBias[o]! += g;
        for (let i = 0; i < inputs; i++) {
          dx.data[n * inputs + i]! += g * kernel[i * outputs + o]!;
          dKernel[i * outputs + o]! += g * x.data[n * inputs + i]!;
        }
      }
      return { inputs: [dx], parameters: [dKernel, dBias] };
    },
  };
}

/** Multiplies example n, channel c by `factors[n * per + c % per]`; `per` is 1 or the number of channels. */
export function scaleBy(x: Map64, factors: Float32Array, per: number): Recorded64 {
  const scale = (t: Map64): Map64 => {
    const out = zeros(t.shape);
    for (const [n, y, xx, c] of positions(t)) {
      const i = at(t, n, y, xx, c);
      out.data[i] = t.data[i]! * factors[n * per + (c % per)]!;
    }
    return out;
  };
  return { output: scale(x), backward: (dy) => ({ inputs: [scale(dy)], parameters: [] }) };
}

export function subsample(x: Map64, offset: 0 | 1): Recorded64 {
  const [batch, height, width, channels] = x.shape;
  const output = zeros([batch, Math.ceil(height / 2), Math.ceil(width / 2), channels]);
  const move = (visit: (inner: number, outer: number) => void): void => {
    for (const [n, y, xx, c] of positions(output)) {
      const [sy, sx] = [2 * y + offset, 2 * xx + offset];
      if (sy < height && sx < width) visit(at(x, n, sy, sx, c), at(output, n, y, xx, c));
    }
  };
  move((inner, outer) => {
    output.data[outer] = x.data[inner]!;
  });
  return {
    output,
    backward(dy) {
      const dx = zeros(x.shape);
      move((inner, outer) => {
        dx.data[inner] = dy.data[outer]!;
      });
      return { inputs: [dx], parameters: [] };
    },
  };
}
