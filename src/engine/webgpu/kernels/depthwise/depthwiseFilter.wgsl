// Filter gradient of a depthwise convolution, split over chunks that a later kernel (reduce) adds up:
// partial[chunk, t, c] = sum over pixels p of the chunk of x[window(p, t), c] * g[p, c].
// One invocation: a tile of $ROWS rows of the kernel ($WIDTH wide, stride $STRIDE, rate $RATE, one of them 1), which are $STRIDE apart and begin
// at $TILE_STEP times the tile's number; one Number; one chunk, which is every strip of a map, $PIXELS pixels wide and its rows
// $RATE apart, `chunks` apart. It goes down a strip and keeps the last $ROWS rows of g, so that all are loaded once.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let tiles = (*job).tiles;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let tile = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let chunk = tile / tiles;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let ky = (tile - chunk * tiles) * $(TILE_STEP)u;
  let kernelHeight = (*job).kernelHeight;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  let xRow = width * xStride;
  let gRow = outWidth * gStride;
  let lens = numberLens((*job).norm, (*job).relu, group, groups, part);
  let blocks = $(RATE)u * ((outWidth + $(PIXELS-1)u) / $(PIXELS)u);
  let strips = (*job).images * blocks;
  // Turn w meets row w * STRIDE + down of the map, with row w - RATE * t of g at row t of the tile.
  let down = i32(ky * $(RATE)u - (*job).beforeY);
  let above = u32(max(0, $(STRIDE-1) - down)) / $(STRIDE)u;
  let end = min(u32(max(0, i32(height) - down + $(STRIDE-1))) / $(STRIDE)u, outHeight + $(RATE*ROWS-RATE)u);
  $for t in 0..ROWS
  $for k in 0..WIDTH
  var acc$(t)_$k = Number();
  $end
  $end
  for (var strip = chunk; strip < strips; strip += chunks) {
    let image = strip / blocks;
    let block = strip - image * blocks;
    let left = block / $(RATE)u * $(PIXELS)u;
    let x0 = left * $(STRIDE)u - (*job).beforeX;
    $for j in 0..PIXELS*STRIDE-STRIDE+WIDTH*RATE-RATE+1
    let inside$j = x0 + $(j)u < width;
    let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
    let mask$j = select(0.0, 1.0, inside$j);
    $end
    $for p in 0..PIXELS
    let live$p = left + $(p)u < outWidth;
    let to$p = select(0u, (left + $(p)u) * gStride, live$p);
    let part$p = select(0.0, 1.0, live$p);
    $for t in 1..ROWS
    var g$(t)_$p = Number();
    $end
    $end
    let source = (*job).x + image * height * xRow + group;
    let gSource = (*job).g + image * outHeight * gRow + group;
    var turn = block % $(RATE)u;
    // Rows of g that the map's first row meets.
    for (; turn < above; turn += $(RATE)u) {
      let within = turn < outHeight;
      let gLine = gSource + select(0u, turn, within) * gRow;
      let share = select(0.0, 1.0, within);
      $for p in 0..PIXELS
      $for u in 1..ROWS-1
      g$(ROWS-u)_$p = g$(ROWS-u-1)_$p;
      $end
      $if SEVERAL
      g1_$p = loadGradient(gLine + to$p, part) * (part$p * share);
      $end
      $end
    }
    for (; turn < end; turn += $(RATE)u) {
      let within = turn < outHeight;
      let gLine = gSource + select(0u, turn, within) * gRow;
      let share = select(0.0, 1.0, within);
      $for p in 0..PIXELS
      let g0_$p = loadGradient(gLine + to$p, part) * (part$p * share);
      $end
      let line = source + u32(i32(turn * $(STRIDE)u) + down) * xRow;
      $for j in 0..PIXELS*STRIDE-STRIDE+WIDTH*RATE-RATE+1
      let v$j = seen(lens, loadMap(line + at$j, part)) * mask$j;
      $end
      $for t in 0..ROWS
      $for k in 0..WIDTH
      acc$(t)_$k = acc$(t)_$k
      $for p in 0..PIXELS
      + v$(p*STRIDE+k*RATE) * g$(t)_$p
      $end
      ;
      $end
      $end
      $for p in 0..PIXELS
      $for u in 1..ROWS
      g$(ROWS-u)_$p = g$(ROWS-u-1)_$p;
      $end
      $end
    }
  }
  $for t in 0..ROWS
  if (ky + $(t*STRIDE)u < kernelHeight) {
    let to = (*job).partial + (chunk * kernelHeight + ky + $(t*STRIDE)u) * $(WIDTH)u * groups + group;
    $for k in 0..WIDTH
    store(to + $(k)u * groups, part, acc$(t)_$k);
    $end
  }
  $end
}
