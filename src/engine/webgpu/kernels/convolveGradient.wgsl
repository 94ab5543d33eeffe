// Input gradient of a convolution: dx[q, i] = sum over taps t, outputs o of g[p, o] * w[t, i, o], over all p whose window
// has q at tap t; strides are 1 or 2. One invocation: $P input pixels, LANES apart, of one group of inputs.

/// A row's even columns come before its odd ones where the stride is 2: neighbouring lanes then meet the same taps.
fn columnOf(place: u32, width: u32, stride: u32) -> u32 {
  let half = (width + 1u) / 2u;
  let column = select(2u * place, 2u * (place - half) + 1u, place >= half);
  return select(place, column, stride == 2u);
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let local = workgroup - (*job).first;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let group = local % ins;
  let start = local / ins * ($P * LANES) + lane;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let pixels = (*job).pixels;
  let gStride = (*job).gStride;
  let shiftY = (*job).strideY - 1u;
  let strideX = (*job).strideX;
  let shiftX = strideX - 1u;
  $for p in 0..P
  let pixel$p = start + $p * LANES;
  let row$p = pixel$p / width;
  let y$p = row$p % height + (*job).beforeY;
  let x$p = columnOf(pixel$p - row$p * width, width, strideX);
  let left$p = x$p + (*job).beforeX;
  let image$p = row$p / height * outHeight;
  var acc$p = vec4f();
  $end
  for (var ky = 0u; ky < (*job).kernelHeight; ky++) {
    for (var kx = 0u; kx < (*job).kernelWidth; kx++) {
      let dy = ky * (*job).rate;
      let dx = select(kx, ky, (*job).diagonal != 0u) * (*job).rate;
      $for p in 0..P
      let gy$p = (y$p - dy) >> shiftY;
      let gx$p = (left$p - dx) >> shiftX;
      let inside$p = (pixel$p < pixels) & (y$p >= dy) & (left$p >= dx) & (gy$p < outHeight) & (gx$p < outWidth)
        & (gy$p << shiftY == y$p - dy) & (gx$p << shiftX == left$p - dx);
      let mask$p = maskOf(inside$p);
      let at$p = (*job).g + select(0u, ((image$p + gy$p) * outWidth + gx$p) * gStride, inside$p);
      $end
      var any = false;
      $for p in 0..P
      any = any | inside$p;
      $end
      let w = (*job).weight + ((ky * (*job).kernelWidth + kx) * ins + group) * 4u * outs;
      for (var o = select(outs, 0u, any); o < outs; o++) {
        let w0 = parameters[w + o];
        let w1 = parameters[w + outs + o];
        let w2 = parameters[w + 2u * outs + o];
        let w3 = parameters[w + 3u * outs + o];
        $for p in 0..P
        let g$p = keep(mask$p, arena[at$p + o]);
        acc$p += vec4f(dot(g$p, w0), dot(g$p, w1), dot(g$p, w2), dot(g$p, w3));
        $end
      }
    }
  }
  $for p in 0..P
  if (pixel$p < pixels) { arena[(*job).y + (row$p * width + x$p) * (*job).yStride + group] = acc$p; }
  $end
}
