// 1x1 convolution of stride 1, a matrix product: y[p, o] = sum over i of x[p, i] * w[i, o].
// One invocation: $P pixels, LANES apart, of one group of outputs.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let local = workgroup - (*job).first;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let group = local % outs;
  let start = local / outs * ($P * LANES) + lane;
  let pixels = (*job).pixels;
  let norm = (*job).norm;
  let relu = (*job).relu;
  $for p in 0..P
  let pixel$p = start + $p * LANES;
  let at$p = (*job).x + min(pixel$p, pixels - 1u) * (*job).xStride;
  var acc$p = vec4f();
  $end
  var w = (*job).weight + group;
  for (var i = 0u; i < ins; i++) {
    let lens = lensOf(norm, relu, i, ins);
    let w0 = parameters[w];
    let w1 = parameters[w + outs];
    let w2 = parameters[w + 2u * outs];
    let w3 = parameters[w + 3u * outs];
    w += 4u * outs;
    $for p in 0..P
    let v$p = see(lens, arena[at$p + i]);
    acc$p += v$p.x * w0 + v$p.y * w1 + v$p.z * w2 + v$p.w * w3;
    $end
  }
  $for p in 0..P
  if (pixel$p < pixels) { arena[(*job).y + pixel$p * (*job).yStride + group] = acc$p; }
  $end
}
