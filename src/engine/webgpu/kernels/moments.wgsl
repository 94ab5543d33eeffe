// First half of batch norm's statistics: of each block of pixels the mean and the sum of squared distances from it, so that
// little cancels when they are joined (Chan, Golub, LeVeque 1979). partial[block, c] = [mean, squares].
// One invocation: one block, the pixels `blocks` apart from the block's number on; one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let block = unit / groups;
  let blocks = (*job).blocks;
  if (block >= blocks) { return; }
  let pixels = (*job).pixels;
  let step = blocks * (*job).xStride;
  var at = (*job).x + block * (*job).xStride + unit - block * groups;
  // Distances from the first number of the block: a shift that is near the mean keeps the sums small.
  let shift = arena[at];
  var sum = vec4f();
  var squares = vec4f();
  let count = (pixels - block + blocks - 1u) / blocks;
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
  let mean = sum / f32(count);
  let to = (*job).partial + 2u * unit;
  arena[to] = shift + mean;
  arena[to + 1u] = max(squares - mean * sum, vec4f());
}
