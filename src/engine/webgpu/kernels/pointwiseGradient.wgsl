// Input gradient of a 1x1 convolution of stride 1: dx[p, i] = sum over o of g[p, o] * w[i, o].
// One invocation: $P pixels, LANES apart, of one group of inputs.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let local = workgroup - (*job).first;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let group = local % ins;
  let start = local / ins * ($P * LANES) + lane;
  let pixels = (*job).pixels;
  $for p in 0..P
  let pixel$p = start + $p * LANES;
  let at$p = (*job).g + min(pixel$p, pixels - 1u) * (*job).gStride;
  var acc$p = vec4f();
  $end
  let w = (*job).weight + 4u * group * outs;
  for (var o = 0u; o < outs; o++) {
    let w0 = parameters[w + o];
    let w1 = parameters[w + outs + o];
    let w2 = parameters[w + 2u * outs + o];
    let w3 = parameters[w + 3u * outs + o];
    $for p in 0..P
    let g$p = arena[at$p + o];
    acc$p += vec4f(dot(g$p, w0), dot(g$p, w1), dot(g$p, w2), dot(g$p, w3));
    $end
  }
  $for p in 0..P
  if (pixel$p < pixels) { arena[(*job).y + pixel$p * (*job).yStride + group] = acc$p; }
  $end
}
