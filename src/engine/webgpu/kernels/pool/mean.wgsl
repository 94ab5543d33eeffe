// Global average pool: y[n, c] = mean over the map of x[n, p, c]. One invocation: one image, one group of channels.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if FOLDED
  foldLenses(lane, (*job).list, groups);
  $end
  let unit = workgroup * LANES + lane;
  let n = unit / groups;
  let group = unit - n * groups;
  if (n >= (*job).images) { return; }
  let area = (*job).area;
  $if FOLDED
  let lens = foldedLens((*job).relu, group);
  $else
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  $end
  var at = (*job).x + n * area * (*job).xStride + group;
  var sum = vec4f();
  for (var p = 0u; p < area; p++) {
    sum += see(lens, maps[at]);
    at += (*job).xStride;
  }
  maps[(*job).y + n * (*job).yStride + group] = sum / f32(area);
}
