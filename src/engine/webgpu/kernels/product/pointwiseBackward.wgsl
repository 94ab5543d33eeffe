// Both gradients of a 1x1 convolution of stride 1 that reads numbers as they are and that only a batch norm reads, and that
// norm's own, in one pass over the pixels: from the gradient d of what the norm made
// g[p, o] = gamma / deviation * (d - dbeta / m - xhat * dgamma / m), whose xhat comes from the convolution's outputs z;
// dx[p, i] = sum over o of g[p, o] * w[i, o]; and partial[chunk, i, o] = sum over the chunk's p of x[p, i] * g[p, o], which
// a later kernel (reduce) adds up.
// The weights of all $INS groups of inputs by $OUTS of outputs, and as many sums, stay in registers while the pixels go by.
// One invocation: one chunk, which is every pixel `chunks` apart. Joined (JOINED = 1, for graphics cards), it has a tile of $INS groups
// of inputs, others beside it in the workgroup the rest of the same pixels', and the sums of a workgroup's chunks are joined
// before they are stored.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  $if JOINED
  let ins = (*job).ins;
  let columns = (*job).columns;
  let tiles = (ins + $(INS-1)u) / $(INS)u;
  let chunks = (*job).chunks;
  let mine = blockOf(workgroup, lane, columns, tiles, chunks);
  let chunk = mine.block;
  // Of inputs that are not there the last one is computed again.
  $for i in 0..INS
  let in$i = min($(INS)u * mine.number + $(i)u, ins - 1u);
  let at$i = (*job).weight + $(4*OUTS)u * in$i;
  $for o in 0..OUTS
  let w$(i)_$o = transpose(mat4x4f(
    parameters[at$i + $(o)u], parameters[at$i + $(OUTS+o)u],
    parameters[at$i + $(2*OUTS+o)u], parameters[at$i + $(3*OUTS+o)u]));
  $end
  $end
  $else
  let chunk = workgroup * LANES + lane;
  let chunks = (*job).chunks;
  if (chunk >= chunks) { return; }
  // Loops through memory: each load that is spelled out takes a software adapter 1.5 ms to compile.
  var weights: array<mat4x4f, $(INS*OUTS)>;
  for (var b = 0u; b < $(INS*OUTS)u; b++) {
    let at = (*job).weight + b / $(OUTS)u * $(4*OUTS)u + b % $(OUTS)u;
    weights[b] = transpose(mat4x4f(
      parameters[at], parameters[at + $(OUTS)u], parameters[at + $(2*OUTS)u], parameters[at + $(3*OUTS)u]));
  }
  $end
  let record = (*job).record;
  let back = (*job).back;
  $for o in 0..OUTS
  let scale$o = arena[back + $(o)u];
  let slope$o = scale$o * arena[record + $(3*OUTS+o)u] * arena[back + $(2*OUTS+o)u];
  let shift$o = scale$o * arena[back + $(OUTS+o)u] - slope$o * arena[record + $(2*OUTS+o)u];
  $end
  $for i in 0..INS
  $for o in 0..OUTS
  $if !JOINED
  let w$(i)_$o = weights[$(i*OUTS+o)];
  $end
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
  let zStep = chunks * (*job).zStride;
  let dStep = chunks * (*job).dStride;
  let yStep = chunks * (*job).yStride;
  var x = (*job).x + chunk * (*job).xStride;
  var z = (*job).z + chunk * (*job).zStride;
  var d = (*job).d + chunk * (*job).dStride;
  var y = (*job).y + chunk * (*job).yStride;
  for (var pixel = chunk; pixel < pixels; pixel += chunks) {
    $for o in 0..OUTS
    let g$o = scale$o * mapGradients[d + $(o)u] - (shift$o + slope$o * maps[z + $(o)u]);
    $end
    $for i in 0..INS
    $if JOINED
    let v$i = maps[x + in$i];
    $else
    let v$i = maps[x + $(i)u];
    $end
    $for o in 0..OUTS
    $for c in 0..4
    acc$(i)_$(c)_$o += v$i[$c] * g$o;
    $end
    $end
    $end
    $for i in 0..INS
    $if JOINED
    mapGradients[y + in$i] = vec4f()
    $else
    mapGradients[y + $(i)u] = vec4f()
    $end
      $for o in 0..OUTS
      + g$o.x * w$(i)_$o[0] + g$o.y * w$(i)_$o[1] + g$o.z * w$(i)_$o[2] + g$o.w * w$(i)_$o[3]
      $end
      ;
    $end
    x += xStep;
    z += zStep;
    d += dStep;
    y += yStep;
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
  // Lane k * columns + column stores the k-th sum of a batch.
  let k = lane / columns;
  let across = (tiles + columns - 1u) / columns;
  let first = ((workgroup - mine.band * across) * columns + lane % columns) * $(4*INS*OUTS)u;
  let size = ins * $(4*OUTS)u;
  for (var batch = 0u; batch < $(BATCHES)u; batch++) {
    let joined = joinEight(lane, columns, sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    $for i in 8..8*BATCHES
    sum$(i-8) = sum$i;
    $end
    let which = 8u * batch + k;
    if ((k < 8u) & (which < $(4*INS*OUTS)u) & (first + which < size)) {
      arena[(*job).partial + mine.band * size + first + which] = joined;
    }
  }
  $else
  let to = (*job).partial + chunk * $(4*INS*OUTS)u;
  $for i in 0..INS
  $for c in 0..4
  $for o in 0..OUTS
  arena[to + $(4*i*OUTS+c*OUTS+o)u] = acc$(i)_$(c)_$o;
  $end
  $end
  $end
  $end
}
