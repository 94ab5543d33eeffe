// The batch: image indices[n] of the set, normalised, then (training) padded with zeros and cropped, flipped, and a square
// cut out, as engine/reference/batch.ts does. y[n, p, c] = (byte / 255 - mean[c]) / deviation[c]; channels beyond the set's
// (four at most) are 0.
// One invocation: one pixel.

@group(1) @binding(0) var<storage, read> images: array<u32>;
/// [index into the set, label] of each image of the batch.
@group(1) @binding(1) var<storage, read> batch: array<vec2u>;

fn byteAt(i: u32) -> f32 { return f32((images[i / 4u] >> (8u * (i % 4u))) & 255u); }

fn below(hash: u32, bound: u32) -> u32 { return ((hash >> 16u) * bound) >> 16u; }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let height = (*job).height;
  let width = (*job).width;
  let pixel = (workgroup - (*job).first) * LANES + lane;
  if (pixel >= (*job).pixels) { return; }
  let n = pixel / (height * width);
  let y = i32(pixel / width % height);
  let x = i32(pixel % width);
  var fromY = y;
  var fromX = x;
  var inside = true;
  if (step.training != 0u) {
    let padding = (*job).padding;
    let cutout = i32((*job).cutout);
    let top = i32(below(draw(n, 3u), height)) - cutout / 2;
    let left = i32(below(draw(n, 4u), width)) - cutout / 2;
    inside = !((y >= top) & (y < top + cutout) & (x >= left) & (x < left + cutout));
    if (((*job).flip != 0u) & (draw(n, 2u) >> 31u == 1u)) { fromX = i32(width) - 1 - x; }
    fromY += i32(below(draw(n, 0u), 2u * padding + 1u)) - i32(padding);
    fromX += i32(below(draw(n, 1u), 2u * padding + 1u)) - i32(padding);
    inside = inside & (fromY >= 0) & (fromX >= 0) & (fromY < i32(height)) & (fromX < i32(width));
  }
  var value = vec4f();
  if (inside) {
    let channels = (*job).channels;
    let at = ((batch[n].x * height + u32(fromY)) * width + u32(fromX)) * channels;
    let bytes = vec4f(byteAt(at), byteAt(at + 1u), byteAt(at + 2u), byteAt(at + 3u));
    value = select(vec4f(), (bytes / 255.0 - step.mean) / step.deviation, vec4u(0u, 1u, 2u, 3u) < vec4u(channels));
  }
  arena[(*job).y + pixel] = value;
}
