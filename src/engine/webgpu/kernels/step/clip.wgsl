// Second of three steps of the update: the factor min(1, clip / norm) of the gradient, or 1 where clip is 0. A norm that
// is not finite raises the flag. One invocation in all; joined (JOINED = 1), one workgroup.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  var sum = 0.0;
  $if JOINED
  for (var b = lane; b < (*job).partials; b += LANES) { sum += arena[(*job).partial + b].x; }
  sum = joinAll(lane, vec4f(sum)).x;
  if (lane > 0u) { return; }
  $else
  if (lane > 0u) { return; }
  for (var b = 0u; b < (*job).partials; b++) { sum += arena[(*job).partial + b].x; }
  $end
  if (!finite(sum)) { statistics[BROKEN].x = 1.0; }
  // The smallest normal float keeps a gradient of zeros from dividing by zero.
  let factor = select(1.0, min(1.0, step.clip / sqrt(max(sum, 1.2e-38))), step.clip > 0.0);
  arena[(*job).factor] = vec4f(factor);
}
