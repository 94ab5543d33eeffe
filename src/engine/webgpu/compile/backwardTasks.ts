import { groupsOf } from '../../lowering/channelLayout.ts';
import {
  type Factor,
  type MapOperation,
  type MapRead,
  type Value,
  valuesRead,
} from '../../lowering/operations.ts';
import { folds } from '../ir/grain.ts';
import { type Address, floatBits, LANES, NONE, task } from '../ir/job.ts';
import { ceilDiv } from '../ir/split.ts';
import { windowWords } from '../ir/windowWords.ts';
import { isDepthwiseBackward } from '../kernels/depthwise/depthwiseBackward.ts';
import { normWorkgroups } from '../kernels/norm/normalise.ts';
import { normaliseGradient } from '../kernels/norm/normaliseGradient.ts';
import { normaliseInput } from '../kernels/norm/normaliseInput.ts';
import { averagePool } from '../kernels/pool/averagePool.ts';
import { poolGradient } from '../kernels/pool/poolGradient.ts';
import { COLLECT_MOST, collect, collectMap, collectSpecial, collectSums } from '../kernels/sum/collect.ts';
import { reduce } from '../kernels/sum/reduce.ts';
import { blocksOf } from './blocks.ts';
import {
  convolutionGradients,
  depthwiseGradients,
  fusedDepthwiseGradients,
  fusedPointwiseGradients,
  type Sums,
  takesNorm,
  type Unnormalised,
} from './convolutionGradients.ts';
import { type Emitter, listOf, slice, type View } from './emitter.ts';
import { emitFoldedGradient, emitFoldedInput } from './foldedGradients.ts';

/** What one reader adds to the gradient of a value. */
interface Contribution {
  readonly view: View;
  /** The reader saw max(value, 0). */
  readonly relu: boolean;
  readonly factor?: Factor | undefined;
  /** One pixel stands for the whole map, times 1 / its size. */
  readonly everywhere?: boolean;
  /** The first half of a batch norm's backward sums, where this is all of its gradient. */
  readonly sums?: Sums | undefined;
}

/**
 * Stage 2: the backward pass, operation by operation from the last to the first. Each reader of a value adds a
 * contribution; by the time the value's own operation is reached all of them are known and become one gradient, for
 * which nothing is done where there is one contribution as it is.
 */
export class Backward {
  readonly #e: Emitter;
  readonly #contributions = new Map<number, Contribution[]>();
  /** How many operations read a value, by its id. */
  readonly #readers = new Map<number, number>();
  /** By their outputs' ids the convolutions that take their batch norm's gradient, and what that is made of once it is there. */
  readonly #takers = new Set<number>();
  readonly #taken = new Map<number, Unnormalised>();

  constructor(emitter: Emitter, operations: readonly MapOperation[]) {
    this.#e = emitter;
    for (const { id } of operations.flatMap(valuesRead)) {
      this.#readers.set(id, (this.#readers.get(id) ?? 0) + 1);
    }
    for (const operation of operations) {
      if (takesNorm(operation, emitter.grain) && this.#readers.get(operation.out.id) === 1) {
        this.#takers.add(operation.out.id);
      }
    }
  }

  /** The gradient of a loss with respect to its scores. */
  seed(scores: Value, view: View, bias: number): void {
    this.#add({ value: scores, relu: false }, { view });
    this.#e.emit(reduce(view.at, this.#e.batch, view.groups, bias, this.#e.grain));
  }

  emit(operation: MapOperation): void {
    switch (operation.kind) {
      case 'input':
      case 'loss':
        return;
      case 'norm':
        this.#norm(operation);
        return;
      case 'convolution': {
        const taken = this.#taken.get(operation.out.id);
        if (!taken) break;
        this.#add(operation.read, { view: fusedPointwiseGradients(this.#e, operation, taken) });
        return;
      }
      case 'depthwise':
      case 'pool':
      case 'combine':
      case 'concat':
      case 'mean':
        break;
      default:
        operation satisfies never;
        return;
    }
    const g = operation.out.trained ? this.#gradient(operation.out) : null;
    if (g) this.#propagate(operation, g);
  }

  #propagate(operation: Exclude<MapOperation, { kind: 'input' | 'loss' | 'norm' }>, g: View): void {
    switch (operation.kind) {
      case 'convolution': {
        const view = convolutionGradients(this.#e, operation, g);
        if (view) this.#add(operation.read, { view });
        return;
      }
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
          const view = slice(g, part.home!.group, groupsOf(part.layout));
          this.#add({ value: part, relu: false }, { view });
        }
        return;
      case 'mean':
        this.#add(operation.read, { view: g, everywhere: true });
        return;
      default:
        operation satisfies never;
    }
  }

  #add(read: MapRead, contribution: Pick<Contribution, 'view' | 'everywhere' | 'sums'>): void {
    const { value, relu, factor } = read;
    if (!value.trained) return;
    const list = this.#contributions.get(value.id) ?? [];
    list.push({ ...contribution, relu, factor });
    this.#contributions.set(value.id, list);
  }

  /** The gradient of stored numbers, as a view; null where nothing depends on them. */
  #gradient(value: Value): View | null {
    const contributions = this.#contributions.get(value.id);
    if (!contributions) return null;
    const [first, ...others] = contributions;
    if (others.length === 0 && isPlain(first!)) return first!.view;
    const y = this.#e.allocateLike(value);
    this.#collect(value, contributions, y, NONE);
    return y;
  }

  #collect(
    value: Value,
    contributions: readonly Contribution[],
    y: View | null,
    partial: Address | number,
  ): void {
    const special = contributions.some(({ factor, everywhere }) => factor || everywhere);
    if (!special && contributions.length > COLLECT_MOST) {
      const view = this.#e.allocateLike(value);
      this.#collect(value, contributions.slice(0, COLLECT_MOST), view, NONE);
      const others = contributions.slice(COLLECT_MOST);
      this.#collect(value, [{ view, relu: false }, ...others], y, partial);
      return;
    }
    const needsValue = partial !== NONE || contributions.some(({ relu }) => relu);
    const area = value.height * value.width;
    const list = listOf(
      contributions.map(({ view, relu, factor, everywhere }) => ({
        words: [
          view.at,
          view.stride,
          (relu ? 1 : 0) + (everywhere ? 2 : 0),
          floatBits(everywhere ? 1 / area : 1),
        ] as const,
        factor,
      })),
      value.layout,
    );
    const isMap = contributions.length === 1 && !contributions[0]!.factor;
    const plain = y ? collect(contributions.length) : collectSums;
    const families = special ? (isMap ? collectMap : collectSpecial) : plain;
    const { at, stride, groups } = needsValue ? this.#e.view(value) : y!; // else what is read changes nothing
    const pixels = this.#e.pixels(value);
    const { blocks, columns, workgroups } = blocksOf(pixels, groups, this.#e.grain, 1);
    const words = {
      ...{
        count: contributions.length,
        x: at,
        xStride: stride,
        norm: this.#e.norm(value, y ? 'whole' : 'statistics'),
      },
      ...{ groups, pixels, area, y: y?.at ?? NONE, yStride: y?.stride ?? 0, blocks, columns, partial },
    };
    this.#e.emit(task(families[this.#e.grain.joined], workgroups, words, list));
  }

  #norm(operation: Extract<MapOperation, { kind: 'norm' }>): void {
    const { source, out, gamma, beta } = operation;
    const contributions = this.#contributions.get(out.id);
    if (!contributions) return;
    const e = this.#e;
    const pixels = e.pixels(out);
    const groups = groupsOf(out.layout);
    const [first, ...others] = contributions;
    const single = others.length === 0 && isPlain(first!);
    const g = single ? first!.view : e.allocateLike(out);
    let sums = first!.sums;
    if (!sums) {
      const { blocks, lanes } = blocksOf(pixels, groups, e.grain, 1);
      sums = { partial: e.allocate((2 * blocks * groups) / lanes), partials: blocks / lanes };
      this.#collect(out, contributions, single ? null : g, sums.partial);
    }
    if (folds(e.grain) && !this.#takers.has(source.id)) {
      emitFoldedGradient(e, operation, sums, groups);
      if (!source.trained) return;
      const y = single ? e.allocateLike(source) : g;
      emitFoldedInput(e, { x: e.view(source), g, y }, { ...sums, norm: e.norm(out), pixels });
      this.#add({ value: source, relu: false }, { view: y });
      return;
    }
    const back = e.allocate(3 * groups);
    const { joined } = e.grain;
    e.emit(
      task(normaliseGradient[joined], normWorkgroups(groups, e.grain), {
        ...{ ...sums, pixels, groups, norm: e.norm(out, 'deviation'), back },
        ...{ gamma: gamma / 4, beta: beta / 4 },
      }),
    );
    if (!source.trained) return;
    const norm = e.norm(out, 'statistics');
    if (this.#takers.has(source.id)) {
      this.#taken.set(source.id, { d: g, record: norm, back });
      return;
    }
    const x = e.view(source);
    // A gradient that was collected for this alone is overwritten in place.
    const y = single ? e.allocateLike(source) : g;
    const apart = ceilDiv(pixels, e.grain.pixels);
    e.emit(
      task(normaliseInput, ceilDiv(apart * groups, LANES), {
        ...{ g: g.at, gStride: g.stride, x: x.at, xStride: x.stride, norm, back },
        ...{ groups, y: y.at, pixels, stride: apart },
      }),
    );
    this.#add({ value: source, relu: false }, { view: y });
  }

  #depthwise(operation: Extract<MapOperation, { kind: 'depthwise' }>, g: View): void {
    const { read } = operation;
    if (!isDepthwiseBackward(operation.geometry, this.#e.grain) || !read.value.trained) {
      const view = depthwiseGradients(this.#e, operation, g);
      if (view) this.#add(read, { view });
      return;
    }
    const alone = read.value.norm !== undefined && this.#readers.get(read.value.id) === 1;
    const fused = fusedDepthwiseGradients(this.#e, operation, g, alone);
    this.#add({ value: read.value, relu: false }, fused);
  }

  #pool({ mode, read, out, geometry }: Extract<MapOperation, { kind: 'pool' }>, g: View): void {
    if (!read.value.trained) return;
    const e = this.#e;
    const { height, width } = read.value;
    const { kernel, strides, before } = geometry;
    const y = e.allocateLike(read.value);
    const to = { groups: y.groups, y: y.at, yStride: y.stride, images: e.batch };
    if (mode === 'average' && strides[0] === 1) {
      const reach = [kernel[0] - 1 - before[0], kernel[1] - 1 - before[1]] as const;
      const { family, rows, workgroups } = averagePool(geometry, e.batch, [height, width], y.groups, e.grain);
      e.emit(
        task(family, workgroups, {
          ...{ x: g.at, xStride: g.stride, norm: NONE, relu: 0, flip: 1, rows, ...to },
          ...windowWords(out, read.value, { ...geometry, before: reach }),
        }),
      );
    } else {
      const { family, rows, workgroups } = poolGradient(
        mode,
        geometry,
        e.batch,
        [height, width],
        y.groups,
        e.grain,
      );
      e.emit(
        task(family, workgroups, {
          ...{ g: g.at, gStride: g.stride, codes: mode === 'max' ? e.codes(out) : NONE, rows, ...to },
          ...windowWords(read.value, out, geometry),
        }),
      );
    }
    this.#add(read, { view: y });
  }
}

const isPlain = ({ relu, factor, everywhere }: Contribution): boolean => !relu && !factor && !everywhere;
