// Input gradient of pooling of stride 2. average (M = 0): dx[q, c] = sum over the windows p that hold q of g[p, c] / taps
// of p inside the map. maximum (M = 1): the sum of g[p, c] over the windows whose code names q. Along a row, taps of one
// parity meet pixels of one parity; windows are 2 * $H + 1 wide. Loops of one turn stand for branches: software adapters
// run through a branch that no lane takes, but not through a loop.
// One invocation: 2 * $Q input pixels side by side in a row, one group of channels.

fn tapsInside(first: u32, kernel: u32, length: u32) -> f32 {
  let start = i32(first);
  return f32(min(start + i32(kernel), i32(length)) - max(start, 0));
}

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
  let y = row - image * height + (*job).beforeY;
  let isOdd = ((*job).beforeX & 1u) != 0u;
  // The output pixel that tap 2m (or 2m + 1) of pixel `left` is m before.
  let middle = u32(i32(left + (*job).beforeX) >> 1u);
  $for j in 0..H+Q+1
  let inside$j = middle + $(j)u - $(H)u < outWidth;
  let at$j = select(0u, middle + $(j)u - $(H)u, inside$j);
  $for a in 0..1-M
  let scale$j = select(0.0, 1.0 / tapsInside(2u * at$j - (*job).beforeX, $(2*H+1)u, width), inside$j);
  $end
  $end
  $for q in 0..Q
  var even$q = vec4f();
  var odd$q = vec4f();
  $end
  let endRow = min((*job).kernelHeight, y + 1u);
  for (var ky = y & 1u; ky < endRow; ky += 2u) {
    let gy = (y - ky) / 2u;
    for (var there = gy < outHeight; there; there = false) {
      let line = (image * outHeight + gy) * outWidth;
      let g = (*job).g + line * gStride + group;
      $for a in 0..1-M
      let scale = 1.0 / tapsInside(2u * gy - (*job).beforeY, (*job).kernelHeight, height);
      $for j in 0..H+Q+1
      let v$j = arena[g + at$j * gStride] * (scale * scale$j);
      $end
      $end
      $for b in 0..M
      let codes = (*job).codes + line * groups + group;
      let tap = f32(ky * $(2*H+1)u);
      $for j in 0..H+Q+1
      let v$j = keep(maskOf(inside$j), arena[g + at$j * gStride]);
      let code$j = arena[codes + at$j * groups] - tap;
      $end
      $end
      for (var once = !isOdd; once; once = false) {
      $for m in 0..H+1
      $for q in 0..Q
      $for a in 0..1-M
      even$q += v$(q-m+H);
      $end
      $for b in 0..M
      even$q += select(vec4f(), v$(q-m+H), code$(q-m+H) == vec4f($(2*m).0));
      $end
      $end
      $end
      $for m in 0..H
      $for q in 0..Q
      $for a in 0..1-M
      odd$q += v$(q-m+H);
      $end
      $for b in 0..M
      odd$q += select(vec4f(), v$(q-m+H), code$(q-m+H) == vec4f($(2*m+1).0));
      $end
      $end
      $end
      }
      for (var once = isOdd; once; once = false) {
      $for m in 0..H
      $for q in 0..Q
      $for a in 0..1-M
      even$q += v$(q-m+H);
      $end
      $for b in 0..M
      even$q += select(vec4f(), v$(q-m+H), code$(q-m+H) == vec4f($(2*m+1).0));
      $end
      $end
      $end
      $for m in 0..H+1
      $for q in 0..Q
      $for a in 0..1-M
      odd$q += v$(q-m+H+1);
      $end
      $for b in 0..M
      odd$q += select(vec4f(), v$(q-m+H+1), code$(q-m+H+1) == vec4f($(2*m).0));
      $end
      $end
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
