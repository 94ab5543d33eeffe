// Depthwise convolution: y[p, c] = sum over taps t of x[window(p, t), c] * w[t, c]; with `flip` the taps are read in
// reverse, which makes it the input gradient of a stride 1 convolution. Kernels are $K wide, stride $S, rate $R.
// One invocation: $P pixels side by side in a row, one group of channels; each input is loaded once a kernel row.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let blocks = (outWidth + $(P-1)u) / $(P)u;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let blockAndRow = unit / groups;
  let group = unit - blockAndRow * groups;
  let row = blockAndRow / blocks;
  if (row >= (*job).images * outHeight) { return; }
  let left = (blockAndRow - row * blocks) * $(P)u;
  let image = row / outHeight;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let top = i32((row - image * outHeight) * $(S)u - (*job).beforeY);
  let x0 = left * $(S)u - (*job).beforeX;
  let xStride = (*job).xStride;
  let source = (*job).x + image * height * width * xStride + group;
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  let flip = (*job).flip != 0u;
  let kernelHeight = (*job).kernelHeight;
  $for j in 0..P*S-S+K*R-R+1
  let inside$j = x0 + $(j)u < width;
  let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
  $end
  $for p in 0..P
  var acc$p = vec4f();
  $end
  // Kernel rows that meet the map: a branch would cost even the rows that it skips.
  let firstRow = u32(max(0, $(R-1) - top)) / $(R)u;
  let endRow = min(kernelHeight, u32(max(0, i32(height) - top + $(R-1))) / $(R)u);
  for (var ky = firstRow; ky < endRow; ky++) {
      let line = source + u32(top + i32(ky * $(R)u)) * width * xStride;
      $for j in 0..P*S-S+K*R-R+1
      let v$j = select(vec4f(), see(lens, arena[line + at$j]), inside$j);
      $end
      let w = (*job).weight + select(ky, kernelHeight - 1u - ky, flip) * $(K)u * groups + group;
      $for k in 0..K
      {
        let f = parameters[w + select($(k)u, $(K-1-k)u, flip) * groups];
        $for p in 0..P
        acc$p = (v$(p*S+k*R) * f + acc$p);
        $end
      }
      $end
  }
  let to = (*job).y + (row * outWidth + left) * (*job).yStride + group;
  $for p in 0..P
  if (left + $(p)u < outWidth) { arena[to + $(p)u * (*job).yStride] = acc$p; }
  $end
}
