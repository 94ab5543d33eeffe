/** The beginning and the end of a step: the batch's images, the loss, clipping, Nesterov's update. */
import {
  at,
  DEVIATION,
  isTraining,
  MEAN,
  pixelOf,
  real,
  stepClip,
  stepCount,
  stepMomentum,
  stepRate,
  word,
} from './call';
import {
  BIAS_g,
  BIAS_gradient,
  BIAS_groups,
  BIAS_images,
  CLIP_factor,
  CLIP_metrics,
  CLIP_partial,
  CLIP_slices,
  GATHER_bytes,
  GATHER_channels,
  GATHER_cutout,
  GATHER_flip,
  GATHER_height,
  GATHER_padding,
  GATHER_width,
  GATHER_y,
  LOSS_bias,
  LOSS_classes,
  LOSS_gradient,
  LOSS_images,
  LOSS_labels,
  LOSS_predicted,
  LOSS_smoothing,
  LOSS_tally,
  LOSS_weight,
  LOSS_x,
  SQUARES_decays,
  SQUARES_gradients,
  SQUARES_groups,
  SQUARES_parameters,
  SQUARES_partial,
  SQUARES_partials,
  SQUARES_slices,
  SQUARES_stride,
  TALLY_metrics,
  TALLY_tally,
  UPDATE_decays,
  UPDATE_factor,
  UPDATE_gradients,
  UPDATE_groups,
  UPDATE_parameters,
  UPDATE_velocity,
} from './calls';
import { below, draw } from './hash';

/** As kernels/step/gather.wgsl: normalised, then (training) padded with zeros and cropped, flipped, and a square cut out. */
export function gather(call: usize, image: i32, own: usize): void {
  const y = at(call, GATHER_y, image, own),
    yPixel = pixelOf(call, GATHER_y);
  const height = word(call, GATHER_height),
    width = word(call, GATHER_width),
    channels = word(call, GATHER_channels);
  const bytes = <usize>word(call, GATHER_bytes) + <usize>(image * height * width * channels);
  let top = 0,
    left = 0,
    isFlipped = false,
    cutTop = 0,
    cutLeft = 0,
    cut = 0;
  if (isTraining()) {
    const padding = word(call, GATHER_padding);
    cut = word(call, GATHER_cutout);
    top = <i32>below(draw(image, 0), 2 * padding + 1) - padding;
    left = <i32>below(draw(image, 1), 2 * padding + 1) - padding;
    isFlipped = word(call, GATHER_flip) !== 0 && draw(image, 2) >> 31 === 1;
    cutTop = <i32>below(draw(image, 3), height) - cut / 2;
    cutLeft = <i32>below(draw(image, 4), width) - cut / 2;
  }
  for (let r = 0; r < height; r++) {
    const fromRow = r + top;
    const isRowInside = fromRow >= 0 && fromRow < height;
    const isRowCut = r >= cutTop && r < cutTop + cut;
    let to = y + <usize>(r * width) * yPixel;
    for (let c = 0; c < width; c++) {
      const fromColumn = (isFlipped ? width - 1 - c : c) + left;
      const isCut = isRowCut && c >= cutLeft && c < cutLeft + cut;
      v128.store(to, f32x4.splat(0));
      if (isRowInside && fromColumn >= 0 && fromColumn < width && !isCut) {
        const from = bytes + <usize>((fromRow * width + fromColumn) * channels);
        for (let k = 0; k < channels; k++) {
          const byte = (<usize>k) << 2;
          const value = <f32>load<u8>(from + <usize>k) / 255;
          store<f32>(to + byte, (value - load<f32>(MEAN + byte)) / load<f32>(DEVIATION + byte));
        }
      }
      to += yPixel;
    }
  }
}

/**
 * Softmax cross-entropy of scores + bias against smoothed targets of one image, and its gradient
 * (softmax - target) * weight / images. tally = [loss, 1 if right]; predicted = the class, a word an image. exp and log are AssemblyScript's own (after musl, below
 * 1 unit in the last place of a double), so that they are the same everywhere.
 */
export function loss(call: usize, image: i32, own: usize): void {
  const x = at(call, LOSS_x, image, own),
    bias = <usize>word(call, LOSS_bias);
  const classes = word(call, LOSS_classes),
    label = load<i32>(<usize>word(call, LOSS_labels) + ((<usize>image) << 2));
  const smoothing = isTraining() ? <f64>real(call, LOSS_smoothing) : 0;
  let greatest: f64 = -Infinity;
  let best = 0;
  for (let k = 0; k < classes; k++) {
    const score = scoreAt(x, bias, k);
    if (score > greatest) {
      greatest = score;
      best = k;
    }
  }
  let sum: f64 = 0,
    all: f64 = 0;
  for (let k = 0; k < classes; k++) {
    const score = scoreAt(x, bias, k);
    sum += NativeMath.exp(score - greatest);
    all += score;
  }
  const logSum = greatest + NativeMath.log(sum),
    each = smoothing / <f64>classes;
  const tally = <usize>word(call, LOSS_tally);
  if (tally) {
    const to = at(call, LOSS_tally, image, own);
    store<f64>(to, logSum - (1 - smoothing) * scoreAt(x, bias, label) - each * all);
    store<f64>(to, best === label ? 1 : 0, 8);
  }
  const predicted = <usize>word(call, LOSS_predicted);
  if (predicted) store<i32>(predicted + ((<usize>image) << 2), best);
  if (!word(call, LOSS_gradient)) return;
  const gradient = at(call, LOSS_gradient, image, own);
  const scale = <f64>real(call, LOSS_weight) / <f64>word(call, LOSS_images);
  const end = (classes + 3) & ~3;
  for (let k = 0; k < end; k++) {
    let d: f64 = 0;
    if (k < classes)
      d = (NativeMath.exp(scoreAt(x, bias, k) - logSum) - each - (k === label ? 1 - smoothing : 0)) * scale;
    store<f32>(gradient + ((<usize>k) << 2), <f32>d);
  }
}

function scoreAt(x: usize, bias: usize, k: i32): f64 {
  const byte = (<usize>k) << 2;
  return <f64>(load<f32>(x + byte) + load<f32>(bias + byte));
}

/** gradient[o] = sum over images of g[n, o]. */
export function bias(call: usize): void {
  const images = word(call, BIAS_images),
    width = (<usize>word(call, BIAS_groups)) << 4;
  const gradient = <usize>word(call, BIAS_gradient);
  for (let k: usize = 0; k < width; k += 16) {
    let sum = f32x4.splat(0);
    for (let i = 0; i < images; i++) sum = f32x4.add(sum, v128.load(at(call, BIAS_g, i, 0) + k));
    v128.store(gradient + k, sum);
  }
}

/** metrics: [loss, right, images, batches, broken] since they were last cleared, of training; then the same of evaluation. */
export function tally(call: usize): void {
  const count = stepCount();
  const metrics = <usize>word(call, TALLY_metrics) + (isTraining() ? 0 : 40);
  let sum: f64 = 0,
    right: f64 = 0;
  for (let i = 0; i < count; i++) {
    const from = at(call, TALLY_tally, i, 0);
    sum += load<f64>(from);
    right += load<f64>(from, 8);
  }
  store<f64>(metrics, load<f64>(metrics) + sum);
  store<f64>(metrics, load<f64>(metrics, 8) + right, 8);
  store<f64>(metrics, load<f64>(metrics, 16) + <f64>count, 16);
  store<f64>(metrics, load<f64>(metrics, 24) + 1, 24);
  if (!finite(sum)) store<f64>(metrics, 1, 32);
}

function finite(x: f64): bool {
  return x - x === 0;
}

/** Part of a range of so many, of one slice. */
function first(groups: i32, slice: i32, slices: i32): i32 {
  return <i32>((<i64>groups * slice) / slices);
}

/** Adds up the slices' gradients; partial[slice] = sum of (g + decay * w)^2 over its range. Gaps (decay < 0) count 0. */
export function squares(call: usize, slice: i32, slices: i32): void {
  const groups = word(call, SQUARES_groups),
    parts = word(call, SQUARES_slices),
    stride = <usize>word(call, SQUARES_stride);
  const gradients = <usize>word(call, SQUARES_gradients),
    parameters = <usize>word(call, SQUARES_parameters);
  const decays = <usize>word(call, SQUARES_decays),
    partials = <usize>word(call, SQUARES_partials);
  const end = (<usize>first(groups, slice + 1, slices)) << 4;
  let low = f64x2.splat(0),
    high = f64x2.splat(0);
  for (let e = (<usize>first(groups, slice, slices)) << 4; e < end; e += 16) {
    let g = v128.load(partials + e);
    for (let s = 1; s < parts; s++) g = f32x4.add(g, v128.load(partials + <usize>s * stride + e));
    v128.store(gradients + e, g);
    const decay = v128.load(decays + e);
    const d = v128.andnot(
      f32x4.add(f32x4.mul(decay, v128.load(parameters + e)), g),
      f32x4.lt(decay, f32x4.splat(0)),
    );
    const a = f64x2.promote_low_f32x4(d);
    const b = f64x2.promote_low_f32x4(
      i8x16.shuffle(d, d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15),
    );
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const sum = f64x2.add(low, high);
  store<f64>(
    <usize>word(call, SQUARES_partial) + ((<usize>slice) << 3),
    f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1),
  );
}

/** The factor min(1, clip / norm), or 1 where clip is 0. A norm that is not finite raises the flag. */
export function clip(call: usize): void {
  const slices = word(call, CLIP_slices),
    partial = <usize>word(call, CLIP_partial);
  let sum: f64 = 0;
  for (let s = 0; s < slices; s++) sum += load<f64>(partial + ((<usize>s) << 3));
  if (!finite(sum)) store<f64>(<usize>word(call, CLIP_metrics), 1, 32);
  const most = <f64>stepClip();
  let factor: f64 = 1;
  if (most > 0) {
    const norm = Math.sqrt(sum);
    if (norm > most) factor = most / norm;
  }
  store<f32>(<usize>word(call, CLIP_factor), <f32>factor);
}

/** SGD with Nesterov momentum (NASNET.md): g = (g + decay * w) * factor, v = momentum * v + g, w -= rate * (g + momentum * v). */
export function update(call: usize, slice: i32, slices: i32): void {
  const groups = word(call, UPDATE_groups);
  const gradients = <usize>word(call, UPDATE_gradients),
    parameters = <usize>word(call, UPDATE_parameters);
  const decays = <usize>word(call, UPDATE_decays),
    velocity = <usize>word(call, UPDATE_velocity);
  const factor = f32x4.splat(load<f32>(<usize>word(call, UPDATE_factor)));
  const momentum = f32x4.splat(stepMomentum()),
    rate = f32x4.splat(stepRate());
  const end = (<usize>first(groups, slice + 1, slices)) << 4;
  for (let e = (<usize>first(groups, slice, slices)) << 4; e < end; e += 16) {
    const decay = v128.load(decays + e),
      w = v128.load(parameters + e);
    const d = f32x4.mul(f32x4.add(f32x4.mul(decay, w), v128.load(gradients + e)), factor);
    const g = v128.andnot(d, f32x4.lt(decay, f32x4.splat(0)));
    const v = f32x4.add(f32x4.mul(momentum, v128.load(velocity + e)), g);
    v128.store(velocity + e, v);
    v128.store(parameters + e, f32x4.sub(w, f32x4.mul(rate, f32x4.add(g, f32x4.mul(momentum, v)))));
  }
}
