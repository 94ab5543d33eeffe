/** The gradient of depthwise filters, over a padded map. */

/** dw[v, u, g] (+)= sum over pixels of g * x, row by row of the kernel, as many columns at once as there are registers. */
export function depthwiseFilter(
  x: usize,
  xRow: usize,
  xPixel: usize,
  stepY: i32,
  stepX: i32,
  kernelY: i32,
  kernelX: i32,
  rate: i32,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  groups: i32,
  dw: usize,
  isFirst: bool,
): void {
  const lineX = <usize>stepY * xRow,
    apart = <usize>stepX * xPixel,
    tap = <usize>rate * xPixel,
    width = (<usize>groups) << 4;
  for (let k = 0; k < groups; k++) {
    const byte = (<usize>k) << 4;
    for (let v = 0; v < kernelY; v++) {
      const from = x + byte + <usize>(v * rate) * xRow;
      const to = dw + byte + <usize>(v * kernelX) * width;
      let u = 0;
      for (; u + 7 <= kernelX; u += 7) {
        seven(
          from + <usize>u * tap,
          lineX,
          apart,
          tap,
          g + byte,
          gRow,
          gPixel,
          rows,
          columns,
          to + <usize>u * width,
          width,
          isFirst,
        );
      }
      for (; u + 5 <= kernelX; u += 5) {
        five(
          from + <usize>u * tap,
          lineX,
          apart,
          tap,
          g + byte,
          gRow,
          gPixel,
          rows,
          columns,
          to + <usize>u * width,
          width,
          isFirst,
        );
      }
      for (; u + 3 <= kernelX; u += 3) {
        three(
          from + <usize>u * tap,
          lineX,
          apart,
          tap,
          g + byte,
          gRow,
          gPixel,
          rows,
          columns,
          to + <usize>u * width,
          width,
          isFirst,
        );
      }
      for (; u < kernelX; u++) {
        lone(
          from + <usize>u * tap,
          lineX,
          apart,
          g + byte,
          gRow,
          gPixel,
          rows,
          columns,
          to + <usize>u * width,
          isFirst,
        );
      }
    }
  }
}

function put(to: usize, value: v128, isFirst: bool): void {
  v128.store(to, isFirst ? value : f32x4.add(v128.load(to), value));
}

function lone(
  x: usize,
  lineX: usize,
  apart: usize,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  to: usize,
  isFirst: bool,
): void {
  let a = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let xp = x + <usize>r * lineX,
      gp = g + <usize>r * gRow;
    for (let c = 0; c < columns; c++) {
      a = f32x4.add(a, f32x4.mul(v128.load(gp), v128.load(xp)));
      xp += apart;
      gp += gPixel;
    }
  }
  put(to, a, isFirst);
}

function three(
  x: usize,
  lineX: usize,
  apart: usize,
  tap: usize,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  to: usize,
  width: usize,
  isFirst: bool,
): void {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    d = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let xp = x + <usize>r * lineX,
      gp = g + <usize>r * gRow;
    for (let c = 0; c < columns; c++) {
      const v = v128.load(gp);
      a = f32x4.add(a, f32x4.mul(v, v128.load(xp)));
      b = f32x4.add(b, f32x4.mul(v, v128.load(xp + tap)));
      d = f32x4.add(d, f32x4.mul(v, v128.load(xp + 2 * tap)));
      xp += apart;
      gp += gPixel;
    }
  }
  put(to, a, isFirst);
  put(to + width, b, isFirst);
  put(to + 2 * width, d, isFirst);
}

function five(
  x: usize,
  lineX: usize,
  apart: usize,
  tap: usize,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  to: usize,
  width: usize,
  isFirst: bool,
): void {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    d = f32x4.splat(0),
    e = f32x4.splat(0),
    f = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let xp = x + <usize>r * lineX,
      gp = g + <usize>r * gRow;
    for (let c = 0; c < columns; c++) {
      const v = v128.load(gp);
      a = f32x4.add(a, f32x4.mul(v, v128.load(xp)));
      b = f32x4.add(b, f32x4.mul(v, v128.load(xp + tap)));
      d = f32x4.add(d, f32x4.mul(v, v128.load(xp + 2 * tap)));
      e = f32x4.add(e, f32x4.mul(v, v128.load(xp + 3 * tap)));
      f = f32x4.add(f, f32x4.mul(v, v128.load(xp + 4 * tap)));
      xp += apart;
      gp += gPixel;
    }
  }
  put(to, a, isFirst);
  put(to + width, b, isFirst);
  put(to + 2 * width, d, isFirst);
  put(to + 3 * width, e, isFirst);
  put(to + 4 * width, f, isFirst);
}

function seven(
  x: usize,
  lineX: usize,
  apart: usize,
  tap: usize,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  to: usize,
  width: usize,
  isFirst: bool,
): void {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    d = f32x4.splat(0),
    e = f32x4.splat(0),
    f = f32x4.splat(0);
  let h = f32x4.splat(0),
    j = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let xp = x + <usize>r * lineX,
      gp = g + <usize>r * gRow;
    for (let c = 0; c < columns; c++) {
      const v = v128.load(gp);
      a = f32x4.add(a, f32x4.mul(v, v128.load(xp)));
      b = f32x4.add(b, f32x4.mul(v, v128.load(xp + tap)));
      d = f32x4.add(d, f32x4.mul(v, v128.load(xp + 2 * tap)));
      e = f32x4.add(e, f32x4.mul(v, v128.load(xp + 3 * tap)));
      f = f32x4.add(f, f32x4.mul(v, v128.load(xp + 4 * tap)));
      h = f32x4.add(h, f32x4.mul(v, v128.load(xp + 5 * tap)));
      j = f32x4.add(j, f32x4.mul(v, v128.load(xp + 6 * tap)));
      xp += apart;
      gp += gPixel;
    }
  }
  put(to, a, isFirst);
  put(to + width, b, isFirst);
  put(to + 2 * width, d, isFirst);
  put(to + 3 * width, e, isFirst);
  put(to + 4 * width, f, isFirst);
  put(to + 5 * width, h, isFirst);
  put(to + 6 * width, j, isFirst);
}
