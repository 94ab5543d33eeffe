// Adds up what each image of the batch came to: statistics[0] (in evaluation [2]) = [loss, right, images, batches] since it
// was last cleared; statistics[1].x becomes 1 for good once a training loss is not finite. One invocation in all.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if ((workgroup >= dispatch.workgroups) | (lane > 0u)) { return; }
  let job = &table[findJob(workgroup)];
  var sum = vec4f(0.0, 0.0, 0.0, 1.0);
  for (var n = 0u; n < step.count; n++) { sum += arena[(*job).tally + n]; }
  if (step.training == 0u) {
    statistics[2] += sum;
    return;
  }
  statistics[0] += sum;
  if (!finite(sum.x)) { statistics[1].x = 1.0; }
}
