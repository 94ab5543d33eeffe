// Gathers the gradient of a value: g[p, c] = sum over the contributions k of d_k[p, c], where those that came through a
// relu count only where the value is positive. Where the value is a batch norm, also the first half of its backward
// sums: partial[block, c] = [sum of g, sum of g * (x - mean) / deviation].
// List: two entries a contribution, [d, dStride, 1: through a relu, -] and one that is not read.
// $MAP = 1: one pixel of the only contribution, times a scale (the entry's last word, its bits), stands for the whole map.
// $COUNT contributions; $STORED = 0: the only one is the gradient as it is, only its sums are wanted.
// One invocation: the pixels `blocks` apart from its block's number on, of one group of channels. Joined (JOINED = 1), a block is
// that of a whole workgroup.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let blocks = (*job).blocks;
  let mine = blockOf(workgroup, lane, (*job).columns, groups, blocks);
  let block = mine.block;
  let group = mine.number;
  $if JOINED
  let pixels = select(0u, (*job).pixels, mine.live);
  $else
  if (!mine.live) { return; }
  let pixels = (*job).pixels;
  $end
  let record = (*job).norm;
  let lens = lensOf(record, 0u, group, groups);
  // Of a value that is no batch norm nothing is made of them.
  let known = select(record, 0u, record == NONE) + group;
  let mean = arena[known + 2u * groups];
  let inverse = arena[known + 3u * groups];
  let xStep = (*job).xStride * blocks;
  var x = (*job).x + block * (*job).xStride + group;
  $for c in 0..COUNT
  let source$c = lists[(*job).list + $(2*c)u];
  let step$c = source$c.y * blocks;
  var at$c = source$c.x + block * source$c.y + group;
  $if STORED
  let kept$c = vec4u(maskOf((source$c.z & 1u) == 0u));
  $end
  $end
  $if STORED
  let yStep = (*job).yStride * blocks;
  var y = (*job).y + block * (*job).yStride + group;
  $end
  $if MAP
  // The pixel's image, carried along: dividing costs more than a load.
  let area = (*job).area;
  let wholes = blocks / area;
  let rest = blocks - wholes * area;
  var image = block / area;
  var within = block - image * area;
  $end
  var sum = vec4f();
  var product = vec4f();
  for (var pixel = block; pixel < pixels; pixel += blocks) {
    let value = maps[x];
    $if STORED
    let mask = positive(value * lens.scale + lens.shift);
    $if MAP
    let g = keepEach(kept0 | mask, mapGradients[source0.x + group + image * source0.y] * bitcast<f32>(source0.w));
    $else
    let g = vec4f()
      $for c in 0..COUNT
      + keepEach(kept$c | mask, mapGradients[at$c])
      $end
      ;
    $end
    mapGradients[y] = g;
    y += yStep;
    $else
    let g = mapGradients[at0];
    $end
    sum += g;
    product += g * (value - mean);
    x += xStep;
    $if MAP
    within += rest;
    let over = within >= area;
    within -= select(0u, area, over);
    image += wholes + select(0u, 1u, over);
    $end
    $for c in 0..COUNT
    at$c += step$c;
    $end
  }
  if ((*job).partial == NONE) { return; }
  $if JOINED
  let sums = joinPair(lane, (*job).columns, Pair(sum, product));
  if (!mine.live || lane >= (*job).columns) { return; }
  let to = (*job).partial + 2u * (mine.band * groups + group);
  arena[to] = sums.a;
  arena[to + 1u] = sums.b * inverse;
  $else
  let to = (*job).partial + 2u * (block * groups + group);
  arena[to] = sum;
  arena[to + 1u] = product * inverse;
  $end
}
