// Pooling. average: y[p, c] = mean of x over the taps of p's window that lie inside the map (0 where none does).
// maximum: the greatest, and in codes[p, c] the number of the tap that held it, the first of equal ones in row order.
// One invocation: one pixel, one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let pixel = unit / groups;
  let group = unit - pixel * groups;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let row = pixel / outWidth;
  let image = row / outHeight;
  if (image >= (*job).images) { return; }
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let top = (row - image * outHeight) * (*job).strideY - (*job).beforeY;
  let left = (pixel - row * outWidth) * (*job).strideX - (*job).beforeX;
  let kernelHeight = (*job).kernelHeight;
  let kernelWidth = (*job).kernelWidth;
  let xStride = (*job).xStride;
  let source = (*job).x + image * height * width * xStride + group;
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  let to = (*job).y + pixel * (*job).yStride + group;
  if ((*job).codes == NONE) {
    var sum = vec4f();
    var count = 0.0;
    for (var ky = 0u; ky < kernelHeight; ky++) {
      let y = top + ky;
      if (y < height) {
        for (var kx = 0u; kx < kernelWidth; kx++) {
          let x = left + kx;
          if (x < width) {
            sum += see(lens, arena[source + (y * width + x) * xStride]);
            count += 1.0;
          }
        }
      }
    }
    arena[to] = sum / max(count, 1.0);
    return;
  }
  var greatest = vec4f(-3.4e38);
  var code = vec4f();
  for (var ky = 0u; ky < kernelHeight; ky++) {
    let y = top + ky;
    if (y < height) {
      for (var kx = 0u; kx < kernelWidth; kx++) {
        let x = left + kx;
        if (x < width) {
          let v = see(lens, arena[source + (y * width + x) * xStride]);
          let greater = v > greatest;
          greatest = select(greatest, v, greater);
          code = select(code, vec4f(f32(ky * kernelWidth + kx)), greater);
        }
      }
    }
  }
  arena[to] = greatest;
  arena[(*job).codes + pixel * groups + group] = code;
}
