import type { Precision } from '../../executor.ts';
import type { Family } from './job.ts';

/**
 * How finely work is divided among invocations. A software adapter computes a few of them at a time and pays for each; a
 * graphics card wants many thousands at once. Sums are divided differently, so their last bits depend on it: one kind of
 * adapter always has the same grain.
 */
export interface Grain {
  /** Pixels of one invocation where every pixel is by itself. */
  readonly pixels: number;
  /** Rows that one invocation goes down, in several strips or images where there are invocations enough. */
  readonly rows: number;
  /** Invocations that a job is divided into, at least where there is work enough. */
  readonly units: number;
  /** The same of the filter gradients of convolutions, whose sums are many. */
  readonly filterUnits: number;
  /** 1: weights that stay in registers come there through a loop and memory, which takes less time to compile. */
  readonly loops: 0 | 1;
  /** 1: the invocations of a workgroup join their sums before they are stored, and move four channels at once, not one. */
  readonly joined: 0 | 1;
  /**
   * 1: kernels that compute several gradients in one pass over what they read, where there are such. With joined sums, filter
   * gradients of products join theirs too.
   */
  readonly fused: 0 | 1;
  /** 1: products and convolutions write the moments of what they make, where a batch norm reads it. Only where sums are joined. */
  readonly producedMoments: 0 | 1;
  /** 1: who reads a batch norm in training joins its moments itself, and who goes on with its gradient the sums of that. Only where sums are joined. */
  readonly folded: 0 | 1;
  /** Levels that work for which nothing waits may be put off, so that more of it goes together (compile/schedule.ts). */
  readonly patience: number;
  /** Pipelines that hold several kernels each (kernels/merged.ts), so that more jobs go together; others have their own. */
  readonly merged: readonly Family[];
}

export const COARSE: Grain = {
  pixels: 32,
  rows: 64,
  units: 256,
  filterUnits: 1024,
  loops: 1,
  joined: 0,
  fused: 1,
  producedMoments: 0,
  folded: 0,
  patience: 30,
  merged: [],
};
export const FINE: Grain = {
  pixels: 4,
  rows: 4,
  units: 16384,
  filterUnits: 16384,
  loops: 0,
  joined: 1,
  fused: 0,
  producedMoments: 0,
  folded: 0,
  patience: 30,
  merged: [],
};

/**
 * Of 16-bit maps, on every adapter, since their kernels move four channels at once. Partial sums of filters stay 32-bit, so that
 * those of k x k and of depthwise convolutions are half as many: they were up to a third of all bytes.
 */
export const HALF: Grain = { ...FINE, filterUnits: 8192 };

/** How an adapter works at each precision. */
export type Grains = Readonly<Record<Precision, Grain>>;

/** Unless somebody asks for something else. */
export const grainsOf = (software: boolean): Grains => ({ 32: software ? COARSE : FINE, 16: HALF });

/** Of an adapter that is to work in one way (ways.ts) at that way's precision; at the other as ever. */
export const grainsIn = (
  { precision, grain }: { readonly precision: Precision; readonly grain: Grain },
  software: boolean,
): Grains => ({ ...grainsOf(software), [precision]: grain });
/** Whether batch norms are folded into their readers, where a pass is of a training step. */
export const folds = ({ joined, folded }: Grain): boolean => joined === 1 && folded === 1;

/**
 * Pixels of an invocation that has one group of them, where its workgroup first joins so many sums that fewer and longer
 * workgroups pay: up to eight times as many as else, while there are invocations enough.
 */
export function foldedEach(pixels: number, groups: number, grain: Grain): number {
  const each = Math.floor((pixels * groups) / grain.units);
  return Math.min(8 * grain.pixels, Math.max(grain.pixels, each));
}

/** Invocations that a group of four channels takes in a kernel that has one text for both grains. */
export const partsOf = ({ joined }: Grain): number => (joined === 0 ? 4 : 1);
