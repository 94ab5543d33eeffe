// Filter gradient of a 1x1 convolution of stride 1, split over chunks of pixels that a later kernel (reduce) adds up:
// partial[chunk, i, o] = sum over pixels p of the chunk of x[p, i] * g[p, o].
// A chunk is every pixel `chunks` apart, so that neighbouring invocations read neighbouring pixels.
// One invocation: a tile of two groups of inputs by two of outputs over one chunk, $P pixels at a time; groups beyond the
// last are not stored.

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
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
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
  let pixels = (*job).pixels;
  let xStep = chunks * (*job).xStride;
  let gStep = chunks * (*job).gStride;
  var x = (*job).x + chunk * (*job).xStride + i;
  var g = (*job).g + chunk * (*job).gStride + o;
  $for a in 0..8
  var left$a = vec4f();
  var right$a = vec4f();
  $end
  var pixel = chunk;
  for (; pixel + $(P-1)u * chunks < pixels; pixel += $(P)u * chunks) {
    $for p in 0..P
    let u$p = see(lens0, arena[x + $(p)u * xStep]);
    let v$p = see(lens1, arena[x + $(p)u * xStep + nextI]);
    let g$p = arena[g + $(p)u * gStep];
    let h$p = arena[g + $(p)u * gStep + nextO];
    $end
    $for c in 0..4
    left$c = left$c
      $for p in 0..P
      + u$p[$c] * g$p
      $end
      ;
    left$(c+4) = left$(c+4)
      $for p in 0..P
      + v$p[$c] * g$p
      $end
      ;
    right$c = right$c
      $for p in 0..P
      + u$p[$c] * h$p
      $end
      ;
    right$(c+4) = right$(c+4)
      $for p in 0..P
      + v$p[$c] * h$p
      $end
      ;
    $end
    x += $(P)u * xStep;
    g += $(P)u * gStep;
  }
  for (; pixel < pixels; pixel += chunks) {
    let u = see(lens0, arena[x]);
    let v = see(lens1, arena[x + nextI]);
    let g0 = arena[g];
    let h0 = arena[g + nextO];
    $for c in 0..4
    left$c += u[$c] * g0;
    left$(c+4) += v[$c] * g0;
    right$c += u[$c] * h0;
    right$(c+4) += v[$c] * h0;
    $end
    x += xStep;
    g += gStep;
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
