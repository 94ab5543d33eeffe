// Average pooling: y[p, c] = mean of x over the taps of p's window that lie inside the map (0 where none does). With `flip`
// the input gradient of one of stride 1, whose windows come in mirrored: y[q, c] = sum over the windows p that hold q of
// x[p, c] / taps of p inside the map, both of the factors of that number taken on load. Windows are $SIZE wide, stride $STRIDE.
// One invocation: $PIXELS pixels side by side, down a strip of rows; one Number. A row of inputs is added up along
// the row once, and the sums of the $SHARED rows that the next window shares stay.

/// 1 / taps inside the map of a window that begins at `start`.
fn share(start: u32, length: u32) -> f32 {
  let first = i32(start);
  return 1.0 / f32(max(1, min(first + $(SIZE), i32(length)) - max(first, 0)));
}

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if FOLDED
  foldLenses(lane, (*job).list, groups);
  $end
  let outWidth = (*job).outWidth;
  let outHeight = (*job).outHeight;
  let rows = (*job).rows;
  let blocks = (outWidth + $(PIXELS-1)u) / $(PIXELS)u;
  let strips = (outHeight + rows - 1u) / rows;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let blockAndStrip = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let strip = blockAndStrip / blocks;
  let image = strip / strips;
  if (image >= (*job).images) { return; }
  let left = (blockAndStrip - strip * blocks) * $(PIXELS)u;
  let top = (strip - image * strips) * rows;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let xStride = (*job).xStride;
  let rowStride = width * xStride;
  let source = (*job).x + image * height * rowStride + group;
  $if FOLDED
  let lens = foldedLens((*job).relu, group);
  $else
  let lens = numberLens((*job).norm, (*job).relu, group, groups, part);
  $end
  let isFlipped = (*job).flip != 0u;
  // Where the window begins whose gradient a mirrored one meets as its first tap.
  let beforeY = (*job).beforeY;
  let beforeX = (*job).beforeX;
  let mirrorY = beforeY - $(SIZE-1)u;
  let mirrorX = beforeX - $(SIZE-1)u;
  $for j in 0..PIXELS*STRIDE-STRIDE+SIZE
  let x$j = left * $(STRIDE)u + $(j)u - beforeX;
  let at$j = select(0u, x$j * xStride, x$j < width);
  let scale$j = select(0.0, select(1.0, share(x$j + mirrorX, outWidth), isFlipped), x$j < width);
  $end
  // What lies beyond the row is written first and then overwritten by its last pixel.
  let yStride = (*job).yStride;
  var to = (*job).y + (image * outHeight + top) * outWidth * yStride + group;
  $for p in 0..PIXELS
  let to$p = min(left + $(p)u, outWidth - 1u) * yStride;
  let share$p = select(share((left + $(p)u) * $(STRIDE)u - beforeX, width), 1.0, isFlipped);
  $end
  var row = top * $(STRIDE)u - beforeY;
  $for c in 0..SHARED
  let isIn$c = row < height;
  let line$c = source + select(0u, row, isIn$c) * rowStride;
  let rowScale$c = select(0.0, select(1.0, share(row + mirrorY, outHeight), isFlipped), isIn$c);
  $for j in 0..PIXELS*STRIDE-STRIDE+SIZE
  let v$(c)_$(j) = seen(lens, loadMap(line$c + at$j, part)) * scale$j;
  $end
  $for p in 0..PIXELS
  var h$(c)_$(p) = rowScale$c * (Number()
  $for k in 0..SIZE
    + v$(c)_$(p*STRIDE+k)
  $end
  );
  $end
  row++;
  $end
  let end = min(top + rows, outHeight);
  for (var y = top; y < end; y++) {
    $for c in SHARED..SIZE
    let isIn$c = row < height;
    let line$c = source + select(0u, row, isIn$c) * rowStride;
    let rowScale$c = select(0.0, select(1.0, share(row + mirrorY, outHeight), isFlipped), isIn$c);
    $for j in 0..PIXELS*STRIDE-STRIDE+SIZE
    let v$(c)_$(j) = seen(lens, loadMap(line$c + at$j, part)) * scale$j;
    $end
    $for p in 0..PIXELS
    let h$(c)_$(p) = rowScale$c * (Number()
    $for k in 0..SIZE
      + v$(c)_$(p*STRIDE+k)
    $end
    );
    $end
    row++;
    $end
    row += $(STRIDE-SIZE+SHARED)u;
    let rowShare = select(share(y * $(STRIDE)u - beforeY, height), 1.0, isFlipped);
    $for q in 0..PIXELS
    storeMap(to + to$(PIXELS-1-q), part, (rowShare * share$(PIXELS-1-q)) * (Number()
    $for c in 0..SIZE
      + h$(c)_$(PIXELS-1-q)
    $end
    ));
    $end
    $for c in 0..SHARED
    $for p in 0..PIXELS
    h$(c)_$(p) = h$(c+STRIDE)_$(p);
    $end
    $end
    to += outWidth * yStride;
  }
}
