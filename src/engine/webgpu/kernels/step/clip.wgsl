// Second of three steps of the update: the factor min(1, clip / norm) of the gradient, or 1 where clip is 0. A norm that
// is not finite raises the flag statistics[1].x. One invocation in all; joined (J = 1), one workgroup.

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  var sum = 0.0;
  $for j in 0..1-J
  if (lane > 0u) { return; }
  for (var b = 0u; b < (*job).partials; b++) { sum += arena[(*job).partial + b].x; }
  $end
  $for j in 0..J
  for (var b = lane; b < (*job).partials; b += LANES) { sum += arena[(*job).partial + b].x; }
  sum = joinAll(lane, vec4f(sum)).x;
  if (lane > 0u) { return; }
  $end
  if (!finite(sum)) { statistics[1].x = 1.0; }
  // The smallest normal float keeps a gradient of zeros from dividing by zero.
  let factor = select(1.0, min(1.0, step.clip / sqrt(max(sum, 1.2e-38))), step.clip > 0.0);
  arena[(*job).factor] = vec4f(factor);
}
