// Depthwise convolution: y[p, c] = sum over taps t of x[window(p, t), c] * w[t, c]; with `flip` the taps are read in
// reverse, which makes it the input gradient of a stride 1 convolution. Kernels are $H x $K, stride $S, rate $R, one of
// them 1. One invocation: a strip of $P pixels side by side, `tall` rows of outputs $R apart, every image `chunks` apart, one
// Number. It goes down the strip, $B rows of the map a turn, so that each is loaded once: sum a is that of the
// row of outputs a turns before, and complete with its $A-th turn, for which $L rows of taps are left.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let blocks = (outWidth + $(P-1)u) / $(P)u;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let strip = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let tall = (*job).tall;
  let bands = $(R)u * ((outHeight + $(R)u * tall - 1u) / ($(R)u * tall));
  let block = strip / blocks;
  let chunk = block / bands;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let left = (strip - block * blocks) * $(P)u;
  let band = block - chunk * bands;
  let row = band % $(R)u + band / $(R)u * $(R)u * tall;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let xStride = (*job).xStride;
  let lens = numberLens((*job).norm, (*job).relu, group, groups, part);
  let x0 = left * $(S)u - (*job).beforeX;
  $for j in 0..P*S-S+K*R-R+1
  let inside$j = x0 + $(j)u < width;
  let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
  let mask$j = select(0.0, 1.0, inside$j);
  $end
  let flip = (*job).flip != 0u;
  let apart = select(groups, 0u - groups, flip);
  $for k in 0..K*H
  var f$k = Number();
  $end
  for (var ky = 0u; ky < $(H)u; ky++) {
    let tap = (*job).weight + select(ky * $(K)u, $(K*H-1)u - ky * $(K)u, flip) * groups + group;
    $for k in 0..K*H-K
    f$k = f$(k+K);
    $end
    $for k in 0..K
    f$(K*H-K+k) = weight(tap + $(k)u * apart, part);
    $end
  }
  // What is not part of the map, or not complete, goes where this invocation later stores what is: an `if` costs more.
  let yStride = (*job).yStride;
  $for p in 1..P
  let to$p = select(0u, $(p)u * yStride, left + $(p)u < outWidth);
  $end
  let yRow = $(R)u * outWidth * yStride;
  if (row >= outHeight) { return; }
  let end = min(tall, (outHeight + $(R-1)u - row) / $(R)u);
  // Turns whose rows are all above the map or all below it load nothing.
  let top = i32(row * $(S)u - (*job).beforeY);
  let above = u32(max(0, -top)) / $(S*R)u;
  let below = min(end + $(A-1)u, u32(max(0, i32(height) - top + $(S*R-1))) / $(S*R)u);
  for (var image = chunk; image < (*job).images; image += chunks) {
    let source = (*job).x + image * height * width * xStride + group;
    var to = (*job).y + (image * outHeight + row) * outWidth * yStride + left * yStride + group;
    var turn = above;
    $for a in 0..A-1
    $for p in 0..P
    var sum$(a)_$p = Number();
    $end
    $end
    for (; turn < below; turn++) {
      $for b in 0..B
      let y$b = u32(top) + turn * $(S*R)u + $(b)u;
      let there$b = y$b < height;
      let line$b = source + select(0u, y$b, there$b) * width * xStride;
      let within$b = select(0.0, 1.0, there$b);
      $for j in 0..P*S-S+K*R-R+1
      let v$(b)_$j = seen(lens, load(line$b + at$j, part)) * (mask$j * within$b);
      $end
      $end
      $for p in 0..P
      let done$p = sum$(A-2)_$p
      $for b in 0..L
      $for k in 0..K
      + v$(b)_$(p*S+k*R) * f$(K*B*A-K*B+K*b+k)
      $end
      $end
      ;
      $for u in 2..A
      sum$(A-u)_$p = sum$(A-u-1)_$p
      $for b in 0..B
      $for k in 0..K
      + v$(b)_$(p*S+k*R) * f$(K*B*A-K*B*u+K*b+k)
      $end
      $end
      ;
      $end
      sum0_$p = v0_$(p*S) * f0
      $for k in 1..K
      + v0_$(p*S+k*R) * f$k
      $end
      $for b in 1..B
      $for k in 0..K
      + v$(b)_$(p*S+k*R) * f$(K*b+k)
      $end
      $end
      ;
      $end
      $for u in 1..P
      store(to + to$(P-u), part, done$(P-u));
      $end
      store(to, part, done0);
      to += select(0u, yRow, turn >= $(A-1)u);
    }
    for (; turn < end + $(A-1)u; turn++) {
      $for u in 1..P
      store(to + to$(P-u), part, sum$(A-2)_$(P-u));
      $end
      store(to, part, sum$(A-2)_0);
      $for p in 0..P
      $for u in 2..A
      sum$(A-u)_$p = sum$(A-u-1)_$p;
      $end
      sum0_$p = Number();
      $end
      to += select(0u, yRow, turn >= $(A-1)u);
    }
  }
}
