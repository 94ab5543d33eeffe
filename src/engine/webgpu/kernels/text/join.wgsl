
// Sums over the invocations of a workgroup, through its memory, always in the same order. A software adapter takes barriers
// dear, so only the kernels for a graphics card come with it.

struct Pair { a: vec4f, b: vec4f }
var<workgroup> pool: array<Pair, LANES>;

/// The sums over the lanes that are `columns` apart, in each of them. Every lane has to come here.
fn joinPair(lane: u32, columns: u32, value: Pair) -> Pair {
  let rows = LANES / columns;
  let row = lane / columns;
  pool[lane] = value;
  workgroupBarrier();
  for (var reach = LANES / 2u; reach > 0u; reach /= 2u) {
    if (row < reach && row + reach < rows) {
      let other = pool[lane + reach * columns];
      pool[lane].a += other.a;
      pool[lane].b += other.b;
    }
    workgroupBarrier();
  }
  let sum = pool[lane % columns];
  workgroupBarrier();
  return sum;
}

/// The sum over all lanes, in each of them.
fn joinAll(lane: u32, value: vec4f) -> vec4f {
  return joinPair(lane, 1u, Pair(value, vec4f())).a;
}
