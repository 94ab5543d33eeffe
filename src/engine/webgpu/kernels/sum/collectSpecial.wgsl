// Gathers the gradient of a value as collect does, of any number of contributions, each with a factor and a scale; one
// pixel of a contribution may stand for the whole map: g[p, c] = sum over k of scale_k * factor_k[n, c] * d_k[p or n, c].
// List: two entries a contribution, [d, dStride, 1: through a relu | 2: one pixel for the whole map, scale bits] and a factor.
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
  let area = (*job).area;
  let list = (*job).list;
  let count = (*job).count;
  let record = (*job).norm;
  let x = (*job).x + group;
  let y = (*job).y + group;
  let lens = lensOf(record, 0u, group, groups);
  // Of a value that is no batch norm nothing is made of them.
  let known = select(record, 0u, record == NONE) + group;
  let mean = arena[known + 2u * groups];
  let inverse = arena[known + 3u * groups];
  var sum = vec4f();
  var product = vec4f();
  for (var pixel = block; pixel < pixels; pixel += blocks) {
    let value = maps[x + pixel * (*job).xStride];
    let mask = positive(value * lens.scale + lens.shift);
    let image = pixel / area;
    var g = vec4f();
    for (var k = 0u; k < count; k++) {
      let source = lists[list + 2u * k];
      let factor = lists[list + 2u * k + 1u];
      let kept = vec4u(maskOf((source.z & 1u) == 0u));
      let at = source.x + group + select(pixel, image, (source.z & 2u) != 0u) * source.y;
      g += keepEach(kept | mask, mapGradients[at] * bitcast<f32>(source.w) * factorOf(factor, list, image, group));
    }
    mapGradients[y + pixel * (*job).yStride] = g;
    sum += g;
    product += g * (value - mean);
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
