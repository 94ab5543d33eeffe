// Adds up what each image of the batch came to: the sums of training (or of evaluation) = [loss, right, images, batches] since
// they were last cleared; the flag becomes 1 for good once a training loss is not finite. One invocation in all;
// joined (JOINED = 1), one workgroup.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  $if JOINED
  var mine = vec4f();
  for (var n = lane; n < step.count; n += LANES) { mine += vec4f(arena[(*job).tally + n].xyz, 0.0); }
  let sum = joinAll(lane, mine) + vec4f(0.0, 0.0, 0.0, 1.0);
  if (lane > 0u) { return; }
  $else
  if (lane > 0u) { return; }
  var sum = vec4f(0.0, 0.0, 0.0, 1.0);
  for (var n = 0u; n < step.count; n++) { sum += vec4f(arena[(*job).tally + n].xyz, 0.0); }
  $end
  if (step.training == 0u) {
    statistics[EVALUATION_SUMS] += sum;
    return;
  }
  statistics[TRAINING_SUMS] += sum;
  if (!finite(sum.x)) { statistics[BROKEN].x = 1.0; }
}
