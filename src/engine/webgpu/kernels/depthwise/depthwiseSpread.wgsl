// Input gradient of a depthwise convolution of stride 2 and rate 1: dx[q, c] = sum over taps t of g[p, c] * w[t, c] for all
// p whose window has q at tap t. Along a row, taps of one parity meet pixels of one parity: column s - $E of an invocation
// meets tap s, s - 2, …, where $E is the padding's parity. Kernels are $T x $K, $K = 2 * $H + 1.
// One invocation: a strip of 2 * $Q input pixels side by side, `tall` pairs of rows, every image `chunks` apart, one Number.
// It goes down the strip, one row of g a turn: sum t is of the row that meets tap row t, and complete where t < 2.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let beforeY = (*job).beforeY;
  let blocks = (width + $(2*Q-1)u) / $(2*Q)u;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let strip = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let tall = (*job).tall;
  let pairs = (height + (beforeY & 1u) + 1u) / 2u;
  let bands = (pairs + tall - 1u) / tall;
  let block = strip / blocks;
  let chunk = block / bands;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let left = (strip - block * blocks) * $(2*Q)u;
  let pair = (block - chunk * bands) * tall;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let gStride = (*job).gStride;
  // The output pixel that tap s of column s - $E meets.
  let middle = (left + (*job).beforeX) / 2u;
  $for j in 0..Q+H
  let inside$j = middle + $(j+E)u - $(H)u < outWidth;
  let at$j = select(0u, (middle + $(j+E)u - $(H)u) * gStride, inside$j);
  let mask$j = select(0.0, 1.0, inside$j);
  $end
  $for k in 0..T*K
  var f$k = Number();
  $end
  for (var ky = 0u; ky < $(T)u; ky++) {
    let tap = (*job).weight + ky * $(K)u * groups + group;
    $for k in 0..T*K-K
    f$k = f$(k+K);
    $end
    $for k in 0..K
    f$(T*K-K+k) = weight(tap + $(k)u * groups, part);
    $end
  }
  // What is not part of the map, or not complete, goes where this invocation later stores what is: an `if` costs more.
  let yStride = (*job).yStride;
  let yRow = width * yStride;
  $for j in 1..2*Q
  let to$j = select(0u, $(j)u * yStride, left + $(j)u < width);
  $end
  let first = beforeY / 2u + pair;
  let begin = first - min(first, $(M)u);
  let end = first + min(tall, pairs - pair);
  for (var image = chunk; image < (*job).images; image += chunks) {
    let source = (*job).g + image * outHeight * outWidth * gStride + group;
    let base = (*job).y + image * height * yRow + left * yStride + group;
    $for t in 2..T
    $for s in E..2*Q+E
    var sum$(t)_$s = Number();
    $end
    $end
    $for t in 0..3
    $for s in E..2*Q+E
    let sum$(T+t)_$s = Number();
    $end
    $end
    for (var turn = begin; turn < end; turn++) {
      let there = turn < outHeight;
      let line = source + select(0u, turn, there) * outWidth * gStride;
      let within = select(0.0, 1.0, there);
      $for j in 0..Q+H
      let v$j = load(line + at$j, part) * (mask$j * within);
      $end
      $for t in 0..T
      $for i in E..Q+E
      let new$(t)_$(2*i) = sum$(t+2)_$(2*i)
      $for m in 0..H+1
      + v$(i-m+H-E) * f$(K*t+2*m)
      $end
      ;
      $end
      $for i in 0..Q
      let new$(t)_$(2*i+1) = sum$(t+2)_$(2*i+1)
      $for m in 0..H
      + v$(i-m+H-E) * f$(K*t+2*m+1)
      $end
      ;
      $end
      $end
      $for t in T..2
      $for s in E..2*Q+E
      let new$(t)_$s = sum$(t+2)_$s;
      $end
      $end
      $for t in 2..T
      $for s in E..2*Q+E
      sum$(t)_$s = new$(t)_$s;
      $end
      $end
      // The pair's first row is above the map for an odd padding, its second may be below.
      let row = max(turn, first) * 2u - beforeY;
      let upper = row < height;
      let lower = row + 1u < height;
      let to = base + select(row + 1u, row, upper) * yRow;
      let below = base + select(row, row + 1u, lower) * yRow;
      $for u in 1..2*Q
      store(to + to$(2*Q-u), part, new0_$(2*Q-u+E));
      $end
      store(to, part, new0_$E);
      $for u in 1..2*Q
      store(below + to$(2*Q-u), part, select(new0_$(2*Q-u+E), new1_$(2*Q-u+E), lower));
      $end
      store(below, part, select(new0_$E, new1_$E, lower));
    }
  }
}
