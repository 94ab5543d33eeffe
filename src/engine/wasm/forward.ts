import type { WindowGeometry } from '../../network/windows.ts';
import type { StepOptions } from '../executor.ts';
import { groupsOf } from '../lowering/channelLayout.ts';
import type { MapOperation, Value } from '../lowering/operations.ts';
import { floatBits, type View } from './calls.ts';
import { type Emitter, factorWords, frameOf, GROUP, reachOf, tapsOf, windowWords } from './emitter.ts';

export interface Pass {
  readonly options: StepOptions;
  readonly classes: number;
  readonly training: boolean;
}

export type Of<Kind extends MapOperation['kind']> = Extract<MapOperation, { kind: Kind }>;

/** Less than any number that a network meets, for the margin of a map that a maximum is taken of. */
const LEAST = -3.4e38;

export function isPointwise({ kernel, strides, diagonal }: WindowGeometry): boolean {
  return kernel[0] * kernel[1] === 1 && strides[0] === 1 && strides[1] === 1 && !diagonal;
}

/** Emits the calls of one operation; answers where the gradient of a loss will lie. */
export function emitForward(e: Emitter, operation: MapOperation, pass: Pass): View | null {
  switch (operation.kind) {
    case 'input':
      emitGather(e, operation, pass);
      return null;
    case 'convolution':
      emitConvolution(e, operation);
      return null;
    case 'depthwise':
      emitDepthwise(e, operation);
      return null;
    case 'pool':
      emitPool(e, operation);
      return null;
    case 'norm':
      emitNorm(e, operation, pass.training);
      return null;
    case 'combine':
      emitCombine(e, operation, pass.training);
      return null;
    case 'concat':
      return null;
    case 'mean': {
      const { value, relu } = operation.read;
      const pixels = value.height * value.width;
      const x = { x: e.view(value), norm: e.norm(value), relu: relu ? 1 : 0, pixels };
      e.emit('mean', { ...x, groups: groupsOf(value.layout), y: e.view(operation.out) });
      return null;
    }
    case 'loss':
      return emitLoss(e, operation, pass);
    default:
      return operation satisfies never;
  }
}

function emitGather(e: Emitter, { out }: Of<'input'>, { options }: Pass): void {
  const { height, width, layout } = out;
  const { cropPadding: padding, cutout, flip } = options.augmentation;
  const image = { y: e.view(out), bytes: e.fixtures.bytes, height, width, channels: layout[0]! };
  e.emit('gather', { ...image, padding, cutout, flip: flip ? 1 : 0 });
}

/** What a window is moved over: a padded copy, or the map itself where nothing reaches beyond it; and bytes of a row. */
export function windowed(
  e: Emitter,
  read: Of<'convolution'>['read'],
  out: Value,
  geometry: WindowGeometry,
  fill = 0,
) {
  const { value, relu } = read;
  const frame = frameOf(geometry, out);
  const isInside =
    frame.top === 0 && frame.left === 0 && frame.rows <= value.height && frame.columns <= value.width;
  const x = isInside && !value.norm && !relu ? e.view(value) : e.pad(read, frame, fill);
  const columns = x.buffer === e.view(value).buffer ? value.width : frame.columns;
  return { x, row: columns * x.pixel };
}

function emitConvolution(e: Emitter, { read, out, weight, geometry }: Of<'convolution'>): void {
  const y = e.view(out);
  const sizes = { ins: 4 * groupsOf(read.value.layout), outs: 4 * groupsOf(out.layout) };
  const weights = e.fixtures.parameters + 4 * weight;
  const taps = geometry.kernel[0] * geometry.kernel[1];
  if (isPointwise(geometry)) {
    const columns = out.height * out.width;
    const x = { x: e.seen(read), row: 0, stepY: 0, stepX: 1, taps, offsets: { words: [0] } };
    e.emit('convolve', { ...x, weights, y, rows: 1, columns, ...sizes });
    return;
  }
  const { x, row } = windowed(e, read, out, geometry);
  const [stepY, stepX] = geometry.strides;
  const window = { x, row, stepY, stepX, taps, offsets: tapsOf(geometry, row, x.pixel) };
  e.emit('convolve', { ...window, weights, y, rows: out.height, columns: out.width, ...sizes });
}

function emitDepthwise(e: Emitter, { read, out, weight, geometry }: Of<'depthwise'>): void {
  const { x, row } = windowed(e, read, out, geometry);
  const { kernel, strides, rate } = geometry;
  const window = {
    x,
    row,
    stepY: strides[0],
    stepX: strides[1],
    kernelY: kernel[0],
    kernelX: kernel[1],
    rate,
  };
  const to = { y: e.view(out), rows: out.height, columns: out.width, groups: groupsOf(out.layout) };
  e.emit('depthwise', { ...window, weights: e.fixtures.parameters + 4 * weight, turned: 0, ...to });
}

function emitPool(e: Emitter, { mode, read, out, geometry }: Of<'pool'>): void {
  const groups = groupsOf(out.layout);
  const [stepY, stepX] = geometry.strides;
  const { x, row } = windowed(e, read, out, geometry, mode === 'max' ? LEAST : 0);
  const to = { y: e.view(out), rows: out.height, columns: out.width, groups };
  if (mode === 'average') {
    e.emit('boxSum', { x, row, stepY, stepX, ...windowWords(geometry, read.value), ...to, mean: 1 });
    return;
  }
  const inRows = (out.height - 1) * stepY + reachOf(geometry)[0] + 1;
  const temporary = e.map(2 * inRows * out.width, groups);
  const window = { x, row, stepY, stepX, kernelY: geometry.kernel[0], kernelX: geometry.kernel[1], inRows };
  e.emit('maxPool', { ...window, temporary, codes: e.codes(out), ...to });
}

function emitNorm(e: Emitter, operation: Of<'norm'>, training: boolean): void {
  const { source, out } = operation;
  const groups = groupsOf(source.layout);
  const pixels = source.height * source.width;
  const { parameters, statistics } = e.fixtures;
  const vectors = {
    ...{ gamma: parameters + 4 * operation.gamma, beta: parameters + 4 * operation.beta },
    ...{ mean: statistics + 4 * operation.mean, variance: statistics + 4 * operation.variance },
    ...{ groups, epsilon: floatBits(operation.epsilon), record: e.norm(out) },
  };
  if (!training) {
    e.emit('running', vectors, 'once');
    return;
  }
  const partial = { buffer: e.allocate('images', 2 * groups * GROUP), offset: 0, pixel: 0 };
  e.emit('moments', { x: e.view(source), pixels, groups, partial });
  const images = { partial: { buffer: partial.buffer, offset: 0 }, images: e.batch, pixels };
  e.emit('normalise', { ...images, ...vectors, decay: floatBits(operation.decay) }, 'once');
}

function emitCombine(e: Emitter, { operands, out }: Of<'combine'>, training: boolean): void {
  const y = e.view(out);
  const pixels = out.height * out.width;
  const groups = groupsOf(out.layout);
  const words = (letter: 'a' | 'b', read: (typeof operands)[number]) => ({
    [letter]: e.view(read.value),
    [`${letter}Norm`]: e.norm(read.value),
    [`${letter}Relu`]: read.relu ? 1 : 0,
    ...factorWords(letter, training ? read.factor : undefined, out.layout),
  });
  for (let i = 0; i < operands.length; i += 2) {
    const [a, b] = [operands[i]!, operands[i + 1]];
    const both = { ...words('a', a), ...words('b', b ?? a), count: b ? 2 : 1 };
    e.emit('combine', { y, pixels, groups, more: i > 0 ? 1 : 0, ...both });
  }
}

function emitLoss(e: Emitter, { scores, bias, head }: Of<'loss'>, pass: Pass): View | null {
  if (!pass.training && head === 'auxiliary') return null;
  const { options, classes } = pass;
  const gradient = pass.training ? e.mapLike(scores) : null;
  const tally = { buffer: e.allocate('images', 16), offset: 0, pixel: 0 };
  e.emit('loss', {
    ...{ x: e.view(scores), bias: e.fixtures.parameters + 4 * bias, gradient: gradient ?? 0 },
    ...{ labels: e.fixtures.labels, classes, images: e.batch, tally: head === 'main' ? tally : 0 },
    weight: floatBits(head === 'main' ? 1 : options.auxiliaryWeight),
    ...{ smoothing: floatBits(options.labelSmoothing), predicted: pass.training ? 0 : e.fixtures.predicted },
  });
  if (head === 'main') e.emit('tally', { tally, metrics: e.fixtures.metrics }, 'once');
  return gradient;
}
