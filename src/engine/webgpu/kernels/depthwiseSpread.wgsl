// Input gradient of a depthwise convolution of stride 2 and rate 1: dx[q, c] = sum over taps t of g[p, c] * w[t, c] for all
// p whose window has q at tap t. Along a row, taps of one parity meet pixels of one parity. Kernels are 2 * $H + 1 wide.
// Loops of one turn stand for branches: software adapters run through a branch that no lane takes, but not a loop.
// One invocation: 2 * $Q input pixels side by side in a row, one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let blocks = (width + $(2*Q-1)u) / $(2*Q)u;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let blockAndRow = unit / groups;
  let group = unit - blockAndRow * groups;
  let row = blockAndRow / blocks;
  if (row >= (*job).images * height) { return; }
  let left = (blockAndRow - row * blocks) * $(2*Q)u;
  let image = row / height;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let gStride = (*job).gStride;
  let kernelHeight = (*job).kernelHeight;
  let y = row - image * height + (*job).beforeY;
  let odd = ((*job).beforeX & 1u) != 0u;
  // The output pixel that tap 2m (or 2m + 1) of pixel `left` is m before.
  let middle = u32(i32(left + (*job).beforeX) >> 1u);
  $for j in 0..H+Q+1
  let inside$j = middle + $(j)u - $(H)u < outWidth;
  let at$j = select(0u, (middle + $(j)u - $(H)u) * gStride, inside$j);
  let mask$j = maskOf(inside$j);
  $end
  $for q in 0..Q
  var even$q = vec4f();
  var odd$q = vec4f();
  $end
  for (var ky = y & 1u; ky < kernelHeight; ky += 2u) {
    let gy = (y - ky) / 2u;
    for (var there = (ky <= y) & (gy < outHeight); there; there = false) {
      let line = (*job).g + (image * outHeight + gy) * outWidth * gStride + group;
      $for j in 0..H+Q+1
      let v$j = keep(mask$j, arena[line + at$j]);
      $end
      let w = (*job).weight + ky * $(2*H+1)u * groups + group;
      for (var once = !odd; once; once = false) {
        $for m in 0..H+1
        {
          let f = parameters[w + $(2*m)u * groups];
          $for q in 0..Q
          even$q += v$(q-m+H) * f;
          $end
        }
        $end
        $for m in 0..H
        {
          let f = parameters[w + $(2*m+1)u * groups];
          $for q in 0..Q
          odd$q += v$(q-m+H) * f;
          $end
        }
        $end
      }
      for (var once = odd; once; once = false) {
        $for m in 0..H
        {
          let f = parameters[w + $(2*m+1)u * groups];
          $for q in 0..Q
          even$q += v$(q-m+H) * f;
          $end
        }
        $end
        $for m in 0..H+1
        {
          let f = parameters[w + $(2*m)u * groups];
          $for q in 0..Q
          odd$q += v$(q-m+H+1) * f;
          $end
        }
        $end
      }
    }
  }
  let to = (*job).y + (row * width + left) * (*job).yStride + group;
  $for q in 0..Q
  if (left + $(2*q)u < width) { arena[to + $(2*q)u * (*job).yStride] = even$q; }
  if (left + $(2*q+1)u < width) { arena[to + $(2*q+1)u * (*job).yStride] = odd$q; }
  $end
}
