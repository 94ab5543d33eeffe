// Input gradient of pooling of stride $S, 1 or 2. average (M = 0): dx[q, c] = sum over the windows p that hold q of
// g[p, c] / taps of p inside the map. maximum (M = 1): the sum of g[p, c] over the windows whose code names q (maxPool.wgsl).
// Windows are $K = $S * $H + 1 wide, padded by no more than $B before. Places are counted from where the first window begins,
// so pixel S * i + s meets the taps S * n + s of the windows i - n.
// One invocation: $(S*Q) input pixels side by side, down a strip of rows, $S at a time; one Number.

/// 1 / taps inside the map of a window that begins at `start`.
fn share(start: u32, length: u32) -> f32 {
  let first = i32(start);
  return 1.0 / f32(max(1, min(first + $K, i32(length)) - max(first, 0)));
}

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  let height = (*job).inHeight;
  let width = (*job).inWidth;
  let beforeY = (*job).beforeY;
  let beforeX = (*job).beforeX;
  let rows = (*job).rows;
  let blocks = (width + beforeX + $(S*Q-1)u) / $(S*Q)u;
  let lines = (height + beforeY + $(S-1)u) / $(S)u;
  let strips = (lines + rows - 1u) / rows;
  let mine = shareOf(workgroup * LANES + lane, groups);
  let blockAndStrip = mine.piece;
  let group = mine.group;
  let part = mine.part;
  let strip = blockAndStrip / blocks;
  let image = strip / strips;
  if (image >= (*job).images) { return; }
  let left = (blockAndStrip - strip * blocks) * $(Q)u;
  let top = (strip - image * strips) * rows;
  let outHeight = (*job).outHeight;
  let outWidth = (*job).outWidth;
  let gStride = (*job).gStride;
  let g = (*job).g + image * outHeight * outWidth * gStride + group;
  $for m in 0..M
  let outBlocks = (outWidth + 3u) / 4u;
  let codes = (*job).codes + image * outHeight * outBlocks * groups + group;
  $end
  $for j in 0..H+Q
  let x$j = left + $(j)u - $(H)u;
  let inside$j = x$j < outWidth;
  let near$j = select(0u, x$j, inside$j);
  let at$j = near$j * gStride;
  $for a in 0..1-M
  let scale$j = select(0.0, share(x$j * $(S)u - beforeX, width), inside$j);
  $end
  $for m in 0..M
  let code$j = codes + (near$j / 4u) * groups;
  let shift$j = 8u * (near$j & 3u);
  let outside$j = Word(select(0xffffffffu, 0u, inside$j));
  $end
  $end
  let yStride = (*job).yStride;
  let to = (*job).y + image * height * width * yStride + group;
  let first = left * $(S)u - beforeX;
  $for p in B..S*Q
  let to$p = min(first + $(p)u, width - 1u) * yStride;
  $end
  let end = min(top + rows, lines);
  for (var i = top; i < end; i++) {
    $for s in 0..S
    $for t in 0..S
    $for q in 0..Q
    var sum$(s)_$(S*q+t) = Number();
    $end
    $end
    $end
    let endRow = min($(H)u, i) + 1u;
    for (var n = max(i + 1u, outHeight) - outHeight; n < endRow; n++) {
      let gy = i - n;
      let line = g + gy * outWidth * gStride;
      $for a in 0..1-M
      let scale = share(gy * $(S)u - beforeY, height);
      $for j in 0..H+Q
      let v$j = load(line + at$j, part) * (scale * scale$j);
      $end
      $for t in 0..S
      $for q in 0..Q
      let row$(t)_$(q) = Number()
      $for k in 0..H+1-t
        + v$(q-k+H)
      $end
      ;
      sum0_$(S*q+t) += row$(t)_$(q);
      $for s in 1..S
      sum$(s)_$(S*q+t) += row$(t)_$(q) * select(0.0, 1.0, n < $(H)u);
      $end
      $end
      $end
      $end
      $for b in 0..M
      let codeLine = gy * outBlocks * groups;
      $for j in 0..H+Q
      let v$j = load(line + at$j, part);
      let c$j = ((bitcast<Word>(load(codeLine + code$j, part)) >> Word(shift$j)) | outside$j) & Word(63u);
      $end
      $for s in 0..S
      {
        let tap0 = Word((n * $(S)u + $(s)u) * $(K)u);
        $for k in 1..K
        let tap$k = tap0 + $(k)u;
        $end
        $for t in 0..S
        $for q in 0..Q
        sum$(s)_$(S*q+t) += Number()
        $for k in 0..H+1-t
          + select(Number(), v$(q-k+H), c$(q-k+H) == tap$(k*S+t))
        $end
        ;
        $end
        $end
      }
      $end
      $end
    }
    $for s in 0..S
    {
      let row = i * $(S)u + $(s)u - beforeY;
      if (row < height) {
        let toRow = to + row * width * yStride;
        // What lies beyond the row is written first and then overwritten by its last pixel.
        $for p in 0..S*Q-B
        store(toRow + to$(S*Q-1-p), part, sum$(s)_$(S*Q-1-p));
        $end
        $for p in 0..B
        if (first + $(B-1-p)u < width) { store(toRow + (first + $(B-1-p)u) * yStride, part, sum$(s)_$(B-1-p)); }
        $end
      }
    }
    $end
  }
}
