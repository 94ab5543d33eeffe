// First half of batch norm's statistics: of each block of pixels the mean and the sum of squared distances from it, so that
// little cancels when they are joined (Chan, Golub, LeVeque 1979). partial[block, c] = [mean, squares].
// One invocation: the pixels `blocks` apart from its block's number on, of one group of channels. Joined (J = 1), the blocks
// of a workgroup become one.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let blocks = (*job).blocks;
  let pixels = (*job).pixels;
  let place = blockOf(workgroup - (*job).first, lane, (*job).columns, groups, blocks);
  let block = place.block;
  $for j in 0..1-J
  if (!place.live) { return; }
  let first = block;
  $end
  $for j in 0..J
  let first = place.band * (LANES / (*job).columns);
  $end
  let step = blocks * (*job).xStride;
  var at = (*job).x + block * (*job).xStride + place.group;
  // Distances from the first number of what is summed: a shift that is near the mean keeps the sums small.
  let shift = arena[(*job).x + first * (*job).xStride + place.group];
  var sum = vec4f();
  var squares = vec4f();
  $for j in 0..1-J
  let count = (pixels - block + blocks - 1u) / blocks;
  $end
  $for j in 0..J
  let count = select(0u, (pixels - block + blocks - 1u) / blocks, place.live && block < pixels);
  $end
  let fours = count & ~3u;
  for (var p = 0u; p < fours; p += 4u) {
    let d0 = arena[at] - shift;
    let d1 = arena[at + step] - shift;
    let d2 = arena[at + 2u * step] - shift;
    let d3 = arena[at + 3u * step] - shift;
    sum += d0 + d1 + (d2 + d3);
    squares += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
    at += 4u * step;
  }
  for (var p = fours; p < count; p++) {
    let d = arena[at] - shift;
    sum += d;
    squares += d * d;
    at += step;
  }
  $for j in 0..1-J
  let mean = sum / f32(count);
  let to = (*job).partial + 2u * (block * groups + place.group);
  arena[to] = shift + mean;
  arena[to + 1u] = max(squares - mean * sum, vec4f());
  $end
  $for j in 0..J
  let sums = joinPair(lane, (*job).columns, Pair(sum, squares));
  if (!place.live || lane >= (*job).columns) { return; }
  let mean = sums.a / f32(countOf(pixels, blocks, first, LANES / (*job).columns));
  let to = (*job).partial + 2u * (place.band * groups + place.group);
  arena[to] = shift + mean;
  arena[to + 1u] = max(sums.b - mean * sums.a, vec4f());
  $end
}
