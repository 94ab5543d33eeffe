// Both gradients of a depthwise convolution of stride 1 in one pass: pixel q of the input meets the outputs g of one window,
// whose taps are the convolution's in reverse: dx[q, c] = sum over taps u of g[window(q, u), c] * w[-1 - u, c], where the
// relu let x through, and partial[chunk, -1 - u, c] = sum over the chunk's q of x[q, c] * g[window(q, u), c], which a later
// kernel (reduce) adds up. Kernels are $HEIGHT x $WIDTH, rate $RATE.
// Where x is a batch norm that nothing else reads (`sums`), also the first half of its backward sums:
// sums[chunk, c] = [sum of dx, sum of dx * (x - mean) / deviation], x and its mean before they are normalised.
// One invocation: one Number; one chunk, which is every strip of a map, $PIXELS pixels wide and its rows $RATE apart, `chunks`
// apart. It goes down a strip and keeps $HEIGHT rows of g, so that each is loaded once.

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
  $for u in 0..HEIGHT*WIDTH
  var f$u = Number();
  var acc$u = Number();
  $end
  for (var ky = 0u; ky < $(HEIGHT)u; ky++) {
    let tap = (*job).weight + ($(HEIGHT*WIDTH-1)u - ky * $(WIDTH)u) * groups + group;
    $for k in 0..WIDTH*HEIGHT-WIDTH
    f$k = f$(k+WIDTH);
    $end
    $for k in 0..WIDTH
    f$(WIDTH*HEIGHT-WIDTH+k) = weight(tap - $(k)u * groups, part);
    $end
  }
  let blocks = $(RATE)u * ((width + $(PIXELS-1)u) / $(PIXELS)u);
  let strips = (*job).images * blocks;
  for (var strip = chunk; strip < strips; strip += chunks) {
    let image = strip / blocks;
    let block = strip - image * blocks;
    let left = block / $(RATE)u * $(PIXELS)u;
    let first = block % $(RATE)u;
    let x0 = left - (*job).beforeX;
    $for j in 0..PIXELS+WIDTH*RATE-RATE
    let inside$j = x0 + $(j)u < outWidth;
    let at$j = select(0u, (x0 + $(j)u) * gStride, inside$j);
    let mask$j = select(0.0, 1.0, inside$j);
    $for u in 0..HEIGHT
    var g$(u)_$j = Number();
    $end
    $end
    // What is not part of the map is loaded from and goes where what is lies: an `if` costs more.
    $for p in 0..PIXELS
    let live$p = select(0.0, 1.0, left + $(p)u < width);
    let from$p = select(0u, (left + $(p)u) * xStride, left + $(p)u < width);
    let to$p = select(left, left + $(p)u, left + $(p)u < width) * yStride;
    $end
    let gSource = (*job).g + image * outHeight * outWidth * gStride + group;
    let source = (*job).x + image * height * width * xStride + group;
    let yBase = (*job).y + image * height * width * yStride + group;
    for (var turn = 0u; turn < $(HEIGHT-1)u; turn++) {
      let y = first + turn * $(RATE)u - (*job).beforeY;
      let there = y < outHeight;
      let line = gSource + select(0u, y, there) * outWidth * gStride;
      let within = select(0.0, 1.0, there);
      $for j in 0..PIXELS+WIDTH*RATE-RATE
      $for u in 1..HEIGHT-1
      g$(u-1)_$j = g$(u)_$j;
      $end
      $if HEIGHT-1
      g$(HEIGHT-2)_$j = loadGradient(line + at$j, part) * (mask$j * within);
      $end
      $end
    }
    for (var row = first; row < height; row += $(RATE)u) {
      let y = row + $(HEIGHT*RATE-RATE)u - (*job).beforeY;
      let there = y < outHeight;
      let gLine = gSource + select(0u, y, there) * outWidth * gStride;
      let within = select(0.0, 1.0, there);
      $for j in 0..PIXELS+WIDTH*RATE-RATE
      g$(HEIGHT-1)_$j = loadGradient(gLine + at$j, part) * (mask$j * within);
      $end
      let line = source + row * width * xStride;
      let yLine = yBase + row * width * yStride;
      $for p in 0..PIXELS
      let x$p = loadMap(line + from$p, part);
      let v$p = seen(lens, x$p) * live$p;
      let d$p = through(v$p, open, Number()
      $for u in 0..HEIGHT
      $for k in 0..WIDTH
      + g$(u)_$(p+k*RATE) * f$(WIDTH*u+k)
      $end
      $end
      );
      $end
      $for p in 0..PIXELS
      let counted$p = d$p * live$p;
      $end
      sum = sum
      $for p in 0..PIXELS
      + counted$p
      $end
      ;
      product = product
      $for p in 0..PIXELS
      + counted$p * (x$p - mean)
      $end
      ;
      $for u in 0..HEIGHT
      $for k in 0..WIDTH
      acc$(WIDTH*u+k) = acc$(WIDTH*u+k)
      $for p in 0..PIXELS
      + v$p * g$(u)_$(p+k*RATE)
      $end
      ;
      $end
      $end
      $for p in 1..PIXELS
      storeGradient(yLine + to$(PIXELS-p), part, d$(PIXELS-p));
      $end
      storeGradient(yLine + to0, part, d0);
      $for u in 1..HEIGHT
      $for j in 0..PIXELS+WIDTH*RATE-RATE
      g$(u-1)_$j = g$(u)_$j;
      $end
      $end
    }
  }
  let to = (*job).partial + (chunk * $(HEIGHT*WIDTH)u + $(HEIGHT*WIDTH-1)u) * groups + group;
  $for u in 0..HEIGHT*WIDTH
  store(to - $(u)u * groups, part, acc$u);
  $end
  if ((*job).sums == NONE) { return; }
  let toSums = (*job).sums + 2u * (chunk * groups + group);
  store(toSums, part, sum);
  store(toSums + 1u, part, product * load(record + 3u * groups + group, part));
}
