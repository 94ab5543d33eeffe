// First of three steps of the update: partial[b] = sum over block b of (g + decay * w)^2; gaps (decay < 0) count 0.
// One invocation: one block.

@group(1) @binding(0) var<storage, read_write> velocity: array<vec4f>;
@group(1) @binding(1) var<storage, read_write> decays: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let block = (workgroup - (*job).first) * LANES + lane;
  let first = block * (*job).blockGroups;
  let last = min(first + (*job).blockGroups, (*job).groups);
  if (first >= last) { return; }
  var sum = 0.0;
  for (var e = first; e < last; e++) {
    let decay = decays[e];
    let g = select((decay * parameters[e] + gradients[e]), vec4f(), decay < vec4f());
    sum += dot(g, g);
  }
  arena[(*job).partial + block] = vec4f(sum);
}
