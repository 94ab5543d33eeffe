// A batch norm folded into who reads it: each workgroup joins the moments of what the norm reads (moments.wgsl) and keeps in
// its memory by what numbers are normalised when they are loaded. Comes after join.wgsl.

var<workgroup> lenses: array<Pair, LANES>;

/// Makes the lenses of a value of so many groups, at most LANES. lists[place]: [partial, blocks, lanes, pixels], then [gamma, beta,
/// epsilon's bits, -]; partial NONE: there is no norm. Every lane has to come here.
fn foldLenses(lane: u32, place: u32, groups: u32) {
  let moments = lists[place];
  let norm = lists[place + 1u];
  if (moments.x == NONE) {
    workgroupBarrier();
    lenses[lane] = Pair(vec4f(1.0), vec4f());
  } else {
    let partials = moments.y / moments.z;
    let pixels = f32(moments.w);
    let tiles = (groups + 15u) / 16u;
    let columns = (groups + tiles - 1u) / tiles;
    for (var first = 0u; first < groups; first += columns) {
      let group = min(first + lane % columns, groups - 1u);
      // Distances from the first mean: all are near that of the whole, so that little cancels.
      let shift = arena[moments.x + 2u * group];
      var sum = vec4f();
      var squares = vec4f();
      for (var b = lane / columns; b < partials; b += LANES / columns) {
        let at = moments.x + 2u * (b * groups + group);
        let distance = arena[at] - shift;
        let weighted = distance * f32(countOf(moments.w, moments.y, b * moments.z, moments.z));
        sum += weighted;
        squares += distance * weighted + arena[at + 1u];
      }
      let sums = joinPair(lane, columns, Pair(sum, squares));
      let distance = sums.a / pixels;
      let variance = max(sums.b - distance * sums.a, vec4f()) / pixels;
      let scale = parameters[norm.x + group] * (1.0 / sqrt(variance + bitcast<f32>(norm.z)));
      if (lane < columns && first + lane < groups) {
        lenses[group] = Pair(scale, parameters[norm.y + group] - (shift + distance) * scale);
      }
    }
  }
  workgroupBarrier();
}

fn foldedLens(relu: u32, group: u32) -> Lens {
  let lens = lenses[group];
  return Lens(lens.a, lens.b, floorOf(relu));
}
