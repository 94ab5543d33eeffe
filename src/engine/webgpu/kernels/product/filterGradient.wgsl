// Filter gradient of a convolution, split over chunks of output pixels that a later kernel (reduce) adds up:
// partial[chunk, t, i, o] = sum over pixels p of the chunk of x[window(p, t), i] * g[p, o].
// A chunk is `each` runs of $PIXELS pixels, which lie side by side in a row. Reads of a batch norm have a kernel of their own
// (NORMALISED = 1). One invocation: $PAIRS pairs of a tap and a group of inputs by $OUTS groups of outputs over one chunk;
// pairs and groups beyond the last are not stored.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let unit = workgroup * LANES + lane;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let kernelWidth = (*job).kernelWidth;
  let pairs = (*job).kernelHeight * kernelWidth * ins;
  let columns = (outs + $(OUTS-1)u) / $(OUTS)u;
  let tiles = (pairs + $(PAIRS-1)u) / $(PAIRS)u * columns;
  let chunk = unit / tiles;
  if (chunk >= (*job).chunks) { return; }
  let tile = unit - chunk * tiles;
  let block = tile / columns;
  let group = (tile - block * columns) * $(OUTS)u;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let strideY = (*job).strideY;
  let strideX = (*job).strideX;
  let rate = (*job).rate;
  let diagonal = (*job).diagonal != 0u;
  let beforeY = (*job).beforeY;
  let beforeX = (*job).beforeX;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  let norm = (*job).norm;
  let low = floorOf((*job).relu);
  let runs = (outWidth + $(PIXELS-1)u) / $(PIXELS)u;
  let first = chunk * (*job).each;
  let end = min(first + (*job).each, (*job).pixels / outWidth * runs);
  $for r in 0..PAIRS
  let pair$r = min(block * $(PAIRS)u + $(r)u, pairs - 1u);
  let tap$r = pair$r / ins;
  let i$r = pair$r - tap$r * ins;
  let ky$r = tap$r / kernelWidth;
  let kx$r = select(tap$r - ky$r * kernelWidth, ky$r, diagonal);
  let dy$r = ky$r * rate - beforeY;
  let dx$r = kx$r * rate - beforeX;
  let from$r = (*job).x + i$r + (dy$r * width + dx$r) * xStride;
  $if NORMALISED
  let lens$r = Lens(arena[norm + i$r], arena[norm + ins + i$r], low);
  $end
  $for o in 0..OUTS
  $for c in 0..4
  var acc$(r)_$(o)_$c = vec4f();
  $end
  $end
  $end
  $for o in 0..OUTS
  let next$o = min($(o)u, outs - 1u - group);
  $end
  let xStep = strideX * xStride;
  let line = strideY * width * xStride;
  let bottom = (outHeight - 1u) * strideY;
  let top = (height - bottom) * width * xStride;
  let row = first / runs;
  let image = row / outHeight;
  var column = (first - row * runs) * $(PIXELS)u;
  var y = (row - image * outHeight) * strideY;
  var start = (image * height + y) * width * xStride;
  var to = (*job).g + row * outWidth * gStride + group;
  for (var run = first; run < end; run++) {
    $for p in 0..PIXELS
    let x$p = min(column + $(p)u, outWidth - 1u);
    let real$p = maskOf(column + $(p)u < outWidth);
    let at$p = start + x$p * xStep;
    $for o in 0..OUTS
    let g$(p)_$o = mapGradients[to + x$p * gStride + next$o];
    $end
    $end
    $for r in 0..PAIRS
    {
      let inside = maskOf(y + dy$r < height);
      $for p in 0..PIXELS
      let mask$p = inside & real$p & maskOf(x$p * strideX + dx$r < width);
      let numbers$p = maps[(at$p + from$r) & mask$p];
      $if NORMALISED
      let v$p = keep(mask$p, see(lens$r, numbers$p));
      $else
      let v$p = keep(mask$p, rectify(low, numbers$p));
      $end
      $end
      $for o in 0..OUTS
      acc$(r)_$(o)_0 += v0.x * g0_$o + v1.x * g1_$o;
      acc$(r)_$(o)_1 += v0.y * g0_$o + v1.y * g1_$o;
      acc$(r)_$(o)_2 += v0.z * g0_$o + v1.z * g1_$o;
      acc$(r)_$(o)_3 += v0.w * g0_$o + v1.w * g1_$o;
      $end
    }
    $end
    column += $(PIXELS)u;
    let right = column >= outWidth;
    column = select(column, 0u, right);
    to += select(0u, outWidth * gStride, right);
    let last = right & (y == bottom);
    start += select(select(0u, line, right), top, last);
    y = select(select(y, y + strideY, right), 0u, last);
  }
  $for r in 0..PAIRS
  $for o in 0..OUTS
  if ((block * $(PAIRS)u + $(r)u < pairs) & (group + $(o)u < outs)) {
    let toPair = (*job).partial + (chunk * pairs + pair$r) * 4u * outs + group + $(o)u;
    $for c in 0..4
    arena[toPair + $(c)u * outs] = acc$(r)_$(o)_$c;
    $end
  }
  $end
  $end
}
