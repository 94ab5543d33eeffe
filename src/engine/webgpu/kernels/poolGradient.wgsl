// Input gradient of pooling of stride 1. average (M = 0): dx[q, c] = sum over the windows p that hold q of g[p, c] / taps
// of p inside the map. maximum (M = 1): the sum of g[p, c] over the windows whose code names q.
// One invocation: $P input pixels side by side in a row, one group of channels; windows are $K wide.

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
  let blocks = (width + $(P-1)u) / $(P)u;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let blockAndRow = unit / groups;
  let group = unit - blockAndRow * groups;
  let row = blockAndRow / blocks;
  if (row >= (*job).images * height) { return; }
  let left = (blockAndRow - row * blocks) * $(P)u;
  let image = row / height;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let gStride = (*job).gStride;
  let y = row - image * height + (*job).beforeY;
  let x0 = left + (*job).beforeX - $(K-1)u;
  $for j in 0..P+K-1
  let inside$j = x0 + $(j)u < outWidth;
  let at$j = select(0u, x0 + $(j)u, inside$j);
  $for a in 0..1-M
  let scale$j = select(0.0, 1.0 / tapsInside(at$j - (*job).beforeX, $(K)u, width), inside$j);
  $end
  $end
  $for p in 0..P
  var sum$p = vec4f();
  $end
  let firstRow = u32(max(0, i32(y) + 1 - i32(outHeight)));
  let endRow = min((*job).kernelHeight, y + 1u);
  for (var ky = firstRow; ky < endRow; ky++) {
    let gy = y - ky;
    let line = (image * outHeight + gy) * outWidth;
    let g = (*job).g + line * gStride + group;
    $for a in 0..1-M
    let scale = 1.0 / tapsInside(gy - (*job).beforeY, (*job).kernelHeight, height);
    $for j in 0..P+K-1
    let v$j = arena[g + at$j * gStride] * (scale * scale$j);
    $end
    $for p in 0..P
    $for k in 0..K
    sum$p += v$(p+k);
    $end
    $end
    $end
    $for m in 0..M
    let codes = (*job).codes + line * groups + group;
    let tap = f32(ky * $(K)u);
    $for j in 0..P+K-1
    let v$j = keep(maskOf(inside$j), arena[g + at$j * gStride]);
    let code$j = arena[codes + at$j * groups] - tap;
    $end
    $for p in 0..P
    $for k in 0..K
    sum$p += select(vec4f(), v$(p-k+K-1), code$(p-k+K-1) == vec4f($(k).0));
    $end
    $end
    $end
  }
  let to = (*job).y + (row * width + left) * (*job).yStride + group;
  $for p in 0..P
  if (left + $(p)u < width) { arena[to + $(p)u * (*job).yStride] = sum$p; }
  $end
}
