// Gathers the gradient of a value: g[p, c] = sum over the contributions k of factor_k * d_k[p, c], where those that came
// through a relu count only where the value is positive. Where the value is a batch norm, also the first half of its
// backward sums: partial[block, c] = [sum of g, sum of g * (x - mean) / deviation].
// List: two entries a contribution, [d, dStride, 1: through a relu | 2: one pixel for the whole map, scale bits] and a factor.
// The kernel for factors and whole maps is one of its own (F = 1): code that is not taken still costs registers.
// One invocation: one block, the pixels `blocks` apart from the block's number on; one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let block = unit / groups;
  let group = unit - block * groups;
  let blocks = (*job).blocks;
  if (block >= blocks) { return; }
  let pixels = (*job).pixels;
  let area = (*job).area;
  let list = (*job).list;
  let count = (*job).count;
  let record = (*job).norm;
  let needsValue = (*job).x != NONE;
  let x = select(0u, (*job).x, needsValue) + group;
  let xStride = (*job).xStride;
  let y = (*job).y;
  let yStride = (*job).yStride;
  let lens = lensOf(record, 0u, group, groups);
  var mean = vec4f();
  var inverse = vec4f();
  if (record != NONE) {
    mean = arena[record + 2u * groups + group];
    inverse = arena[record + 3u * groups + group];
  }
  var sum = vec4f();
  var product = vec4f();
  for (var start = block; start < pixels; start += $(P)u * blocks) {
    $for p in 0..P
    let live$p = start + $(p)u * blocks < pixels;
    let pixel$p = select(start, start + $(p)u * blocks, live$p);
    var g$p = vec4f();
    var x$p = vec4f();
    $end
    if (needsValue) {
      $for p in 0..P
      x$p = arena[x + pixel$p * xStride];
      $end
    }
    $for p in 0..P
    let positive$p = positive(x$p * lens.scale + lens.shift);
    $end
    for (var k = 0u; k < count; k++) {
      let source = lists[list + 2u * k];
      let at = source.x + group;
      $for f in 0..1-F
      let kept = vec4u(maskOf(source.z == 0u));
      $for p in 0..P
      g$p += keepEach(kept | positive$p, arena[at + pixel$p * source.y]);
      $end
      $end
      $for f in 0..F
      {
        let factor = lists[list + 2u * k + 1u];
        let scale = bitcast<f32>(source.w);
        let everywhere = (source.z & 2u) != 0u;
        let kept = vec4u(maskOf((source.z & 1u) == 0u));
        $for p in 0..P
        {
          let image = pixel$p / area;
          let d = arena[at + select(pixel$p, image, everywhere) * source.y] * scale * factorOf(factor, list, image, group);
          g$p += keepEach(kept | positive$p, d);
        }
        $end
      }
      $end
    }
    if (y != NONE) {
      $for p in 0..P
      if (live$p) { arena[y + group + pixel$p * yStride] = g$p; }
      $end
    }
    $for p in 0..P
    g$p = keep(maskOf(live$p), g$p);
    sum += g$p;
    product += g$p * (x$p - mean);
    $end
  }
  if ((*job).partial == NONE) { return; }
  let to = (*job).partial + 2u * unit;
  arena[to] = sum;
  arena[to + 1u] = product * inverse;
}
