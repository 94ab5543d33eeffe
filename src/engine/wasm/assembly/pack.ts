/** Copies a map as its reader sees it, normalised and rectified, into a padded one, over which windows need no bounds. */
import { at, pixelOf, real, word } from './call';
import {
  PACK_beforeX,
  PACK_beforeY,
  PACK_columns,
  PACK_fill,
  PACK_groups,
  PACK_height,
  PACK_inHeight,
  PACK_inWidth,
  PACK_kernelX,
  PACK_kernelY,
  PACK_left,
  PACK_mean,
  PACK_norm,
  PACK_relu,
  PACK_rows,
  PACK_spreadX,
  PACK_spreadY,
  PACK_strideX,
  PACK_strideY,
  PACK_top,
  PACK_width,
  PACK_x,
  PACK_y,
} from './calls';

/** How many of a window's pixels lie inside a map, along one axis. */
export function overlap(start: i32, kernel: i32, length: i32): i32 {
  return min(start + kernel, length) - max(start, 0);
}

/** First of the source's places that lands inside; the first after the last that does, or less where none does. */
function firstInside(offset: i32, spread: i32): i32 {
  return offset >= 0 ? 0 : (spread - 1 - offset) / spread;
}
function endInside(offset: i32, spread: i32, room: i32, length: i32): i32 {
  return room <= offset ? 0 : min(length, (room - 1 - offset) / spread + 1);
}

export function pack(call: usize, image: i32, own: usize): void {
  const x = at(call, PACK_x, image, own),
    xPixel = pixelOf(call, PACK_x);
  const y = at(call, PACK_y, image, own);
  const height = word(call, PACK_height),
    width = word(call, PACK_width),
    groups = word(call, PACK_groups);
  const rows = word(call, PACK_rows),
    columns = word(call, PACK_columns);
  const top = word(call, PACK_top),
    left = word(call, PACK_left);
  const spreadY = word(call, PACK_spreadY),
    spreadX = word(call, PACK_spreadX);
  const norm = <usize>word(call, PACK_norm),
    mean = word(call, PACK_mean) !== 0;
  const floor = f32x4.splat(word(call, PACK_relu) ? 0 : -Infinity);
  const isChanged = norm !== 0 || word(call, PACK_relu) !== 0;
  const pixel = (<usize>groups) << 4,
    line = <usize>columns * pixel;
  const firstY = firstInside(top, spreadY),
    endY = endInside(top, spreadY, rows, height);
  const firstX = firstInside(left, spreadX),
    endX = max(firstX, endInside(left, spreadX, columns, width));
  const isWhole = spreadY === 1 && spreadX === 1 && endY - firstY === rows && endX - firstX === columns;
  if (!isWhole) fill(y, <usize>rows * line, real(call, PACK_fill));
  for (let r = firstY; r < endY; r++) {
    let from = x + <usize>(r * width + firstX) * xPixel;
    let to = y + <usize>(top + r * spreadY) * line + <usize>(left + firstX * spreadX) * pixel;
    const step = <usize>spreadX * pixel;
    if (mean) {
      const tall = overlap(
        r * word(call, PACK_strideY) - word(call, PACK_beforeY),
        word(call, PACK_kernelY),
        word(call, PACK_inHeight),
      );
      for (let c = firstX; c < endX; c++) {
        const wide = overlap(
          c * word(call, PACK_strideX) - word(call, PACK_beforeX),
          word(call, PACK_kernelX),
          word(call, PACK_inWidth),
        );
        const share = f32x4.splat(<f32>1 / <f32>(tall * wide));
        for (let g: usize = 0; g < pixel; g += 16) v128.store(to + g, f32x4.mul(v128.load(from + g), share));
        from += xPixel;
        to += step;
      }
    } else if (norm) {
      for (let g: usize = 0; g < pixel; g += 16) {
        const scale = v128.load(norm + g),
          shift = v128.load(norm + pixel + g);
        let f = from + g,
          t = to + g;
        for (let c = firstX; c < endX; c++) {
          v128.store(t, f32x4.pmax(f32x4.add(f32x4.mul(v128.load(f), scale), shift), floor));
          f += xPixel;
          t += step;
        }
      }
    } else if (xPixel === pixel && step === pixel) {
      const bytes = <usize>(endX - firstX) * pixel;
      if (isChanged)
        for (let b: usize = 0; b < bytes; b += 16) v128.store(to + b, f32x4.pmax(v128.load(from + b), floor));
      else memory.copy(to, from, bytes);
    } else {
      for (let c = firstX; c < endX; c++) {
        for (let g: usize = 0; g < pixel; g += 16) v128.store(to + g, f32x4.pmax(v128.load(from + g), floor));
        from += xPixel;
        to += step;
      }
    }
  }
}

export function fill(to: usize, bytes: usize, value: f32): void {
  if (value === 0) {
    memory.fill(to, 0, bytes);
    return;
  }
  const v = f32x4.splat(value);
  for (let b: usize = 0; b < bytes; b += 16) v128.store(to + b, v);
}
