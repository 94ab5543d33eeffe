import type { WindowGeometry } from '../../../network/windows.ts';
import type { StepOptions } from '../../executor.ts';
import { groupsOf } from '../../lowering/channelLayout.ts';
import type { MapOperation, Value } from '../../lowering/operations.ts';
import { partsOf } from '../ir/grain.ts';
import { floatBits, LANES, NONE, task } from '../ir/job.ts';
import { ceilDiv } from '../ir/split.ts';
import { windowWords } from '../ir/windowWords.ts';
import { depthwise, depthwiseStrips } from '../kernels/depthwise/depthwise.ts';
import { moments } from '../kernels/norm/moments.ts';
import { normalise, normWorkgroups } from '../kernels/norm/normalise.ts';
import { averagePool } from '../kernels/pool/averagePool.ts';
import { maxPool } from '../kernels/pool/maxPool.ts';
import { foldedMean, mean } from '../kernels/pool/mean.ts';
import {
  convolve,
  convolveMoments,
  convolvePixels,
  convolveWorkgroups,
} from '../kernels/product/convolve.ts';
import { pointwise, pointwiseMoments } from '../kernels/product/pointwise.ts';
import { gather, gatherApart } from '../kernels/step/gather.ts';
import { loss } from '../kernels/step/loss.ts';
import { tally } from '../kernels/step/tally.ts';
import { combine, combineSplit } from '../kernels/sum/combine.ts';
import { blocksOf } from './blocks.ts';
import { type Emitter, listOf, type View } from './emitter.ts';
import { foldMoments, isFolded, listWithMoments, readingOf } from './folding.ts';
import type { Moments, ProducedMoments } from './producedMoments.ts';

export interface Pass {
  readonly options: StepOptions;
  readonly classes: number;
  readonly training: boolean;
  /** Of a training step. */
  readonly moments?: ProducedMoments;
}

export function isPointwise({ kernel, strides, diagonal }: WindowGeometry): boolean {
  return kernel[0] * kernel[1] === 1 && strides[0] === 1 && strides[1] === 1 && !diagonal;
}

/** Emits the tasks of one operation; answers where the gradient of a loss will lie. */
export function emitForward(e: Emitter, operation: MapOperation, pass: Pass): View | null {
  switch (operation.kind) {
    case 'input':
      emitGather(e, operation, pass);
      return null;
    case 'convolution':
      emitConvolution(e, operation, pass);
      return null;
    case 'depthwise':
      emitDepthwise(e, operation);
      return null;
    case 'pool':
      emitPool(e, operation);
      return null;
    case 'norm':
      emitNorm(e, operation, pass);
      return null;
    case 'combine':
      emitCombine(e, operation, pass.training);
      return null;
    case 'concat':
      return null;
    case 'mean': {
      const { read, out } = operation;
      const { at, stride, groups } = e.view(out);
      const from = readingOf(e, read);
      const words = { ...from.words, groups, y: at, yStride: stride, images: e.batch };
      const area = read.value.height * read.value.width;
      const family = from.folded ? foldedMean : mean;
      e.emit(task(family, ceilDiv(e.batch * groups, LANES), { ...words, area }, from.list));
      return null;
    }
    case 'loss':
      return emitLoss(e, operation, pass);
    default:
      return operation satisfies never;
  }
}

type Of<Kind extends MapOperation['kind']> = Extract<MapOperation, { kind: Kind }>;

function emitGather(e: Emitter, { out }: Of<'input'>, { options }: Pass): void {
  const { height, width, layout } = out;
  const { cropPadding, cutout, flip } = options.augmentation;
  const rows = e.batch * height;
  const apart = gatherApart(width);
  e.emit(
    task(gather, ceilDiv(rows * apart, LANES), {
      ...{ y: e.view(out).at, height, width, channels: layout[0]!, rows, apart },
      ...{ padding: cropPadding, cutout, flip: flip ? 1 : 0 },
    }),
  );
}

function emitConvolution(e: Emitter, operation: Of<'convolution'>, { moments }: Pass): void {
  const { read, out, weight, geometry } = operation;
  const produced = moments?.wants(out) ? moments : null;
  const y = e.view(out);
  // Values that are no batch norms have kernels of their own.
  const isNorm = read.value.norm !== undefined;
  const from = isNorm ? readingOf(e, read) : { words: e.reading(read), list: [], folded: false };
  const words = {
    ...from.words,
    ...{ ins: groupsOf(read.value.layout), outs: y.groups, y: y.at, yStride: y.stride },
    ...{ weight: weight / 4, pixels: e.pixels(out) },
  };
  if (isPointwise(geometry)) {
    const kind = from.folded ? 'folded' : isNorm ? 'normalised' : 'plain';
    const divided = [kind, words.pixels, words.ins, words.outs, e.grain, e.wide(read.value, out)] as const;
    if (produced) {
      const { family, workgroups, stride } = pointwiseMoments(...divided);
      const partial = produced.place(e, out, stride, LANES);
      e.emit(task(family, workgroups, { ...words, stride, turned: 0, partial }, from.list));
    } else {
      const { family, workgroups, stride } = pointwise(...divided);
      e.emit(task(family, workgroups, { ...words, stride, turned: 0 }, from.list));
    }
    return;
  }
  const all = { ...words, ...windowWords(read.value, out, geometry) };
  const workgroups = convolveWorkgroups(words.pixels, y.groups);
  const reads = from.folded ? 'folded' : isNorm ? 'normalised' : 'plain';
  if (produced) {
    // Of blocks of a pixel each those of a workgroup, beside each other, are joined.
    const blocks = convolvePixels * ceilDiv(words.pixels, convolvePixels);
    const partial = produced.place(e, out, blocks, convolvePixels);
    e.emit(task(convolveMoments(reads), workgroups, { ...all, partial }, from.list));
  } else e.emit(task(convolve(reads), workgroups, all, from.list));
}

function emitDepthwise(e: Emitter, { read, out, weight, geometry }: Of<'depthwise'>): void {
  const { at, stride, groups } = e.view(out);
  const { tall, chunks, workgroups } = depthwiseStrips(
    geometry,
    e.batch,
    [out.height, out.width],
    groups,
    e.grain,
  );
  const from = readingOf(e, read);
  const words = {
    ...from.words,
    ...{ groups, y: at, yStride: stride, weight: weight / 4, images: e.batch, flip: 0, tall, chunks },
    ...windowWords(read.value, out, geometry),
  };
  e.emit(task(depthwise(geometry, e.grain, from.folded), workgroups, words, from.list));
}

function emitPool(e: Emitter, { mode, read, out, geometry }: Of<'pool'>): void {
  const { at, stride, groups } = e.view(out);
  const { folded, list, ...from } = readingOf(e, read);
  const words = {
    ...{ ...from.words, groups, y: at, yStride: stride, images: e.batch },
    ...windowWords(read.value, out, geometry),
  };
  const size = [out.height, out.width] as const;
  if (mode === 'max') {
    const { family, rows, workgroups } = maxPool(geometry, e.batch, size, groups, e.grain, folded);
    e.emit(task(family, workgroups, { ...words, rows, codes: e.codes(out) }, list));
  } else {
    const { family, rows, workgroups } = averagePool(geometry, e.batch, size, groups, e.grain, folded);
    e.emit(task(family, workgroups, { ...words, rows, flip: 0 }, list));
  }
}

const NO_MOMENTS = { partial: NONE, blocks: 0, lanes: 1 };

function emitNorm(e: Emitter, operation: Of<'norm'>, { training, moments }: Pass): void {
  const { source, out } = operation;
  const { groups } = e.view(source);
  const record = e.norm(out);
  const sums = training ? (moments?.of(source) ?? emitMoments(e, source)) : NO_MOMENTS;
  e.emit(
    task(normalise[e.grain.joined], normWorkgroups(groups, e.grain), {
      ...{ ...sums, pixels: e.pixels(source), groups, record },
      ...{ gamma: operation.gamma / 4, beta: operation.beta / 4 },
      ...{ mean: operation.mean / 4, variance: operation.variance / 4 },
      ...{ decay: floatBits(operation.decay), epsilon: floatBits(operation.epsilon) },
    }),
  );
  foldMoments(e, operation, sums);
}

function emitMoments(e: Emitter, source: Value): Moments {
  const { at, stride, groups } = e.view(source);
  const pixels = e.pixels(source);
  const { blocks, columns, lanes, workgroups } = blocksOf(pixels, groups, e.grain, partsOf(e.grain));
  const partial = e.allocate((2 * blocks * groups) / lanes);
  const words = { x: at, xStride: stride, groups, pixels, blocks, columns, partial };
  e.emit(task(moments[e.grain.joined], workgroups, words));
  return { partial, blocks, lanes };
}

function emitCombine(e: Emitter, { operands, out }: Of<'combine'>, training: boolean): void {
  const { at, stride, groups } = e.view(out);
  const pixels = e.pixels(out);
  const folded = isFolded(e, out);
  const plainList = listOf(
    operands.map((read) => {
      const { x, xStride, norm, relu } = readingOf(e, read).words;
      return { words: [x, xStride, norm, relu] as const, factor: training ? read.factor : undefined };
    }),
    out.layout,
  );
  const list = folded ? listWithMoments(e, plainList, operands) : plainList;
  const { stride: apart, workgroups } = combineSplit(pixels, groups, e.grain, folded);
  const words = {
    ...{ count: operands.length, groups, y: at, yStride: stride, pixels },
    ...{ area: out.height * out.width, stride: apart },
  };
  const factors = training && operands.some(({ factor }) => factor);
  e.emit(task(combine(factors, e.grain, folded), workgroups, words, list));
}

function emitLoss(e: Emitter, { scores, bias, head }: Of<'loss'>, pass: Pass): View | null {
  if (!pass.training && head === 'auxiliary') return null;
  const { options, classes } = pass;
  const gradient = pass.training ? e.allocateLike(scores) : null;
  const sums = head === 'main' ? e.allocate(e.batch) : NONE;
  e.emit(
    task(loss, ceilDiv(e.batch, LANES), {
      ...{ x: e.view(scores).at, bias: bias / 4, gradient: gradient?.at ?? NONE, classes, images: e.batch },
      weight: floatBits(head === 'main' ? 1 : options.auxiliaryWeight),
      smoothing: floatBits(options.labelSmoothing),
      tally: sums,
    }),
  );
  if (head === 'main') e.emit(task(tally[e.grain.joined], 1, { tally: sums }));
  return gradient;
}
