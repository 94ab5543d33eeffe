/** Pools over a padded map and their gradients. */
import { at, pixelOf, word } from './call';
import {
  BOXSUM_beforeX,
  BOXSUM_beforeY,
  BOXSUM_columns,
  BOXSUM_groups,
  BOXSUM_inHeight,
  BOXSUM_inWidth,
  BOXSUM_kernelX,
  BOXSUM_kernelY,
  BOXSUM_mean,
  BOXSUM_row,
  BOXSUM_rows,
  BOXSUM_stepX,
  BOXSUM_stepY,
  BOXSUM_strideX,
  BOXSUM_strideY,
  BOXSUM_x,
  BOXSUM_y,
  MAXPOOL_codes,
  MAXPOOL_columns,
  MAXPOOL_groups,
  MAXPOOL_inRows,
  MAXPOOL_kernelX,
  MAXPOOL_kernelY,
  MAXPOOL_row,
  MAXPOOL_rows,
  MAXPOOL_stepX,
  MAXPOOL_stepY,
  MAXPOOL_temporary,
  MAXPOOL_x,
  MAXPOOL_y,
  MAXSPREAD_beforeX,
  MAXSPREAD_beforeY,
  MAXSPREAD_codes,
  MAXSPREAD_columns,
  MAXSPREAD_g,
  MAXSPREAD_groups,
  MAXSPREAD_height,
  MAXSPREAD_kernelX,
  MAXSPREAD_rows,
  MAXSPREAD_strideX,
  MAXSPREAD_strideY,
  MAXSPREAD_width,
  MAXSPREAD_y,
} from './calls';
import { overlap } from './pack';

/** y = the window's sum; a mean where so asked, over the pixels that lie inside the map. */
export function boxSum(call: usize, image: i32, own: usize): void {
  const x = at(call, BOXSUM_x, image, own),
    xPixel = pixelOf(call, BOXSUM_x);
  const y = at(call, BOXSUM_y, image, own),
    yPixel = pixelOf(call, BOXSUM_y);
  const line = <usize>word(call, BOXSUM_row);
  const stepY = word(call, BOXSUM_stepY),
    stepX = word(call, BOXSUM_stepX);
  const kernelY = word(call, BOXSUM_kernelY),
    kernelX = word(call, BOXSUM_kernelX);
  const rows = word(call, BOXSUM_rows),
    columns = word(call, BOXSUM_columns),
    groups = word(call, BOXSUM_groups);
  const mean = word(call, BOXSUM_mean) !== 0;
  const width = (<usize>groups) << 4;
  for (let r = 0; r < rows; r++) {
    const tall = overlap(
      r * word(call, BOXSUM_strideY) - word(call, BOXSUM_beforeY),
      kernelY,
      word(call, BOXSUM_inHeight),
    );
    for (let c = 0; c < columns; c++) {
      const from = x + <usize>(r * stepY) * line + <usize>(c * stepX) * xPixel;
      const to = y + <usize>(r * columns + c) * yPixel;
      let share = f32x4.splat(1);
      if (mean) {
        const wide = overlap(
          c * word(call, BOXSUM_strideX) - word(call, BOXSUM_beforeX),
          kernelX,
          word(call, BOXSUM_inWidth),
        );
        // Of every second pixel the last may lie beyond the map: a sum of none.
        share = f32x4.splat(<f32>1 / <f32>max(1, tall * wide));
      }
      for (let g: usize = 0; g < width; g += 16) {
        let sum = f32x4.splat(0);
        for (let v = 0; v < kernelY; v++) {
          let p = from + <usize>v * line + g;
          for (let u = 0; u < kernelX; u++) {
            sum = f32x4.add(sum, v128.load(p));
            p += xPixel;
          }
        }
        v128.store(to + g, f32x4.mul(sum, share));
      }
    }
  }
}

/**
 * y = the window's greatest, and the tap that held it, the first of equal ones in row order: first along each row of the
 * map, then down its columns. A code is a byte a channel.
 */
export function maxPool(call: usize, image: i32, own: usize): void {
  const x = at(call, MAXPOOL_x, image, own),
    xPixel = pixelOf(call, MAXPOOL_x);
  const y = at(call, MAXPOOL_y, image, own),
    yPixel = pixelOf(call, MAXPOOL_y);
  const codes = at(call, MAXPOOL_codes, image, own),
    temporary = at(call, MAXPOOL_temporary, image, own);
  const line = <usize>word(call, MAXPOOL_row);
  const stepY = word(call, MAXPOOL_stepY),
    stepX = word(call, MAXPOOL_stepX);
  const kernelY = word(call, MAXPOOL_kernelY),
    kernelX = word(call, MAXPOOL_kernelX);
  const inRows = word(call, MAXPOOL_inRows),
    rows = word(call, MAXPOOL_rows);
  const columns = word(call, MAXPOOL_columns),
    groups = word(call, MAXPOOL_groups);
  const width = (<usize>groups) << 4;
  /** Of a row: the greatest of every window, then where it was. */
  const half = <usize>columns * width,
    whole = half << 1;
  for (let r = 0; r < inRows; r++) {
    for (let c = 0; c < columns; c++) {
      const from = x + <usize>r * line + <usize>(c * stepX) * xPixel;
      const to = temporary + <usize>r * whole + <usize>c * width;
      for (let g: usize = 0; g < width; g += 16) {
        let p = from + g;
        let best = v128.load(p),
          code = i32x4.splat(0);
        for (let u = 1; u < kernelX; u++) {
          p += xPixel;
          const value = v128.load(p),
            isGreater = f32x4.gt(value, best);
          best = f32x4.pmax(best, value);
          code = v128.bitselect(i32x4.splat(u), code, isGreater);
        }
        v128.store(to + g, best);
        v128.store(to + half + g, code);
      }
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const from = temporary + <usize>(r * stepY) * whole + <usize>c * width;
      const to = y + <usize>(r * columns + c) * yPixel,
        toCode = codes + ((<usize>((r * columns + c) * groups)) << 2);
      for (let g: usize = 0; g < width; g += 16) {
        let p = from + g;
        let best = v128.load(p),
          code = v128.load(p + half);
        for (let v = 1; v < kernelY; v++) {
          p += whole;
          const value = v128.load(p),
            isGreater = f32x4.gt(value, best);
          best = f32x4.pmax(best, value);
          code = v128.bitselect(i32x4.add(v128.load(p + half), i32x4.splat(v * kernelX)), code, isGreater);
        }
        v128.store(to + g, best);
        const words = i16x8.narrow_i32x4_u(code, code);
        store<u32>(toCode + (g >> 2), i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0));
      }
    }
  }
}

/** y = 0, and g where each window's greatest was. Where nothing was greater than the margin, in a broken child, it is nowhere. */
export function maxSpread(call: usize, image: i32, own: usize): void {
  const g = at(call, MAXSPREAD_g, image, own),
    gPixel = pixelOf(call, MAXSPREAD_g);
  const y = at(call, MAXSPREAD_y, image, own),
    yPixel = pixelOf(call, MAXSPREAD_y);
  const codes = at(call, MAXSPREAD_codes, image, own);
  const height = word(call, MAXSPREAD_height),
    width = word(call, MAXSPREAD_width);
  const rows = word(call, MAXSPREAD_rows),
    columns = word(call, MAXSPREAD_columns),
    groups = word(call, MAXSPREAD_groups);
  const kernelX = word(call, MAXSPREAD_kernelX);
  const strideY = word(call, MAXSPREAD_strideY),
    strideX = word(call, MAXSPREAD_strideX);
  const beforeY = word(call, MAXSPREAD_beforeY),
    beforeX = word(call, MAXSPREAD_beforeX);
  memory.fill(y, 0, <usize>(height * width) * yPixel);
  const channels = groups << 2;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const from = g + <usize>(r * columns + c) * gPixel,
        code = codes + <usize>((r * columns + c) * channels);
      for (let k = 0; k < channels; k++) {
        const tap = <i32>load<u8>(code + <usize>k);
        const v = tap / kernelX,
          u = tap - v * kernelX;
        const row = r * strideY - beforeY + v,
          column = c * strideX - beforeX + u;
        if (<u32>row >= <u32>height || <u32>column >= <u32>width) continue;
        const to = y + <usize>(row * width + column) * yPixel + ((<usize>k) << 2);
        store<f32>(to, load<f32>(to) + load<f32>(from + ((<usize>k) << 2)));
      }
    }
  }
}
