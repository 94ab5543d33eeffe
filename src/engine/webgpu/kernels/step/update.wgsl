// Last of three steps of the update, SGD with Nesterov momentum (NASNET.md): g = (g + decay * w) * factor,
// v = momentum * v + g, w -= rate * (g + momentum * v). Gaps (decay < 0) stay. One invocation: one group.

@group(1) @binding(0) var<storage, read_write> velocity: array<vec4f>;
@group(1) @binding(1) var<storage, read_write> decays: array<vec4f>;

fn run(index: u32, workgroup: u32, lane: u32) {
  let job = &table[index];
  let e = workgroup * LANES + lane;
  if (e >= (*job).groups) { return; }
  let decay = decays[e];
  let w = parameters[e];
  let g = select((decay * w + gradients[e]) * arena[(*job).factor], vec4f(), decay < vec4f());
  let v = step.momentum * velocity[e] + g;
  velocity[e] = v;
  parameters[e] = w - step.rate * (g + step.momentum * v);
}
