// Filter gradient of a depthwise convolution, split over chunks that a later kernel (reduce) adds up:
// partial[chunk, t, c] = sum over pixels p of the chunk of x[window(p, t), c] * g[p, c].
// One invocation: a tile of $T rows of the kernel ($K wide, stride $S, rate $R, one of them 1), which are $S apart and begin
// at $O times the tile's number; one Number; one chunk, which is every strip of a map, $P pixels wide and its rows
// $R apart, `chunks` apart. It goes down a strip and keeps the last $T rows of g, so that all are loaded once.

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
  let ky = (tile - chunk * tiles) * $(O)u;
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
  let blocks = $(R)u * ((outWidth + $(P-1)u) / $(P)u);
  let strips = (*job).images * blocks;
  // Turn w meets row w * S + down of the map, with row w - R * t of g at row t of the tile.
  let down = i32(ky * $(R)u - (*job).beforeY);
  let above = u32(max(0, $(S-1) - down)) / $(S)u;
  let end = min(u32(max(0, i32(height) - down + $(S-1))) / $(S)u, outHeight + $(R*T-R)u);
  $for t in 0..T
  $for k in 0..K
  var acc$(t)_$k = Number();
  $end
  $end
  for (var strip = chunk; strip < strips; strip += chunks) {
    let image = strip / blocks;
    let block = strip - image * blocks;
    let left = block / $(R)u * $(P)u;
    let x0 = left * $(S)u - (*job).beforeX;
    $for j in 0..P*S-S+K*R-R+1
    let inside$j = x0 + $(j)u < width;
    let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
    let mask$j = select(0.0, 1.0, inside$j);
    $end
    $for p in 0..P
    let live$p = left + $(p)u < outWidth;
    let to$p = select(0u, (left + $(p)u) * gStride, live$p);
    let part$p = select(0.0, 1.0, live$p);
    $for t in 1..T
    var g$(t)_$p = Number();
    $end
    $end
    let source = (*job).x + image * height * xRow + group;
    let gSource = (*job).g + image * outHeight * gRow + group;
    var turn = block % $(R)u;
    // Rows of g that the map's first row meets.
    for (; turn < above; turn += $(R)u) {
      let within = turn < outHeight;
      let gLine = gSource + select(0u, turn, within) * gRow;
      let share = select(0.0, 1.0, within);
      $for p in 0..P
      $for u in 1..T-1
      g$(T-u)_$p = g$(T-u-1)_$p;
      $end
      $for t in 1..X
      g$(t)_$p = load(gLine + to$p, part) * (part$p * share);
      $end
      $end
    }
    for (; turn < end; turn += $(R)u) {
      let within = turn < outHeight;
      let gLine = gSource + select(0u, turn, within) * gRow;
      let share = select(0.0, 1.0, within);
      $for p in 0..P
      let g0_$p = load(gLine + to$p, part) * (part$p * share);
      $end
      let line = source + u32(i32(turn * $(S)u) + down) * xRow;
      $for j in 0..P*S-S+K*R-R+1
      let v$j = seen(lens, load(line + at$j, part)) * mask$j;
      $end
      $for t in 0..T
      $for k in 0..K
      acc$(t)_$k = acc$(t)_$k
      $for p in 0..P
      + v$(p*S+k*R) * g$(t)_$p
      $end
      ;
      $end
      $end
      $for p in 0..P
      $for u in 1..T
      g$(T-u)_$p = g$(T-u-1)_$p;
      $end
      $end
    }
  }
  $for t in 0..T
  if (ky + $(t*S)u < kernelHeight) {
    let to = (*job).partial + (chunk * kernelHeight + ky + $(t*S)u) * $(K)u * groups + group;
    $for k in 0..K
    store(to + $(k)u * groups, part, acc$(t)_$k);
    $end
  }
  $end
}
