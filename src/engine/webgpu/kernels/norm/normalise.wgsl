// Second half of batch norm's statistics: joins the blocks' moments and writes the record by which readers normalise,
// [scale, shift, mean, inverse deviation] of each group: y = (x - mean) / sqrt(variance + epsilon) * gamma + beta.
// Training also moves the running statistics: new = decay * old + (1 - decay) * batch. Evaluation (blocks = 0) takes them.
// One invocation: one Number; joined (JOINED = 1), a workgroup takes one group of channels.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let groups = (*job).groups;
  $if JOINED
  let group = workgroup;
  let part = 0u;
  let start = lane;
  let step = LANES;
  $else
  let number = workgroup * LANES + lane;
  let group = number / PARTS;
  let part = number % PARTS;
  if (group >= groups) { return; }
  let start = 0u;
  let step = 1u;
  $end
  let blocks = (*job).blocks;
  let lanes = (*job).lanes;
  let partials = blocks / lanes;
  let pixels = (*job).pixels;
  let runningMean = (*job).mean + group;
  let runningVariance = (*job).variance + group;
  var mean = Number();
  var squares = Number();
  for (var b = start; b < partials; b += step) {
    let count = f32(countOf(pixels, blocks, b * lanes, lanes));
    mean += load((*job).partial + 2u * (b * groups + group), part) * count;
  }
  $if JOINED
  mean = joinAll(lane, mean);
  $end
  mean /= f32(pixels);
  for (var b = start; b < partials; b += step) {
    let at = (*job).partial + 2u * (b * groups + group);
    let distance = load(at, part) - mean;
    let count = f32(countOf(pixels, blocks, b * lanes, lanes));
    squares += distance * distance * count + load(at + 1u, part);
  }
  $if JOINED
  squares = joinAll(lane, squares);
  if (lane > 0u) { return; }
  $end
  var variance = squares / f32(pixels);
  if (blocks > 0u) {
    let decay = Number(bitcast<f32>((*job).decay));
    setRunning(runningMean, part, mix(mean, running(runningMean, part), decay));
    setRunning(runningVariance, part, mix(variance, running(runningVariance, part), decay));
  } else {
    mean = running(runningMean, part);
    variance = running(runningVariance, part);
  }
  let inverse = 1.0 / sqrt(variance + bitcast<f32>((*job).epsilon));
  let scale = weight((*job).gamma + group, part) * inverse;
  let to = (*job).record + group;
  store(to, part, scale);
  store(to + groups, part, weight((*job).beta + group, part) - mean * scale);
  store(to + 2u * groups, part, mean);
  store(to + 3u * groups, part, inverse);
}
