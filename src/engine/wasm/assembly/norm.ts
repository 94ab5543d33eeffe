/** Batch normalisation: statistics, the records by which readers normalise, and gradients. */
import { at, pixelOf, real, word } from './call';
import {
  MOMENTS_groups,
  MOMENTS_partial,
  MOMENTS_pixels,
  MOMENTS_x,
  NORMALISE_beta,
  NORMALISE_decay,
  NORMALISE_epsilon,
  NORMALISE_gamma,
  NORMALISE_groups,
  NORMALISE_images,
  NORMALISE_mean,
  NORMALISE_partial,
  NORMALISE_pixels,
  NORMALISE_record,
  NORMALISE_variance,
  NORMGRADIENT_back,
  NORMGRADIENT_betaGradient,
  NORMGRADIENT_gamma,
  NORMGRADIENT_gammaGradient,
  NORMGRADIENT_groups,
  NORMGRADIENT_images,
  NORMGRADIENT_norm,
  NORMGRADIENT_partial,
  NORMGRADIENT_pixels,
  NORMINPUT_back,
  NORMINPUT_g,
  NORMINPUT_groups,
  NORMINPUT_norm,
  NORMINPUT_pixels,
  NORMINPUT_x,
  NORMINPUT_y,
  NORMSUMS_g,
  NORMSUMS_groups,
  NORMSUMS_norm,
  NORMSUMS_partial,
  NORMSUMS_pixels,
  NORMSUMS_x,
  RUNNING_beta,
  RUNNING_epsilon,
  RUNNING_gamma,
  RUNNING_groups,
  RUNNING_mean,
  RUNNING_record,
  RUNNING_variance,
} from './calls';

/**
 * Of one image and each channel the mean and the sum of squared distances from it, so that little cancels when they are
 * joined (Chan, Golub, LeVeque 1979). Distances are taken from the first pixel, which is near the mean.
 */
export function moments(call: usize, image: i32, own: usize): void {
  const x = at(call, MOMENTS_x, image, own),
    pixel = pixelOf(call, MOMENTS_x);
  const partial = at(call, MOMENTS_partial, image, own);
  const pixels = word(call, MOMENTS_pixels),
    groups = word(call, MOMENTS_groups);
  const inverse = f32x4.splat(<f32>1 / <f32>pixels);
  for (let g = 0; g < groups; g++) {
    let p = x + ((<usize>g) << 4);
    const shift = v128.load(p);
    let s0 = f32x4.splat(0),
      s1 = f32x4.splat(0),
      q0 = f32x4.splat(0),
      q1 = f32x4.splat(0);
    let i = 0;
    for (; i + 2 <= pixels; i += 2) {
      const a = f32x4.sub(v128.load(p), shift),
        b = f32x4.sub(v128.load(p + pixel), shift);
      s0 = f32x4.add(s0, a);
      q0 = f32x4.add(q0, f32x4.mul(a, a));
      s1 = f32x4.add(s1, b);
      q1 = f32x4.add(q1, f32x4.mul(b, b));
      p += 2 * pixel;
    }
    if (i < pixels) {
      const a = f32x4.sub(v128.load(p), shift);
      s0 = f32x4.add(s0, a);
      q0 = f32x4.add(q0, f32x4.mul(a, a));
    }
    const sum = f32x4.add(s0, s1),
      mean = f32x4.mul(sum, inverse);
    const to = partial + ((<usize>g) << 5);
    v128.store(to, f32x4.add(shift, mean));
    v128.store(to, f32x4.pmax(f32x4.sub(f32x4.add(q0, q1), f32x4.mul(mean, sum)), f32x4.splat(0)), 16);
  }
}

/** The record [scale, shift, mean, inverse deviation]: y = (x - mean) / sqrt(variance + epsilon) * gamma + beta. */
function record(
  to: usize,
  width: usize,
  g: usize,
  gamma: usize,
  beta: usize,
  mean: v128,
  variance: v128,
  epsilon: f32,
): void {
  const inverse = f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon))));
  const scale = f32x4.mul(v128.load(gamma + g), inverse);
  v128.store(to + g, scale);
  v128.store(to + width + g, f32x4.sub(v128.load(beta + g), f32x4.mul(mean, scale)));
  v128.store(to + 2 * width + g, mean);
  v128.store(to + 3 * width + g, inverse);
}

/** Joins the images' moments, and moves the running statistics: new = decay * old + (1 - decay) * batch. */
export function normalise(call: usize): void {
  const partial = <usize>word(call, NORMALISE_partial),
    images = word(call, NORMALISE_images);
  const groups = word(call, NORMALISE_groups),
    width = (<usize>groups) << 4;
  const area = <f32>word(call, NORMALISE_pixels);
  const decay = real(call, NORMALISE_decay);
  for (let g: usize = 0; g < width; g += 16) {
    let sum = f32x4.splat(0);
    for (let i = 0; i < images; i++) sum = f32x4.add(sum, v128.load(partial + <usize>i * 2 * width + 2 * g));
    const mean = f32x4.div(sum, f32x4.splat(<f32>images));
    let squares = f32x4.splat(0);
    for (let i = 0; i < images; i++) {
      const from = partial + <usize>i * 2 * width + 2 * g;
      const distance = f32x4.sub(v128.load(from), mean);
      squares = f32x4.add(
        squares,
        f32x4.add(f32x4.mul(f32x4.mul(distance, distance), f32x4.splat(area)), v128.load(from, 16)),
      );
    }
    const variance = f32x4.div(squares, f32x4.splat(area * <f32>images));
    move(<usize>word(call, NORMALISE_mean) + g, mean, decay);
    move(<usize>word(call, NORMALISE_variance) + g, variance, decay);
    record(
      <usize>word(call, NORMALISE_record),
      width,
      g,
      <usize>word(call, NORMALISE_gamma),
      <usize>word(call, NORMALISE_beta),
      mean,
      variance,
      real(call, NORMALISE_epsilon),
    );
  }
}

function move(to: usize, value: v128, decay: f32): void {
  v128.store(
    to,
    f32x4.add(f32x4.mul(v128.load(to), f32x4.splat(decay)), f32x4.mul(value, f32x4.splat(1 - decay))),
  );
}

/** The record by the running statistics. */
export function running(call: usize): void {
  const width = (<usize>word(call, RUNNING_groups)) << 4;
  for (let g: usize = 0; g < width; g += 16) {
    record(
      <usize>word(call, RUNNING_record),
      width,
      g,
      <usize>word(call, RUNNING_gamma),
      <usize>word(call, RUNNING_beta),
      v128.load(<usize>word(call, RUNNING_mean) + g),
      v128.load(<usize>word(call, RUNNING_variance) + g),
      real(call, RUNNING_epsilon),
    );
  }
}

/** Of one image: [sum of g, sum of g * xhat] of each group. */
export function normSums(call: usize, image: i32, own: usize): void {
  const gAt = at(call, NORMSUMS_g, image, own),
    gPixel = pixelOf(call, NORMSUMS_g);
  const xAt = at(call, NORMSUMS_x, image, own),
    xPixel = pixelOf(call, NORMSUMS_x);
  const partial = at(call, NORMSUMS_partial, image, own),
    norm = <usize>word(call, NORMSUMS_norm);
  const pixels = word(call, NORMSUMS_pixels),
    groups = word(call, NORMSUMS_groups),
    width = (<usize>groups) << 4;
  for (let k = 0; k < groups; k++) {
    const byte = (<usize>k) << 4;
    const mean = v128.load(norm + 2 * width + byte),
      inverse = v128.load(norm + 3 * width + byte);
    let s0 = f32x4.splat(0),
      s1 = f32x4.splat(0),
      q0 = f32x4.splat(0),
      q1 = f32x4.splat(0);
    let g = gAt + byte,
      x = xAt + byte;
    let i = 0;
    for (; i + 2 <= pixels; i += 2) {
      const a = v128.load(g),
        b = v128.load(g + gPixel);
      s0 = f32x4.add(s0, a);
      q0 = f32x4.add(q0, f32x4.mul(a, f32x4.sub(v128.load(x), mean)));
      s1 = f32x4.add(s1, b);
      q1 = f32x4.add(q1, f32x4.mul(b, f32x4.sub(v128.load(x + xPixel), mean)));
      g += 2 * gPixel;
      x += 2 * xPixel;
    }
    if (i < pixels) {
      const a = v128.load(g);
      s0 = f32x4.add(s0, a);
      q0 = f32x4.add(q0, f32x4.mul(a, f32x4.sub(v128.load(x), mean)));
    }
    v128.store(partial + 2 * byte, f32x4.add(s0, s1));
    v128.store(partial + 2 * byte, f32x4.mul(f32x4.add(q0, q1), inverse), 16);
  }
}

/** dbeta, dgamma, and the record [gamma / deviation, dbeta / m, dgamma / m] by which the gradient goes on; m pixels in all. */
export function normGradient(call: usize): void {
  const partial = <usize>word(call, NORMGRADIENT_partial),
    images = word(call, NORMGRADIENT_images);
  const width = (<usize>word(call, NORMGRADIENT_groups)) << 4;
  const m = f32x4.splat(<f32>word(call, NORMGRADIENT_pixels) * <f32>images);
  const norm = <usize>word(call, NORMGRADIENT_norm),
    back = <usize>word(call, NORMGRADIENT_back);
  for (let g: usize = 0; g < width; g += 16) {
    let sum = f32x4.splat(0),
      product = f32x4.splat(0);
    for (let i = 0; i < images; i++) {
      const from = partial + <usize>i * 2 * width + 2 * g;
      sum = f32x4.add(sum, v128.load(from));
      product = f32x4.add(product, v128.load(from, 16));
    }
    v128.store(<usize>word(call, NORMGRADIENT_betaGradient) + g, sum);
    v128.store(<usize>word(call, NORMGRADIENT_gammaGradient) + g, product);
    v128.store(
      back + g,
      f32x4.mul(v128.load(<usize>word(call, NORMGRADIENT_gamma) + g), v128.load(norm + 3 * width + g)),
    );
    v128.store(back + width + g, f32x4.div(sum, m));
    v128.store(back + 2 * width + g, f32x4.div(product, m));
  }
}

/** dx = gamma / deviation * (g - dbeta / m - xhat * dgamma / m). */
export function normInput(call: usize, image: i32, own: usize): void {
  const gAt = at(call, NORMINPUT_g, image, own),
    gPixel = pixelOf(call, NORMINPUT_g);
  const xAt = at(call, NORMINPUT_x, image, own),
    xPixel = pixelOf(call, NORMINPUT_x);
  const yAt = at(call, NORMINPUT_y, image, own),
    yPixel = pixelOf(call, NORMINPUT_y);
  const norm = <usize>word(call, NORMINPUT_norm),
    back = <usize>word(call, NORMINPUT_back);
  const pixels = word(call, NORMINPUT_pixels),
    width = (<usize>word(call, NORMINPUT_groups)) << 4;
  for (let k: usize = 0; k < width; k += 16) {
    const scale = v128.load(back + k);
    const slope = f32x4.mul(
      f32x4.mul(scale, v128.load(norm + 3 * width + k)),
      v128.load(back + 2 * width + k),
    );
    const shift = f32x4.sub(
      f32x4.mul(scale, v128.load(back + width + k)),
      f32x4.mul(slope, v128.load(norm + 2 * width + k)),
    );
    let g = gAt + k,
      x = xAt + k,
      y = yAt + k;
    for (let i = 0; i < pixels; i++) {
      v128.store(
        y,
        f32x4.sub(f32x4.mul(scale, v128.load(g)), f32x4.add(shift, f32x4.mul(slope, v128.load(x)))),
      );
      g += gPixel;
      x += xPixel;
      y += yPixel;
    }
  }
}
