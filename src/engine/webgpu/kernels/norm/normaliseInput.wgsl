// Input gradient of batch norm: dx[p, c] = gamma / deviation * (g - dbeta / m - xhat * dgamma / m).
// One invocation: every pixel `stride` apart from its number on, of one group of channels.
// Folded (FOLDED = 1), dbeta and dgamma are joined here: a workgroup has `columns` groups of channels and adds up their partial sums,
// [sum of g, sum of g * xhat] of each block.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if FOLDED
  let columns = (*job).columns;
  let stride = (*job).stride;
  let mine = blockOf(workgroup, lane, columns, groups, stride);
  let start = mine.block;
  let group = mine.number;
  var sum = vec4f();
  var product = vec4f();
  for (var b = lane / columns; b < (*job).partials; b += LANES / columns) {
    let at = (*job).partial + 2u * (b * groups + group);
    sum += arena[at];
    product += arena[at + 1u];
  }
  let sums = joinPair(lane, columns, Pair(sum, product));
  let pixels = select(0u, (*job).pixels, mine.live);
  let m = f32((*job).pixels);
  let record = (*job).norm + group;
  let scale = arena[record];
  let slope = scale * arena[record + 3u * groups] * (sums.b / m);
  let shift = scale * (sums.a / m) - slope * arena[record + 2u * groups];
  $else
  let unit = workgroup * LANES + lane;
  let start = unit / groups;
  let group = unit - start * groups;
  let stride = (*job).stride;
  if (start >= stride) { return; }
  let pixels = (*job).pixels;
  let record = (*job).norm + group;
  let back = (*job).back + group;
  let scale = arena[back];
  let slope = scale * arena[record + 3u * groups] * arena[back + 2u * groups];
  let shift = scale * arena[back + groups] - slope * arena[record + 2u * groups];
  $end
  var x = (*job).x + group + start * (*job).xStride;
  var g = (*job).g + group + start * (*job).gStride;
  var y = (*job).y + group + start * groups;
  let xStep = stride * (*job).xStride;
  let gStep = stride * (*job).gStride;
  let yStep = stride * groups;
  for (var pixel = start; pixel < pixels; pixel += stride) {
    mapGradients[y] = scale * mapGradients[g] - (shift + slope * maps[x]);
    x += xStep;
    g += gStep;
    y += yStep;
  }
}
