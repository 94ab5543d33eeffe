import type { WindowGeometry } from '../../network/windows.ts';
import { type ChannelLayout, groupsOf } from '../lowering/channelLayout.ts';
import type { Factor, MapRead, Value } from '../lowering/operations.ts';
import { threshold } from '../randomness.ts';
import {
  type Buffer,
  type Call,
  type CallName,
  createCall,
  floatBits,
  type List,
  type Mode,
  type View,
  type Word,
} from './calls.ts';

/** Bytes of four channels of a pixel. */
export const GROUP = 16;

/** Where what is not of a plan's own memory lies: parameters and the like, in bytes. */
export interface Fixtures {
  readonly parameters: number;
  readonly statistics: number;
  readonly gradients: number;
  readonly velocity: number;
  readonly decays: number;
  /** One gradient a slice, of the same layout as the parameters. */
  readonly partials: number;
  readonly trainableBytes: number;
  readonly metrics: number;
  /** Of the batch: its images, as bytes, its labels, and what an evaluation takes them for. */
  readonly bytes: number;
  readonly labels: number;
  readonly predicted: number;
}

export interface Slices {
  readonly count: number;
  /** Images of each. */
  readonly images: number;
}

/** Collects calls, and knows where values lie. */
export class Emitter {
  readonly batch: number;
  readonly slices: Slices;
  readonly fixtures: Fixtures;
  readonly calls: Call[] = [];
  #buffers = 0;
  readonly #homes = new Map<number, View>();
  readonly #records = new Map<number, Buffer>();
  readonly #codes = new Map<number, View>();

  constructor(batch: number, slices: Slices, fixtures: Fixtures) {
    this.batch = batch;
    this.slices = slices;
    this.fixtures = fixtures;
  }

  emit(name: CallName, words: Readonly<Record<string, Word>>, mode: Mode = 'image'): void {
    this.calls.push(createCall(name, mode, words));
  }

  allocate(per: Buffer['per'], bytes: number): Buffer {
    return { id: this.#buffers++, per, bytes: GROUP * Math.ceil(Math.max(bytes, 1) / GROUP) };
  }

  /** A fresh map of so many pixels an image. */
  map(pixels: number, groups: number): View {
    return { buffer: this.allocate('images', pixels * groups * GROUP), offset: 0, pixel: groups * GROUP };
  }

  mapLike({ height, width, layout }: Value): View {
    return this.map(height * width, groupsOf(layout));
  }

  /** Where the value's stored numbers lie. */
  view(value: Value): View {
    if (value.norm) return this.view(value.norm.source);
    if (value.home) return slice(this.view(value.home.whole), value.home.group);
    let home = this.#homes.get(value.id);
    if (!home) {
      home = this.mapLike(value);
      this.#homes.set(value.id, home);
    }
    return home;
  }

  /** The record by which a batch norm's readers normalise; 0 for other values. */
  norm(value: Value): Word {
    if (!value.norm) return 0;
    let buffer = this.#records.get(value.norm.index);
    if (!buffer) {
      buffer = this.allocate('fixed', 4 * groupsOf(value.layout) * GROUP);
      this.#records.set(value.norm.index, buffer);
    }
    return { buffer, offset: 0 };
  }

  /** The taps that a max pool chose, a byte a channel. */
  codes(out: Value): View {
    let codes = this.#codes.get(out.id);
    if (!codes) {
      const channels = 4 * groupsOf(out.layout);
      const buffer = this.allocate('images', out.height * out.width * channels);
      codes = { buffer, offset: 0, pixel: channels };
      this.#codes.set(out.id, codes);
    }
    return codes;
  }

  /** A map as its reader sees it: itself, or a copy that is normalised and rectified. */
  seen(read: MapRead): View {
    const { value, relu } = read;
    if (!value.norm && !relu) return this.view(value);
    const { height, width } = value;
    return this.pad(read, { top: 0, left: 0, rows: height, columns: width }, 0);
  }

  /** The same with a margin, for windows that reach beyond it. */
  pad({ value, relu }: MapRead, frame: Frame, fill: number): View {
    const y = this.map(frame.rows * frame.columns, groupsOf(value.layout));
    const groups = groupsOf(value.layout);
    this.#pack(this.view(value), value, frame, y, groups, {
      norm: this.norm(value),
      relu: relu ? 1 : 0,
      fill: floatBits(fill),
    });
    return y;
  }

  /** A gradient of outputs, spread by the strides and with a margin, so that a window over it is that of the inputs. */
  spread(g: View, out: Value, to: Value, geometry: WindowGeometry, mean: boolean): View {
    const groups = groupsOf(out.layout);
    const [tall, wide] = reachOf(geometry);
    const [top, left] = [tall - geometry.before[0], wide - geometry.before[1]];
    const [spreadY, spreadX] = geometry.strides;
    const frame = { top, left, rows: to.height + tall, columns: to.width + wide, spreadY, spreadX };
    const y = this.map(frame.rows * frame.columns, groups);
    const window = mean ? windowWords(geometry, to) : null;
    this.#pack(g, out, frame, y, groups, { norm: 0, relu: 0, fill: 0, window });
    return y;
  }

  #pack(
    x: View,
    { height, width }: Pick<Value, 'height' | 'width'>,
    { top, left, rows, columns, spreadY = 1, spreadX = 1 }: Frame,
    y: View,
    groups: number,
    {
      norm,
      relu,
      fill,
      window = null,
    }: { readonly norm: Word; readonly relu: number; readonly fill: number; readonly window?: Window | null },
  ): void {
    const { kernelY, kernelX, strideY, strideX, beforeY, beforeX, inHeight, inWidth } = window ?? NO_WINDOW;
    const mean = window === null ? 0 : 1;
    // In one piece: of all calls these are most, and to join objects takes longer than all else here.
    this.emit('pack', {
      x,
      norm,
      relu,
      height,
      width,
      groups,
      y,
      fill,
      top,
      left,
      rows,
      columns,
      spreadY,
      spreadX,
      mean,
      kernelY,
      kernelX,
      strideY,
      strideX,
      beforeY,
      beforeX,
      inHeight,
      inWidth,
    });
  }
}

/** A padded map: where its source's first pixel lies, and its size. */
export interface Frame {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
  readonly spreadY?: number;
  readonly spreadX?: number;
}

/** The words of a pool's window, or none: a mean is spread over it. */
type Window = ReturnType<typeof windowWords>;

const NO_WINDOW: Window = {
  kernelY: 0,
  kernelX: 0,
  strideY: 0,
  strideX: 0,
  beforeY: 0,
  beforeX: 0,
  inHeight: 0,
  inWidth: 0,
};

/** By how many pixels the last tap of a window lies beyond the first. */
export function reachOf({ kernel, rate, diagonal }: WindowGeometry): readonly [number, number] {
  const tall = (kernel[0] - 1) * rate;
  return [tall, diagonal ? tall : (kernel[1] - 1) * rate];
}

/** The words of a pool's window over a map. */
export function windowWords(geometry: WindowGeometry, from: Pick<Value, 'height' | 'width'>) {
  const { kernel, strides, before } = geometry;
  return {
    ...{ kernelY: kernel[0], kernelX: kernel[1], strideY: strides[0], strideX: strides[1] },
    ...{ beforeY: before[0], beforeX: before[1], inHeight: from.height, inWidth: from.width },
  };
}

/** The map that a window's outputs need. */
export function frameOf(geometry: WindowGeometry, out: Pick<Value, 'height' | 'width'>): Frame {
  const { strides, before } = geometry;
  const [tall, wide] = reachOf(geometry);
  const rows = (out.height - 1) * strides[0] + tall + 1;
  const columns = (out.width - 1) * strides[1] + wide + 1;
  return { top: before[0], left: before[1], rows, columns };
}

/** Distances of the taps from the first, in bytes. */
export function tapsOf({ kernel, rate, diagonal }: WindowGeometry, row: number, pixel: number): List {
  const words: number[] = [];
  for (let y = 0; y < kernel[0]; y++) {
    for (let x = 0; x < kernel[1]; x++) words.push(rate * (y * row + (diagonal ? y : x) * pixel));
  }
  return { words };
}

/** The words of a factor: a letter says whose they are. */
export function factorWords(
  letter: 'a' | 'b',
  factor: Factor | undefined,
  layout: ChannelLayout,
): Record<string, Word> {
  const [kind, first, second]: readonly [number, number, Word] =
    factor === undefined
      ? [0, 0, 0]
      : factor.kind === 'path'
        ? [1, factor.position, factor.cell]
        : [2, factor.layer, dropoutRules(factor, layout)];
  return { [`${letter}Kind`]: kind, [`${letter}First`]: first, [`${letter}Second`]: second };
}

/** [first channel, threshold, bits of 1 / (1 - rate), -] of each group. */
function dropoutRules({ rate }: Extract<Factor, { kind: 'dropout' }>, layout: ChannelLayout): List {
  const words: number[] = [];
  let channel = 0;
  for (const channels of layout) {
    for (let c = 0; c < channels; c += 4)
      words.push(channel + c, threshold(rate), floatBits(1 / (1 - rate)), 0);
    channel += channels;
  }
  return { words };
}

/** Some groups of every pixel. */
export function slice(view: View, group: number): View {
  return { ...view, offset: view.offset + group * GROUP };
}
