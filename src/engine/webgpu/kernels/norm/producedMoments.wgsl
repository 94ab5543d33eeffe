
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

fn meanOf(made: Made) -> vec4f { return made.shift + made.sum / max(made.count, 1.0); }

/// The sum of squared distances from `mean`, which is not the lane's own.
fn squaresFrom(made: Made, mean: vec4f) -> vec4f {
  let own = made.squares - made.sum * (made.sum / max(made.count, 1.0));
  let distance = meanOf(made) - mean;
  return max(own, vec4f()) + made.count * distance * distance;
}

/// Joins the lanes: first their means, then the squares from that of all. `pixels`: how many all of them have; `toA`, `toB`:
/// places of the two groups' partials, the same where they are one group. Every lane has to come here.
fn storeMoments(lane: u32, pixels: u32, a: Made, b: Made, toA: u32, toB: u32) {
  let sums = joinPair(lane, 1u, Pair(a.count * meanOf(a), b.count * meanOf(b)));
  let means = Pair(sums.a / f32(pixels), sums.b / f32(pixels));
  let squares = joinPair(lane, 1u, Pair(squaresFrom(a, means.a), squaresFrom(b, means.b)));
  if (lane > 0u) { return; }
  arena[toA] = means.a;
  arena[toA + 1u] = squares.a;
  arena[toB] = means.b;
  arena[toB + 1u] = squares.b;
}
