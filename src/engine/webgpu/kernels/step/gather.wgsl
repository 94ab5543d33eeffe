// The batch: image indices[n] of the set, normalised, then (training) padded with zeros and cropped, flipped, and a square
// cut out, as engine/reference/batch.ts does. y[n, p, c] = (byte / 255 - mean[c]) / deviation[c]; channels beyond the set's
// (four at most) are 0.
// One invocation: every `apart`th pixel of a row, whose image's draws are made once.

@group(1) @binding(0) var<storage, read> images: array<u32>;
/// [index into the set, label] of each image of the batch.
@group(1) @binding(1) var<storage, read> batch: array<vec2u>;

fn byteAt(i: u32) -> f32 { return f32((images[i / 4u] >> (8u * (i % 4u))) & 255u); }

fn below(hash: u32, bound: u32) -> u32 { return ((hash >> 16u) * bound) >> 16u; }

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let height = (*job).height;
  let width = (*job).width;
  let apart = (*job).apart;
  let unit = workgroup * LANES + lane;
  let row = unit / apart;
  if (row >= (*job).rows) { return; }
  let n = row / height;
  let y = i32(row - n * height);
  var fromY = y;
  // A pixel's place in the image is offset + direction * x.
  var direction = 1;
  var offset = 0;
  // Columns of the row that are cut out: [from, to).
  var cutFrom = 0;
  var cutTo = 0;
  if (step.training != 0u) {
    let padding = (*job).padding;
    let cutout = i32((*job).cutout);
    let top = i32(below(draw(n, 3u), height)) - cutout / 2;
    cutFrom = i32(below(draw(n, 4u), width)) - cutout / 2;
    cutTo = cutFrom + select(0, cutout, (y >= top) & (y < top + cutout));
    let isFlipped = ((*job).flip != 0u) & (draw(n, 2u) >> 31u == 1u);
    direction = select(1, -1, isFlipped);
    fromY += i32(below(draw(n, 0u), 2u * padding + 1u)) - i32(padding);
    offset = select(0, i32(width) - 1, isFlipped) + i32(below(draw(n, 1u), 2u * padding + 1u)) - i32(padding);
  }
  let channels = (*job).channels;
  let line = (batch[n].x * height + u32(fromY)) * width;
  let isLineInside = (fromY >= 0) & (fromY < i32(height));
  for (var x = i32(unit - row * apart); x < i32(width); x += i32(apart)) {
    let fromX = offset + direction * x;
    var value = vec4f();
    if (isLineInside & (fromX >= 0) & (fromX < i32(width)) & ((x < cutFrom) | (x >= cutTo))) {
      let at = (line + u32(fromX)) * channels;
      let bytes = vec4f(byteAt(at), byteAt(at + 1u), byteAt(at + 2u), byteAt(at + 3u));
      value = select(vec4f(), (bytes / 255.0 - step.mean) / step.deviation, vec4u(0u, 1u, 2u, 3u) < vec4u(channels));
    }
    maps[(*job).y + row * width + u32(x)] = value;
  }
}
