// 1x1 convolution of stride 1, a matrix product: y[p, o] = sum over i of x[p, i] * w[i, o].
// Reads of a batch norm have a kernel of their own (N = 1). One invocation: $P pixels, LANES apart, of $O groups of outputs; groups beyond the last are not stored.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let local = workgroup - (*job).first;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let columns = (outs + $(O-1)u) / $(O)u;
  let block = local / columns;
  let group = (local - block * columns) * $(O)u;
  let start = block * ($P * LANES) + lane;
  let pixels = (*job).pixels;
  let norm = (*job).norm;
  let relu = (*job).relu;
  let low = floorOf(relu);
  let x = (*job).x;
  let xStride = (*job).xStride;
  $for p in 0..P
  let at$p = x + min(start + $p * LANES, pixels - 1u) * xStride;
  $for o in 0..O
  var acc$(p)_$o = vec4f();
  $end
  $end
  $for o in 0..O
  var column$o = (*job).weight + min(group + $(o)u, outs - 1u);
  $end
  for (var i = 0u; i < ins; i++) {
    $for n in 0..N
    let lens = lensOf(norm, relu, i, ins);
    $end
    $for o in 0..O
    let a$o = parameters[column$o];
    let b$o = parameters[column$o + outs];
    let c$o = parameters[column$o + 2u * outs];
    let d$o = parameters[column$o + 3u * outs];
    column$o += 4u * outs;
    $end
    $for p in 0..P
    {
      $for n in 0..N
      let v = see(lens, arena[at$p + i]);
      $end
      $for n in 0..1-N
      let v = rectify(low, arena[at$p + i]);
      $end
      $for o in 0..O
      acc$(p)_$o += v.x * a$o + v.y * b$o + v.z * c$o + v.w * d$o;
      $end
    }
    $end
  }
  let y = (*job).y + group;
  let yStride = (*job).yStride;
  $for p in 0..P
  if (start + $p * LANES < pixels) {
    let to = y + (start + $p * LANES) * yStride;
    $for o in 0..O
    if (group + $(o)u < outs) { arena[to + $(o)u] = acc$(p)_$o; }
    $end
  }
  $end
}
