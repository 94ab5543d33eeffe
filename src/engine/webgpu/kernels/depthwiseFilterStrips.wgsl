// Filter gradient of a depthwise convolution of stride and rate 1, split over chunks that a later kernel (reduce) adds up:
// partial[chunk, t, c] = sum over pixels p of the chunk of x[window(p, t), c] * g[p, c].
// One invocation: $T rows of the kernel ($K wide), one group of channels, one chunk, which is every strip of the map, $P
// pixels wide, `chunks` apart. It goes down a strip and keeps the last $T rows of g, so that all are loaded once.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let kernelHeight = (*job).kernelHeight;
  let tiles = (kernelHeight + $(T-1)u) / $(T)u;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let tile = unit / groups;
  let group = unit - tile * groups;
  let chunk = tile / tiles;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let ky = (tile - chunk * tiles) * $(T)u;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  let blocks = (outWidth + $(P-1)u) / $(P)u;
  let strips = (*job).images * blocks;
  $for t in 0..T
  $for k in 0..K
  var acc$(t)_$k = vec4f();
  $end
  $end
  for (var strip = chunk; strip < strips; strip += chunks) {
    let image = strip / blocks;
    let left = (strip - image * blocks) * $(P)u;
    let x0 = left - (*job).beforeX;
    $for j in 0..P+K-1
    let inside$j = x0 + $(j)u < width;
    let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
    let mask$j = maskOf(inside$j);
    $end
    $for p in 0..P
    let live$p = left + $(p)u < outWidth;
    let to$p = select(0u, (left + $(p)u) * gStride, live$p);
    $for t in 0..T
    var g$(t)_$p = vec4f();
    $end
    $end
    let source = (*job).x + image * height * width * xStride + group;
    let gSource = (*job).g + image * outHeight * outWidth * gStride + group;
    for (var row = 0u; row < outHeight + $(T-1)u; row++) {
      let within = row < outHeight;
      let gLine = gSource + select(0u, row, within) * outWidth * gStride;
      $for p in 0..P
      $for u in 1..T
      g$(T-u)_$p = g$(T-u-1)_$p;
      $end
      g0_$p = keep(maskOf(live$p & within), arena[gLine + to$p]);
      $end
      let y = row + ky - (*job).beforeY;
      // A loop of one turn, see depthwiseSpread.wgsl.
      for (var there = y < height; there; there = false) {
        let line = source + y * width * xStride;
        $for j in 0..P+K-1
        let v$j = keep(mask$j, see(lens, arena[line + at$j]));
        $end
        $for t in 0..T
        $for p in 0..P
        $for k in 0..K
        acc$(t)_$k += v$(p+k) * g$(t)_$p;
        $end
        $end
        $end
      }
    }
  }
  $for t in 0..T
  if (ky + $(t)u < kernelHeight) {
    let to = (*job).partial + (chunk * kernelHeight + ky + $(t)u) * $(K)u * groups + group;
    $for k in 0..K
    arena[to + $(k)u * groups] = acc$(t)_$k;
    $end
  }
  $end
}
