// Adds up what each image of the batch came to: statistics[0] (in evaluation [2]) = [loss, right, images, batches] since it
// was last cleared; statistics[1].x becomes 1 for good once a training loss is not finite. One invocation in all;
// joined (JOINED = 1), one workgroup.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  $if JOINED
  var mine = vec4f();
  for (var n = lane; n < step.count; n += LANES) { mine += arena[(*job).tally + n]; }
  let sum = joinAll(lane, mine) + vec4f(0.0, 0.0, 0.0, 1.0);
  if (lane > 0u) { return; }
  $else
  if (lane > 0u) { return; }
  var sum = vec4f(0.0, 0.0, 0.0, 1.0);
  for (var n = 0u; n < step.count; n++) { sum += arena[(*job).tally + n]; }
  $end
  if (step.training == 0u) {
    statistics[2] += sum;
    return;
  }
  statistics[0] += sum;
  if (!finite(sum.x)) { statistics[1].x = 1.0; }
}
