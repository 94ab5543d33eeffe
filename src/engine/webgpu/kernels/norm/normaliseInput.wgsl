// Input gradient of batch norm: dx[p, c] = gamma / deviation * (g - dbeta / m - xhat * dgamma / m).
// One invocation: every pixel `stride` apart from its number on, of one group of channels.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
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
