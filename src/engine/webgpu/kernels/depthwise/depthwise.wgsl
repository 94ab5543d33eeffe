// Depthwise convolution: y[p, c] = sum over taps t of x[window(p, t), c] * w[t, c]; with `flip` the taps are read in
// reverse, which makes it the input gradient of a stride 1 convolution. Kernels are $HEIGHT x $WIDTH, stride $STRIDE, rate $RATE, one of
// them 1. One invocation: a strip of $PIXELS pixels side by side, `tall` rows of outputs $RATE apart, every image `chunks` apart, one
// Number. It goes down the strip, $ROWS rows of the map a turn, so that each is loaded once: sum a is that of the
// row of outputs a turns before, and complete with its $TURNS-th turn, for which $LAST_ROWS rows of taps are left.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if FOLDED
  foldLenses(lane, (*job).list, groups);
  $end
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let blocks = (outWidth + $(PIXELS-1)u) / $(PIXELS)u;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let strip = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let tall = (*job).tall;
  let bands = $(RATE)u * ((outHeight + $(RATE)u * tall - 1u) / ($(RATE)u * tall));
  let block = strip / blocks;
  let chunk = block / bands;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let left = (strip - block * blocks) * $(PIXELS)u;
  let band = block - chunk * bands;
  let row = band % $(RATE)u + band / $(RATE)u * $(RATE)u * tall;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let xStride = (*job).xStride;
  $if FOLDED
  let lens = foldedLens((*job).relu, group);
  $else
  let lens = numberLens((*job).norm, (*job).relu, group, groups, part);
  $end
  let x0 = left * $(STRIDE)u - (*job).beforeX;
  $for j in 0..PIXELS*STRIDE-STRIDE+WIDTH*RATE-RATE+1
  let inside$j = x0 + $(j)u < width;
  let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
  let mask$j = select(0.0, 1.0, inside$j);
  $end
  let flip = (*job).flip != 0u;
  let apart = select(groups, 0u - groups, flip);
  $for k in 0..WIDTH*HEIGHT
  var f$k = Number();
  $end
  for (var ky = 0u; ky < $(HEIGHT)u; ky++) {
    let tap = (*job).weight + select(ky * $(WIDTH)u, $(WIDTH*HEIGHT-1)u - ky * $(WIDTH)u, flip) * groups + group;
    $for k in 0..WIDTH*HEIGHT-WIDTH
    f$k = f$(k+WIDTH);
    $end
    $for k in 0..WIDTH
    f$(WIDTH*HEIGHT-WIDTH+k) = weight(tap + $(k)u * apart, part);
    $end
  }
  // What is not part of the map, or not complete, goes where this invocation later stores what is: an `if` costs more.
  let yStride = (*job).yStride;
  $for p in 1..PIXELS
  let to$p = select(0u, $(p)u * yStride, left + $(p)u < outWidth);
  $end
  let yRow = $(RATE)u * outWidth * yStride;
  if (row >= outHeight) { return; }
  let end = min(tall, (outHeight + $(RATE-1)u - row) / $(RATE)u);
  // Turns whose rows are all above the map or all below it load nothing.
  let top = i32(row * $(STRIDE)u - (*job).beforeY);
  let above = u32(max(0, -top)) / $(STRIDE*RATE)u;
  let below = min(end + $(TURNS-1)u, u32(max(0, i32(height) - top + $(STRIDE*RATE-1))) / $(STRIDE*RATE)u);
  for (var image = chunk; image < (*job).images; image += chunks) {
    let source = (*job).x + image * height * width * xStride + group;
    var to = (*job).y + (image * outHeight + row) * outWidth * yStride + left * yStride + group;
    var turn = above;
    $for a in 0..TURNS-1
    $for p in 0..PIXELS
    var sum$(a)_$p = Number();
    $end
    $end
    for (; turn < below; turn++) {
      $for b in 0..ROWS
      let y$b = u32(top) + turn * $(STRIDE*RATE)u + $(b)u;
      let there$b = y$b < height;
      let line$b = source + select(0u, y$b, there$b) * width * xStride;
      let within$b = select(0.0, 1.0, there$b);
      $for j in 0..PIXELS*STRIDE-STRIDE+WIDTH*RATE-RATE+1
      let v$(b)_$j = seen(lens, loadMap(line$b + at$j, part)) * (mask$j * within$b);
      $end
      $end
      $for p in 0..PIXELS
      let done$p = sum$(TURNS-2)_$p
      $for b in 0..LAST_ROWS
      $for k in 0..WIDTH
      + v$(b)_$(p*STRIDE+k*RATE) * f$(WIDTH*ROWS*TURNS-WIDTH*ROWS+WIDTH*b+k)
      $end
      $end
      ;
      $for u in 2..TURNS
      sum$(TURNS-u)_$p = sum$(TURNS-u-1)_$p
      $for b in 0..ROWS
      $for k in 0..WIDTH
      + v$(b)_$(p*STRIDE+k*RATE) * f$(WIDTH*ROWS*TURNS-WIDTH*ROWS*u+WIDTH*b+k)
      $end
      $end
      ;
      $end
      sum0_$p = v0_$(p*STRIDE) * f0
      $for k in 1..WIDTH
      + v0_$(p*STRIDE+k*RATE) * f$k
      $end
      $for b in 1..ROWS
      $for k in 0..WIDTH
      + v$(b)_$(p*STRIDE+k*RATE) * f$(WIDTH*b+k)
      $end
      $end
      ;
      $end
      $for u in 1..PIXELS
      storeMap(to + to$(PIXELS-u), part, done$(PIXELS-u));
      $end
      storeMap(to, part, done0);
      to += select(0u, yRow, turn >= $(TURNS-1)u);
    }
    for (; turn < end + $(TURNS-1)u; turn++) {
      $for u in 1..PIXELS
      storeMap(to + to$(PIXELS-u), part, sum$(TURNS-2)_$(PIXELS-u));
      $end
      storeMap(to, part, sum$(TURNS-2)_0);
      $for p in 0..PIXELS
      $for u in 2..TURNS
      sum$(TURNS-u)_$p = sum$(TURNS-u-1)_$p;
      $end
      sum0_$p = Number();
      $end
      to += select(0u, yRow, turn >= $(TURNS-1)u);
    }
  }
}
