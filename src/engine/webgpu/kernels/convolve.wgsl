// Convolution: y[p, o] = sum over taps t and inputs i of x[window(p, t), i] * w[t, i, o].
// x and y NHWC in groups of four channels; w [taps, in, out]. One invocation: $P pixels, LANES apart, of one group of
// outputs; one workgroup: $P * LANES pixels in row order of one group.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let local = workgroup - (*job).first;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let group = local % outs;
  let start = local / outs * ($P * LANES) + lane;
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
  var acc$p = vec4f();
  $end
  for (var ky = 0u; ky < (*job).kernelHeight; ky++) {
    for (var kx = 0u; kx < (*job).kernelWidth; kx++) {
      let dy = ky * (*job).rate;
      let dx = select(kx, ky, (*job).diagonal != 0u) * (*job).rate;
      $for p in 0..P
      let inside$p = (pixel$p < pixels) & (y$p + dy < height) & (x$p + dx < width);
      let at$p = (*job).x + select(0u, ((image$p + y$p + dy) * width + x$p + dx) * xStride, inside$p);
      $end
      var w = (*job).weight + (ky * (*job).kernelWidth + kx) * 4u * ins * outs + group;
      for (var i = 0u; i < ins; i++) {
        let lens = lensOf((*job).norm, (*job).relu, i, ins);
        let w0 = parameters[w];
        let w1 = parameters[w + outs];
        let w2 = parameters[w + 2u * outs];
        let w3 = parameters[w + 3u * outs];
        w += 4u * outs;
        $for p in 0..P
        let v$p = select(vec4f(), see(lens, arena[at$p + i]), inside$p);
        acc$p += v$p.x * w0 + v$p.y * w1 + v$p.z * w2 + v$p.w * w3;
        $end
      }
    }
  }
  $for p in 0..P
  if (pixel$p < pixels) { arena[(*job).y + pixel$p * (*job).yStride + group] = acc$p; }
  $end
}
