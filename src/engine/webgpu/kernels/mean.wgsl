// Global average pool: y[n, c] = mean over the map of x[n, p, c]. One invocation: one image, one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let n = unit / groups;
  let group = unit - n * groups;
  if (n >= (*job).images) { return; }
  let area = (*job).area;
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  var at = (*job).x + n * area * (*job).xStride + group;
  var sum = vec4f();
  for (var p = 0u; p < area; p++) {
    sum += see(lens, arena[at]);
    at += (*job).xStride;
  }
  arena[(*job).y + n * (*job).yStride + group] = sum / f32(area);
}
