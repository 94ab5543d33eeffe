// Depthwise convolution: y[p, c] = sum over taps t of x[window(p, t), c] * w[t, c]; with `flip` the taps are read in
// reverse, which makes it the input gradient of a stride 1 convolution. Kernels are $K wide, stride $S, rate $R.
// One invocation: $T rows of $P pixels side by side, one group of channels. Each input is loaded once a row of the map and
// serves all rows of outputs ($T is 1 unless stride and rate are): row t meets it at the tap that row t - 1 had before.

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
  let tall = (outHeight + $(T-1)u) / $(T)u;
  let band = blockAndRow / blocks;
  let image = band / tall;
  if (image >= (*job).images) { return; }
  let left = (blockAndRow - band * blocks) * $(P)u;
  let row = (band - image * tall) * $(T)u;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let top = i32(row * $(S)u - (*job).beforeY);
  let x0 = left * $(S)u - (*job).beforeX;
  let xStride = (*job).xStride;
  let source = (*job).x + image * height * width * xStride + group;
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  let flip = (*job).flip != 0u;
  let kernelHeight = (*job).kernelHeight;
  $for j in 0..P*S-S+K*R-R+1
  let inside$j = x0 + $(j)u < width;
  let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
  let mask$j = maskOf(inside$j);
  $end
  $for t in 0..T
  $for p in 0..P
  var acc$(t)_$p = vec4f();
  $end
  $for k in 0..K
  var f$(t)_$k = vec4f();
  $end
  $end
  // Rows of the map that meet a kernel: a branch would cost even the rows that it skips.
  let firstRow = u32(max(0, $(R-1) - top)) / $(R)u;
  let endRow = min(kernelHeight + $(T-1)u, u32(max(0, i32(height) - top + $(R-1))) / $(R)u);
  let weight = (*job).weight + group;
  // The rows of taps that came before the first; a loop of one turn, see depthwiseSpread.wgsl.
  for (var there = (firstRow > 0u) & ($(T)u > 1u); there; there = false) {
    $for t in 0..T-1
    {
      let tap = min(firstRow - $(t+1)u, kernelHeight);
      let live = vec4f(select(0.0, 1.0, tap < kernelHeight));
      let w = weight + select(0u, select(tap, kernelHeight - 1u - tap, flip), tap < kernelHeight) * $(K)u * groups;
      $for k in 0..K
      f$(t)_$k = live * parameters[w + select($(k)u, $(K-1-k)u, flip) * groups];
      $end
    }
    $end
  }
  for (var ky = firstRow; ky < endRow; ky++) {
    let line = source + u32(top + i32(ky * $(R)u)) * width * xStride;
    $for j in 0..P*S-S+K*R-R+1
    let v$j = keep(mask$j, see(lens, arena[line + at$j]));
    $end
    let within = ky < kernelHeight;
    let live = vec4f(select(0.0, 1.0, within));
    let w = weight + select(0u, select(ky, kernelHeight - 1u - ky, flip), within) * $(K)u * groups;
    $for k in 0..K
    {
      $for u in 1..T
      f$(T-u)_$k = f$(T-u-1)_$k;
      $end
      f0_$k = live * parameters[w + select($(k)u, $(K-1-k)u, flip) * groups];
      $for t in 0..T
      $for p in 0..P
      acc$(t)_$p += v$(p*S+k*R) * f$(t)_$k;
      $end
      $end
    }
    $end
  }
  let to = (*job).y + ((image * outHeight + row) * outWidth + left) * (*job).yStride + group;
  $for t in 0..T
  $for p in 0..P
  if ((left + $(p)u < outWidth) & (row + $(t)u < outHeight)) { arena[to + ($(t)u * outWidth + $(p)u) * (*job).yStride] = acc$(t)_$p; }
  $end
  $end
}
