// Sum of the rows of a matrix, in order, into the gradients: d[e] = sum over r of partial[r, e].
// One invocation: one group of columns; joined (JOINED = 1), every $(ROWS)th row of one.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if JOINED
  let columns = LANES / $(ROWS)u;
  let e = workgroup * columns + lane % columns;
  let step = $(ROWS)u * groups;
  let end = (*job).partial + select(0u, (*job).rows * groups, e < groups);
  var at = (*job).partial + lane / columns * groups + e;
  var a = vec4f();
  var b = vec4f();
  for (; at + step < end; at += 2u * step) {
    a += arena[at];
    b += arena[at + step];
  }
  if (at < end) { a += arena[at]; }
  let sums = joinPair(lane, columns, Pair(a, b));
  if (lane < columns && e < groups) { gradients[(*job).gradient + e] = sums.a + sums.b; }
  $else
  let e = workgroup * LANES + lane;
  if (e >= groups) { return; }
  var at = (*job).partial + e;
  var sum = vec4f();
  for (var r = 0u; r < (*job).rows; r++) {
    sum += arena[at];
    at += groups;
  }
  gradients[(*job).gradient + e] = sum;
  $end
}
