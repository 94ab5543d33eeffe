import { expect } from 'vitest';
import type { Random } from '../../../base/random.ts';
import { synthetic } from '../../../data/synthetic/info.ts';
import type { Step, StepOptions } from '../../executor.ts';
import { MINI_RECIPE } from '../../recipe.ts';
import type { Map64 } from '../../testing/float64/map.ts';
import {
  type Buffer,
  type CallName,
  createCall,
  type Mode,
  type Ref,
  type View,
  type Word,
} from '../calls.ts';
import { GROUP } from '../emitter.ts';
import { STEP_END, writeStep } from '../memory.ts';
import { kernelModule } from '../module.ts';
import { encodePlan, planTables } from '../plan.ts';
import type { Stage } from '../stages.ts';
import { createLoneCrew } from '../threads/crew.ts';

/** What no kernel may read or overwrite: a NaN that says where it came from. */
const GUARD = 0x7fc0beef;
/** Bytes between two buffers. */
const APART = 256;

interface Placed {
  readonly buffer: Buffer;
  /** Bits of all images, guards included. */
  readonly words: Int32Array;
  /** Words that calls may write. */
  readonly open: Set<number>;
}

/**
 * A memory in which single calls are tried: maps and vectors are laid out, calls made one after the other, results read.
 * Maps lie among channels of others, as in a concatenation, and everything that is nobody's is guarded: what reads it
 * becomes NaN, what writes it is found.
 */
export class Workbench {
  readonly batch: number;
  readonly slices: { readonly count: number; readonly images: number };
  readonly #random: Random;
  readonly #placed = new Map<Buffer, Placed>();
  #ran = false;

  /** `slices` into which the batch is cut; none where not said: one. */
  constructor(random: Random, batch: number, slices = 1) {
    this.#random = random;
    this.batch = batch;
    const images = Math.ceil(batch / slices);
    this.slices = { count: Math.ceil(batch / images), images };
  }

  /** A map of the batch that calls read; `dense` where its pixels have no other channels. */
  map(map: Map64, dense = false): View {
    const [, height, width, channels] = map.shape;
    const view = this.#place(height * width, channels, dense);
    const { words } = this.#placed.get(view.buffer)!;
    const floats = new Float32Array(words.buffer);
    this.#visit(view, height * width, Math.ceil(channels / 4) * 4, (at, image, pixel, c) => {
      floats[at] = c < channels ? map.data[(image * height * width + pixel) * channels + c]! : 0;
    });
    return view;
  }

  /** Room for a map that calls write. */
  room([height, width, channels]: readonly [number, number, number], dense = false): View {
    const view = this.#place(height * width, channels, dense);
    const { open } = this.#placed.get(view.buffer)!;
    this.#visit(view, height * width, Math.ceil(channels / 4) * 4, (at) => open.add(at));
    return view;
  }

  /** Lets calls write to a map that they read. */
  open(view: View, [height, width, channels]: readonly [number, number, number]): void {
    const { open } = this.#placed.get(view.buffer)!;
    this.#visit(view, height * width, 4 * Math.ceil(channels / 4), (at) => open.add(at));
  }

  /** Bytes an image that calls write, of no form that a map has. */
  bytes(each: number, pixel: number): View {
    const buffer = this.#buffer('images', GROUP * Math.ceil(each / GROUP));
    const { words, open } = this.#placed.get(buffer)!;
    for (const at of words.keys()) open.add(at);
    return { buffer, offset: 0, pixel };
  }

  /** A vector that calls read; where `isOpen`, that they also write. */
  vector(values: ArrayLike<number>, isOpen = false): Ref {
    return this.words(new Int32Array(Float32Array.from(values).buffer), isOpen);
  }

  /** The same of whole numbers. */
  words(values: ArrayLike<number>, isOpen = false): Ref {
    const buffer = this.#buffer('fixed', GROUP * Math.ceil((4 * Math.max(values.length, 1)) / GROUP));
    const { words, open } = this.#placed.get(buffer)!;
    words.set(values);
    if (isOpen) for (let at = 0; at < values.length; at++) open.add(at);
    return { buffer, offset: 0 };
  }

  /** Room for so many floats. */
  output(length: number): Ref {
    return this.words(new Int32Array(length).fill(GUARD), true);
  }

  /** Makes the calls, once. Throws an assertion where one wrote what it may not. */
  async run(
    calls: readonly {
      readonly name: CallName;
      readonly mode?: Mode;
      readonly words: Readonly<Record<string, Word>>;
    }[],
    step: Step | null = null,
    options: Partial<StepOptions> = {},
    cells: ReadonlyMap<number, number> = new Map(),
  ): Promise<void> {
    if (this.#ran) throw new Error('a workbench runs once');
    this.#ran = true;
    const stages = calls.map(({ name, mode = 'image', words }): Stage => {
      const call = createCall(name, mode, words);
      return mode === 'once'
        ? { kind: 'image', once: [call], calls: [] }
        : { kind: mode, once: [], calls: [call] };
    });
    const tables = planTables(stages);
    const arena = GROUP * Math.ceil((STEP_END + 4 * tables.words) / GROUP);
    const offsets = new Map<Buffer, number>();
    let end = APART;
    for (const { buffer, words } of this.#placed.values()) {
      offsets.set(buffer, end);
      end += words.byteLength + APART;
    }
    const placement = { offsets, own: new Set<Buffer>(), arenaBytes: end, ownBytes: 0 };
    const plan = encodePlan(tables, placement, this.slices, arena, STEP_END);
    const crew = createLoneCrew(await kernelModule(false));
    const machine = await crew.open(arena + end, 0);
    const memory = new Int32Array(machine.memory, arena, end / 4).fill(GUARD);
    for (const { buffer, words } of this.#placed.values()) memory.set(words, offsets.get(buffer)! / 4);
    new Int32Array(machine.memory, STEP_END, plan.length).set(plan);
    writeStep(machine.memory, step, this.batch, synthetic, { ...MINI_RECIPE, ...options }, cells);
    const before = memory.slice();
    machine.run(STEP_END);
    for (const { buffer, words, open } of this.#placed.values()) {
      const start = offsets.get(buffer)! / 4;
      words.set(memory.subarray(start, start + words.length));
      for (const at of open) before[start + at] = words[at]!;
    }
    expect(
      memory.findIndex((word, at) => word !== before[at]),
      'a word that is not the call’s own',
    ).toBe(-1);
    machine.close();
    crew.dispose();
  }

  /** A map of the batch as it is now; its padding channels must be zero, or what a margin is filled with. */
  read(view: View, [height, width, channels]: readonly [number, number, number], fill = 0): Map64 {
    const { words } = this.#placed.get(view.buffer)!;
    const floats = new Float32Array(words.buffer);
    const data = new Float64Array(this.batch * height * width * channels);
    this.#visit(view, height * width, Math.ceil(channels / 4) * 4, (at, image, pixel, c) => {
      if (c < channels) data[(image * height * width + pixel) * channels + c] = floats[at]!;
      else if (floats[at] !== 0) expect(floats[at], `padding channel ${c}`).toBe(fill);
    });
    return { shape: [this.batch, height, width, channels], data };
  }

  floats({ buffer }: Ref): Float32Array {
    return new Float32Array(this.#placed.get(buffer)!.words.slice().buffer);
  }

  /** The sum over slices of what each left, so many floats a slice. */
  sumSlices(partial: Ref, length: number): Float64Array {
    const all = this.floats(partial);
    const sum = new Float64Array(length);
    for (let i = 0; i < this.slices.count * length; i++) sum[i % length]! += all[i]!;
    return sum;
  }

  doubles({ buffer }: Ref): Float64Array {
    return new Float64Array(this.#placed.get(buffer)!.words.slice().buffer);
  }

  #place(pixels: number, channels: number, dense: boolean): View {
    const groups = Math.ceil(channels / 4);
    const before = dense ? 0 : this.#random.integer(3);
    const pixel = GROUP * (before + groups + (dense ? 0 : this.#random.integer(3)));
    return { buffer: this.#buffer('images', pixels * pixel), offset: GROUP * before, pixel };
  }

  #buffer(per: Buffer['per'], bytes: number): Buffer {
    const buffer = { id: this.#placed.size, per, bytes };
    const words = new Int32Array(((per === 'images' ? this.batch : 1) * bytes) / 4).fill(GUARD);
    this.#placed.set(buffer, { buffer, words, open: new Set() });
    return buffer;
  }

  /** Every number of a map, by its word. */
  #visit(
    { buffer, offset, pixel }: View,
    pixels: number,
    channels: number,
    visit: (at: number, image: number, pixel: number, channel: number) => void,
  ): void {
    for (let image = 0; image < this.batch; image++) {
      for (let p = 0; p < pixels; p++) {
        const at = (image * buffer.bytes + offset + p * pixel) / 4;
        for (let c = 0; c < channels; c++) visit(at + c, image, p, c);
      }
    }
  }
}

/** Within float32's rounding of sums: 2e-5 of the greatest number, or of how large their terms make sums that cancel. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  what: string,
  least = 1e-6,
): void {
  expect(actual.length, what).toBeGreaterThanOrEqual(expected.length);
  let greatest = least;
  let error = 0;
  for (let i = 0; i < expected.length; i++) {
    greatest = Math.max(greatest, Math.abs(expected[i]!));
    const off = Math.abs(actual[i]! - expected[i]!);
    error = Math.max(error, Number.isNaN(off) ? Number.POSITIVE_INFINITY : off);
  }
  expect(error / greatest, what).toBeLessThan(2e-5);
}

/** Random numbers that float32 holds. */
export function randomMap(random: Random, shape: Map64['shape'], centre = 0): Map64 {
  const length = shape[0] * shape[1] * shape[2] * shape[3];
  return { shape, data: randomVector(random, length, centre) };
}

export const randomVector = (random: Random, length: number, centre = 0): Float64Array =>
  Float64Array.from({ length }, () => Math.fround(centre + random.normal()));

/** A batch norm's record with a scale and a shift alone, and what it makes of a channel's number. */
export function randomRecord(random: Random, channels: number) {
  const width = 4 * Math.ceil(channels / 4);
  const words = new Float64Array(4 * width);
  words.set(randomVector(random, channels));
  words.set(randomVector(random, channels), width);
  const apply = (value: number, channel: number): number => value * words[channel]! + words[width + channel]!;
  return { words, apply };
}
