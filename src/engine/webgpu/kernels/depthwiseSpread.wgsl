// Input gradient of a depthwise convolution with a stride: dx[q, c] = sum over taps t of g[p, c] * w[t, c] for all p whose
// window has q at tap t. One invocation: one input pixel, one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let pixel = unit / groups;
  let group = unit - pixel * groups;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let row = pixel / width;
  let image = row / height;
  if (image >= (*job).images) { return; }
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let y = row - image * height + (*job).beforeY;
  let x = pixel - row * width + (*job).beforeX;
  let rate = (*job).rate;
  var acc = vec4f();
  for (var ky = 0u; ky < (*job).kernelHeight; ky++) {
    let gy = (y - ky * rate) / (*job).strideY;
    if ((gy < outHeight) & (gy * (*job).strideY == y - ky * rate)) {
      for (var kx = 0u; kx < (*job).kernelWidth; kx++) {
        let gx = (x - kx * rate) / (*job).strideX;
        if ((gx < outWidth) & (gx * (*job).strideX == x - kx * rate)) {
          let g = arena[(*job).g + ((image * outHeight + gy) * outWidth + gx) * (*job).gStride + group];
          acc = fma(g, parameters[(*job).weight + (ky * (*job).kernelWidth + kx) * groups + group], acc);
        }
      }
    }
  }
  arena[(*job).y + pixel * (*job).yStride + group] = acc;
}
