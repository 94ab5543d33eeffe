// First half of batch norm's statistics: of each block of pixels the mean and the sum of squared distances from it, so that
// little cancels when they are joined (Chan, Golub, LeVeque 1979). partial[block, c] = [mean, squares].
// One invocation: the pixels `blocks` apart from its block's number on, of one Number. Joined (JOINED = 1), the blocks
// of a workgroup become one.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let blocks = (*job).blocks;
  let pixels = (*job).pixels;
  let mine = blockOf(workgroup, lane, (*job).columns, groups * PARTS, blocks);
  let block = mine.block;
  let group = mine.number / PARTS;
  let part = mine.number % PARTS;
  $if JOINED
  let first = mine.band * (LANES / (*job).columns);
  $else
  if (!mine.live) { return; }
  let first = block;
  $end
  let step = blocks * (*job).xStride;
  var at = (*job).x + block * (*job).xStride + group;
  // Distances from the first number of what is summed: a shift that is near the mean keeps the sums small.
  let shift = loadMap((*job).x + first * (*job).xStride + group, part);
  var sum = Number();
  var squares = Number();
  $if JOINED
  let count = select(0u, (pixels - block + blocks - 1u) / blocks, mine.live && block < pixels);
  $else
  let count = (pixels - block + blocks - 1u) / blocks;
  $end
  let fours = count & ~3u;
  for (var p = 0u; p < fours; p += 4u) {
    let d0 = loadMap(at, part) - shift;
    let d1 = loadMap(at + step, part) - shift;
    let d2 = loadMap(at + 2u * step, part) - shift;
    let d3 = loadMap(at + 3u * step, part) - shift;
    sum += d0 + d1 + (d2 + d3);
    squares += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
    at += 4u * step;
  }
  for (var p = fours; p < count; p++) {
    let d = loadMap(at, part) - shift;
    sum += d;
    squares += d * d;
    at += step;
  }
  $if JOINED
  let sums = joinPair(lane, (*job).columns, Pair(sum, squares));
  if (!mine.live || lane >= (*job).columns) { return; }
  let mean = sums.a / f32(countOf(pixels, blocks, first, LANES / (*job).columns));
  let to = (*job).partial + 2u * (mine.band * groups + group);
  store(to, part, shift + mean);
  store(to + 1u, part, max(sums.b - mean * sums.a, Number()));
  $else
  let mean = sum / f32(count);
  let to = (*job).partial + 2u * (block * groups + group);
  store(to, part, shift + mean);
  store(to + 1u, part, max(squares - mean * sum, Number()));
  $end
}
