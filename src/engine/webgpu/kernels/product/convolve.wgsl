// Convolution: y[p, o] = sum over taps t and inputs i of x[window(p, t), i] * w[t, i, o].
// x and y NHWC in groups of four channels; w [taps, in, out]. Reads of a batch norm have a kernel of their own (NORMALISED = 1).
// One invocation: $PIXELS pixels, LANES apart, of $OUTS groups of outputs; groups beyond the last are not stored. Taps and inputs
// are one loop: nested ones cost a software adapter more than the few whole numbers that this one carries along. With MOMENTS = 1 a
// workgroup also writes the moments of what it makes (norm/producedMoments.wgsl).

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  $if FOLDED
  foldLenses(lane, (*job).list, (*job).ins);
  $end
  let local = workgroup;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let columns = (outs + $(OUTS-1)u) / $(OUTS)u;
  let block = local / columns;
  let group = (local - block * columns) * $(OUTS)u;
  let start = block * ($PIXELS * LANES) + lane;
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
  $if !FOLDED
  let norm = (*job).norm;
  $end
  let low = floorOf((*job).relu);
  let x = (*job).x;
  $for p in 0..PIXELS
  let pixel$p = min(start + $p * LANES, pixels - 1u);
  let row$p = pixel$p / outWidth;
  let image$p = row$p / outHeight;
  let y$p = (row$p - image$p * outHeight) * strideY - beforeY;
  let x$p = (pixel$p - row$p * outWidth) * strideX - beforeX;
  let from$p = x + ((image$p * height + y$p) * width + x$p) * xStride;
  $for o in 0..OUTS
  var acc$(p)_$o = vec4f();
  $end
  $end
  $for o in 0..OUTS
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
    $if NORMALISED
    $if FOLDED
    let lens = foldedLens((*job).relu, i);
    $else
    let lens = Lens(arena[norm + i], arena[norm + ins + i], low);
    $end
    $end
    $for p in 0..PIXELS
    let mask$p = maskOf((y$p + dy < height) & (x$p + dx < width));
    $if NORMALISED
    let v$p = keep(mask$p, see(lens, maps[(from$p + offset) & mask$p]));
    $else
    let v$p = keep(mask$p, rectify(low, maps[(from$p + offset) & mask$p]));
    $end
    $end
    $for o in 0..OUTS
    {
      let a = parameters[column + next$o];
      let b = parameters[column + next$o + outs];
      let c = parameters[column + next$o + 2u * outs];
      let d = parameters[column + next$o + 3u * outs];
      $for p in 0..PIXELS
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
  $for p in 0..PIXELS
  $for o in 0..OUTS
  if ((start + $p * LANES < pixels) & (group + $(o)u < outs)) { maps[y + pixel$p * yStride + $(o)u] = acc$(p)_$o; }
  $end
  $end
  $if MOMENTS
  $for o in 0..OUTS
  var made$o = Made();
  $for p in 0..PIXELS
  if (start + $p * LANES < pixels) { made$o = alsoMade(made$o, storedMap(acc$(p)_$o)); }
  $end
  $end
  let to = (*job).partial + 2u * (block * outs + group);
  let count = min($PIXELS * LANES, pixels - block * ($PIXELS * LANES));
  storeMoments(lane, count, made0, made$(OUTS-1), to, to + 2u * next$(OUTS-1));
  $end
}
