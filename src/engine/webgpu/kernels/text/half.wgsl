// What kernels of 16-bit maps know beside vector.wgsl. A group of a map is a vec2u, each half of a word a number; all else in the
// arena is 32-bit and takes two of them. Activations are float16, whose greatest number stands for any beyond; gradients are
// bfloat16, the upper half of a float, since theirs are small numbers of any size. Both are rounded here to the nearest, of two
// equally near to the even one, since WGSL leaves to a driver how it packs; an infinite gradient stays infinite. What is no number
// stays none, by its bits: of what clamp makes of it, and of a sum with its bits, nothing is known.

fn areNone(bits: vec4u) -> vec4<bool> { return (bits & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }

fn mapAt(at: u32) -> vec4f {
  let words = arena[at];
  return vec4f(unpack2x16float(words.x), unpack2x16float(words.y));
}
fn nearestMap(x: vec4f) -> vec4f {
  let within = bitcast<vec4u>(clamp(x, vec4f(-65504.0), vec4f(65504.0)));
  return bitcast<vec4f>((within + 0xfffu + ((within >> vec4u(13u)) & vec4u(1u))) & vec4u(0xffffe000u));
}
/// What mapAt answers after setMapAt, but for numbers below 2^-14, of which more is kept here.
fn storedMap(x: vec4f) -> vec4f { return select(nearestMap(x), x, areNone(bitcast<vec4u>(x))); }
fn setMapAt(at: u32, x: vec4f) {
  let nearest = nearestMap(x);
  let none = select(vec4u(), vec4u(0x7e00u), areNone(bitcast<vec4u>(x)));
  arena[at] = vec2u(
    pack2x16float(nearest.xy) | none.x | (none.y << 16u),
    pack2x16float(nearest.zw) | none.z | (none.w << 16u),
  );
}
fn gradientAt(at: u32) -> vec4f {
  let words = arena[at];
  return bitcast<vec4f>(vec4u(words.x << 16u, words.x & 0xffff0000u, words.y << 16u, words.y & 0xffff0000u));
}
fn setGradientAt(at: u32, x: vec4f) {
  let bits = bitcast<vec4u>(x);
  let nearest = (bits + 0x7fffu + ((bits >> vec4u(16u)) & vec4u(1u))) >> vec4u(16u);
  let rounded = select(nearest, vec4u(0x7fc0u), areNone(bits));
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
