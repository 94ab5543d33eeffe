/** Sums of maps as their readers see them, sums of gradients as they come back, and means over maps. */
import { at, PATHS, pixelOf, word } from './call';
import {
  COLLECT_a,
  COLLECT_aFirst,
  COLLECT_aKind,
  COLLECT_aMask,
  COLLECT_aSecond,
  COLLECT_aWhole,
  COLLECT_b,
  COLLECT_bFirst,
  COLLECT_bKind,
  COLLECT_bMask,
  COLLECT_bSecond,
  COLLECT_bWhole,
  COLLECT_count,
  COLLECT_groups,
  COLLECT_more,
  COLLECT_norm,
  COLLECT_pixels,
  COLLECT_x,
  COLLECT_y,
  COMBINE_a,
  COMBINE_aFirst,
  COMBINE_aKind,
  COMBINE_aNorm,
  COMBINE_aRelu,
  COMBINE_aSecond,
  COMBINE_b,
  COMBINE_bFirst,
  COMBINE_bKind,
  COMBINE_bNorm,
  COMBINE_bRelu,
  COMBINE_bSecond,
  COMBINE_count,
  COMBINE_groups,
  COMBINE_more,
  COMBINE_pixels,
  COMBINE_y,
  MEAN_groups,
  MEAN_norm,
  MEAN_pixels,
  MEAN_relu,
  MEAN_x,
  MEAN_y,
} from './calls';
import { draw, hashStep } from './hash';

const PATH: u32 = 5;
const DROPOUT: u32 = 6;

/**
 * Factor of an image's group of channels. kind 0: one; 1, drop path: `first` the path, `second` the cell; 2, dropout:
 * `first` the layer, `second` where [first channel, threshold, 1 / (1 - rate), -] of each group is written.
 */
function factorOf(kind: i32, first: u32, second: usize, image: i32, group: usize): v128 {
  if (kind === 1) {
    const rule = PATHS + (second << 3);
    const isDropped = hashStep(draw(image, PATH), first) >> 8 < load<u32>(rule);
    return f32x4.splat(isDropped ? 0 : load<f32>(rule, 4));
  }
  if (kind === 2) {
    const rule = second + (group << 4);
    const channel = load<u32>(rule),
      threshold = load<u32>(rule, 4);
    const kept = load<f32>(rule, 8),
      h = hashStep(draw(image, DROPOUT), first);
    return f32x4(
      hashStep(h, channel) >> 8 < threshold ? 0 : kept,
      hashStep(h, channel + 1) >> 8 < threshold ? 0 : kept,
      hashStep(h, channel + 2) >> 8 < threshold ? 0 : kept,
      hashStep(h, channel + 3) >> 8 < threshold ? 0 : kept,
    );
  }
  return f32x4.splat(1);
}

/** Pixels that are gone through for one group before the next, so that they stay in the first cache. */
const CHUNK: i32 = 64;

function scaleOf(norm: usize, byte: usize): v128 {
  return norm ? v128.load(norm + byte) : f32x4.splat(1);
}
function shiftOf(norm: usize, width: usize, byte: usize): v128 {
  return norm ? v128.load(norm + width + byte) : f32x4.splat(0);
}
function floorOf(relu: i32): v128 {
  return f32x4.splat(relu ? 0 : -Infinity);
}

/** y (+)= sum of one or two operands, each normalised, rectified and times its factor, which is never negative. */
export function combine(call: usize, image: i32, own: usize): void {
  const yAt = at(call, COMBINE_y, image, own),
    yPixel = pixelOf(call, COMBINE_y);
  const aAt = at(call, COMBINE_a, image, own),
    aPixel = pixelOf(call, COMBINE_a);
  const aNorm = <usize>word(call, COMBINE_aNorm),
    aFloor = floorOf(word(call, COMBINE_aRelu));
  const pixels = word(call, COMBINE_pixels),
    width = (<usize>word(call, COMBINE_groups)) << 4;
  const isTwo = word(call, COMBINE_count) === 2,
    more = word(call, COMBINE_more) !== 0;
  const bAt = isTwo ? at(call, COMBINE_b, image, own) : 0,
    bPixel = isTwo ? pixelOf(call, COMBINE_b) : 0;
  const bNorm = <usize>word(call, COMBINE_bNorm),
    bFloor = floorOf(word(call, COMBINE_bRelu));
  for (let start = 0; start < pixels; start += CHUNK) {
    const end = min(pixels, start + CHUNK);
    for (let k: usize = 0; k < width; k += 16) {
      const fa = factorOf(
        word(call, COMBINE_aKind),
        word(call, COMBINE_aFirst),
        <usize>word(call, COMBINE_aSecond),
        image,
        k >> 4,
      );
      const aScale = f32x4.mul(scaleOf(aNorm, k), fa),
        aShift = f32x4.mul(shiftOf(aNorm, width, k), fa);
      let y = yAt + k + <usize>start * yPixel,
        a = aAt + k + <usize>start * aPixel;
      if (!isTwo) {
        if (more) {
          for (let i = start; i < end; i++) {
            v128.store(
              y,
              f32x4.add(v128.load(y), f32x4.pmax(f32x4.add(f32x4.mul(v128.load(a), aScale), aShift), aFloor)),
            );
            y += yPixel;
            a += aPixel;
          }
        } else {
          for (let i = start; i < end; i++) {
            v128.store(y, f32x4.pmax(f32x4.add(f32x4.mul(v128.load(a), aScale), aShift), aFloor));
            y += yPixel;
            a += aPixel;
          }
        }
        continue;
      }
      const fb = factorOf(
        word(call, COMBINE_bKind),
        word(call, COMBINE_bFirst),
        <usize>word(call, COMBINE_bSecond),
        image,
        k >> 4,
      );
      const bScale = f32x4.mul(scaleOf(bNorm, k), fb),
        bShift = f32x4.mul(shiftOf(bNorm, width, k), fb);
      let b = bAt + k + <usize>start * bPixel;
      for (let i = start; i < end; i++) {
        let sum = f32x4.add(
          f32x4.pmax(f32x4.add(f32x4.mul(v128.load(a), aScale), aShift), aFloor),
          f32x4.pmax(f32x4.add(f32x4.mul(v128.load(b), bScale), bShift), bFloor),
        );
        if (more) sum = f32x4.add(v128.load(y), sum);
        v128.store(y, sum);
        y += yPixel;
        a += aPixel;
        b += bPixel;
      }
    }
  }
}

/**
 * y (+)= sum of one or two contributions to the gradient of a value x. What came through a relu (mask) counts where the
 * value is positive; what is of a mean over the map (whole) is one pixel that stands for all.
 */
export function collect(call: usize, image: i32, own: usize): void {
  const yAt = at(call, COLLECT_y, image, own),
    yPixel = pixelOf(call, COLLECT_y);
  const norm = <usize>word(call, COLLECT_norm);
  const pixels = word(call, COLLECT_pixels),
    width = (<usize>word(call, COLLECT_groups)) << 4;
  const isTwo = word(call, COLLECT_count) === 2,
    more = word(call, COLLECT_more) !== 0;
  const share = <f32>1 / <f32>pixels;
  const aMask = word(call, COLLECT_aMask) !== 0,
    bMask = isTwo && word(call, COLLECT_bMask) !== 0;
  const aWhole = word(call, COLLECT_aWhole) !== 0,
    bWhole = isTwo && word(call, COLLECT_bWhole) !== 0;
  const isMasked = aMask || bMask;
  const xAt = isMasked ? at(call, COLLECT_x, image, own) : 0,
    xPixel = isMasked ? pixelOf(call, COLLECT_x) : 0;
  const aAt = at(call, COLLECT_a, image, own),
    aPixel = aWhole ? <usize>0 : pixelOf(call, COLLECT_a);
  const bAt = isTwo ? at(call, COLLECT_b, image, own) : 0,
    bPixel = isTwo && !bWhole ? pixelOf(call, COLLECT_b) : <usize>0;
  const aKept = i32x4.splat(aMask ? 0 : -1),
    bKept = i32x4.splat(bMask ? 0 : -1);
  const zero = f32x4.splat(0);
  for (let start = 0; start < pixels; start += CHUNK) {
    const end = min(pixels, start + CHUNK);
    for (let k: usize = 0; k < width; k += 16) {
      let fa = factorOf(
        word(call, COLLECT_aKind),
        word(call, COLLECT_aFirst),
        <usize>word(call, COLLECT_aSecond),
        image,
        k >> 4,
      );
      if (aWhole) fa = f32x4.mul(fa, f32x4.splat(share));
      const scale = scaleOf(norm, k),
        shift = shiftOf(norm, width, k);
      let y = yAt + k + <usize>start * yPixel,
        a = aAt + k + <usize>start * aPixel,
        x = xAt + k + <usize>start * xPixel;
      if (!isTwo) {
        for (let i = start; i < end; i++) {
          let g = f32x4.mul(v128.load(a), fa);
          if (aMask) g = v128.and(g, f32x4.gt(f32x4.add(f32x4.mul(v128.load(x), scale), shift), zero));
          if (more) g = f32x4.add(v128.load(y), g);
          v128.store(y, g);
          y += yPixel;
          a += aPixel;
          x += xPixel;
        }
        continue;
      }
      let fb = factorOf(
        word(call, COLLECT_bKind),
        word(call, COLLECT_bFirst),
        <usize>word(call, COLLECT_bSecond),
        image,
        k >> 4,
      );
      if (bWhole) fb = f32x4.mul(fb, f32x4.splat(share));
      let b = bAt + k + <usize>start * bPixel;
      for (let i = start; i < end; i++) {
        let ga = f32x4.mul(v128.load(a), fa),
          gb = f32x4.mul(v128.load(b), fb);
        if (isMasked) {
          const mask = f32x4.gt(f32x4.add(f32x4.mul(v128.load(x), scale), shift), zero);
          ga = v128.and(ga, v128.or(mask, aKept));
          gb = v128.and(gb, v128.or(mask, bKept));
        }
        let g = f32x4.add(ga, gb);
        if (more) g = f32x4.add(v128.load(y), g);
        v128.store(y, g);
        y += yPixel;
        a += aPixel;
        b += bPixel;
        x += xPixel;
      }
    }
  }
}

/** The mean over the map. */
export function mean(call: usize, image: i32, own: usize): void {
  const x = at(call, MEAN_x, image, own),
    pixel = pixelOf(call, MEAN_x),
    y = at(call, MEAN_y, image, own);
  const norm = <usize>word(call, MEAN_norm),
    floor = floorOf(word(call, MEAN_relu));
  const pixels = word(call, MEAN_pixels),
    width = (<usize>word(call, MEAN_groups)) << 4;
  for (let k: usize = 0; k < width; k += 16) {
    const scale = scaleOf(norm, k),
      shift = shiftOf(norm, width, k);
    let sum = f32x4.splat(0),
      p = x + k;
    for (let i = 0; i < pixels; i++) {
      sum = f32x4.add(sum, f32x4.pmax(f32x4.add(f32x4.mul(v128.load(p), scale), shift), floor));
      p += pixel;
    }
    v128.store(y + k, f32x4.div(sum, f32x4.splat(<f32>pixels)));
  }
}
