// Second of three steps of the update: the factor min(1, clip / norm) of the gradient, or 1 where clip is 0. A norm that
// is not finite raises the flag statistics[1].x. One invocation in all.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if ((workgroup >= dispatch.workgroups) | (lane > 0u)) { return; }
  let job = &table[findJob(workgroup)];
  var sum = 0.0;
  for (var b = 0u; b < (*job).blocks; b++) { sum += arena[(*job).partial + b].x; }
  if (!finite(sum)) { statistics[1].x = 1.0; }
  // The smallest normal float keeps a gradient of zeros from dividing by zero.
  let factor = select(1.0, min(1.0, step.clip / sqrt(max(sum, 1.2e-38))), step.clip > 0.0);
  arena[(*job).factor] = vec4f(factor);
}
