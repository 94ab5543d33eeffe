// Kernels whose numbers are single channels, four invocations to a group. A software adapter computes one channel of four
// invocations as fast as four of one, and compiles a third of the code; what is live fits its registers.

const PARTS = 4u;
alias Number = f32;
alias Whole = i32;
alias Word = u32;
struct NumberLens { scale: f32, shift: f32, low: i32 }

/// `at` counts groups; the buffers are bound as single floats, since a write to a part of a vec4f may touch all of it.
fn load(at: u32, part: u32) -> Number { return arena[4u * at + part]; }
fn store(at: u32, part: u32, x: Number) { arena[4u * at + part] = x; }
fn weight(at: u32, part: u32) -> Number { return parameters[4u * at + part]; }
fn running(at: u32, part: u32) -> Number { return statistics[4u * at + part]; }
fn setRunning(at: u32, part: u32, x: Number) { statistics[4u * at + part] = x; }
fn setGradient(at: u32, part: u32, x: Number) { gradients[4u * at + part] = x; }
fn partOf(x: vec4f, part: u32) -> Number { return x[part]; }
fn numberLens(norm: u32, relu: u32, group: u32, groups: u32, part: u32) -> NumberLens {
  let plain = norm == NONE;
  let at = select(norm, 0u, plain) + group;
  let scale = select(load(at, part), 1.0, plain);
  return NumberLens(scale, select(load(at + groups, part), 0.0, plain), floorOf(relu).x);
}
fn seen(lens: NumberLens, x: Number) -> Number {
  return bitcast<f32>(max(bitcast<i32>(x * lens.scale + lens.shift), lens.low));
}
fn through(v: Number, everywhere: Word, x: Number) -> Number {
  return bitcast<f32>(bitcast<u32>(x) & (everywhere | maskOf(bitcast<i32>(v) > 0)));
}
