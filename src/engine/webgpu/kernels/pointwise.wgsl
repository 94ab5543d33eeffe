// 1x1 convolution of stride 1 with few inputs, a matrix product: y[p, o] = sum over i of x[p, i] * w[i, o]; or its input
// gradient (T = 1): y[p, i] = sum over o of x[p, o] * w[i, o], in which x is the gradient of the outputs.
// The weights of $I groups of inputs, which are all there are, and of $O groups of outputs stay in registers.
// Reads of a batch norm have a kernel of their own (N = 1).
// One invocation: every pixel `stride` apart from its number on, $O groups of outputs.

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let workgroup = workgroupOf(id);
  if (workgroup >= dispatch.workgroups) { return; }
  let job = &table[findJob(workgroup)];
  let unit = (workgroup - (*job).first) * LANES + lane;
  let stride = (*job).stride;
  let column = unit / stride;
  let group = column * $(O)u;
  let outs = (*job).outs;
  if (group >= outs) { return; }
  let start = unit - column * stride;
  let pixels = (*job).pixels;
  let relu = (*job).relu;
  let low = floorOf(relu);
  let weight = (*job).weight;
  $for i in 0..I
  $for n in 0..N
  let lens$i = lensOf((*job).norm, relu, $(i)u, $(I)u);
  $end
  $for o in 0..O
  $for t in 0..1-T
  let at$(i)_$o = weight + $(4*i)u * outs + group + $(o)u;
  let w$(i)_$o = mat4x4f(
    parameters[at$(i)_$o], parameters[at$(i)_$o + outs], parameters[at$(i)_$o + 2u * outs], parameters[at$(i)_$o + 3u * outs]);
  $end
  $for t in 0..T
  let at$(i)_$o = weight + (group + $(o)u) * $(4*I)u + $(i)u;
  let w$(i)_$o = transpose(mat4x4f(
    parameters[at$(i)_$o], parameters[at$(i)_$o + $(I)u], parameters[at$(i)_$o + $(2*I)u], parameters[at$(i)_$o + $(3*I)u]));
  $end
  $end
  $end
  var x = (*job).x + start * (*job).xStride;
  var y = (*job).y + start * (*job).yStride + group;
  let xStep = stride * (*job).xStride;
  let yStep = stride * (*job).yStride;
  for (var pixel = start; pixel < pixels; pixel += stride) {
    $for i in 0..I
    $for n in 0..N
    let v$i = see(lens$i, arena[x + $(i)u]);
    $end
    $for n in 0..1-N
    let v$i = rectify(low, arena[x + $(i)u]);
    $end
    $end
    $for o in 0..O
    arena[y + $(o)u] = vec4f()
      $for i in 0..I
      + v$i.x * w$(i)_$o[0] + v$i.y * w$(i)_$o[1] + v$i.z * w$(i)_$o[2] + v$i.w * w$(i)_$o[3]
      $end
      ;
    $end
    x += xStep;
    y += yStep;
  }
}
