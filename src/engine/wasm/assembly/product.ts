/** Products: convolutions of any number of taps, and the gradient of their filters. Channels are multiples of four. */

/**
 * y[r, c, o] = sum over taps t and i of x[r * stepY + …, c * stepX + …, i] * w[t, i, o]; a tap's place is a distance in
 * bytes. Tiles of four pixels by eight outputs; what is left over in tiles of one pixel.
 */
export function convolve(
  x: usize,
  xRow: usize,
  xPixel: usize,
  taps: i32,
  offsets: usize,
  w: usize,
  y: usize,
  yRow: usize,
  yPixel: usize,
  rows: i32,
  columns: i32,
  ins: i32,
  outs: i32,
): void {
  for (let r = 0; r < rows; r++) {
    let from = x + <usize>r * xRow;
    let to = y + <usize>r * yRow;
    let c = 0;
    for (; c + 4 <= columns; c += 4) {
      let o = 0;
      for (; o + 8 <= outs; o += 8)
        four(from, xPixel, taps, offsets, w + ((<usize>o) << 2), to + ((<usize>o) << 2), yPixel, ins, outs);
      if (o < outs)
        fourNarrow(
          from,
          xPixel,
          taps,
          offsets,
          w + ((<usize>o) << 2),
          to + ((<usize>o) << 2),
          yPixel,
          ins,
          outs,
        );
      from += 4 * xPixel;
      to += 4 * yPixel;
    }
    for (; c < columns; c++) {
      for (let o = 0; o < outs; o += 4)
        one(from, taps, offsets, w + ((<usize>o) << 2), to + ((<usize>o) << 2), ins, outs);
      from += xPixel;
      to += yPixel;
    }
  }
}

function four(
  x: usize,
  xPixel: usize,
  taps: i32,
  offsets: usize,
  w: usize,
  y: usize,
  yPixel: usize,
  ins: i32,
  outs: i32,
): void {
  let a0 = f32x4.splat(0),
    a1 = f32x4.splat(0),
    b0 = f32x4.splat(0),
    b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0),
    c1 = f32x4.splat(0),
    d0 = f32x4.splat(0),
    d1 = f32x4.splat(0);
  const row = (<usize>outs) << 2;
  let wp = w;
  for (let t = 0; t < taps; t++) {
    let p0 = x + <usize>load<i32>(offsets + ((<usize>t) << 2));
    let p1 = p0 + xPixel,
      p2 = p1 + xPixel,
      p3 = p2 + xPixel;
    for (let i = 0; i < ins; i += 2) {
      let w0 = v128.load(wp),
        w1 = v128.load(wp, 16);
      let s = v128.load32_splat(p0);
      a0 = f32x4.add(a0, f32x4.mul(s, w0));
      a1 = f32x4.add(a1, f32x4.mul(s, w1));
      s = v128.load32_splat(p1);
      b0 = f32x4.add(b0, f32x4.mul(s, w0));
      b1 = f32x4.add(b1, f32x4.mul(s, w1));
      s = v128.load32_splat(p2);
      c0 = f32x4.add(c0, f32x4.mul(s, w0));
      c1 = f32x4.add(c1, f32x4.mul(s, w1));
      s = v128.load32_splat(p3);
      d0 = f32x4.add(d0, f32x4.mul(s, w0));
      d1 = f32x4.add(d1, f32x4.mul(s, w1));
      wp += row;
      w0 = v128.load(wp);
      w1 = v128.load(wp, 16);
      s = v128.load32_splat(p0, 4);
      a0 = f32x4.add(a0, f32x4.mul(s, w0));
      a1 = f32x4.add(a1, f32x4.mul(s, w1));
      s = v128.load32_splat(p1, 4);
      b0 = f32x4.add(b0, f32x4.mul(s, w0));
      b1 = f32x4.add(b1, f32x4.mul(s, w1));
      s = v128.load32_splat(p2, 4);
      c0 = f32x4.add(c0, f32x4.mul(s, w0));
      c1 = f32x4.add(c1, f32x4.mul(s, w1));
      s = v128.load32_splat(p3, 4);
      d0 = f32x4.add(d0, f32x4.mul(s, w0));
      d1 = f32x4.add(d1, f32x4.mul(s, w1));
      wp += row;
      p0 += 8;
      p1 += 8;
      p2 += 8;
      p3 += 8;
    }
  }
  v128.store(y, a0);
  v128.store(y, a1, 16);
  v128.store(y + yPixel, b0);
  v128.store(y + yPixel, b1, 16);
  v128.store(y + 2 * yPixel, c0);
  v128.store(y + 2 * yPixel, c1, 16);
  v128.store(y + 3 * yPixel, d0);
  v128.store(y + 3 * yPixel, d1, 16);
}

function fourNarrow(
  x: usize,
  xPixel: usize,
  taps: i32,
  offsets: usize,
  w: usize,
  y: usize,
  yPixel: usize,
  ins: i32,
  outs: i32,
): void {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  const row = (<usize>outs) << 2;
  let wp = w;
  for (let t = 0; t < taps; t++) {
    let p0 = x + <usize>load<i32>(offsets + ((<usize>t) << 2));
    let p1 = p0 + xPixel,
      p2 = p1 + xPixel,
      p3 = p2 + xPixel;
    for (let i = 0; i < ins; i++) {
      const v = v128.load(wp);
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(p0), v));
      b = f32x4.add(b, f32x4.mul(v128.load32_splat(p1), v));
      c = f32x4.add(c, f32x4.mul(v128.load32_splat(p2), v));
      d = f32x4.add(d, f32x4.mul(v128.load32_splat(p3), v));
      wp += row;
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
    }
  }
  v128.store(y, a);
  v128.store(y + yPixel, b);
  v128.store(y + 2 * yPixel, c);
  v128.store(y + 3 * yPixel, d);
}

function one(x: usize, taps: i32, offsets: usize, w: usize, y: usize, ins: i32, outs: i32): void {
  let a = f32x4.splat(0);
  const row = (<usize>outs) << 2;
  let wp = w;
  for (let t = 0; t < taps; t++) {
    let p = x + <usize>load<i32>(offsets + ((<usize>t) << 2));
    for (let i = 0; i < ins; i++) {
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(p), v128.load(wp)));
      wp += row;
      p += 4;
    }
  }
  v128.store(y, a);
}

/** dw[i, o] (+)= sum over pixels of x[p, i] * g[p, o], of one tap. Tiles of four inputs by eight outputs. */
export function filter(
  x: usize,
  xRow: usize,
  xPixel: usize,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  ins: i32,
  outs: i32,
  dw: usize,
  isFirst: bool,
): void {
  const row = (<usize>outs) << 2;
  for (let i = 0; i < ins; i += 4) {
    let o = 0;
    for (; o + 8 <= outs; o += 8) {
      const to = dw + <usize>i * row + ((<usize>o) << 2);
      filterWide(
        x + ((<usize>i) << 2),
        xRow,
        xPixel,
        g + ((<usize>o) << 2),
        gRow,
        gPixel,
        rows,
        columns,
        to,
        row,
        isFirst,
      );
    }
    if (o < outs) {
      const to = dw + <usize>i * row + ((<usize>o) << 2);
      filterNarrow(
        x + ((<usize>i) << 2),
        xRow,
        xPixel,
        g + ((<usize>o) << 2),
        gRow,
        gPixel,
        rows,
        columns,
        to,
        row,
        isFirst,
      );
    }
  }
}

function filterWide(
  x: usize,
  xRow: usize,
  xPixel: usize,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  to: usize,
  row: usize,
  isFirst: bool,
): void {
  let a0 = f32x4.splat(0),
    a1 = f32x4.splat(0),
    b0 = f32x4.splat(0),
    b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0),
    c1 = f32x4.splat(0),
    d0 = f32x4.splat(0),
    d1 = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let xp = x + <usize>r * xRow,
      gp = g + <usize>r * gRow;
    for (let c = 0; c < columns; c++) {
      const g0 = v128.load(gp),
        g1 = v128.load(gp, 16);
      let s = v128.load32_splat(xp);
      a0 = f32x4.add(a0, f32x4.mul(s, g0));
      a1 = f32x4.add(a1, f32x4.mul(s, g1));
      s = v128.load32_splat(xp, 4);
      b0 = f32x4.add(b0, f32x4.mul(s, g0));
      b1 = f32x4.add(b1, f32x4.mul(s, g1));
      s = v128.load32_splat(xp, 8);
      c0 = f32x4.add(c0, f32x4.mul(s, g0));
      c1 = f32x4.add(c1, f32x4.mul(s, g1));
      s = v128.load32_splat(xp, 12);
      d0 = f32x4.add(d0, f32x4.mul(s, g0));
      d1 = f32x4.add(d1, f32x4.mul(s, g1));
      xp += xPixel;
      gp += gPixel;
    }
  }
  if (!isFirst) {
    a0 = f32x4.add(v128.load(to), a0);
    a1 = f32x4.add(v128.load(to, 16), a1);
    b0 = f32x4.add(v128.load(to + row), b0);
    b1 = f32x4.add(v128.load(to + row, 16), b1);
    c0 = f32x4.add(v128.load(to + 2 * row), c0);
    c1 = f32x4.add(v128.load(to + 2 * row, 16), c1);
    d0 = f32x4.add(v128.load(to + 3 * row), d0);
    d1 = f32x4.add(v128.load(to + 3 * row, 16), d1);
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
  v128.store(to + row, b0);
  v128.store(to + row, b1, 16);
  v128.store(to + 2 * row, c0);
  v128.store(to + 2 * row, c1, 16);
  v128.store(to + 3 * row, d0);
  v128.store(to + 3 * row, d1, 16);
}

function filterNarrow(
  x: usize,
  xRow: usize,
  xPixel: usize,
  g: usize,
  gRow: usize,
  gPixel: usize,
  rows: i32,
  columns: i32,
  to: usize,
  row: usize,
  isFirst: bool,
): void {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c0 = f32x4.splat(0),
    d = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let xp = x + <usize>r * xRow,
      gp = g + <usize>r * gRow;
    for (let c = 0; c < columns; c++) {
      const v = v128.load(gp);
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(xp), v));
      b = f32x4.add(b, f32x4.mul(v128.load32_splat(xp, 4), v));
      c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(xp, 8), v));
      d = f32x4.add(d, f32x4.mul(v128.load32_splat(xp, 12), v));
      xp += xPixel;
      gp += gPixel;
    }
  }
  if (!isFirst) {
    a = f32x4.add(v128.load(to), a);
    b = f32x4.add(v128.load(to + row), b);
    c0 = f32x4.add(v128.load(to + 2 * row), c0);
    d = f32x4.add(v128.load(to + 3 * row), d);
  }
  v128.store(to, a);
  v128.store(to + row, b);
  v128.store(to + 2 * row, c0);
  v128.store(to + 3 * row, d);
}

/** to[t, o, i] = from[taps - 1 - t, i, o]: what the gradient of the inputs multiplies by, with its taps turned round. */
export function transpose(from: usize, to: usize, taps: i32, ins: i32, outs: i32): void {
  for (let t = 0; t < taps; t++) {
    const source = from + ((<usize>((taps - 1 - t) * ins * outs)) << 2);
    const target = to + ((<usize>(t * ins * outs)) << 2);
    for (let i = 0; i < ins; i++) {
      for (let o = 0; o < outs; o++) {
        store<f32>(
          target + ((<usize>(o * ins + i)) << 2),
          load<f32>(source + ((<usize>(i * outs + o)) << 2)),
        );
      }
    }
  }
}
