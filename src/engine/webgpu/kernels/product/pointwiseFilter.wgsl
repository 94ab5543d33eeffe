// Filter gradient of a 1x1 convolution of stride 1, split over chunks of pixels that a later kernel (reduce) adds up:
// partial[chunk, i, o] = sum over pixels p of the chunk of x[p, i] * g[p, o].
// A chunk is every pixel `chunks` apart, so that neighbouring invocations read neighbouring pixels.
// WIDE = 1: g, the scores' gradient, is 32-bit where maps are 16. One invocation: a tile of $INS groups of inputs by $OUTS of outputs over one chunk; groups beyond the last are not stored.
// Joined (JOINED = 1), the sums of a workgroup's chunks, `beside` tiles each, are joined before they are stored.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let outs = (*job).outs;
  let ins = (*job).ins;
  let columns = (outs + $(OUTS-1)u) / $(OUTS)u;
  let tiles = columns * ((ins + $(INS-1)u) / $(INS)u);
  $if JOINED
  let beside = (*job).beside;
  let chunks = (*job).chunks;
  let mine = blockOf(workgroup, lane, beside, tiles, chunks);
  let chunk = mine.block;
  let tile = mine.number;
  $else
  let unit = workgroup * LANES + lane;
  let chunk = unit / tiles;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  let tile = unit - chunk * tiles;
  $end
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
  $if JOINED
  let pixels = select(0u, (*job).pixels, mine.live);
  $else
  let pixels = (*job).pixels;
  $end
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
  $if JOINED
  $for i in 0..INS
  $for c in 0..4
  $for o in 0..OUTS
  var sum$(4*i*OUTS+c*OUTS+o) = acc$(i)_$(c)_$o;
  $end
  $end
  $end
  $for a in 4*INS*OUTS..8*BATCHES
  var sum$a = vec4f();
  $end
  // Lane k * beside + column stores the k-th sum of a batch, of input group i's channel c and one group of outputs.
  let k = lane / beside;
  let stored = (workgroup - mine.band * ((tiles + beside - 1u) / beside)) * beside + lane % beside;
  for (var batch = 0u; batch < $(BATCHES)u; batch++) {
    let joined = joinEight(lane, beside, sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    $for i in 8..8*BATCHES
    sum$(i-8) = sum$i;
    $end
    let which = 8u * batch + k;
    let pair = $(4*INS)u * (stored / columns) + which / $(OUTS)u;
    let out = $(OUTS)u * (stored % columns) + which % $(OUTS)u;
    if ((k < 8u) & (which < $(4*INS*OUTS)u) & (stored < tiles) & (pair < 4u * ins) & (out < outs)) {
      arena[(*job).partial + (mine.band * 4u * ins + pair) * outs + out] = joined;
    }
  }
  $else
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
  $end
}
