// Filter gradient of a convolution, split over chunks of output pixels that a later kernel (reduce) adds up:
// partial[chunk, t, i, o] = sum over pixels p of the chunk of x[window(p, t), i] * g[p, o].
// A chunk is every row `chunks` apart.
// One invocation: a tile of four inputs by four outputs of one tap over one chunk.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let unit = (workgroup - (*job).first) * LANES + lane;
  let outs = (*job).outs;
  let ins = (*job).ins;
  let tiles = (*job).kernelHeight * (*job).kernelWidth * ins * outs;
  let chunk = unit / tiles;
  if (chunk >= (*job).chunks) { return; }
  let tile = unit - chunk * tiles;
  let o = tile % outs;
  let tapAndInput = tile / outs;
  let i = tapAndInput % ins;
  let tap = tapAndInput / ins;
  let ky = tap / (*job).kernelWidth;
  let kx = select(tap - ky * (*job).kernelWidth, ky, (*job).diagonal != 0u);
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let strideY = (*job).strideY;
  let strideX = (*job).strideX;
  let dy = ky * (*job).rate - (*job).beforeY;
  let dx = kx * (*job).rate - (*job).beforeX;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  let source = (*job).x + i;
  let lens = lensOf((*job).norm, (*job).relu, i, ins);
  let chunks = (*job).chunks;
  let pixels = (*job).pixels;
  var acc0 = vec4f();
  var acc1 = vec4f();
  var acc2 = vec4f();
  var acc3 = vec4f();
  let rows = pixels / outWidth;
  for (var row = chunk; row < rows; row += chunks) {
    let image = row / outHeight;
    let y = (row - image * outHeight) * strideY + dy;
    var end = outWidth;
    if (y >= height) { end = 0u; }
    let line = source + (image * height + y) * width * xStride;
    var at = (*job).g + row * outWidth * gStride + o;
    var x = dx;
    for (var column = 0u; column < end; column++) {
      let inside = x < width;
      let g = arena[at];
      let v = keep(maskOf(inside), see(lens, arena[select(source, line + x * xStride, inside)]));
      acc0 += v.x * g;
      acc1 += v.y * g;
      acc2 += v.z * g;
      acc3 += v.w * g;
      at += gStride;
      x += strideX;
    }
  }
  let to = (*job).partial + (chunk * tiles / outs + tapAndInput) * 4u * outs + o;
  arena[to] = acc0;
  arena[to + outs] = acc1;
  arena[to + 2u * outs] = acc2;
  arena[to + 3u * outs] = acc3;
}
