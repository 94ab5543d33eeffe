// Kernels whose numbers are four channels at once, a group, as graphics cards move them.

const PARTS = 1u;
alias Number = vec4f;
alias Whole = vec4i;
alias Word = vec4u;
alias NumberLens = Lens;

fn load(at: u32, part: u32) -> Number { return arena[at]; }
fn store(at: u32, part: u32, x: Number) { arena[at] = x; }
fn weight(at: u32, part: u32) -> Number { return parameters[at]; }
fn running(at: u32, part: u32) -> Number { return statistics[at]; }
fn setRunning(at: u32, part: u32, x: Number) { statistics[at] = x; }
fn setGradient(at: u32, part: u32, x: Number) { gradients[at] = x; }
fn partOf(x: vec4f, part: u32) -> Number { return x; }
fn numberLens(norm: u32, relu: u32, group: u32, groups: u32, part: u32) -> NumberLens {
  return lensOf(norm, relu, group, groups);
}
fn seen(lens: NumberLens, x: Number) -> Number { return see(lens, x); }
/// x where v is positive, or everywhere.
fn through(v: Number, everywhere: Word, x: Number) -> Number { return keepEach(everywhere | positive(v), x); }

/// How numbers become a value when they are loaded: x * scale + shift, rectified.
struct Lens { scale: vec4f, shift: vec4f, low: vec4i }

/// `norm`: place of a record [scale, shift, mean, inverse deviation], each of `groups` groups, or NONE. Without an `if`, since
/// a software adapter keeps what comes out of one in memory.
fn lensOf(norm: u32, relu: u32, group: u32, groups: u32) -> Lens {
  let plain = norm == NONE;
  let at = select(norm, 0u, plain) + group;
  let scale = select(arena[at], vec4f(1.0), plain);
  return Lens(scale, select(arena[at + groups], vec4f(), plain), floorOf(relu));
}

fn see(lens: Lens, x: vec4f) -> vec4f { return rectify(lens.low, x * lens.scale + lens.shift); }
