// Second half of batch norm's backward sums: dbeta = sum of g, dgamma = sum of g * xhat, and the record by which the
// gradient goes on (normaliseInput): [gamma / deviation, dbeta / m, dgamma / m] of each group, m pixels.
// One invocation: one Number; joined (JOINED = 1), a workgroup takes one group of channels. Folded (FOLDED = 1), there is no record:
// normaliseInput joins the sums itself.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if JOINED
  let group = workgroup;
  let part = 0u;
  let start = lane;
  let step = LANES;
  $else
  let number = workgroup * LANES + lane;
  let group = number / PARTS;
  let part = number % PARTS;
  if (group >= groups) { return; }
  let start = 0u;
  let step = 1u;
  $end
  var sum = Number();
  var product = Number();
  for (var b = start; b < (*job).partials; b += step) {
    let at = (*job).partial + 2u * (b * groups + group);
    sum += load(at, part);
    product += load(at + 1u, part);
  }
  $if JOINED
  let sums = joinPair(lane, 1u, Pair(sum, product));
  sum = sums.a;
  product = sums.b;
  if (lane > 0u) { return; }
  $end
  setGradient((*job).beta + group, part, sum);
  setGradient((*job).gamma + group, part, product);
  $if !FOLDED
  let m = f32((*job).pixels);
  let to = (*job).back + group;
  store(to, part, weight((*job).gamma + group, part) * load((*job).norm + 3u * groups + group, part));
  store(to + groups, part, sum / m);
  store(to + 2u * groups, part, product / m);
  $end
}
