// Second half of batch norm's statistics: joins the blocks' moments and writes the record by which readers normalise,
// [scale, shift, mean, inverse deviation] of each group: y = (x - mean) / sqrt(variance + epsilon) * gamma + beta.
// Training also moves the running statistics: new = decay * old + (1 - decay) * batch. Evaluation (blocks = 0) takes them.
// One invocation: one group of channels.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let groups = (*job).groups;
  let group = (workgroup - (*job).first) * LANES + lane;
  if (group >= groups) { return; }
  let blocks = (*job).blocks;
  let pixels = (*job).pixels;
  let runningMean = (*job).mean + group;
  let runningVariance = (*job).variance + group;
  var mean = vec4f();
  var squares = vec4f();
  for (var b = 0u; b < blocks; b++) {
    let count = f32((pixels - b + blocks - 1u) / blocks);
    mean = (arena[(*job).partial + 2u * (b * groups + group)] * vec4f(count) + mean);
  }
  mean /= f32(pixels);
  for (var b = 0u; b < blocks; b++) {
    let at = (*job).partial + 2u * (b * groups + group);
    let distance = arena[at] - mean;
    let count = f32((pixels - b + blocks - 1u) / blocks);
    squares += (distance * distance * vec4f(count) + arena[at + 1u]);
  }
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
