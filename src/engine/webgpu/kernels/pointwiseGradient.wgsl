// Input gradient of a 1x1 convolution of stride 1: dx[p, i] = sum over o of g[p, o] * w[i, o].
// One invocation: $P pixels, LANES apart, of $I groups of inputs; groups beyond the last are not stored.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let local = workgroup - (*job).first;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let rows = (ins + $(I-1)u) / $(I)u;
  let block = local / rows;
  let group = (local - block * rows) * $(I)u;
  let start = block * ($P * LANES) + lane;
  let pixels = (*job).pixels;
  let g = (*job).g;
  let gStride = (*job).gStride;
  $for p in 0..P
  let at$p = g + min(start + $p * LANES, pixels - 1u) * gStride;
  $for i in 0..I
  var acc$(p)_$i = vec4f();
  $end
  $end
  $for i in 0..I
  let row$i = (*job).weight + 4u * min(group + $(i)u, ins - 1u) * outs;
  $end
  for (var o = 0u; o < outs; o++) {
    $for i in 0..I
    let a$i = parameters[row$i + o];
    let b$i = parameters[row$i + outs + o];
    let c$i = parameters[row$i + 2u * outs + o];
    let d$i = parameters[row$i + 3u * outs + o];
    $end
    $for p in 0..P
    {
      let v = arena[at$p + o];
      $for i in 0..I
      acc$(p)_$i += vec4f(dot(v, a$i), dot(v, b$i), dot(v, c$i), dot(v, d$i));
      $end
    }
    $end
  }
  let y = (*job).y + group;
  let yStride = (*job).yStride;
  $for p in 0..P
  if (start + $p * LANES < pixels) {
    let to = y + (start + $p * LANES) * yStride;
    $for i in 0..I
    if (group + $(i)u < ins) { arena[to + $(i)u] = acc$(p)_$i; }
    $end
  }
  $end
}
