// Filter gradient of a convolution, split over chunks of output pixels that a later kernel (reduce) adds up:
// partial[chunk, t, i, o] = sum over pixels p of the chunk of x[window(p, t), i] * g[p, o].
// A chunk is every pixel `chunks` apart, so that neighbouring invocations read neighbouring pixels.
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
  for (var p = chunk; p < pixels; p += chunks) {
    let line = p / outWidth;
    let image = line / outHeight;
    let y = (line - image * outHeight) * strideY + dy;
    let x = (p - line * outWidth) * strideX + dx;
    let inside = (y < height) & (x < width);
    let place = select(0u, ((image * height + y) * width + x) * xStride, inside);
    let g = arena[(*job).g + p * gStride + o];
    let v = select(vec4f(), see(lens, arena[source + place]), inside);
    acc0 += v.x * g;
    acc1 += v.y * g;
    acc2 += v.z * g;
    acc3 += v.w * g;
  }
  let to = (*job).partial + (chunk * tiles / outs + tapAndInput) * 4u * outs + o;
  arena[to] = acc0;
  arena[to + outs] = acc1;
  arena[to + 2u * outs] = acc2;
  arena[to + 3u * outs] = acc3;
}
