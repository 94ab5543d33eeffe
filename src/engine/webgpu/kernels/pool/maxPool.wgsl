// Maximum pooling: y[p, c] = the greatest x over the taps of p's window that lie inside the map; and the number of the tap
// that held it, the first of equal ones in row order. Windows are $SIZE wide, stride $STRIDE, padded by no more than $PADDING before.
// Normalising and rectifying keep the order or turn it round, so they wait for the winner. Numbers are compared as whole
// numbers of the same order, which software adapters do faster.
// codes[row, block, c]: of each channel a word, in it a byte for each of four pixels side by side. The highest byte has
// bit 6 set, so that as a float the word is an ordinary number, whatever a device does to others.
// One invocation: four pixels side by side, down a strip of rows; one Number.

/// Whole numbers in the order of floats by their bits, and back.
fn ordered(bits: Whole) -> Whole { return bits ^ select(Whole(), Whole(0x7fffffff), bits < Whole()); }

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if FOLDED
  foldLenses(lane, (*job).list, groups);
  $end
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let rows = (*job).rows;
  let blocks = (outWidth + 3u) / 4u;
  let strips = (outHeight + rows - 1u) / rows;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let blockAndStrip = mine.piece;
  let group = mine.group;
  let part = mine.part;
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
  $if FOLDED
  let lens = foldedLens((*job).relu, group);
  $else
  let lens = numberLens((*job).norm, (*job).relu, group, groups, part);
  $end
  let turn = bitcast<Whole>(lens.scale) & Whole(i32(-0x7fffffff - 1));
  let x0 = i32(left * $(STRIDE)u - (*job).beforeX);
  // Beyond the right edge the last column stands in, which is in the window already, and earlier.
  $for j in 0..4*STRIDE-STRIDE+SIZE
  let at$j = u32(clamp(x0 + $j, 0, i32(width) - 1)) * xStride;
  $end
  $for j in 0..PADDING
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
  var start = i32(top * $(STRIDE)u - (*job).beforeY);
  let end = min(top + rows, outHeight);
  for (var y = top; y < end; y++) {
    $for p in 0..4
    var best$p = Whole(i32(-0x7fffffff - 1));
    var code$p = Whole();
    $end
    let endRow = min($SIZE, height - start);
    for (var ky = max(0, -start); ky < endRow; ky++) {
      let rowAt = source + u32(start + ky) * rowStride;
      let tap = Whole(ky * $SIZE);
      $for j in 0..PADDING
      let v$j = (ordered(bitcast<Whole>(loadMap(rowAt + at$j, part)) ^ turn) & Whole(inside$j)) | Whole(outside$j);
      $end
      $for j in PADDING..4*STRIDE-STRIDE+SIZE
      let v$j = ordered(bitcast<Whole>(loadMap(rowAt + at$j, part)) ^ turn);
      $end
      $for p in 0..4
      {
        let m0 = v$(p*STRIDE);
        $for k in 1..SIZE
        let m$k = max(m$(k-1), v$(p*STRIDE+k));
        $end
        let column =
          $for k in 1..SIZE
          select(
          $end
          Whole($(SIZE-1))
          $for k in 1..SIZE
          , Whole($(SIZE-1-k)), v$(p*STRIDE+SIZE-1-k) == m$(SIZE-1))
          $end
          ;
        code$p = select(code$p, tap + column, m$(SIZE-1) > best$p);
        best$p = max(best$p, m$(SIZE-1));
      }
      $end
    }
    $for p in 0..4
    storeMap(to + to$(3-p), part, seen(lens, bitcast<Number>(ordered(best$(3-p)) ^ turn)));
    $end
    store(toCode, part, bitcast<Number>(
      (code0 + code1 * 256) + (code2 * 65536 + code3 * 16777216) + Whole(0x40000000)));
    to += outWidth * yStride;
    toCode += blocks * groups;
    start += $STRIDE;
  }
}
