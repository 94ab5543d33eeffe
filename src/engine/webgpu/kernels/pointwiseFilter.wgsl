// Filter gradient of a 1x1 convolution of stride 1, split over chunks of pixels that a later kernel (reduce) adds up:
// partial[chunk, i, o] = sum over pixels p of the chunk of x[p, i] * g[p, o].
// A chunk is every pixel `chunks` apart, so that neighbouring invocations read neighbouring pixels.
// One invocation: a tile of two groups of inputs by two of outputs over one chunk; groups beyond the last are not stored.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let outs = (*job).outs;
  let ins = (*job).ins;
  let columns = (outs + 1u) / 2u;
  let tiles = columns * ((ins + 1u) / 2u);
  let unit = (workgroup - (*job).first) * LANES + lane;
  let chunk = unit / tiles;
  if (chunk >= (*job).chunks) { return; }
  let tile = unit - chunk * tiles;
  let row = tile / columns;
  let o = 2u * (tile - row * columns);
  let i = 2u * row;
  let wide = o + 1u < outs;
  let tall = i + 1u < ins;
  let nextO = select(0u, 1u, wide);
  let nextI = select(0u, 1u, tall);
  let lens0 = lensOf((*job).norm, (*job).relu, i, ins);
  let lens1 = lensOf((*job).norm, (*job).relu, i + nextI, ins);
  let chunks = (*job).chunks;
  let pixels = (*job).pixels;
  let xStride = (*job).xStride;
  let gStride = (*job).gStride;
  var atX = (*job).x + chunk * xStride + i;
  var atG = (*job).g + chunk * gStride + o;
  $for a in 0..8
  var left$a = vec4f();
  var right$a = vec4f();
  $end
  for (var p = chunk; p < pixels; p += chunks) {
    let u = see(lens0, arena[atX]);
    let v = see(lens1, arena[atX + nextI]);
    let g = arena[atG];
    let h = arena[atG + nextO];
    left0 += u.x * g;
    left1 += u.y * g;
    left2 += u.z * g;
    left3 += u.w * g;
    left4 += v.x * g;
    left5 += v.y * g;
    left6 += v.z * g;
    left7 += v.w * g;
    right0 += u.x * h;
    right1 += u.y * h;
    right2 += u.z * h;
    right3 += u.w * h;
    right4 += v.x * h;
    right5 += v.y * h;
    right6 += v.z * h;
    right7 += v.w * h;
    atX += chunks * xStride;
    atG += chunks * gStride;
  }
  let to = (*job).partial + (chunk * ins + i) * 4u * outs + o;
  $for a in 0..4
  arena[to + $(a)u * outs] = left$a;
  if (wide) { arena[to + $(a)u * outs + 1u] = right$a; }
  $end
  if (!tall) { return; }
  $for a in 4..8
  arena[to + $(a)u * outs] = left$a;
  if (wide) { arena[to + $(a)u * outs + 1u] = right$a; }
  $end
}
