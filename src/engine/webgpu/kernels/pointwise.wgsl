// 1x1 convolution of stride 1, a matrix product: y[p, o] = sum over i of x[p, i] * w[i, o]; or its input gradient (T = 1):
// y[p, i] = sum over o of x[p, o] * w[i, o], in which x is the gradient of the outputs.
// The weights of $I groups of inputs and $O of outputs stay in registers while the pixels go by; where there are more
// inputs (A = 1), the pixels go by once for every $I of them, and the last ones that do not exist have weights of 0.
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
  let xStart = (*job).x + start * (*job).xStride;
  let yStart = (*job).y + start * (*job).yStride + group;
  let xStep = stride * (*job).xStride;
  let yStep = stride * (*job).yStride;
  $for a in 0..1-A
  let ins = $(I)u;
  let base = 0u;
  $end
  $for a in 0..A
  let ins = (*job).ins;
  for (var base = 0u; base < ins; base += $(I)u) {
  let again = maskOf(base > 0u);
  $end
    $for i in 0..I
    $for a in 0..1-A
    let in$i = $(i)u;
    $end
    $for a in 0..A
    let in$i = min(base + $(i)u, ins - 1u);
    let there$i = select(0.0, 1.0, base + $(i)u < ins);
    $end
    $for n in 0..N
    let lens$i = lensOf((*job).norm, relu, in$i, ins);
    $end
    $for o in 0..O
    $for t in 0..1-T
    let at$(i)_$o = (*job).weight + in$i * 4u * outs + group + $(o)u;
    let w$(i)_$o = mat4x4f(
      parameters[at$(i)_$o], parameters[at$(i)_$o + outs], parameters[at$(i)_$o + 2u * outs], parameters[at$(i)_$o + 3u * outs])
    $end
    $for t in 0..T
    let at$(i)_$o = (*job).weight + (group + $(o)u) * 4u * ins + in$i;
    let w$(i)_$o = transpose(mat4x4f(
      parameters[at$(i)_$o], parameters[at$(i)_$o + ins], parameters[at$(i)_$o + 2u * ins], parameters[at$(i)_$o + 3u * ins]))
    $end
    $for a in 0..A
      * there$i
    $end
      ;
    $end
    $end
    var x = xStart + base;
    var y = yStart;
    for (var pixel = start; pixel < pixels; pixel += stride) {
      $for i in 0..I
      $for n in 0..N
      let v$i = see(lens$i, arena[x + in$i - base]);
      $end
      $for n in 0..1-N
      let v$i = rectify(low, arena[x + in$i - base]);
      $end
      $end
      $for o in 0..O
      $for a in 0..1-A
      arena[y + $(o)u] = vec4f()
      $end
      $for a in 0..A
      arena[y + $(o)u] = keep(again, arena[y + $(o)u])
      $end
        $for i in 0..I
        + v$i.x * w$(i)_$o[0] + v$i.y * w$(i)_$o[1] + v$i.z * w$(i)_$o[2] + v$i.w * w$(i)_$o[3]
        $end
        ;
      $end
      x += xStep;
      y += yStep;
    }
  $for a in 0..A
  }
  $end
}
