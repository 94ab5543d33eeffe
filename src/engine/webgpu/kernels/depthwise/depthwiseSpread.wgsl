// Input gradient of a depthwise convolution of stride 2 and rate 1: dx[q, c] = sum over taps t of g[p, c] * w[t, c] for all
// p whose window has q at tap t. Along a row, taps of one parity meet pixels of one parity: column s - $PARITY of an invocation
// meets tap s, s - 2, …, where $PARITY is the padding's parity. Kernels are $HEIGHT x $WIDTH, $WIDTH = 2 * $HALF + 1.
// One invocation: a strip of 2 * $PAIRS input pixels side by side, `tall` pairs of rows, every image `chunks` apart, one Number.
// It goes down the strip, one row of g a turn: sum t is of the row that meets tap row t, and complete where t < 2.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let beforeY = (*job).beforeY;
  let blocks = (width + $(2*PAIRS-1)u) / $(2*PAIRS)u;
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
  let left = (strip - block * blocks) * $(2*PAIRS)u;
  let pair = (block - chunk * bands) * tall;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let gStride = (*job).gStride;
  // The output pixel that tap s of column s - $PARITY meets.
  let middle = (left + (*job).beforeX) / 2u;
  $for j in 0..PAIRS+HALF
  let inside$j = middle + $(j+PARITY)u - $(HALF)u < outWidth;
  let at$j = select(0u, (middle + $(j+PARITY)u - $(HALF)u) * gStride, inside$j);
  let mask$j = select(0.0, 1.0, inside$j);
  $end
  $for k in 0..HEIGHT*WIDTH
  var f$k = Number();
  $end
  for (var ky = 0u; ky < $(HEIGHT)u; ky++) {
    let tap = (*job).weight + ky * $(WIDTH)u * groups + group;
    $for k in 0..HEIGHT*WIDTH-WIDTH
    f$k = f$(k+WIDTH);
    $end
    $for k in 0..WIDTH
    f$(HEIGHT*WIDTH-WIDTH+k) = weight(tap + $(k)u * groups, part);
    $end
  }
  // What is not part of the map, or not complete, goes where this invocation later stores what is: an `if` costs more.
  let yStride = (*job).yStride;
  let yRow = width * yStride;
  $for j in 1..2*PAIRS
  let to$j = select(0u, $(j)u * yStride, left + $(j)u < width);
  $end
  let first = beforeY / 2u + pair;
  let begin = first - min(first, $(BEFORE)u);
  let end = first + min(tall, pairs - pair);
  for (var image = chunk; image < (*job).images; image += chunks) {
    let source = (*job).g + image * outHeight * outWidth * gStride + group;
    let base = (*job).y + image * height * yRow + left * yStride + group;
    $for t in 2..HEIGHT
    $for s in PARITY..2*PAIRS+PARITY
    var sum$(t)_$s = Number();
    $end
    $end
    $for t in 0..3
    $for s in PARITY..2*PAIRS+PARITY
    let sum$(HEIGHT+t)_$s = Number();
    $end
    $end
    for (var turn = begin; turn < end; turn++) {
      let there = turn < outHeight;
      let line = source + select(0u, turn, there) * outWidth * gStride;
      let within = select(0.0, 1.0, there);
      $for j in 0..PAIRS+HALF
      let v$j = loadGradient(line + at$j, part) * (mask$j * within);
      $end
      $for t in 0..HEIGHT
      $for i in PARITY..PAIRS+PARITY
      let new$(t)_$(2*i) = sum$(t+2)_$(2*i)
      $for m in 0..HALF+1
      + v$(i-m+HALF-PARITY) * f$(WIDTH*t+2*m)
      $end
      ;
      $end
      $for i in 0..PAIRS
      let new$(t)_$(2*i+1) = sum$(t+2)_$(2*i+1)
      $for m in 0..HALF
      + v$(i-m+HALF-PARITY) * f$(WIDTH*t+2*m+1)
      $end
      ;
      $end
      $end
      $if SINGLE
      $for s in PARITY..2*PAIRS+PARITY
      let new1_$s = sum3_$s;
      $end
      $end
      $for t in 2..HEIGHT
      $for s in PARITY..2*PAIRS+PARITY
      sum$(t)_$s = new$(t)_$s;
      $end
      $end
      // The pair's first row is above the map for an odd padding, its second may be below.
      let row = max(turn, first) * 2u - beforeY;
      let upper = row < height;
      let lower = row + 1u < height;
      let to = base + select(row + 1u, row, upper) * yRow;
      let below = base + select(row, row + 1u, lower) * yRow;
      $for u in 1..2*PAIRS
      storeGradient(to + to$(2*PAIRS-u), part, new0_$(2*PAIRS-u+PARITY));
      $end
      storeGradient(to, part, new0_$PARITY);
      $for u in 1..2*PAIRS
      storeGradient(below + to$(2*PAIRS-u), part, select(new0_$(2*PAIRS-u+PARITY), new1_$(2*PAIRS-u+PARITY), lower));
      $end
      storeGradient(below, part, select(new0_$PARITY, new1_$PARITY, lower));
    }
  }
}
