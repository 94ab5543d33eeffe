// Input gradient of average pooling with any window and stride, plainly: dx[q, c] = sum over the windows p that hold q of
// g[p, c] / taps of p inside the map. One invocation: one input pixel, one group.

fn tapsInside(first: u32, kernel: u32, length: u32) -> f32 {
  let start = i32(first);
  return f32(min(start + i32(kernel), i32(length)) - max(start, 0));
}

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let unit = workgroup * LANES + lane;
  let pixel = unit / groups;
  let group = unit - pixel * groups;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let row = pixel / width;
  let image = row / height;
  if (image >= (*job).images) { return; }
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let strideY = (*job).strideY;
  let strideX = (*job).strideX;
  let kernelHeight = (*job).kernelHeight;
  let kernelWidth = (*job).kernelWidth;
  let y = row - image * height + (*job).beforeY;
  let x = pixel - row * width + (*job).beforeX;
  var sum = vec4f();
  for (var ky = 0u; ky < kernelHeight; ky++) {
    let gy = (y - ky) / strideY;
    if ((y >= ky) & (gy < outHeight) & (gy * strideY == y - ky)) {
      let line = (image * outHeight + gy) * outWidth;
      let rows = tapsInside(gy * strideY - (*job).beforeY, kernelHeight, height);
      for (var kx = 0u; kx < kernelWidth; kx++) {
        let gx = (x - kx) / strideX;
        if ((x >= kx) & (gx < outWidth) & (gx * strideX == x - kx)) {
          let g = mapGradients[(*job).g + (line + gx) * (*job).gStride + group];
          sum += g / (rows * tapsInside(gx * strideX - (*job).beforeX, kernelWidth, width));
        }
      }
    }
  }
  mapGradients[(*job).y + pixel * (*job).yStride + group] = sum;
}
