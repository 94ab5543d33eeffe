// Maximum pooling: y[p, c] = the greatest x over the taps of p's window that lie inside the map; and the number of the tap
// that held it, the first of equal ones in row order. Windows are $K wide, stride $S, padded by no more than $B before.
// Normalising and rectifying keep the order or turn it round, so they wait for the winner. Numbers are compared as whole
// numbers of the same order, which software adapters do faster.
// codes[row, block, group]: a word for each of four pixels side by side, in it a byte for each channel. The highest byte
// has bit 6 set, so that as a float it is an ordinary number, whatever a device does to others.
// One invocation: four pixels side by side, down a strip of rows; one group of channels.

const BYTES = vec4i(1, 256, 65536, 16777216);

/// Whole numbers in the order of floats by their bits, and back.
fn ordered(bits: vec4i) -> vec4i { return bits ^ select(vec4i(), vec4i(0x7fffffff), bits < vec4i()); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let rows = (*job).rows;
  let blocks = (outWidth + 3u) / 4u;
  let strips = (outHeight + rows - 1u) / rows;
  let unit = (workgroup - (*job).first) * LANES + lane;
  let blockAndStrip = unit / groups;
  let group = unit - blockAndStrip * groups;
  let strip = blockAndStrip / blocks;
  let image = strip / strips;
  if (image >= (*job).images) { return; }
  let block = blockAndStrip - strip * blocks;
  let left = block * 4u;
  let top = (strip - image * strips) * rows;
  let height = i32((*job).inHeight);
  let width = (*job).inWidth;
  let xStride = (*job).xStride;
  let rowStride = width * xStride;
  let source = (*job).x + image * (*job).inHeight * rowStride + group;
  let lens = lensOf((*job).norm, (*job).relu, group, groups);
  let turn = bitcast<vec4i>(lens.scale) & vec4i(i32(-0x7fffffff - 1));
  let x0 = i32(left * $(S)u - (*job).beforeX);
  // Beyond the right edge the last column stands in, which is in the window already, and earlier.
  $for j in 0..4*S-S+K
  let at$j = u32(clamp(x0 + $j, 0, i32(width) - 1)) * xStride;
  $end
  $for j in 0..B
  let inside$j = select(0, -1, x0 + $j >= 0);
  let outside$j = ~inside$j & i32(-0x7fffffff - 1);
  $end
  // What lies beyond the row is written first and then overwritten by its last pixel.
  let yStride = (*job).yStride;
  $for p in 0..4
  let to$p = min(left + $(p)u, outWidth - 1u) * yStride;
  $end
  let line = image * outHeight + top;
  var to = (*job).y + line * outWidth * yStride + group;
  var toCode = (*job).codes + (line * blocks + block) * groups + group;
  var start = i32(top * $(S)u - (*job).beforeY);
  let end = min(top + rows, outHeight);
  for (var y = top; y < end; y++) {
    $for p in 0..4
    var best$p = vec4i(i32(-0x7fffffff - 1));
    var code$p = vec4i();
    $end
    let endRow = min($K, height - start);
    for (var ky = max(0, -start); ky < endRow; ky++) {
      let rowAt = source + u32(start + ky) * rowStride;
      let tap = (ky * $K) * BYTES;
      $for j in 0..B
      let v$j = (ordered(bitcast<vec4i>(arena[rowAt + at$j]) ^ turn) & vec4i(inside$j)) | vec4i(outside$j);
      $end
      $for j in B..4*S-S+K
      let v$j = ordered(bitcast<vec4i>(arena[rowAt + at$j]) ^ turn);
      $end
      $for p in 0..4
      {
        let m0 = v$(p*S);
        $for k in 1..K
        let m$k = max(m$(k-1), v$(p*S+k));
        $end
        let column =
          $for k in 1..K
          select(
          $end
          vec4i($(K-1)) * BYTES
          $for k in 1..K
          , vec4i($(K-1-k)) * BYTES, v$(p*S+K-1-k) == m$(K-1))
          $end
          ;
        code$p = select(code$p, tap + column, m$(K-1) > best$p);
        best$p = max(best$p, m$(K-1));
      }
      $end
    }
    $for p in 0..4
    arena[to + to$(3-p)] = see(lens, bitcast<vec4f>(ordered(best$(3-p)) ^ turn));
    let word$p = (code$p.x | code$p.y | code$p.z | code$p.w) | 0x40000000;
    $end
    arena[toCode] = bitcast<vec4f>(vec4i(word0, word1, word2, word3));
    to += outWidth * yStride;
    toCode += blocks * groups;
    start += $S;
  }
}
