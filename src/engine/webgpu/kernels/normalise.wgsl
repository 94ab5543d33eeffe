// Second half of batch norm's statistics: joins the blocks' moments and writes the record by which readers normalise,
// [scale, shift, mean, inverse deviation] of each group: y = (x - mean) / sqrt(variance + epsilon) * gamma + beta.
// Training also moves the running statistics: new = decay * old + (1 - decay) * batch. Evaluation (blocks = 0) takes them.
// One invocation: one group of channels; joined (J = 1), one workgroup.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  $for j in 0..1-J
  let group = (workgroup - (*job).first) * LANES + lane;
  if (group >= groups) { return; }
  let start = 0u;
  let step = 1u;
  $end
  $for j in 0..J
  let group = workgroup - (*job).first;
  let start = lane;
  let step = LANES;
  $end
  let blocks = (*job).blocks;
  let lanes = (*job).lanes;
  let partials = blocks / lanes;
  let pixels = (*job).pixels;
  let runningMean = (*job).mean + group;
  let runningVariance = (*job).variance + group;
  var mean = vec4f();
  var squares = vec4f();
  for (var b = start; b < partials; b += step) {
    let count = f32(countOf(pixels, blocks, b * lanes, lanes));
    mean = (arena[(*job).partial + 2u * (b * groups + group)] * vec4f(count) + mean);
  }
  $for j in 0..J
  mean = joinAll(lane, mean);
  $end
  mean /= f32(pixels);
  for (var b = start; b < partials; b += step) {
    let at = (*job).partial + 2u * (b * groups + group);
    let distance = arena[at] - mean;
    let count = f32(countOf(pixels, blocks, b * lanes, lanes));
    squares += (distance * distance * vec4f(count) + arena[at + 1u]);
  }
  $for j in 0..J
  squares = joinAll(lane, squares);
  if (lane > 0u) { return; }
  $end
  var variance = squares / f32(pixels);
  if (blocks > 0u) {
    let decay = vec4f(bitcast<f32>((*job).decay));
    statistics[runningMean] = mix(mean, statistics[runningMean], decay);
    statistics[runningVariance] = mix(variance, statistics[runningVariance], decay);
  } else {
    mean = statistics[runningMean];
    variance = statistics[runningVariance];
  }
  let inverse = 1.0 / sqrt(variance + bitcast<f32>((*job).epsilon));
  let scale = parameters[(*job).gamma + group] * inverse;
  let to = (*job).record + group;
  arena[to] = scale;
  arena[to + groups] = parameters[(*job).beta + group] - mean * scale;
  arena[to + 2u * groups] = mean;
  arena[to + 3u * groups] = inverse;
}
