// Pooling. average (M = 0): y[p, c] = mean of x over the taps of p's window that lie inside the map (0 where none does).
// maximum (M = 1): the greatest, and in codes[p, c] the number of the tap that held it, the first of equal ones in row
// order. One invocation: $P pixels side by side in a row, one group of channels; windows are $K wide, stride $S.

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
  let firstRow = u32(max(0, -top));
  let endRow = u32(max(0, min(i32((*job).kernelHeight), i32(height) - top)));
  $for j in 0..P*S-S+K
  let inside$j = x0 + $(j)u < width;
  let at$j = select(0u, (x0 + $(j)u) * xStride, inside$j);
  $end
  $for a in 0..1-M
  $for p in 0..P
  var sum$p = vec4f();
  $end
  $end
  $for m in 0..M
  $for p in 0..P
  var sum$p = vec4f(-3.4e38);
  var code$p = vec4f();
  $end
  $end
  for (var ky = firstRow; ky < endRow; ky++) {
    let line = source + u32(top + i32(ky)) * width * xStride;
    $for a in 0..1-M
    $for j in 0..P*S-S+K
    let v$j = keep(maskOf(inside$j), see(lens, arena[line + at$j]));
    $end
    $for p in 0..P
    $for k in 0..K
    sum$p += v$(p*S+k);
    $end
    $end
    $end
    $for m in 0..M
    $for j in 0..P*S-S+K
    let v$j = select(vec4f(-3.4e38), see(lens, arena[line + at$j]), inside$j);
    $end
    let tap = f32(ky * $(K)u);
    $for p in 0..P
    $for k in 0..K
    code$p = select(code$p, vec4f(tap + $(k).0), v$(p*S+k) > sum$p);
    sum$p = max(sum$p, v$(p*S+k));
    $end
    $end
    $end
  }
  let to = (*job).y + (row * outWidth + left) * (*job).yStride + group;
  let rows = f32(max(endRow, firstRow) - firstRow);
  $for a in 0..1-M
  $for p in 0..P
  {
    var columns = 0.0;
    $for k in 0..K
    columns += f32(inside$(p*S+k));
    $end
    if (left + $(p)u < outWidth) { arena[to + $(p)u * (*job).yStride] = sum$p / max(rows * columns, 1.0); }
  }
  $end
  $end
  $for m in 0..M
  let toCode = (*job).codes + (row * outWidth + left) * groups + group;
  $for p in 0..P
  if (left + $(p)u < outWidth) {
    arena[to + $(p)u * (*job).yStride] = sum$p;
    arena[toCode + $(p)u * groups] = code$p;
  }
  $end
  $end
}
