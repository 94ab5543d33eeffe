// Softmax cross-entropy of scores + bias against smoothed targets, and its gradient:
// gradient[n, k] = (softmax - target) * weight / batch. tally[n] = [loss, 1 if right, 1, class] of each image,
// the class that it is taken for: of equal scores the first.
// One invocation: one image.

@group(1) @binding(0) var<storage, read> images: array<u32>;
@group(1) @binding(1) var<storage, read> batch: array<vec2u>;

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let n = workgroup * LANES + lane;
  if (n >= step.count) { return; }
  let classes = (*job).classes;
  let groups = (classes + 3u) / 4u;
  let bias = (*job).bias;
  let smoothing = bitcast<f32>((*job).smoothing) * f32(step.training);
  let at = (*job).x + n * groups;
  let label = batch[n].y;
  let lanes = vec4u(0u, 1u, 2u, 3u);
  var greatest = -3.4e38;
  for (var group = 0u; group < groups; group++) {
    let s = select(vec4f(-3.4e38), arena[at + group] + parameters[bias + group], 4u * group + lanes < vec4u(classes));
    greatest = max(greatest, max(max(s.x, s.y), max(s.z, s.w)));
  }
  var sum = 0.0;
  var all = 0.0;
  var own = 0.0;
  var best = classes;
  for (var group = 0u; group < groups; group++) {
    let k = 4u * group + lanes;
    let s = arena[at + group] + parameters[bias + group];
    let real = k < vec4u(classes);
    sum += dot(select(vec4f(), exp(s - greatest), real), vec4f(1.0));
    all += dot(select(vec4f(), s, real), vec4f(1.0));
    own += dot(select(vec4f(), s, k == vec4u(label)), vec4f(1.0));
    let winners = select(vec4u(classes), k, real & (s == vec4f(greatest)));
    best = min(best, min(min(winners.x, winners.y), min(winners.z, winners.w)));
  }
  let logSum = greatest + log(sum);
  let each = smoothing / f32(classes);
  if ((*job).tally != NONE) {
    let loss = logSum - (1.0 - smoothing) * own - each * all;
    arena[(*job).tally + n] = vec4f(loss, f32(best == label), 1.0, f32(best));
  }
  if ((*job).gradient == NONE) { return; }
  let scale = bitcast<f32>((*job).weight) / f32((*job).images);
  for (var group = 0u; group < groups; group++) {
    let k = 4u * group + lanes;
    let s = arena[at + group] + parameters[bias + group];
    let d = exp(s - logSum) - select(vec4f(), vec4f(1.0 - smoothing), k == vec4u(label)) - each;
    arena[(*job).gradient + n * groups + group] = select(vec4f(), d * scale, k < vec4u(classes));
  }
}
