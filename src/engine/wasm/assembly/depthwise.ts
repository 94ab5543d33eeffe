/** Depthwise convolutions over a padded map. */

/** y[r, c, g] = sum over the window of x * w. `w` steps by `wStep` bytes a tap: backwards for the gradient of the inputs. */
export function depthwise(
  x: usize,
  xRow: usize,
  xPixel: usize,
  stepY: i32,
  stepX: i32,
  kernelY: i32,
  kernelX: i32,
  rate: i32,
  w: usize,
  wStep: isize,
  y: usize,
  yRow: usize,
  yPixel: usize,
  rows: i32,
  columns: i32,
  groups: i32,
): void {
  const slides = stepX === 1 && rate === 1;
  for (let r = 0; r < rows; r++) {
    const from = x + <usize>(r * stepY) * xRow;
    const to = y + <usize>r * yRow;
    let c = 0;
    if (slides) {
      for (; c + 4 <= columns; c += 4) {
        for (let g = 0; g < groups; g++) {
          const byte = (<usize>g) << 4;
          slide(
            from + <usize>c * xPixel + byte,
            xRow,
            xPixel,
            kernelY,
            kernelX,
            w + byte,
            wStep,
            to + <usize>c * yPixel + byte,
            yPixel,
          );
        }
      }
    } else {
      for (; c + 4 <= columns; c += 4) {
        for (let g = 0; g < groups; g++) {
          const byte = (<usize>g) << 4;
          stride(
            from + <usize>(c * stepX) * xPixel + byte,
            xRow * rate,
            xPixel * rate,
            <usize>stepX * xPixel,
            kernelY,
            kernelX,
            w + byte,
            wStep,
            to + <usize>c * yPixel + byte,
            yPixel,
          );
        }
      }
    }
    for (; c < columns; c++) {
      for (let g = 0; g < groups; g++) {
        const byte = (<usize>g) << 4;
        single(
          from + <usize>(c * stepX) * xPixel + byte,
          xRow * rate,
          xPixel * rate,
          kernelY,
          kernelX,
          w + byte,
          wStep,
          to + <usize>c * yPixel + byte,
        );
      }
    }
  }
}

/** Four pixels side by side, of stride 1: a number that was loaded serves them all. */
function slide(
  x: usize,
  xRow: usize,
  xPixel: usize,
  kernelY: i32,
  kernelX: i32,
  w: usize,
  wStep: isize,
  y: usize,
  yPixel: usize,
): void {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  let wp = w;
  for (let v = 0; v < kernelY; v++) {
    let xp = x + <usize>v * xRow;
    let x0 = v128.load(xp),
      x1 = v128.load(xp + xPixel),
      x2 = v128.load(xp + 2 * xPixel);
    xp += 3 * xPixel;
    for (let u = 0; u < kernelX; u++) {
      const x3 = v128.load(xp),
        t = v128.load(wp);
      a = f32x4.add(a, f32x4.mul(x0, t));
      b = f32x4.add(b, f32x4.mul(x1, t));
      c = f32x4.add(c, f32x4.mul(x2, t));
      d = f32x4.add(d, f32x4.mul(x3, t));
      x0 = x1;
      x1 = x2;
      x2 = x3;
      xp += xPixel;
      wp += wStep;
    }
  }
  v128.store(y, a);
  v128.store(y + yPixel, b);
  v128.store(y + 2 * yPixel, c);
  v128.store(y + 3 * yPixel, d);
}

function stride(
  x: usize,
  tapRow: usize,
  tapPixel: usize,
  apart: usize,
  kernelY: i32,
  kernelX: i32,
  w: usize,
  wStep: isize,
  y: usize,
  yPixel: usize,
): void {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  let wp = w;
  for (let v = 0; v < kernelY; v++) {
    let xp = x + <usize>v * tapRow;
    for (let u = 0; u < kernelX; u++) {
      const t = v128.load(wp);
      a = f32x4.add(a, f32x4.mul(v128.load(xp), t));
      b = f32x4.add(b, f32x4.mul(v128.load(xp + apart), t));
      c = f32x4.add(c, f32x4.mul(v128.load(xp + 2 * apart), t));
      d = f32x4.add(d, f32x4.mul(v128.load(xp + 3 * apart), t));
      xp += tapPixel;
      wp += wStep;
    }
  }
  v128.store(y, a);
  v128.store(y + yPixel, b);
  v128.store(y + 2 * yPixel, c);
  v128.store(y + 3 * yPixel, d);
}

function single(
  x: usize,
  tapRow: usize,
  tapPixel: usize,
  kernelY: i32,
  kernelX: i32,
  w: usize,
  wStep: isize,
  y: usize,
): void {
  let a = f32x4.splat(0);
  let wp = w;
  for (let v = 0; v < kernelY; v++) {
    let xp = x + <usize>v * tapRow;
    for (let u = 0; u < kernelX; u++) {
      a = f32x4.add(a, f32x4.mul(v128.load(xp), v128.load(wp)));
      xp += tapPixel;
      wp += wStep;
    }
  }
  v128.store(y, a);
}
