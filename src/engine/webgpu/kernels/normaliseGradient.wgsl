// Second half of batch norm's backward sums: dbeta = sum of g, dgamma = sum of g * xhat, and the record by which the
// gradient goes on (normaliseInput): [gamma / deviation, dbeta / m, dgamma / m] of each group, m pixels.
// One invocation: one group of channels; joined (J = 1), one workgroup.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  $for j in 0..1-J
  let group = (workgroup - (*job).first) * LANES + lane;
  if (group >= groups) { return; }
  let start = 0u;
  let step = 1u;
  $end
  $for j in 0..J
  let group = workgroup - (*job).first;
  let start = lane;
  let step = LANES;
  $end
  var sum = vec4f();
  var product = vec4f();
  for (var b = start; b < (*job).partials; b += step) {
    let at = (*job).partial + 2u * (b * groups + group);
    sum += arena[at];
    product += arena[at + 1u];
  }
  $for j in 0..J
  let sums = joinPair(lane, 1u, Pair(sum, product));
  sum = sums.a;
  product = sums.b;
  if (lane > 0u) { return; }
  $end
  gradients[(*job).beta + group] = sum;
  gradients[(*job).gamma + group] = product;
  let m = f32((*job).pixels);
  let to = (*job).back + group;
  arena[to] = parameters[(*job).gamma + group] * arena[(*job).norm + 3u * groups + group];
  arena[to + groups] = sum / m;
  arena[to + 2u * groups] = product / m;
}
