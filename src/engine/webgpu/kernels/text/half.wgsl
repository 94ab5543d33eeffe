// What kernels of 16-bit maps know beside vector.wgsl. A group of a map is a vec2u, each half of a word a number; all else in the
// arena is 32-bit and takes two of them. Activations are float16, whose greatest number stands for any beyond; gradients are
// bfloat16, the upper half of a float, since theirs are small numbers of any size. bfloat16 is rounded to the nearest, of two
// equally near to the even one; infinite stays infinite, and what is no number stays none.

fn mapAt(at: u32) -> vec4f {
  let words = arena[at];
  return vec4f(unpack2x16float(words.x), unpack2x16float(words.y));
}
fn setMapAt(at: u32, x: vec4f) {
  let within = clamp(x, vec4f(-65504.0), vec4f(65504.0));
  arena[at] = vec2u(pack2x16float(within.xy), pack2x16float(within.zw));
}
fn gradientAt(at: u32) -> vec4f {
  let words = arena[at];
  return bitcast<vec4f>(vec4u(words.x << 16u, words.x & 0xffff0000u, words.y << 16u, words.y & 0xffff0000u));
}
fn setGradientAt(at: u32, x: vec4f) {
  let bits = bitcast<vec4u>(x);
  let rounded = (bits + 0x7fffu + ((bits >> vec4u(16u)) & vec4u(1u))) >> vec4u(16u);
  arena[at] = vec2u(rounded.x | (rounded.y << 16u), rounded.z | (rounded.w << 16u));
}
fn wideAt(at: u32) -> vec4f { return bitcast<vec4f>(vec4u(arena[2u * at], arena[2u * at + 1u])); }
fn setWideAt(at: u32, x: vec4f) {
  let bits = bitcast<vec4u>(x);
  arena[2u * at] = bits.xy;
  arena[2u * at + 1u] = bits.zw;
}
fn loadMap(at: u32, part: u32) -> Number { return mapAt(at); }
fn storeMap(at: u32, part: u32, x: Number) { setMapAt(at, x); }
fn loadGradient(at: u32, part: u32) -> Number { return gradientAt(at); }
fn storeGradient(at: u32, part: u32, x: Number) { setGradientAt(at, x); }
