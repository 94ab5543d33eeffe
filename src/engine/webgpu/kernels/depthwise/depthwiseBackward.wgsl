// Both gradients of a depthwise convolution of stride 1 in one pass: pixel q of the input meets the outputs g of one window,
// whose taps are the convolution's in reverse: dx[q, c] = sum over taps u of g[window(q, u), c] * w[-1 - u, c], where the
// relu let x through, and partial[chunk, -1 - u, c] = sum over the chunk's q of x[q, c] * g[window(q, u), c], which a later
// kernel (reduce) adds up. Kernels are $H x $K, rate $R.
// Where x is a batch norm that nothing else reads (`sums`), also the first half of its backward sums:
// sums[chunk, c] = [sum of dx, sum of dx * (x - mean) / deviation], x and its mean before they are normalised.
// One invocation: one Number; one chunk, which is every strip of a map, $P pixels wide and its rows $R apart, `chunks`
// apart. It goes down a strip and keeps $H rows of g, so that each is loaded once.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let chunk = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  let yStride = (*job).yStride;
  let record = (*job).norm;
  let lens = numberLens(record, (*job).relu, group, groups, part);
  let open = Word(maskOf((*job).relu == 0u));
  let mean = load(select(record + 2u * groups, 0u, record == NONE) + group, part);
  var sum = Number();
  var product = Number();
  $for u in 0..H*K
  var f$u = Number();
  var acc$u = Number();
  $end
  for (var ky = 0u; ky < $(H)u; ky++) {
    let tap = (*job).weight + ($(H*K-1)u - ky * $(K)u) * groups + group;
    $for k in 0..K*H-K
    f$k = f$(k+K);
    $end
    $for k in 0..K
    f$(K*H-K+k) = weight(tap - $(k)u * groups, part);
    $end
  }
  let blocks = $(R)u * ((width + $(P-1)u) / $(P)u);
  let strips = (*job).images * blocks;
  for (var strip = chunk; strip < strips; strip += chunks) {
    let image = strip / blocks;
    let block = strip - image * blocks;
    let left = block / $(R)u * $(P)u;
    let first = block % $(R)u;
    let x0 = left - (*job).beforeX;
    $for j in 0..P+K*R-R
    let inside$j = x0 + $(j)u < outWidth;
    let at$j = select(0u, (x0 + $(j)u) * gStride, inside$j);
    let mask$j = select(0.0, 1.0, inside$j);
    $for u in 0..H
    var g$(u)_$j = Number();
    $end
    $end
    // What is not part of the map is loaded from and goes where what is lies: an `if` costs more.
    $for p in 0..P
    let live$p = select(0.0, 1.0, left + $(p)u < width);
    let from$p = select(0u, (left + $(p)u) * xStride, left + $(p)u < width);
    let to$p = select(left, left + $(p)u, left + $(p)u < width) * yStride;
    $end
    let gSource = (*job).g + image * outHeight * outWidth * gStride + group;
    let source = (*job).x + image * height * width * xStride + group;
    let yBase = (*job).y + image * height * width * yStride + group;
    for (var turn = 0u; turn < $(H-1)u; turn++) {
      let y = first + turn * $(R)u - (*job).beforeY;
      let there = y < outHeight;
      let line = gSource + select(0u, y, there) * outWidth * gStride;
      let within = select(0.0, 1.0, there);
      $for j in 0..P+K*R-R
      $for u in 1..H-1
      g$(u-1)_$j = g$(u)_$j;
      $end
      $for u in H-2..H-1
      g$(u)_$j = load(line + at$j, part) * (mask$j * within);
      $end
      $end
    }
    for (var row = first; row < height; row += $(R)u) {
      let y = row + $(H*R-R)u - (*job).beforeY;
      let there = y < outHeight;
      let gLine = gSource + select(0u, y, there) * outWidth * gStride;
      let within = select(0.0, 1.0, there);
      $for j in 0..P+K*R-R
      g$(H-1)_$j = load(gLine + at$j, part) * (mask$j * within);
      $end
      let line = source + row * width * xStride;
      let yLine = yBase + row * width * yStride;
      $for p in 0..P
      let x$p = load(line + from$p, part);
      let v$p = seen(lens, x$p) * live$p;
      let d$p = through(v$p, open, Number()
      $for u in 0..H
      $for k in 0..K
      + g$(u)_$(p+k*R) * f$(K*u+k)
      $end
      $end
      );
      $end
      $for p in 0..P
      let counted$p = d$p * live$p;
      $end
      sum = sum
      $for p in 0..P
      + counted$p
      $end
      ;
      product = product
      $for p in 0..P
      + counted$p * (x$p - mean)
      $end
      ;
      $for u in 0..H
      $for k in 0..K
      acc$(K*u+k) = acc$(K*u+k)
      $for p in 0..P
      + v$p * g$(u)_$(p+k*R)
      $end
      ;
      $end
      $end
      $for p in 1..P
      store(yLine + to$(P-p), part, d$(P-p));
      $end
      store(yLine + to0, part, d0);
      $for u in 1..H
      $for j in 0..P+K*R-R
      g$(u-1)_$j = g$(u)_$j;
      $end
      $end
    }
  }
  let to = (*job).partial + (chunk * $(H*K)u + $(H*K-1)u) * groups + group;
  $for u in 0..H*K
  store(to - $(u)u * groups, part, acc$u);
  $end
  if ((*job).sums == NONE) { return; }
  let toSums = (*job).sums + 2u * (chunk * groups + group);
  store(toSums, part, sum);
  store(toSums + 1u, part, product * load(record + 3u * groups + group, part));
}
