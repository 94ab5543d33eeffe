// Input gradient of pooling of stride $STRIDE, 1 or 2. average (MAXIMUM = 0): dx[q, c] = sum over the windows p that hold q of
// g[p, c] / taps of p inside the map. maximum (MAXIMUM = 1): the sum of g[p, c] over the windows whose code names q (maxPool.wgsl).
// Windows are $SIZE = $STRIDE * $REACH + 1 wide, padded by no more than $PADDING before. Places are counted from where the first window begins,
// so pixel STRIDE * i + s meets the taps STRIDE * n + s of the windows i - n.
// One invocation: $(STRIDE*WINDOWS) input pixels side by side, down a strip of rows, $STRIDE at a time; one Number.

/// 1 / taps inside the map of a window that begins at `start`.
fn share(start: u32, length: u32) -> f32 {
  let first = i32(start);
  return 1.0 / f32(max(1, min(first + $SIZE, i32(length)) - max(first, 0)));
}

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let beforeY = (*job).beforeY;
  let beforeX = (*job).beforeX;
  let rows = (*job).rows;
  let blocks = (width + beforeX + $(STRIDE*WINDOWS-1)u) / $(STRIDE*WINDOWS)u;
  let lines = (height + beforeY + $(STRIDE-1)u) / $(STRIDE)u;
  let strips = (lines + rows - 1u) / rows;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let blockAndStrip = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let strip = blockAndStrip / blocks;
  let image = strip / strips;
  if (image >= (*job).images) { return; }
  let left = (blockAndStrip - strip * blocks) * $(WINDOWS)u;
  let top = (strip - image * strips) * rows;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let gStride = (*job).gStride;
  let g = (*job).g + image * outHeight * outWidth * gStride + group;
  $if MAXIMUM
  let outBlocks = (outWidth + 3u) / 4u;
  let codes = (*job).codes + image * outHeight * outBlocks * groups + group;
  $end
  $for j in 0..REACH+WINDOWS
  let x$j = left + $(j)u - $(REACH)u;
  let inside$j = x$j < outWidth;
  let near$j = select(0u, x$j, inside$j);
  let at$j = near$j * gStride;
  $if MAXIMUM
  let code$j = codes + (near$j / 4u) * groups;
  let shift$j = 8u * (near$j & 3u);
  let outside$j = Word(select(0xffffffffu, 0u, inside$j));
  $else
  let scale$j = select(0.0, share(x$j * $(STRIDE)u - beforeX, width), inside$j);
  $end
  $end
  let yStride = (*job).yStride;
  let to = (*job).y + image * height * width * yStride + group;
  let first = left * $(STRIDE)u - beforeX;
  $for p in PADDING..STRIDE*WINDOWS
  let to$p = min(first + $(p)u, width - 1u) * yStride;
  $end
  let end = min(top + rows, lines);
  for (var i = top; i < end; i++) {
    $for s in 0..STRIDE
    $for t in 0..STRIDE
    $for q in 0..WINDOWS
    var sum$(s)_$(STRIDE*q+t) = Number();
    $end
    $end
    $end
    let endRow = min($(REACH)u, i) + 1u;
    for (var n = max(i + 1u, outHeight) - outHeight; n < endRow; n++) {
      let gy = i - n;
      let line = g + gy * outWidth * gStride;
      $if MAXIMUM
      let codeLine = gy * outBlocks * groups;
      $for j in 0..REACH+WINDOWS
      let v$j = loadGradient(line + at$j, part);
      let c$j = ((bitcast<Word>(load(codeLine + code$j, part)) >> Word(shift$j)) | outside$j) & Word(63u);
      $end
      $for s in 0..STRIDE
      {
        let tap0 = Word((n * $(STRIDE)u + $(s)u) * $(SIZE)u);
        $for k in 1..SIZE
        let tap$k = tap0 + $(k)u;
        $end
        $for t in 0..STRIDE
        $for q in 0..WINDOWS
        sum$(s)_$(STRIDE*q+t) += Number()
        $for k in 0..REACH+1-t
          + select(Number(), v$(q-k+REACH), c$(q-k+REACH) == tap$(k*STRIDE+t))
        $end
        ;
        $end
        $end
      }
      $end
      $else
      let scale = share(gy * $(STRIDE)u - beforeY, height);
      $for j in 0..REACH+WINDOWS
      let v$j = loadGradient(line + at$j, part) * (scale * scale$j);
      $end
      $for t in 0..STRIDE
      $for q in 0..WINDOWS
      let row$(t)_$(q) = Number()
      $for k in 0..REACH+1-t
        + v$(q-k+REACH)
      $end
      ;
      sum0_$(STRIDE*q+t) += row$(t)_$(q);
      $for s in 1..STRIDE
      sum$(s)_$(STRIDE*q+t) += row$(t)_$(q) * select(0.0, 1.0, n < $(REACH)u);
      $end
      $end
      $end
      $end
    }
    $for s in 0..STRIDE
    {
      let row = i * $(STRIDE)u + $(s)u - beforeY;
      if (row < height) {
        let toRow = to + row * width * yStride;
        // What lies beyond the row is written first and then overwritten by its last pixel.
        $for p in 0..STRIDE*WINDOWS-PADDING
        storeGradient(toRow + to$(STRIDE*WINDOWS-1-p), part, sum$(s)_$(STRIDE*WINDOWS-1-p));
        $end
        $for p in 0..PADDING
        if (first + $(PADDING-1-p)u < width) { storeGradient(toRow + (first + $(PADDING-1-p)u) * yStride, part, sum$(s)_$(PADDING-1-p)); }
        $end
      }
    }
    $end
  }
}
