// Gathers the gradient of a value: g[p, c] = sum over the contributions k of factor_k * d_k[p, c], where those that came
// through a relu count only where the value is positive. Where the value is a batch norm, also the first half of its
// backward sums: partial[block, c] = [sum of g, sum of g * (x - mean) / deviation].
// List: two entries a contribution, [d, dStride, 1: through a relu | 2: one pixel for the whole map, scale bits] and a factor.
// One invocation: a block of pixels, one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let block = unit / groups;
  let group = unit - block * groups;
  let first = block * (*job).blockPixels;
  let last = min(first + (*job).blockPixels, (*job).pixels);
  if (first >= last) { return; }
  let area = (*job).area;
  let list = (*job).list;
  let count = (*job).count;
  let record = (*job).norm;
  let needsValue = (*job).x != NONE;
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
  for (var pixel = first; pixel < last; pixel++) {
    var x = vec4f();
    if (needsValue) { x = arena[(*job).x + pixel * xStride + group]; }
    let positive = fma(x, lens.scale, lens.shift) > vec4f();
    var g = vec4f();
    for (var k = 0u; k < count; k++) {
      let source = lists[list + 2u * k];
      let factor = lists[list + 2u * k + 1u];
      let place = select(pixel, pixel / area, (source.z & 2u) != 0u);
      var d = arena[source.x + place * source.y + group] * bitcast<f32>(source.w);
      if (factor.x != 0u) { d *= factorOf(factor, list, pixel / area, group); }
      g += select(d, vec4f(), vec4<bool>((source.z & 1u) != 0u) & !positive);
    }
    if (y != NONE) { arena[y + pixel * yStride + group] = g; }
    sum += g;
    product = fma(g, (x - mean) * inverse, product);
  }
  if ((*job).partial == NONE) { return; }
  let to = (*job).partial + 2u * unit;
  arena[to] = sum;
  arena[to + 1u] = product;
}
