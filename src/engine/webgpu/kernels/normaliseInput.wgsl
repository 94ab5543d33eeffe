// Input gradient of batch norm: dx[p, c] = gamma / deviation * (g - dbeta / m - xhat * dgamma / m).
// One invocation: one pixel, one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let pixel = unit / groups;
  let group = unit - pixel * groups;
  if (pixel >= (*job).pixels) { return; }
  let record = (*job).norm + group;
  let back = (*job).back + group;
  let x = arena[(*job).x + pixel * (*job).xStride + group];
  let xhat = (x - arena[record + 2u * groups]) * arena[record + 3u * groups];
  let g = arena[(*job).g + pixel * (*job).gStride + group];
  arena[(*job).y + pixel * groups + group] = arena[back] * (g - arena[back + groups] - xhat * arena[back + 2u * groups]);
}
