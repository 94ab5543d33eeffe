/**
 * Convolution kernels for tfjs's WebGPU backend, run through its own program interface. tfjs's cost 10 to 50 times as
 * much where channels are few, as in small children: its products share tiles in workgroup memory, mostly empty here and
 * dear on software adapters, and its filter gradients give each weight one invocation that walks over the whole batch.
 */
import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

const workgroup = 64;

/** Pixels of a row that one invocation of a convolution computes. */
const pixels = 4;

const blocks = (n: number): number => Math.ceil(n / 4);

/** A program whose invocations are numbered from 0; the shader ends those past `invocations`. */
function numbered(
  key: string,
  outputShape: number[],
  invocations: number,
  variables: readonly { readonly name: string; readonly components: number }[],
  uniforms: string,
  outputComponent: number,
  code: string,
): WebGPUProgram {
  return {
    variableNames: variables.map(({ name }) => name),
    variableComponents: variables.map(({ components }) => components),
    outputComponent,
    outputShape,
    uniforms,
    workgroupSize: [workgroup, 1, 1],
    dispatchLayout: { x: outputShape.map((_, axis) => axis) },
    dispatch: [Math.ceil(invocations / workgroup), 1, 1],
    shaderKey: key,
    getUserCode: () => `fn main(index : i32) {\n${code}\n}`,
  };
}

/**
 * out[n, y, x, o] = Σ image[n, y s - pad + ky, x s - pad + kx, i] filter[ky, kx, i, o], zeros outside the image.
 *
 * With `turned`, the filter is [ky, kx, o, i] and read from its last tap to its first: at stride 1 that is the gradient of
 * the input. One invocation makes four pixels of a row by four channels.
 * Uniforms: strides, pads (height, width).
 */
export function convolutionProgram(outputShape: number[], turned: boolean): WebGPUProgram {
  const [batch, height, width, outputs] = outputShape as [number, number, number, number];
  const vectors = outputs % 4 === 0;
  const each = (line: (p: number) => string): string =>
    Array.from({ length: pixels }, (_, p) => line(p)).join('\n');
  const weightAt = (c: number): string => {
    const o = `min(o + ${c}, outputs - 1)`;
    return turned ? `filter_[base + ${o} * inputs + i]` : `filter_[base + i * outputs + ${o}]`;
  };
  const weight =
    vectors && !turned
      ? 'filter_[(base + i * outputs + o) / 4]'
      : `vec4<f32>(${[0, 1, 2, 3].map(weightAt).join(', ')})`;
  const store = vectors
    ? (p: number) => `if (x + ${p} < width) { result[(to + ${p} * outputs) / 4] = sum${p}; }`
    : (p: number) =>
        `if (x + ${p} < width) { for (var c = 0; c < min(4, outputs - o); c++) { result[to + ${p} * outputs + c] = sum${p}[c]; } }`;
  const code = `
    let width = uniforms.outShape.z;
    let outputs = uniforms.outShape.w;
    let inputs = uniforms.imageShape.w;
    let taps = uniforms.filter_Shape.xy;
    let channelBlocks = (outputs + 3) / 4;
    let rowBlocks = (width + ${pixels - 1}) / ${pixels};
    if (index >= uniforms.outShape.x * uniforms.outShape.y * rowBlocks * channelBlocks) { return; }
    let o = (index % channelBlocks) * 4;
    let x = (index / channelBlocks % rowBlocks) * ${pixels};
    let row = index / channelBlocks / rowBlocks;
    let n = row / uniforms.outShape.y;
    let y = row % uniforms.outShape.y;
    ${each((p) => `var sum${p} = vec4<f32>();`)}
    for (var ky = 0; ky < taps.x; ky++) {
      let sourceY = y * uniforms.strides.x - uniforms.pads.x + ky;
      if (sourceY < 0 || sourceY >= uniforms.imageShape.y) { continue; }
      let source = (n * uniforms.imageShape.y + sourceY) * uniforms.imageShape.z;
      for (var kx = 0; kx < taps.y; kx++) {
        ${each((p) => `let x${p} = (x + ${p}) * uniforms.strides.y - uniforms.pads.y + kx;`)}
        ${each((p) => `let in${p} = select(0.0, 1.0, x${p} >= 0 && x${p} < uniforms.imageShape.z);`)}
        ${each((p) => `let at${p} = (source + clamp(x${p}, 0, uniforms.imageShape.z - 1)) * inputs;`)}
        let base = ${turned ? '(taps.x * taps.y - 1 - ky * taps.y - kx)' : '(ky * taps.y + kx)'} * inputs * outputs;
        for (var i = 0; i < inputs; i++) {
          let weight = ${weight};
          ${each((p) => `sum${p} += image[at${p} + i] * in${p} * weight;`)}
        }
      }
    }
    let to = (row * width + x) * outputs + o;
    ${each(store)}`;
  return numbered(
    `convolution_${turned}_${vectors}`,
    outputShape,
    batch * height * blocks(width) * blocks(outputs),
    [
      { name: 'image', components: 1 },
      { name: 'filter_', components: vectors && !turned ? 4 : 1 },
    ],
    'strides : vec2<i32>, pads : vec2<i32>,',
    vectors ? 4 : 1,
    code,
  );
}

/**
 * Filter gradients, each example's apart: [batch, taps, inputs, outputs], or [batch, taps, channels, 1] of a depthwise
 * filter. One invocation sums one tap of one example over all pixels, for four channels of the output.
 * Uniforms: kernel, strides, pads (height, width).
 */
export function filterGradientProgram(outputShape: number[], depthwise: boolean): WebGPUProgram {
  const [batch, taps, inputs, outputs] = outputShape as [number, number, number, number];
  const channels = depthwise ? inputs : outputs;
  const vectors = channels % 4 === 0;
  const load = (name: string, at: string): string =>
    vectors
      ? `${name}[(${at} + c) / 4]`
      : `vec4<f32>(${[0, 1, 2, 3].map((k) => `${name}[${at} + min(c + ${k}, channels - 1)]`).join(', ')})`;
  const code = `
    let inputs = uniforms.imageShape.w;
    let channels = uniforms.gradientShape.w;
    let channelBlocks = (channels + 3) / 4;
    let taps = uniforms.kernel.x * uniforms.kernel.y;
    let rows = ${depthwise ? '1' : 'inputs'};
    if (index >= uniforms.outShape.x * taps * rows * channelBlocks) { return; }
    let c = (index % channelBlocks) * 4;
    let i = index / channelBlocks % rows;
    let tap = index / channelBlocks / rows % taps;
    let n = index / channelBlocks / rows / taps;
    let offset = vec2<i32>(tap / uniforms.kernel.y, tap % uniforms.kernel.y) - uniforms.pads;
    var sum = vec4<f32>();
    for (var y = 0; y < uniforms.gradientShape.y; y++) {
      let sourceY = y * uniforms.strides.x + offset.x;
      if (sourceY < 0 || sourceY >= uniforms.imageShape.y) { continue; }
      let imageRow = (n * uniforms.imageShape.y + sourceY) * uniforms.imageShape.z;
      let gradientRow = (n * uniforms.gradientShape.y + y) * uniforms.gradientShape.z;
      for (var x = 0; x < uniforms.gradientShape.z; x++) {
        let sourceX = x * uniforms.strides.y + offset.y;
        if (sourceX < 0 || sourceX >= uniforms.imageShape.z) { continue; }
        let value = ${depthwise ? load('image', '(imageRow + sourceX) * inputs') : 'image[(imageRow + sourceX) * inputs + i]'};
        sum += value * ${load('gradient', '(gradientRow + x) * channels')};
      }
    }
    let to = ((n * taps + tap) * rows + i) * channels + c;
    ${vectors ? 'result[to / 4] = sum;' : 'for (var k = 0; k < min(4, channels - c); k++) { result[to + k] = sum[k]; }'}`;
  return numbered(
    `filterGradient_${depthwise}_${vectors}`,
    outputShape,
    batch * taps * (depthwise ? 1 : inputs) * blocks(channels),
    [
      { name: 'image', components: depthwise && vectors ? 4 : 1 },
      { name: 'gradient', components: vectors ? 4 : 1 },
    ],
    'kernel : vec2<i32>, strides : vec2<i32>, pads : vec2<i32>,',
    vectors ? 4 : 1,
    code,
  );
}
