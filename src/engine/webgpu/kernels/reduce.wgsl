// Sum of the rows of a matrix, in order, into the gradients: d[e] = sum over r of partial[r, e].
// One invocation: one group of columns.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let e = (workgroup - (*job).first) * LANES + lane;
  let groups = (*job).groups;
  if (e >= groups) { return; }
  var at = (*job).partial + e;
  var sum = vec4f();
  for (var r = 0u; r < (*job).rows; r++) {
    sum += arena[at];
    at += groups;
  }
  gradients[(*job).gradient + e] = sum;
}
