import { groupsOf } from '../lowering/channelLayout.ts';
import type { Factor, MapOperation, MapRead, Value } from '../lowering/operations.ts';
import type { View } from './calls.ts';
import { type Emitter, factorWords, GROUP, slice, tapsOf, windowWords } from './emitter.ts';
import { isPointwise, type Of, windowed } from './forward.ts';

/** What one reader adds to the gradient of a value. */
interface Contribution {
  readonly view: View;
  /** Nobody else reads it, so that what becomes of it may take its place. */
  readonly own?: boolean;
  /** The reader saw max(value, 0). */
  readonly relu: boolean;
  readonly factor?: Factor | undefined;
  /** One pixel stands for the whole map, times 1 / its size. */
  readonly everywhere?: boolean;
}

/**
 * The backward pass, operation by operation from the last to the first. Each reader of a value adds a contribution; by the
 * time the value's own operation is reached all of them are known and become one gradient.
 */
export class Backward {
  readonly #e: Emitter;
  readonly #contributions = new Map<number, Contribution[]>();

  constructor(emitter: Emitter) {
    this.#e = emitter;
  }

  /** The gradient of a loss with respect to its scores. */
  seed(scores: Value, view: View, bias: number): void {
    const { batch, fixtures } = this.#e;
    this.#add({ value: scores, relu: false }, { view });
    const groups = groupsOf(scores.layout);
    this.#e.emit('bias', { g: view, images: batch, groups, gradient: fixtures.partials + 4 * bias }, 'once');
  }

  emit(operation: MapOperation): void {
    switch (operation.kind) {
      case 'input':
      case 'loss':
        return;
      case 'norm':
        this.#norm(operation);
        return;
      case 'convolution':
      case 'depthwise':
      case 'pool':
      case 'combine':
      case 'concat':
      case 'mean': {
        const gradient = operation.out.trained ? this.#gradient(operation.out) : null;
        if (gradient) this.#propagate(operation, gradient.view);
        return;
      }
      default:
        operation satisfies never;
    }
  }

  #propagate(operation: Exclude<MapOperation, { kind: 'input' | 'loss' | 'norm' }>, g: View): void {
    switch (operation.kind) {
      case 'convolution':
        this.#convolution(operation, g);
        return;
      case 'depthwise':
        this.#depthwise(operation, g);
        return;
      case 'pool':
        this.#pool(operation, g);
        return;
      case 'combine':
        for (const read of operation.operands) this.#add(read, { view: g });
        return;
      case 'concat':
        for (const part of operation.parts) {
          this.#add({ value: part, relu: false }, { view: slice(g, part.home!.group) });
        }
        return;
      case 'mean':
        this.#add(operation.read, { view: g, everywhere: true });
        return;
      default:
        operation satisfies never;
    }
  }

  #add(
    { value, relu, factor }: MapRead,
    contribution: Pick<Contribution, 'view' | 'own' | 'everywhere'>,
  ): void {
    if (!value.trained) return;
    const list = this.#contributions.get(value.id) ?? [];
    list.push({ ...contribution, relu, factor });
    this.#contributions.set(value.id, list);
  }

  /** The gradient of a value; null where nothing depends on it. */
  #gradient(value: Value): Pick<Contribution, 'view' | 'own'> | null {
    const contributions = this.#contributions.get(value.id);
    if (!contributions) return null;
    const [first, ...others] = contributions;
    if (others.length === 0 && isPlain(first!)) return first!;
    return { view: this.#collect(value, contributions), own: true };
  }

  #collect(value: Value, contributions: readonly Contribution[]): View {
    const e = this.#e;
    const replaced = contributions.slice(0, 2).find(({ own, everywhere }) => own && !everywhere);
    const y = replaced?.view ?? e.mapLike(value);
    const value_ = { y, x: e.view(value), norm: e.norm(value), pixels: value.height * value.width };
    const words = (letter: 'a' | 'b', { view, relu, everywhere, factor }: Contribution) => ({
      ...{ [letter]: view, [`${letter}Mask`]: relu ? 1 : 0, [`${letter}Whole`]: everywhere ? 1 : 0 },
      ...factorWords(letter, factor, value.layout),
    });
    for (let i = 0; i < contributions.length; i += 2) {
      const [a, b] = [contributions[i]!, contributions[i + 1]];
      const both = { ...words('a', a), ...words('b', b ?? a), count: b ? 2 : 1 };
      e.emit('collect', { ...value_, groups: groupsOf(value.layout), more: i > 0 ? 1 : 0, ...both });
    }
    return y;
  }

  #norm({ source, out, gamma, beta }: Of<'norm'>): void {
    const gradient = this.#gradient(out);
    if (!gradient) return;
    const { view: g, own = false } = gradient;
    const e = this.#e;
    const groups = groupsOf(out.layout);
    const pixels = out.height * out.width;
    const x = e.view(source);
    const norm = e.norm(out);
    const partial = { buffer: e.allocate('images', 2 * groups * GROUP), offset: 0, pixel: 0 };
    const back = { buffer: e.allocate('fixed', 3 * groups * GROUP), offset: 0 };
    const { parameters, partials } = e.fixtures;
    e.emit('normSums', { g, x, norm, pixels, groups, partial });
    const images = { partial: { buffer: partial.buffer, offset: 0 }, images: e.batch, pixels, groups, norm };
    const gradients = { gammaGradient: partials + 4 * gamma, betaGradient: partials + 4 * beta };
    e.emit('normGradient', { ...images, gamma: parameters + 4 * gamma, ...gradients, back }, 'once');
    if (!source.trained) return;
    const y = own ? g : e.mapLike(source);
    e.emit('normInput', { g, x, norm, back, y, pixels, groups });
    this.#add({ value: source, relu: false }, { view: y, own: true });
  }

  #convolution({ read, out, weight, constant, geometry }: Of<'convolution'>, g: View): void {
    const e = this.#e;
    const [ins, outs] = [4 * groupsOf(read.value.layout), 4 * groupsOf(out.layout)];
    const taps = geometry.kernel[0] * geometry.kernel[1];
    const pointwise = isPointwise(geometry);
    if (!constant) {
      const { x, row } = pointwise ? { x: e.seen(read), row: 0 } : windowed(e, read, out, geometry);
      const [stepY, stepX] = geometry.strides;
      e.emit('filter', {
        ...{ x, row, stepY, stepX, taps, offsets: tapsOf(geometry, row, x.pixel), g, ins, outs },
        ...(pointwise
          ? { rows: 1, columns: out.height * out.width }
          : { rows: out.height, columns: out.width }),
        ...this.#partial(weight),
      });
    }
    if (!read.value.trained) return;
    const weights = { buffer: e.allocate('fixed', 4 * taps * ins * outs), offset: 0 };
    const from = e.fixtures.parameters + 4 * weight;
    e.emit('transpose', { from, to: weights, taps, ins, outs }, 'spread');
    const y = e.mapLike(read.value);
    const { height, width } = read.value;
    const x = pointwise ? g : e.spread(g, out, read.value, geometry, false);
    const row = (width + reach(geometry)) * x.pixel;
    e.emit('convolve', {
      ...{ x, row, stepY: 1, stepX: 1, taps, offsets: tapsOf(geometry, row, x.pixel), weights, y },
      ...(pointwise ? { rows: 1, columns: height * width } : { rows: height, columns: width }),
      ...{ ins: outs, outs: ins },
    });
    this.#add(read, { view: y, own: true });
  }

  #depthwise({ read, out, weight, geometry }: Of<'depthwise'>, g: View): void {
    const e = this.#e;
    const groups = groupsOf(out.layout);
    const { kernel, strides, rate } = geometry;
    const { x, row } = windowed(e, read, out, geometry);
    const window = { kernelY: kernel[0], kernelX: kernel[1], rate };
    const size = { rows: out.height, columns: out.width, groups };
    const steps = { stepY: strides[0], stepX: strides[1] };
    e.emit('depthwiseFilter', { x, row, ...steps, ...window, g, ...size, ...this.#partial(weight) });
    if (!read.value.trained) return;
    const spread = e.spread(g, out, read.value, geometry, false);
    const y = e.mapLike(read.value);
    const { height, width } = read.value;
    e.emit('depthwise', {
      ...{ x: spread, row: (width + reach(geometry)) * spread.pixel, stepY: 1, stepX: 1, ...window },
      ...{ weights: e.fixtures.parameters + 4 * weight, turned: 1, y, rows: height, columns: width, groups },
    });
    this.#add(read, { view: y, own: true });
  }

  #pool({ mode, read, out, geometry }: Of<'pool'>, g: View): void {
    if (!read.value.trained) return;
    const e = this.#e;
    const groups = groupsOf(out.layout);
    const y = e.mapLike(read.value);
    const { height, width } = read.value;
    const { strides, kernel, before } = geometry;
    if (mode === 'max') {
      e.emit('maxSpread', {
        ...{ g, codes: e.codes(out), y, height, width, rows: out.height, columns: out.width, groups },
        ...{
          kernelX: kernel[1],
          strideY: strides[0],
          strideX: strides[1],
          beforeY: before[0],
          beforeX: before[1],
        },
      });
    } else {
      const x = e.spread(g, out, read.value, geometry, true);
      const row = (width + reach(geometry)) * x.pixel;
      const to = { y, rows: height, columns: width, groups, mean: 0 };
      e.emit('boxSum', { x, row, stepY: 1, stepX: 1, ...windowWords(geometry, out), ...to });
    }
    this.#add(read, { view: y, own: true });
  }

  /** Where a slice's gradient of a filter lies. */
  #partial(weight: number): { partial: number; slice: number } {
    const { partials, trainableBytes } = this.#e.fixtures;
    return { partial: partials + 4 * weight, slice: trainableBytes };
  }
}

const isPlain = ({ relu, factor, everywhere }: Contribution): boolean => !relu && !factor && !everywhere;

const reach = ({ kernel, rate, diagonal }: Of<'convolution'>['geometry']): number =>
  ((diagonal ? kernel[0] : kernel[1]) - 1) * rate;
