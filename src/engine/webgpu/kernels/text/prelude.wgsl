// What all kernels of a step share, whatever a Number is to them; constants and structs come from ir/shared.ts. Bindings, the look-up of a workgroup's job, what rectifies, hashes.

@group(0) @binding(0) var<storage, read_write> arena: array<Number>;
@group(0) @binding(1) var<storage, read_write> parameters: array<Number>;
@group(0) @binding(2) var<storage, read_write> gradients: array<Number>;
@group(0) @binding(3) var<storage, read_write> statistics: array<Number>;
@group(0) @binding(4) var<storage, read> table: array<Job>;
@group(0) @binding(5) var<storage, read> lists: array<vec4u>;
@group(0) @binding(6) var<uniform> step: Step;
@group(0) @binding(7) var<uniform> dispatch: Dispatch;

/// Index of the job that workgroup `w` belongs to: four to an entry of the lists.
fn findJob(w: u32) -> u32 {
  let owners = lists[dispatch.owners + w / 4u];
  return owners[w % 4u];
}

/// Every kernel is a function `run` of a job, the number of a workgroup among the job's, and an invocation's in it. A dispatch
/// may be wider than one row of the grid.
@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = id.y * ROW_OF_WORKGROUPS + id.x;
  if (workgroup >= dispatch.workgroups) { return; }
  let index = findJob(workgroup);
  run(index, workgroup - table[index].first, lane);
}

/// What the `unit`th invocation of a job takes, whose pieces are divided by their pixels' numbers: a part of a group of channels.
struct Share { piece: u32, group: u32, part: u32 }
fn shareOf(unit: u32, groups: u32) -> Share {
  let piece = unit / (groups * PARTS);
  let number = unit - piece * groups * PARTS;
  return Share(piece, number / PARTS, number % PARTS);
}

/// Where an invocation stands among the blocks into which a map's pixels are divided (compile/blocks.ts): a workgroup has as
/// many of them as fit beside each other, for `columns` of the pixels' numbers.
struct BlockLane { band: u32, block: u32, number: u32, live: bool }
fn blockOf(workgroup: u32, lane: u32, columns: u32, numbers: u32, blocks: u32) -> BlockLane {
  let rows = LANES / columns;
  let tiles = (numbers + columns - 1u) / columns;
  let band = workgroup / tiles;
  let row = lane / columns;
  let number = (workgroup - band * tiles) * columns + lane - row * columns;
  let block = band * rows + row;
  let live = (row < rows) & (number < numbers) & (block < blocks);
  return BlockLane(band, block, min(number, numbers - 1u), live);
}
/// Pixels of the `lanes` blocks from `first` on: of each block those that are `blocks` apart.
fn countOf(pixels: u32, blocks: u32, first: u32, lanes: u32) -> u32 {
  let each = pixels / blocks;
  return each * lanes + min(lanes, max(pixels - each * blocks, first) - first);
}

// Software adapters take `max` and `select` of floats as dear as a load, and whole numbers for next to nothing, so values are
// rectified by their bits: as an i32 a negative float is less than 0. A NaN whose sign bit is set becomes 0 by it, as it may
// by `max` in WGSL; the gradient's norm still tells of it.

/// Bits of the least value that comes through: 0 with a relu, else all do.
fn floorOf(relu: u32) -> vec4i { return vec4i(select(i32(-0x7fffffff - 1), 0, relu != 0u)); }
fn rectify(low: vec4i, x: vec4f) -> vec4f { return bitcast<vec4f>(max(bitcast<vec4i>(x), low)); }

fn maskOf(condition: bool) -> u32 { return select(0u, 0xffffffffu, condition); }
/// x, or 0 where the mask is 0.
fn keep(mask: u32, x: vec4f) -> vec4f { return bitcast<vec4f>(bitcast<vec4u>(x) & vec4u(mask)); }
fn keepEach(mask: vec4u, x: vec4f) -> vec4f { return bitcast<vec4f>(bitcast<vec4u>(x) & mask); }
/// The mask of x > 0.
fn positive(x: vec4f) -> vec4u { return select(vec4u(), vec4u(0xffffffffu), x > vec4f()); }

/// base/hash.ts.
fn mix32(value: u32) -> u32 {
  var h = value;
  h = (h ^ (h >> 16u)) * 0x85ebca6bu;
  h = (h ^ (h >> 13u)) * 0xc2b2ae35u;
  return h ^ (h >> 16u);
}
fn hashStep(h: u32, value: u32) -> u32 { return mix32(h * 31u + value + 0x7f4a7c15u); }
/// Hash of (seed, step, position in the batch, purpose), engine/randomness.ts.
fn draw(position: u32, purpose: u32) -> u32 {
  return hashStep(hashStep(hashStep(hashStep(0x9e3779b9u, step.seed), step.step), position), purpose);
}

/// Factor of example n, channel group `group`. what: [kind (0 none, 1 drop path, 2 dropout), path or layer, cell or place
/// in the job's list of [first channel, threshold, bits of 1 / (1 - rate)] of each group, -].
fn factorOf(what: vec4u, list: u32, n: u32, group: u32) -> vec4f {
  if (what.x == 1u) {
    let path = step.paths[what.z];
    let dropped = (hashStep(draw(n, 5u), what.y) >> 8u) < path.x;
    return vec4f(select(bitcast<f32>(path.y), 0.0, dropped));
  }
  if (what.x == 2u) {
    let rule = lists[list + what.z + group];
    let h = hashStep(draw(n, 6u), what.y);
    let draws = vec4u(
      hashStep(h, rule.x), hashStep(h, rule.x + 1u), hashStep(h, rule.x + 2u), hashStep(h, rule.x + 3u)) >> vec4u(8u);
    return select(vec4f(bitcast<f32>(rule.z)), vec4f(), draws < vec4u(rule.y));
  }
  return vec4f(1.0);
}

/// Compilers may assume that numbers are finite, so this looks at the bits.
fn finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }
