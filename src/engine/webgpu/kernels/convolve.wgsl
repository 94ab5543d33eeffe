// Convolution: y[p, o] = sum over taps t and inputs i of x[window(p, t), i] * w[t, i, o].
// x and y NHWC in groups of four channels; w [taps, in, out]. One invocation: $P pixels, LANES
// apart, of $O groups of outputs; groups beyond the last are not stored.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let local = workgroup - (*job).first;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let columns = (outs + $(O-1)u) / $(O)u;
  let block = local / columns;
  let group = (local - block * columns) * $(O)u;
  let start = block * ($P * LANES) + lane;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let pixels = (*job).pixels;
  let xStride = (*job).xStride;
  $for p in 0..P
  let pixel$p = start + $p * LANES;
  let row$p = pixel$p / outWidth;
  let y$p = (row$p % outHeight) * (*job).strideY - (*job).beforeY;
  let x$p = (pixel$p - row$p * outWidth) * (*job).strideX - (*job).beforeX;
  let image$p = row$p / outHeight * height;
  $for o in 0..O
  var acc$(p)_$o = vec4f();
  $end
  $end
  for (var ky = 0u; ky < (*job).kernelHeight; ky++) {
    for (var kx = 0u; kx < (*job).kernelWidth; kx++) {
      let dy = ky * (*job).rate;
      let dx = select(kx, ky, (*job).diagonal != 0u) * (*job).rate;
      $for p in 0..P
      let inside$p = (pixel$p < pixels) & (y$p + dy < height) & (x$p + dx < width);
      let mask$p = maskOf(inside$p);
      let at$p = (*job).x + select(0u, ((image$p + y$p + dy) * width + x$p + dx) * xStride, inside$p);
      $end
      let w = (*job).weight + (ky * (*job).kernelWidth + kx) * 4u * ins * outs;
      $for o in 0..O
      var column$o = w + min(group + $(o)u, outs - 1u);
      $end
      for (var i = 0u; i < ins; i++) {
        let lens = lensOf((*job).norm, (*job).relu, i, ins);
        $for o in 0..O
        let a$o = parameters[column$o];
        let b$o = parameters[column$o + outs];
        let c$o = parameters[column$o + 2u * outs];
        let d$o = parameters[column$o + 3u * outs];
        column$o += 4u * outs;
        $end
        $for p in 0..P
        {
          let v = keep(mask$p, see(lens, arena[at$p + i]));
          $for o in 0..O
          acc$(p)_$o += v.x * a$o + v.y * b$o + v.z * c$o + v.w * d$o;
          $end
        }
        $end
      }
    }
  }
  let y = (*job).y + group;
  let yStride = (*job).yStride;
  $for p in 0..P
  if (pixel$p < pixels) {
    let to = y + pixel$p * yStride;
    $for o in 0..O
    if (group + $(o)u < outs) { arena[to + $(o)u] = acc$(p)_$o; }
    $end
  }
  $end
}
