// Convolution: y[p, o] = sum over taps t and inputs i of x[window(p, t), i] * w[t, i, o].
// x and y NHWC in groups of four channels; w [taps, in, out]. Reads of a batch norm have a kernel of their own (N = 1).
// One invocation: $P pixels, LANES apart, of $O groups of outputs; groups beyond the last are not stored. Taps and inputs
// are one loop: nested ones cost a software adapter more than the few whole numbers that this one carries along.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let local = workgroup;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let columns = (outs + $(O-1)u) / $(O)u;
  let block = local / columns;
  let group = (local - block * columns) * $(O)u;
  let start = block * ($P * LANES) + lane;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let pixels = (*job).pixels;
  let xStride = (*job).xStride;
  let strideY = (*job).strideY;
  let strideX = (*job).strideX;
  let beforeY = (*job).beforeY;
  let beforeX = (*job).beforeX;
  let kernelWidth = (*job).kernelWidth;
  let steps = (*job).kernelHeight * kernelWidth * ins;
  let rate = (*job).rate;
  let diagonal = (*job).diagonal != 0u;
  let norm = (*job).norm;
  let low = floorOf((*job).relu);
  let x = (*job).x;
  $for p in 0..P
  let pixel$p = min(start + $p * LANES, pixels - 1u);
  let row$p = pixel$p / outWidth;
  let image$p = row$p / outHeight;
  let y$p = (row$p - image$p * outHeight) * strideY - beforeY;
  let x$p = (pixel$p - row$p * outWidth) * strideX - beforeX;
  let from$p = x + ((image$p * height + y$p) * width + x$p) * xStride;
  $for o in 0..O
  var acc$(p)_$o = vec4f();
  $end
  $end
  $for o in 0..O
  let next$o = min($(o)u, outs - 1u - group);
  $end
  var i = 0u;
  var kx = 0u;
  var ky = 0u;
  var column = (*job).weight + group;
  for (var t = 0u; t < steps; t++) {
    let dy = ky * rate;
    let dx = select(kx, ky, diagonal) * rate;
    let offset = (dy * width + dx) * xStride + i;
    $for n in 0..N
    let lens = Lens(arena[norm + i], arena[norm + ins + i], low);
    $end
    $for p in 0..P
    let mask$p = maskOf((y$p + dy < height) & (x$p + dx < width));
    $for n in 0..N
    let v$p = keep(mask$p, see(lens, arena[(from$p + offset) & mask$p]));
    $end
    $for n in 0..1-N
    let v$p = keep(mask$p, rectify(low, arena[(from$p + offset) & mask$p]));
    $end
    $end
    $for o in 0..O
    {
      let a = parameters[column + next$o];
      let b = parameters[column + next$o + outs];
      let c = parameters[column + next$o + 2u * outs];
      let d = parameters[column + next$o + 3u * outs];
      $for p in 0..P
      acc$(p)_$o += v$p.x * a + v$p.y * b + v$p.z * c + v$p.w * d;
      $end
    }
    $end
    column += 4u * outs;
    let last = i + 1u == ins;
    i = select(i + 1u, 0u, last);
    let right = select(kx, kx + 1u, last);
    let below = right == kernelWidth;
    kx = select(right, 0u, below);
    ky = select(ky, ky + 1u, below);
  }
  let y = (*job).y + group;
  let yStride = (*job).yStride;
  $for p in 0..P
  $for o in 0..O
  if ((start + $p * LANES < pixels) & (group + $(o)u < outs)) { arena[y + pixel$p * yStride + $(o)u] = acc$(p)_$o; }
  $end
  $end
}
