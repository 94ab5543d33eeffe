// 1x1 convolution of stride 1, a matrix product: y[p, o] = sum over i of x[p, i] * w[i, o]; or `turned`, its input gradient:
// y[p, i] = sum over o of x[p, o] * w[i, o], in which x is the gradient of the outputs.
// The weights of $INS groups of inputs and $OUTS of outputs stay in registers while the pixels go by; where there are more
// inputs (AGAIN = 1), the pixels go by once for every $INS of them, and the last ones that do not exist have weights of 0.
// Reads of a batch norm have a kernel of their own (NORMALISED = 1). Weights are loaded in a loop (LOOPS = 1) or one by one.
// Held (HELD = 1, at 16 bits), sums of a few pixels stay in registers while any number of inputs goes by, since sums that wait
// in a map would be rounded each time; scores are 32-bit there, and so is their gradient (WIDE_IN, WIDE_OUT).
// One invocation: every pixel `stride` apart from its number on, $OUTS groups of outputs; of those that are not there the last
// one is computed again. With MOMENTS = 1 the stride is one of whole workgroups, and each of them writes the moments of what it
// makes (norm/producedMoments.wgsl): the pixels are the blocks of moments.wgsl, and as many as there are lanes become one.

/// 4 inputs by 4 outputs, or by `turned` the block's transpose; zeros where it is not there.
fn weightBlock(at: u32, rowStep: u32, turned: bool, there: bool) -> mat4x4f {
  let m = mat4x4f(
    parameters[at], parameters[at + rowStep], parameters[at + 2u * rowStep], parameters[at + 3u * rowStep]);
  let t = transpose(m);
  return mat4x4f(
    select(m[0], t[0], turned), select(m[1], t[1], turned), select(m[2], t[2], turned), select(m[3], t[3], turned)) *
    select(0.0, 1.0, there);
}

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  $if FOLDED
  foldLenses(lane, (*job).list, (*job).ins);
  $end
  let unit = workgroup * LANES + lane;
  let stride = (*job).stride;
  let column = unit / stride;
  let group = column * $(OUTS)u;
  let outs = (*job).outs;
  $if !MOMENTS
  if (group >= outs) { return; }
  $end
  let start = unit - column * stride;
  let pixels = (*job).pixels;
  let relu = (*job).relu;
  let low = floorOf(relu);
  let xStart = (*job).x + start * (*job).xStride;
  let yStart = (*job).y + start * (*job).yStride + group;
  let xStep = stride * (*job).xStride;
  let yStep = stride * (*job).yStride;
  let ins = (*job).ins;
  let turned = (*job).turned != 0u;
  $for o in 0..OUTS
  let next$o = min($(o)u, outs - 1u - group);
  $end
  let inStep = select(4u * outs, 1u, turned);
  let outStep = select(1u, 4u * ins, turned);
  let rowStep = select(outs, ins, turned);
  $if MOMENTS
  $for o in 0..OUTS
  var made$o = Made();
  $end
  $end
  $if HELD
  for (var first = start; first < pixels; first += $(PIXELS)u * stride) {
    $for p in 0..PIXELS
    let pixel$p = min(first + $(p)u * stride, pixels - 1u);
    let x$p = (*job).x + pixel$p * (*job).xStride;
    $for o in 0..OUTS
    var sum$(p)_$o = vec4f();
    $end
    $end
    for (var i = 0u; i < ins; i++) {
      $for o in 0..OUTS
      let w$o = weightBlock((*job).weight + i * inStep + (group + next$o) * outStep, rowStep, turned, true);
      $end
      $if NORMALISED
      $if FOLDED
      let lens = foldedLens(relu, i);
      $else
      let lens = lensOf((*job).norm, relu, i, ins);
      $end
      $end
      $for p in 0..PIXELS
      {
        $if WIDE_IN
        let x = arena[x$p + i];
        $else
        let x = maps[x$p + i];
        $end
        $if NORMALISED
        let v = see(lens, x);
        $else
        let v = rectify(low, x);
        $end
        $for o in 0..OUTS
        sum$(p)_$o += v.x * w$o[0] + v.y * w$o[1] + v.z * w$o[2] + v.w * w$o[3];
        $end
      }
      $end
    }
    $for p in 0..PIXELS
    if (first + $(p)u * stride < pixels) {
      let y = (*job).y + pixel$p * (*job).yStride + group;
      $for o in 0..OUTS
      $if WIDE_OUT
      arena[y + next$o] = sum$(p)_$o;
      $else
      maps[y + next$o] = sum$(p)_$o;
      $end
      $if MOMENTS
      made$o = alsoMade(made$o, storedMap(sum$(p)_$o));
      $end
      $end
    }
    $end
  }
  $else
  $if AGAIN
  for (var base = 0u; base < ins; base += $(INS)u) {
  let again = maskOf(base > 0u);
  $else
  let base = 0u;
  $end
    $if LOOPS
    // Loops through memory: each load that is spelled out takes a software adapter 1.5 ms to compile.
    var weights: array<mat4x4f, $(INS*OUTS)>;
    for (var b = 0u; b < $(INS*OUTS)u; b++) {
      let i = base + b / $(OUTS)u;
      let at = (*job).weight + min(i, ins - 1u) * inStep + min(group + b % $(OUTS)u, outs - 1u) * outStep;
      weights[b] = weightBlock(at, rowStep, turned, i < ins);
    }
    $end
    $for i in 0..INS
    let in$i = min(base + $(i)u, ins - 1u);
    $for o in 0..OUTS
    let w$(i)_$o =
      $if LOOPS
      weights[$(i*OUTS+o)]
      $else
      weightBlock((*job).weight + in$i * inStep + (group + next$o) * outStep, rowStep, turned, base + $(i)u < ins)
      $end
      ;
    $end
    $if NORMALISED
    $if FOLDED
    let lens$i = foldedLens(relu, in$i);
    $else
    let lens$i = lensOf((*job).norm, relu, in$i, ins);
    $end
    $end
    $end
    var x = xStart + base;
    var y = yStart;
    $if MOMENTS
    $if AGAIN
    // Only what the last inputs leave counts.
    $for o in 0..OUTS
    made$o = Made();
    $end
    $end
    $end
    for (var pixel = start; pixel < pixels; pixel += stride) {
      $for i in 0..INS
      $if NORMALISED
      let v$i = see(lens$i, maps[x + in$i - base]);
      $else
      let v$i = rectify(low, maps[x + in$i - base]);
      $end
      $end
      $for o in 0..OUTS
      $if AGAIN
      let sum$o = keep(again, maps[y + next$o])
      $else
      let sum$o = vec4f()
      $end
        $for i in 0..INS
        + v$i.x * w$(i)_$o[0] + v$i.y * w$(i)_$o[1] + v$i.z * w$(i)_$o[2] + v$i.w * w$(i)_$o[3]
        $end
        ;
      $end
      $for o in 0..OUTS
      maps[y + next$o] = sum$o;
      $if MOMENTS
      made$o = alsoMade(made$o, storedMap(sum$o));
      $end
      $end
      x += xStep;
      y += yStep;
    }
  $if AGAIN
  }
  $end
  $end
  $if MOMENTS
  let band = (start - lane) / LANES;
  let to = (*job).partial + 2u * (band * outs + group);
  storeMoments(lane, countOf(pixels, stride, start - lane, LANES), made0, made$(OUTS-1), to, to + 2u * next$(OUTS-1));
  $end
}
