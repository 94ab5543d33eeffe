
// Eight sums at once over the invocations of a workgroup, through its memory, always in the same order: each lane leaves its eight
// there, then all lanes add them up side by side. joinPair would wait eight times for every two.

var<workgroup> eights: array<vec4f, 512>;
var<workgroup> shares: array<vec4f, LANES>;

/// Sums over the lanes that are `columns` apart, at most 8: lane k * columns + column answers the k-th of its column, k < 8; what others
/// answer is of no use. Every lane has to come here.
fn joinEight(
  lane: u32, columns: u32, a: vec4f, b: vec4f, c: vec4f, d: vec4f, e: vec4f, f: vec4f, g: vec4f, h: vec4f,
) -> vec4f {
  eights[lane] = a;
  eights[LANES + lane] = b;
  eights[2u * LANES + lane] = c;
  eights[3u * LANES + lane] = d;
  eights[4u * LANES + lane] = e;
  eights[5u * LANES + lane] = f;
  eights[6u * LANES + lane] = g;
  eights[7u * LANES + lane] = h;
  workgroupBarrier();
  let sums = 8u * columns;
  let mine = lane % sums;
  let start = mine / columns * LANES + mine % columns;
  let each = LANES / sums;
  let rows = LANES / columns;
  var share = vec4f();
  for (var row = lane / sums; row < rows; row += each) { share += eights[start + row * columns]; }
  shares[lane] = share;
  workgroupBarrier();
  var sum = vec4f();
  for (var i = 0u; i < each; i++) { sum += shares[mine + i * sums]; }
  return sum;
}
