// First of three steps of the update: partial[b] = sum over block b of (g + decay * w)^2; gaps (decay < 0) count 0.
// One invocation: every group that is `blocks` apart from its block's number on. Joined (JOINED = 1), the blocks of a workgroup
// become one.

@group(1) @binding(0) var<storage, read_write> velocity: array<vec4f>;
@group(1) @binding(1) var<storage, read_write> decays: array<vec4f>;

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let block = workgroup * LANES + lane;
  let blocks = (*job).blocks;
  let groups = (*job).groups;
  $if !JOINED
  if (block >= blocks) { return; }
  $end
  var sum = 0.0;
  for (var e = block; e < groups; e += blocks) {
    let decay = decays[e];
    let g = select((decay * parameters[e] + gradients[e]), vec4f(), decay < vec4f());
    sum += dot(g, g);
  }
  $if JOINED
  let all = joinAll(lane, vec4f(sum));
  if (lane == 0u) { arena[(*job).partial + workgroup] = all; }
  $else
  arena[(*job).partial + block] = vec4f(sum);
  $end
}
