// Both gradients of a depthwise convolution of stride 1 in one pass, and the first half of a batch norm's backward sums, as
// depthwiseBackward.wgsl has them by formula, for graphics cards. Kernels are $HEIGHT x $WIDTH, rate $RATE.
// One invocation: one group of channels; a strip of $PIXELS pixels side by side, `tall` rows of inputs $RATE apart, every image
// `chunks` apart. It goes down the strip, one row of g a turn, the first $(HEIGHT-1) and the last of which its neighbours load too:
// slot u holds the inputs that meet the row of g at row u of the window, and what is known of their gradient, complete in the last
// slot. That takes fewer registers than $HEIGHT rows of g, which are wider by the window: of 5 x 5 those would not fit. HELD = 0: there
// are none for the taps, which are loaded where they are used.
// A workgroup: `columns` groups of channels beside each other, whose sums are joined before they are stored.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let columns = (*job).columns;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let tall = (*job).tall;
  let chunks = (*job).chunks;
  let blocks = (width + $(PIXELS-1)u) / $(PIXELS)u;
  let bands = $(RATE)u * ((height + $(RATE)u * tall - 1u) / ($(RATE)u * tall));
  let mine = blockOf(workgroup, lane, columns, groups, chunks * bands * blocks);
  let group = mine.number;
  let line = mine.block / blocks;
  let left = (mine.block - line * blocks) * $(PIXELS)u;
  let chunk = line / bands;
  let band = line - chunk * bands;
  let first = band % $(RATE)u + band / $(RATE)u * $(RATE)u * tall;
  let images = select(0u, (*job).images, mine.live);
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  let yStride = (*job).yStride;
  let record = (*job).norm;
  let lens = lensOf(record, (*job).relu, group, groups);
  let open = vec4u(maskOf((*job).relu == 0u));
  // Of what is no batch norm nothing is made of them.
  let known = select(record, 0u, record == NONE) + group;
  let mean = arena[known + 2u * groups];
  let weights = (*job).weight + group;
  $if HELD
  $for i in 0..HEIGHT*WIDTH
  let f$i = parameters[weights + $(HEIGHT*WIDTH-1-i)u * groups];
  $end
  $end
  // The sums of the taps, of the input's gradient and of its products with the input.
  $for i in 0..8*BATCHES
  var sum$i = vec4f();
  $end
  let x0 = left - (*job).beforeX;
  $for j in 0..COLUMNS
  let inside$j = x0 + $(j*APART)u < outWidth;
  let at$j = select(0u, (x0 + $(j*APART)u) * gStride, inside$j);
  let mask$j = select(0.0, 1.0, inside$j);
  $end
  $for p in 0..PIXELS
  let live$p = left + $(p)u < width;
  let column$p = select(0u, left + $(p)u, live$p);
  $end
  let rows = min(tall, (height + $(RATE-1)u - first) / $(RATE)u);
  let turns = select(0u, rows + $(HEIGHT-1)u, rows > 0u);
  for (var image = chunk; image < images; image += chunks) {
    let gSource = (*job).g + image * outHeight * outWidth * gStride + group;
    let source = (*job).x + image * height * width * xStride + group;
    let to = (*job).y + image * height * width * yStride + group;
    $for p in 0..PIXELS
    $for u in 1..HEIGHT
    var v$(u)_$p = vec4f();
    var d$(u)_$p = vec4f();
    $end
    $end
    for (var turn = 0u; turn < turns; turn++) {
      let y = first + turn * $(RATE)u - (*job).beforeY;
      let there = y < outHeight;
      let gLine = gSource + select(0u, y, there) * outWidth * gStride;
      let within = select(0.0, 1.0, there);
      $for j in 0..COLUMNS
      let g$j = mapGradients[gLine + at$j] * (mask$j * within);
      $end
      let enters = turn < rows;
      let xLine = source + select(0u, first + turn * $(RATE)u, enters) * width * xStride;
      $for p in 0..PIXELS
      let v0_$p = see(lens, maps[xLine + column$p * xStride]) * select(0.0, 1.0, live$p & enters);
      let d0_$p = vec4f();
      $end
      $for u in 0..HEIGHT
      $for k in 0..WIDTH
      $if HELD
      let w$(WIDTH*u+k) = f$(WIDTH*u+k);
      $else
      let w$(WIDTH*u+k) = parameters[weights + $(HEIGHT*WIDTH-1-WIDTH*u-k)u * groups];
      $end
      sum$(WIDTH*u+k) = sum$(WIDTH*u+k)
      $for p in 0..PIXELS
      + v$(u)_$p * g$(p+k*STEP)
      $end
      ;
      $end
      $for p in 0..PIXELS
      let e$(u)_$p = d$(u)_$p
      $for k in 0..WIDTH
      + g$(p+k*STEP) * w$(WIDTH*u+k)
      $end
      ;
      $end
      $end
      if (turn >= $(HEIGHT-1)u) {
        let row = (first + (turn - $(HEIGHT-1)u) * $(RATE)u) * width;
        $for p in 0..PIXELS
        if (live$p) {
          let dx = keepEach(open | positive(v$(HEIGHT-1)_$p), e$(HEIGHT-1)_$p);
          sum$(HEIGHT*WIDTH) += dx;
          sum$(HEIGHT*WIDTH+1) += dx * (maps[source + (row + column$p) * xStride] - mean);
          mapGradients[to + (row + column$p) * yStride] = dx;
        }
        $end
      }
      $for p in 0..PIXELS
      $for u in 1..HEIGHT
      v$(HEIGHT-u)_$p = v$(HEIGHT-u-1)_$p;
      d$(HEIGHT-u)_$p = e$(HEIGHT-u-1)_$p;
      $end
      $end
    }
  }
  // Lane k * columns + column stores the k-th sum of a batch.
  let k = lane / columns;
  let tiles = (groups + columns - 1u) / columns;
  let stored = (workgroup - mine.band * tiles) * columns + lane % columns;
  let stores = (k < 8u) & (stored < groups);
  for (var batch = 0u; batch < $(BATCHES)u; batch++) {
    let joined = joinEight(lane, columns, sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    $for i in 8..8*BATCHES
    sum$(i-8) = sum$i;
    $end
    let which = 8u * batch + k;
    if (stores & (which < $(HEIGHT*WIDTH)u)) {
      arena[(*job).partial + (mine.band * $(HEIGHT*WIDTH)u + $(HEIGHT*WIDTH-1)u - which) * groups + stored] = joined;
    }
    if (stores & ((*job).sums != NONE) & (which >= $(HEIGHT*WIDTH)u) & (which < $(HEIGHT*WIDTH+2)u)) {
      let isProduct = which > $(HEIGHT*WIDTH)u;
      let factor = select(vec4f(1.0), arena[record + 3u * groups + stored], isProduct);
      arena[(*job).sums + 2u * (mine.band * groups + stored) + select(0u, 1u, isProduct)] = joined * factor;
    }
  }
}
