
// Many sums over the invocations of a workgroup at once, through its memory, always in the same order: each lane piles up eight
// numbers, then all lanes add them up side by side. joinPair would wait eight times for every two.

const PILED = 8u;
var<workgroup> piles: array<vec4f, 512>;
var<workgroup> shares: array<vec4f, LANES>;

/// What lanes that are `columns` apart put into piles[k * LANES + lane], summed: lane k * columns + column answers the k-th sum of
/// its column, others nothing of use. At most 8 columns. Every lane has to come here.
fn joinPiles(lane: u32, columns: u32) -> vec4f {
  let sums = PILED * columns;
  let each = LANES / sums;
  let mine = lane % sums;
  let start = mine / columns * LANES + mine % columns;
  let rows = LANES / columns;
  workgroupBarrier();
  var share = vec4f();
  for (var row = lane / sums; row < rows; row += each) { share += piles[start + row * columns]; }
  shares[lane] = share;
  workgroupBarrier();
  var sum = vec4f();
  for (var i = 0u; i < each; i++) { sum += shares[mine + i * sums]; }
  return sum;
}
