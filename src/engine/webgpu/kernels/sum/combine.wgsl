// Sum of the operands of a block, or a copy of one, each normalised, rectified and masked on load:
// y[p, c] = sum over k of factor_k[n, c] * lens_k(x_k[p, c]).
// List: two entries an operand, [x, xStride, norm, relu] and a factor. Folded (FOLDED = 1), `norm` is the place in it of the
// operand's moments (fold.wgsl).
// Operands with factors have a kernel of their own (FACTORS = 1). One invocation: every `stride`th pixel of one Number.
// Two operands meet on the way; a third and any more join what is already written.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let start = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let stride = (*job).stride;
  $if FOLDED
  let pixels = select(0u, (*job).pixels, start < stride);
  $else
  if (start >= stride) { return; }
  let pixels = (*job).pixels;
  $end
  let list = (*job).list;
  let count = (*job).count;
  $if FACTORS
  let area = (*job).area;
  $end
  let yStride = (*job).yStride;
  let y = (*job).y + group;
  let toStep = stride * yStride;
  let first = lists[list];
  for (var once = count == 1u; once; once = false) {
    $if FOLDED
    foldLenses(lane, list + first.z, groups);
    let lens = foldedLens(first.w, group);
    $else
    let lens = numberLens(first.z, first.w, group, groups, part);
    $end
    let step = stride * first.y;
    var at = first.x + group + start * first.y;
    var to = y + start * yStride;
    for (var p = start; p < pixels; p += stride) {
      $if FACTORS
      storeMap(to, part, seen(lens, loadMap(at, part)) * partOf(factorOf(lists[list + 1u], list, p / area, group), part));
      $else
      storeMap(to, part, seen(lens, loadMap(at, part)));
      $end
      at += step;
      to += toStep;
    }
  }
  for (var k = 1u; k < count; k++) {
    let isFirst = k == 1u;
    let a = select(vec4u((*job).y, yStride, NONE, 0u), first, isFirst);
    let b = lists[list + 2u * k];
    $if FACTORS
    let factorA = select(vec4u(), lists[list + 1u], isFirst);
    let factorB = lists[list + 2u * k + 1u];
    $end
    $if FOLDED
    var lensA = Lens(vec4f(1.0), vec4f(), floorOf(0u));
    if (isFirst) {
      foldLenses(lane, list + first.z, groups);
      lensA = foldedLens(first.w, group);
    }
    foldLenses(lane, list + b.z, groups);
    let lensB = foldedLens(b.w, group);
    $else
    let lensA = numberLens(a.z, a.w, group, groups, part);
    let lensB = numberLens(b.z, b.w, group, groups, part);
    $end
    let stepA = stride * a.y;
    let stepB = stride * b.y;
    var atA = a.x + group + start * a.y;
    var atB = b.x + group + start * b.y;
    var to = y + start * yStride;
    for (var p = start; p < pixels; p += stride) {
      $if FACTORS
      let n = p / area;
      storeMap(to, part, seen(lensA, loadMap(atA, part)) * partOf(factorOf(factorA, list, n, group), part)
        + seen(lensB, loadMap(atB, part)) * partOf(factorOf(factorB, list, n, group), part));
      $else
      storeMap(to, part, seen(lensA, loadMap(atA, part)) + seen(lensB, loadMap(atB, part)));
      $end
      atA += stepA;
      atB += stepB;
      to += toStep;
    }
  }
}
