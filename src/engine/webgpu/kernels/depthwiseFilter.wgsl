// Filter gradient of a depthwise convolution, split over chunks that a later kernel (reduce) adds up:
// partial[chunk, t, c] = sum over pixels p of the chunk of x[window(p, t), c] * g[p, c].
// One invocation: one row of the kernel ($K wide, stride $S, rate $R), one group of channels, one chunk, which is every
// block of $P pixels of a row `chunks` apart.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let kernelHeight = (*job).kernelHeight;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let tapRow = unit / groups;
  let group = unit - tapRow * groups;
  let chunk = tapRow / kernelHeight;
  if (chunk >= (*job).chunks) { return; }
  let ky = tapRow - chunk * kernelHeight;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  let chunks = (*job).chunks;
  let blocks = (outWidth + $(P-1)u) / $(P)u;
  let end = (*job).images * outHeight * blocks;
  $for k in 0..K
  var acc$k = vec4f();
  $end
  for (var block = chunk; block < end; block += chunks) {
    let row = block / blocks;
    let left = (block - row * blocks) * $(P)u;
    let image = row / outHeight;
    let y = (row - image * outHeight) * $(S)u + ky * $(R)u - (*job).beforeY;
    for (var there = y < height; there; there = false) {
      let line = (*job).x + (image * height + y) * width * xStride + group;
      let gLine = (*job).g + row * outWidth * gStride + group;
      let x0 = left * $(S)u - (*job).beforeX;
      $for j in 0..P*S-S+K*R-R+1
      let inside$j = x0 + $(j)u < width;
      let v$j = keep(maskOf(inside$j), see(lens, arena[line + select(0u, x0 + $(j)u, inside$j) * xStride]));
      $end
      $for p in 0..P
      {
        let inside = left + $(p)u < outWidth;
        let g = keep(maskOf(inside), arena[gLine + select(0u, left + $(p)u, inside) * gStride]);
        $for k in 0..K
        acc$k += v$(p*S+k*R) * g;
        $end
      }
      $end
    }
  }
  let to = (*job).partial + tapRow * $(K)u * groups + group;
  $for k in 0..K
  arena[to + $(k)u * groups] = acc$k;
  $end
}
