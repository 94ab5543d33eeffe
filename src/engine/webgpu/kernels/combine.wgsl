// Sum of the operands of a block, or a copy of one, each normalised, rectified and masked on load:
// y[p, c] = sum over k of factor_k[n, c] * lens_k(x_k[p, c]).
// List: two entries an operand, [x, xStride, norm, relu] and a factor.
// Operands with factors have a kernel of their own (F = 1). One invocation: $P pixels, `stride` apart, of one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let start = unit / groups;
  let group = unit - start * groups;
  let stride = (*job).stride;
  if (start >= stride) { return; }
  let pixels = (*job).pixels;
  let list = (*job).list;
  let count = (*job).count;
  let area = (*job).area;
  $for p in 0..P
  let pixel$p = min(start + $(p)u * stride, pixels - 1u);
  var sum$p = vec4f();
  $end
  for (var k = 0u; k < count; k++) {
    let operand = lists[list + 2u * k];
    let factor = lists[list + 2u * k + 1u];
    let lens = lensOf(operand.z, operand.w, group, groups);
    let x = operand.x + group;
    $for f in 0..1-F
    $for p in 0..P
    sum$p += see(lens, arena[x + pixel$p * operand.y]);
    $end
    $end
    $for f in 0..F
    $for p in 0..P
    sum$p += see(lens, arena[x + pixel$p * operand.y]) * factorOf(factor, list, pixel$p / area, group);
    $end
    $end
  }
  let y = (*job).y + group;
  let yStride = (*job).yStride;
  $for p in 0..P
  if (start + $(p)u * stride < pixels) { arena[y + pixel$p * yStride] = sum$p; }
  $end
}
