// Input gradient of a convolution: dx[q, i] = sum over taps t, outputs o of g[p, o] * w[t, i, o], over all p whose window
// has q at tap t; strides are 1 or 2. Input pixels are taken by class, which is the remainder of their place by the
// stride: pixels of a class meet the same taps.
// One invocation: $PIXELS input pixels of a class, LANES apart, of $INS groups of inputs; groups beyond the last are not stored.

/// The taps of one axis that a class meets: first, first + step, …, `count` in all; from one to the next p moves `back`.
struct Taps { first: u32, step: u32, count: u32, back: u32 }

/// `remainder`: of q + before by the stride.
fn tapsOf(remainder: u32, extent: u32, rate: u32, stride: u32) -> Taps {
  let odd = (stride - 1u) & rate & 1u;
  let first = remainder & odd;
  let count = select((extent - first + odd) >> odd, 0u, first != remainder);
  return Taps(first, 1u + odd, count, (rate << odd) >> (stride - 1u));
}

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let local = workgroup;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let strideY = (*job).strideY;
  let strideX = (*job).strideX;
  let beforeY = (*job).beforeY;
  let beforeX = (*job).beforeX;
  let rate = (*job).rate;
  let kernelWidth = (*job).kernelWidth;
  let diagonal = (*job).diagonal != 0u;
  let gStride = (*job).gStride;
  let columns = (ins + $(INS-1)u) / $(INS)u;
  let classes = strideY * strideX;
  let part = local / columns;
  let group = (local - part * columns) * $(INS)u;
  let block = part / classes;
  let kind = part - block * classes;
  let classY = kind / strideX;
  let classX = kind - classY * strideX;
  let remainderX = (classX + beforeX) & (strideX - 1u);
  let down = tapsOf((classY + beforeY) & (strideY - 1u), (*job).kernelHeight, rate, strideY);
  let along = tapsOf(remainderX, select(kernelWidth, (*job).kernelHeight, diagonal), rate, strideX);
  let turns = select(along.count, select(0u, min(along.count, 1u), along.first == down.first), diagonal);
  let steps = down.count * turns * outs;
  let rows = (height + strideY - 1u) / strideY;
  let pixelsOfRow = (width + strideX - 1u) / strideX;
  let count = (*job).images * rows * pixelsOfRow;
  let start = block * ($PIXELS * LANES) + lane;
  $for p in 0..PIXELS
  let pixel$p = min(start + $p * LANES, count - 1u);
  let row$p = pixel$p / pixelsOfRow;
  let image$p = row$p / rows;
  let y$p = (row$p - image$p * rows) * strideY + classY;
  let x$p = (pixel$p - row$p * pixelsOfRow) * strideX + classX;
  let gy$p = u32(i32(y$p + beforeY - down.first * rate) >> (strideY - 1u));
  let gx$p = u32(i32(x$p + beforeX - along.first * rate) >> (strideX - 1u));
  let from$p = (*job).g + ((image$p * outHeight + gy$p) * outWidth + gx$p) * gStride;
  $for i in 0..INS
  var acc$(p)_$i = vec4f();
  $end
  $end
  $for i in 0..INS
  let next$i = min($(i)u, ins - 1u - group) * 4u * outs;
  $end
  let weight = (*job).weight + group * 4u * outs;
  let tapWeights = ins * 4u * outs;
  var o = 0u;
  var across = 0u;
  var turn = 0u;
  for (var t = 0u; t < steps; t++) {
    let backY = turn * down.back;
    let right = select(across, turn, diagonal);
    let backX = right * along.back;
    let offset = o - (backY * outWidth + backX) * gStride;
    let tap = (down.first + turn * down.step) * kernelWidth + select(along.first + across * along.step, 0u, diagonal);
    let w = weight + tap * tapWeights + o;
    $for i in 0..INS
    let a$i = parameters[w + next$i];
    let b$i = parameters[w + next$i + outs];
    let c$i = parameters[w + next$i + 2u * outs];
    let d$i = parameters[w + next$i + 3u * outs];
    $end
    $for p in 0..PIXELS
    {
      let mask = maskOf((gy$p - backY < outHeight) & (gx$p - backX < outWidth));
      let g = keep(mask, mapGradients[(from$p + offset) & mask]);
      $for i in 0..INS
      acc$(p)_$i += vec4f(dot(g, a$i), dot(g, b$i), dot(g, c$i), dot(g, d$i));
      $end
    }
    $end
    let last = o + 1u == outs;
    o = select(o + 1u, 0u, last);
    let next = select(across, across + 1u, last);
    let wrap = next == turns;
    across = select(next, 0u, wrap);
    turn = select(turn, turn + 1u, wrap);
  }
  let yStride = (*job).yStride;
  $for p in 0..PIXELS
  let real$p = (start + $p * LANES < count) & (y$p < height) & (x$p < width);
  let to$p = (*job).y + ((image$p * height + y$p) * width + x$p) * yStride + group;
  $for i in 0..INS
  if (real$p & (group + $(i)u < ins)) { mapGradients[to$p + $(i)u] = acc$(p)_$i; }
  $end
  $end
}
