import type { WindowGeometry } from '../../../network/windows.ts';
import { ChildError } from '../../executor.ts';
import { groupsOf } from '../../lowering/channelLayout.ts';
import type { MapOperation } from '../../lowering/operations.ts';
import type { Grain } from '../ir/grain.ts';
import { type Address, NONE, task, type Word } from '../ir/job.ts';
import { windowWords } from '../ir/windowWords.ts';
import { depthwise, depthwiseStrips } from '../kernels/depthwise/depthwise.ts';
import { depthwiseBackward } from '../kernels/depthwise/depthwiseBackward.ts';
import { depthwiseFilter } from '../kernels/depthwise/depthwiseFilter.ts';
import { depthwiseSpread } from '../kernels/depthwise/depthwiseSpread.ts';
import { convolveGradient, convolveGradientWorkgroups } from '../kernels/product/convolveGradient.ts';
import { filterGradient, filterSplit } from '../kernels/product/filterGradient.ts';
import { pointwise } from '../kernels/product/pointwise.ts';
import { isPointwiseBackward, pointwiseBackward } from '../kernels/product/pointwiseBackward.ts';
import { pointwiseFilter } from '../kernels/product/pointwiseFilter.ts';
import { reduce } from '../kernels/sum/reduce.ts';
import type { Emitter, View } from './emitter.ts';
import { isPointwise } from './forwardTasks.ts';

type Of<Kind extends MapOperation['kind']> = Extract<MapOperation, { kind: Kind }>;

/** The first half of a batch norm's backward sums: so many pairs of each group. */
export interface Sums {
  readonly partial: Address;
  readonly partials: number;
}

/** Of a convolution, from the gradient `g` of its outputs; answers that of what it reads, where that is of use. */
export function convolutionGradients(e: Emitter, operation: Of<'convolution'>, g: View): View | null {
  const { read, out, weight, constant, geometry } = operation;
  let y: View | null = null;
  const ins = groupsOf(read.value.layout);
  const outs = g.groups;
  const window = windowWords(read.value, out, geometry);
  if (read.value.trained) {
    if (Math.max(...geometry.strides) > 2) {
      throw new ChildError(
        `no kernel for the gradient of a convolution of stride ${geometry.strides.join(' x ')}`,
      );
    }
    y = e.allocateLike(read.value);
    const to = { y: y.at, yStride: y.stride, weight: weight / 4 };
    if (isPointwise(geometry)) {
      const pixels = e.pixels(read.value);
      const { family, workgroups, stride } = pointwise(
        'gradient',
        pixels,
        outs,
        ins,
        e.grain,
        e.wide(out, read.value),
      );
      const from = { x: g.at, xStride: g.stride, norm: NONE, relu: 0 };
      e.emit(task(family, workgroups, { ...from, ins: outs, ...to, outs: ins, pixels, stride, turned: 1 }));
    } else {
      const { height, width } = read.value;
      const workgroups = convolveGradientWorkgroups(geometry, e.batch, [height, width], ins);
      const words = { g: g.at, gStride: g.stride, outs, ins, ...to, images: e.batch, ...window };
      e.emit(task(convolveGradient, workgroups, words));
    }
  }
  if (constant) return y;
  const pixels = e.pixels(out);
  const pairs = geometry.kernel[0] * geometry.kernel[1] * ins;
  const groups = 4 * pairs * outs;
  const words = { ...e.reading(read), ins, g: g.at, gStride: g.stride, outs, pixels };
  if (isPointwise(geometry)) {
    const { family, division, partials, workgroups } = pointwiseFilter(
      pixels,
      ins,
      outs,
      e.grain,
      e.precision === 16 && e.isWide(out),
    );
    const partial = e.allocate(partials * groups);
    e.emit(
      task(family, workgroups, { ...words, partial, ...division }),
      reduce(partial, partials, groups, weight, e.grain),
    );
    return y;
  }
  const { chunks, each, workgroups } = filterSplit(pairs, outs, [e.batch * out.height, out.width], e.grain);
  const partial = e.allocate(chunks * groups);
  e.emit(
    task(filterGradient(words.norm !== NONE), workgroups, { ...words, partial, chunks, each, ...window }),
    reduce(partial, chunks, groups, weight, e.grain),
  );
  return y;
}

/** The same of a depthwise convolution. */
export function depthwiseGradients(e: Emitter, operation: Of<'depthwise'>, g: View): View | null {
  const { read, out, weight, geometry } = operation;
  const { kernel, strides } = geometry;
  let y: View | null = null;
  const { groups } = g;
  if (read.value.trained) {
    y = e.allocateLike(read.value);
    const to = { groups, y: y.at, yStride: y.stride, weight: weight / 4, images: e.batch };
    if (strides[0] === 1 && strides[1] === 1) {
      const { height, width } = read.value;
      const { tall, chunks, workgroups } = depthwiseStrips(
        geometry,
        e.batch,
        [height, width],
        groups,
        e.grain,
      );
      e.emit(
        task(depthwise(geometry, e.grain), workgroups, {
          ...{ x: g.at, xStride: g.stride, norm: NONE, relu: 0, flip: 1, tall, chunks, ...to },
          ...windowWords(out, read.value, reversed(geometry)),
        }),
      );
    } else {
      const { height, width } = read.value;
      const { family, workgroups, ...strips } = depthwiseSpread(
        geometry,
        e.batch,
        [height, width],
        groups,
        e.grain,
      );
      e.emit(
        task(family, workgroups, {
          ...{ g: g.at, gStride: g.stride, ...to, ...strips, ...windowWords(read.value, out, geometry) },
        }),
      );
    }
  }
  const { family, tiles, chunks, workgroups } = depthwiseFilter(
    geometry,
    e.batch,
    [out.height, out.width],
    groups,
    e.grain,
  );
  const columns = kernel[0] * kernel[1] * groups;
  const partial = e.allocate(chunks * columns);
  e.emit(
    task(family, workgroups, {
      ...{ ...e.reading(read), groups, g: g.at, gStride: g.stride, partial, images: e.batch },
      ...{ tiles, chunks, ...windowWords(read.value, out, geometry) },
    }),
    reduce(partial, chunks, columns, weight, e.grain),
  );
  return y;
}

/** Both gradients of a depthwise convolution in one pass; `alone`: with the sums of the batch norm that only it reads. */
export function fusedDepthwiseGradients(
  e: Emitter,
  { read, out, weight, geometry }: Of<'depthwise'>,
  g: View,
  alone: boolean,
): { readonly view: View; readonly sums: Sums | undefined } {
  const { groups } = g;
  const { height, width } = read.value;
  const { family, division, partials, workgroups } = depthwiseBackward(
    geometry,
    e.batch,
    [height, width],
    groups,
    e.grain,
  );
  const columns = geometry.kernel[0] * geometry.kernel[1] * groups;
  const partial = e.allocate(partials * columns);
  const sums = alone ? { partial: e.allocate(2 * partials * groups), partials } : undefined;
  const view = e.allocateLike(read.value);
  e.emit(
    task(family, workgroups, {
      ...{ ...e.reading(read), norm: e.norm(read.value), groups },
      ...{ g: g.at, gStride: g.stride, y: view.at, yStride: view.stride },
      ...{ weight: weight / 4, partial, sums: sums?.partial ?? NONE, images: e.batch },
      ...{ ...division, ...windowWords(read.value, out, reversed(geometry)) },
    }),
    reduce(partial, partials, columns, weight, e.grain),
  );
  return { view, sums };
}

/** What the input gradient of a batch norm is made of, where it is made by the convolution before it. */
export interface Unnormalised {
  /** The gradient of what the norm made. */
  readonly d: View;
  readonly record: Word;
  readonly back: Address;
}

/** Whether the convolution's kernel also takes the gradient of the batch norm that alone reads it. */
export function takesNorm(operation: MapOperation, grain: Grain): operation is Of<'convolution'> {
  if (operation.kind !== 'convolution' || operation.constant || !isPointwise(operation.geometry))
    return false;
  const { value, relu } = operation.read;
  if (!value.trained || value.norm || relu) return false;
  return isPointwiseBackward(groupsOf(value.layout), groupsOf(operation.out.layout), grain);
}

/** Both gradients of such a convolution, and the batch norm's, in one pass. */
export function fusedPointwiseGradients(
  e: Emitter,
  { read, out, weight }: Of<'convolution'>,
  { d, record, back }: Unnormalised,
): View {
  const y = e.allocateLike(read.value);
  const x = e.view(read.value);
  const z = e.view(out);
  const pixels = e.pixels(out);
  const { family, division, partials, workgroups } = pointwiseBackward(pixels, y.groups, z.groups, e.grain);
  const groups = 4 * y.groups * z.groups;
  const partial = e.allocate(partials * groups);
  e.emit(
    task(family, workgroups, {
      ...{ x: x.at, xStride: x.stride, z: z.at, zStride: z.stride, record, d: d.at, dStride: d.stride, back },
      ...{ y: y.at, yStride: y.stride, weight: weight / 4, partial, pixels, ...division },
    }),
    reduce(partial, partials, groups, weight, e.grain),
  );
  return y;
}

/** The window of outputs that a pixel of the input meets, of stride 1. */
function reversed(geometry: WindowGeometry): WindowGeometry {
  const { kernel, rate, before } = geometry;
  return {
    ...geometry,
    before: [(kernel[0] - 1) * rate - before[0], (kernel[1] - 1) * rate - before[1]],
  };
}
