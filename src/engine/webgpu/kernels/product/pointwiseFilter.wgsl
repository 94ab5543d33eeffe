// Filter gradient of a 1x1 convolution of stride 1, split over chunks of pixels that a later kernel (reduce) adds up:
// partial[chunk, i, o] = sum over pixels p of the chunk of x[p, i] * g[p, o].
// A chunk is every pixel `chunks` apart, so that neighbouring invocations read neighbouring pixels.
// WIDE = 1: g, the scores' gradient, is 32-bit where maps are 16. One invocation: a tile of $INS groups of inputs by $OUTS of outputs over one chunk; groups beyond the last are not stored.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let outs = (*job).outs;
  let ins = (*job).ins;
  let columns = (outs + $(OUTS-1)u) / $(OUTS)u;
  let tiles = columns * ((ins + $(INS-1)u) / $(INS)u);
  let unit = workgroup * LANES + lane;
  let chunk = unit / tiles;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let tile = unit - chunk * tiles;
  let row = tile / columns;
  let o = $(OUTS)u * (tile - row * columns);
  // Of outputs that are not there the last one is computed again.
  $for o in 0..OUTS
  let next$o = min($(o)u, outs - 1u - o);
  $end
  let first = $(INS)u * row;
  $for i in 0..INS
  let in$i = min(first + $(i)u, ins - 1u);
  let lens$i = lensOf((*job).norm, (*job).relu, in$i, ins);
  $for o in 0..OUTS
  $for c in 0..4
  var acc$(i)_$(c)_$o = vec4f();
  $end
  $end
  $end
  let pixels = (*job).pixels;
  let xStep = chunks * (*job).xStride;
  let gStep = chunks * (*job).gStride;
  var x = (*job).x + chunk * (*job).xStride;
  var g = (*job).g + chunk * (*job).gStride + o;
  for (var pixel = chunk; pixel < pixels; pixel += chunks) {
    $for o in 0..OUTS
    $if WIDE
    let g$o = arena[g + next$o];
    $else
    let g$o = mapGradients[g + next$o];
    $end
    $end
    $for i in 0..INS
    let v$i = see(lens$i, maps[x + in$i]);
    $for o in 0..OUTS
    $for c in 0..4
    acc$(i)_$(c)_$o += v$i[$c] * g$o;
    $end
    $end
    $end
    x += xStep;
    g += gStep;
  }
  $for i in 0..INS
  if (first + $(i)u < ins) {
    let to = (*job).partial + (chunk * ins + in$i) * 4u * outs + o;
    $for c in 0..4
    $for o in 0..OUTS
    arena[to + $(c)u * outs + next$o] = acc$(i)_$(c)_$o;
    $end
    $end
  }
  $end
}
