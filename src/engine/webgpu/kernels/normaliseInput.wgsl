// Input gradient of batch norm: dx[p, c] = gamma / deviation * (g - dbeta / m - xhat * dgamma / m).
// One invocation: $P pixels, `stride` apart, of one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let start = unit / groups;
  let group = unit - start * groups;
  let stride = (*job).stride;
  if (start >= stride) { return; }
  let pixels = (*job).pixels;
  let record = (*job).norm + group;
  let back = (*job).back + group;
  let mean = arena[record + 2u * groups];
  let scale = arena[back];
  let shift = arena[back + groups];
  let slope = arena[record + 3u * groups] * arena[back + 2u * groups];
  let x = (*job).x + group;
  let g = (*job).g + group;
  let y = (*job).y + group;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  $for p in 0..P
  {
    let pixel = start + $(p)u * stride;
    if (pixel < pixels) {
      arena[y + pixel * groups] = scale * (arena[g + pixel * gStride] - shift - (arena[x + pixel * xStride] - mean) * slope);
    }
  }
  $end
}
