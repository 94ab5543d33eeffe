// Sum of the operands of a block, or a copy of one, each normalised, rectified and masked on load:
// y[p, c] = sum over k of factor_k[n, c] * lens_k(x_k[p, c]).
// List: two entries an operand, [x, xStride, norm, relu] and a factor. One invocation: one pixel, one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let pixel = unit / groups;
  let group = unit - pixel * groups;
  if (pixel >= (*job).pixels) { return; }
  let list = (*job).list;
  let n = pixel / (*job).area;
  var sum = vec4f();
  for (var k = 0u; k < (*job).count; k++) {
    let operand = lists[list + 2u * k];
    let v = see(lensOf(operand.z, operand.w, group, groups), arena[operand.x + pixel * operand.y + group]);
    sum = fma(v, factorOf(lists[list + 2u * k + 1u], list, n, group), sum);
  }
  arena[(*job).y + pixel * (*job).yStride + group] = sum;
}
