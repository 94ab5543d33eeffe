
// The moments of what a kernel makes, in the layout of moments.wgsl: partial[band, group] = [mean, squares], a band being the
// pixels of a workgroup, whose lanes have the same one or two groups.

/// Numbers that a lane has made of one group: how many, the first of them, and sums and squares of distances from that, which is
/// near the mean, so that little cancels.
struct Made { count: f32, shift: vec4f, sum: vec4f, squares: vec4f }

fn alsoMade(made: Made, x: vec4f) -> Made {
  let shift = select(made.shift, x, made.count == 0.0);
  let d = x - shift;
  return Made(made.count + 1.0, shift, made.sum + d, made.squares + d * d);
}

/// The sum of distances from `origin`, near all numbers.
fn sumFrom(made: Made, origin: vec4f) -> vec4f { return made.count * (made.shift - origin) + made.sum; }

/// The sum of squared distances from what is `mean` away from the origin, which is not the lane's own mean.
fn squaresFrom(made: Made, origin: vec4f, mean: vec4f) -> vec4f {
  let own = made.sum / max(made.count, 1.0);
  let apart = made.shift - origin + own - mean;
  return max(made.squares - made.sum * own, vec4f()) + made.count * apart * apart;
}

/// Joins the lanes: first their sums of distances from the first lane's first number, then the squares from the mean of all.
/// `pixels`: how many all of them have; `toA`, `toB`: places of the two groups' partials, the same where they are one group.
/// Every lane has to come here, and the first with a number.
fn storeMoments(lane: u32, pixels: u32, a: Made, b: Made, toA: u32, toB: u32) {
  if (lane == 0u) { pool[0] = Pair(a.shift, b.shift); }
  workgroupBarrier();
  let origin = pool[0];
  workgroupBarrier();
  let sums = joinPair(lane, 1u, Pair(sumFrom(a, origin.a), sumFrom(b, origin.b)));
  let mean = Pair(sums.a / f32(pixels), sums.b / f32(pixels));
  let squares = joinPair(
    lane, 1u, Pair(squaresFrom(a, origin.a, mean.a), squaresFrom(b, origin.b, mean.b)));
  if (lane > 0u) { return; }
  arena[toA] = origin.a + mean.a;
  arena[toA + 1u] = squares.a;
  arena[toB] = origin.b + mean.b;
  arena[toB + 1u] = squares.b;
}
