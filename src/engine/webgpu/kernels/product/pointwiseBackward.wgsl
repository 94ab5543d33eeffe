// Both gradients of a 1x1 convolution of stride 1 that reads numbers as they are and that only a batch norm reads, and that
// norm's own, in one pass over the pixels: from the gradient d of what the norm made
// g[p, o] = gamma / deviation * (d - dbeta / m - xhat * dgamma / m), whose xhat comes from the convolution's outputs z;
// dx[p, i] = sum over o of g[p, o] * w[i, o]; and partial[chunk, i, o] = sum over the chunk's p of x[p, i] * g[p, o], which
// a later kernel (reduce) adds up.
// The weights of all $INS groups of inputs by $OUTS of outputs, and as many sums, stay in registers while the pixels go by.
// One invocation: one chunk, which is every pixel `chunks` apart.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
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
  let record = (*job).record;
  let back = (*job).back;
  $for o in 0..OUTS
  let scale$o = arena[back + $(o)u];
  let slope$o = scale$o * arena[record + $(3*OUTS+o)u] * arena[back + $(2*OUTS+o)u];
  let shift$o = scale$o * arena[back + $(OUTS+o)u] - slope$o * arena[record + $(2*OUTS+o)u];
  $end
  $for i in 0..INS
  $for o in 0..OUTS
  let w$(i)_$o = weights[$(i*OUTS+o)];
  $for c in 0..4
  var acc$(i)_$(c)_$o = vec4f();
  $end
  $end
  $end
  let pixels = (*job).pixels;
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
    let v$i = maps[x + $(i)u];
    $for o in 0..OUTS
    $for c in 0..4
    acc$(i)_$(c)_$o += v$i[$c] * g$o;
    $end
    $end
    $end
    $for i in 0..INS
    mapGradients[y + $(i)u] = vec4f()
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
  let to = (*job).partial + chunk * $(4*INS*OUTS)u;
  $for i in 0..INS
  $for c in 0..4
  $for o in 0..OUTS
  arena[to + $(4*i*OUTS+c*OUTS+o)u] = acc$(i)_$(c)_$o;
  $end
  $end
  $end
}
