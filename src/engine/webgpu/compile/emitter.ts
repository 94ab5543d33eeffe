import type { Precision } from '../../executor.ts';
import { type ChannelLayout, groupsOf } from '../../lowering/channelLayout.ts';
import type { Factor, MapRead, Value } from '../../lowering/operations.ts';
import { threshold } from '../../randomness.ts';
import type { Grain } from '../ir/grain.ts';
import {
  type Address,
  type ArenaBuffer,
  atPrecision,
  floatBits,
  type HalfMaps,
  NONE,
  type Task,
  type Word,
} from '../ir/job.ts';
import { ceilDiv } from '../ir/split.ts';
import { maxPoolCodes } from '../kernels/pool/maxPool.ts';

/** A map in the arena: pixel p's groups begin at `at` + p * stride. */
export interface View {
  readonly at: Address;
  readonly stride: number;
  readonly groups: number;
}

/** Of the vectors of a record (normalise.wgsl: scale, shift, mean, inverse deviation) those that a kernel takes. */
const RECORD_PARTS = { whole: [0, 4], lens: [0, 2], statistics: [2, 4], deviation: [3, 4] } as const;
/** Of a batch norm that is folded: the entries of a list by which its readers join its moments (fold.wgsl). */
export type MomentWords = readonly [Word, Word, Word, Word, Word, Word, Word, Word];

/** Collects tasks, and knows where values lie. */
export class Emitter {
  readonly batch: number;
  readonly grain: Grain;
  readonly precision: Precision;
  readonly tasks: Task[] = [];
  /** The layer of each task, where it is of one. */
  readonly layers = new Map<Task, number>();
  readonly buffers: ArenaBuffer[] = [];
  /** By a batch norm's index what those join who read it, where norms are folded. */
  readonly moments = new Map<number, MomentWords>();
  readonly #scores: ReadonlySet<number>;
  #layer: number | undefined;
  readonly #homes = new Map<number, View>();
  readonly #records = new Map<number, Address>();
  readonly #codes = new Map<number, Address>();

  /** `scores`: ids of values that are 32-bit whatever the precision, by which a loss is computed. */
  constructor(batch: number, grain: Grain, precision: Precision, scores: ReadonlySet<number>) {
    this.batch = batch;
    this.grain = grain;
    this.precision = precision;
    this.#scores = scores;
  }

  emit(...tasks: readonly Task[]): void {
    const layer = this.#layer;
    for (const task of tasks.map((one) => this.precise(one))) {
      this.tasks.push(task);
      if (layer !== undefined) this.layers.set(task, layer);
    }
  }

  /** A task by the kernel of the precision. */
  precise(task: Task): Task {
    const { y } = task.words;
    const of = typeof y === 'object' ? y.buffer.half : undefined;
    return { ...task, family: atPrecision(task.family, this.precision, of) };
  }

  /** Says of which layer the tasks are that follow; undefined: of none. */
  of(layer: number | undefined): void {
    this.#layer = layer;
  }

  /** A fresh buffer of 32-bit numbers. */
  allocate(groups: number): Address {
    return this.#allocate({ id: this.buffers.length, groups });
  }

  #allocate(buffer: ArenaBuffer): Address {
    this.buffers.push(buffer);
    return { buffer, offset: 0 };
  }

  /** Whether a value, and its gradient, is stored in 32 bits. */
  isWide({ id }: Value): boolean {
    return this.precision === 32 || this.#scores.has(id);
  }

  /** Of 16-bit maps, whether what a kernel reads and writes is 32-bit all the same; null at 32 bits. */
  wide(from: Value, to: Value): { readonly in: boolean; readonly out: boolean } | null {
    return this.precision === 32 ? null : { in: this.isWide(from), out: this.isWide(to) };
  }

  /** A fresh map for a gradient of the value. */
  allocateLike(value: Value): View {
    return this.#map(value, 'gradients');
  }

  #map(value: Value, half: HalfMaps): View {
    const groups = groupsOf(value.layout);
    const all = this.pixels(value) * groups;
    const at = this.isWide(value)
      ? this.allocate(all)
      : this.#allocate({ id: this.buffers.length, groups: ceilDiv(all, 2), half });
    return { at, stride: groups, groups };
  }

  /** Pixels of the whole batch. */
  pixels({ height, width }: Value): number {
    return this.batch * height * width;
  }

  /** Where the value's stored numbers lie. */
  view(value: Value): View {
    if (value.norm) return this.view(value.norm.source);
    if (value.home) return slice(this.view(value.home.whole), value.home.group, groupsOf(value.layout));
    let home = this.#homes.get(value.id);
    if (!home) {
      home = this.#map(value, 'activations');
      this.#homes.set(value.id, home);
    }
    return home;
  }

  /** The record by which a batch norm's readers normalise, and what of it is meant; NONE for other values. */
  norm(value: Value, part: keyof typeof RECORD_PARTS = 'whole'): Word {
    if (!value.norm) return NONE;
    const groups = groupsOf(value.layout);
    let record = this.#records.get(value.norm.index);
    if (!record) {
      record = this.allocate(4 * groups);
      this.#records.set(value.norm.index, record);
    }
    if (part === 'whole') return record;
    const [first, end] = RECORD_PARTS[part];
    return { ...record, span: [first * groups, end * groups, 4 * groups] };
  }

  /** The taps that a max pool chose. */
  codes(out: Value): Address {
    let codes = this.#codes.get(out.id);
    if (!codes) {
      codes = this.allocate(maxPoolCodes(this.batch, out.height, out.width, groupsOf(out.layout)));
      this.#codes.set(out.id, codes);
    }
    return codes;
  }

  /** The words by which a kernel reads `read`. */
  reading({ value, relu }: MapRead): { x: Address; xStride: number; norm: Word; relu: number } {
    const { at, stride } = this.view(value);
    return { x: at, xStride: stride, norm: this.norm(value, 'lens'), relu: relu ? 1 : 0 };
  }
}

/** The list of a job whose operands carry factors: two entries an operand, then what its dropouts look up by group. */
export function listOf(
  operands: readonly {
    readonly words: readonly [Word, Word, Word, Word];
    readonly factor?: Factor | undefined;
  }[],
  layout: ChannelLayout,
): Word[] {
  const rules: Word[] = [];
  const entries = operands.flatMap(({ words, factor }) => {
    if (!factor) return [...words, 0, 0, 0, 0];
    if (factor.kind === 'path') return [...words, 1, factor.position, factor.cell, 0];
    const place = 2 * operands.length + rules.length / 4;
    rules.push(...dropoutRules(factor, layout));
    return [...words, 2, factor.layer, place, 0];
  });
  return [...entries, ...rules];
}

/** [first channel, threshold, bits of 1 / (1 - rate), -] of each group. */
function dropoutRules({ rate }: Extract<Factor, { kind: 'dropout' }>, layout: ChannelLayout): number[] {
  const rules: number[] = [];
  let channel = 0;
  for (const channels of layout) {
    for (let c = 0; c < channels; c += 4)
      rules.push(channel + c, threshold(rate), floatBits(1 / (1 - rate)), 0);
    channel += channels;
  }
  return rules;
}

/** Some groups of every pixel. */
export function slice(view: View, group: number, groups: number): View {
  const [first] = view.at.span ?? [0];
  const at = {
    buffer: view.at.buffer,
    offset: view.at.offset + group,
    span: [first + group, first + group + groups, view.stride] as const,
  };
  return { at, stride: view.stride, groups };
}
