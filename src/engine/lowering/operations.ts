import type { WindowGeometry } from '../../network/windows.ts';
import type { ChannelLayout } from './channelLayout.ts';

/**
 * The forward pass as the compiler sees it: values, and operations that make them. Normalisation, relu and masks are not
 * operations of their own; a MapRead says that they are applied when numbers are loaded.
 */

/** One differentiable map of the network. Stored numbers, or a batch norm of them that is never stored. */
export interface Value {
  readonly id: number;
  readonly height: number;
  readonly width: number;
  readonly layout: ChannelLayout;
  /** Set where this is batch norm of `source`: the same stored numbers, normalised on load. */
  readonly norm?: { readonly source: Value; readonly index: number };
  /** Whether its gradient is of use: a parameter lies at or before it. */
  readonly trained: boolean;
  /** Set where it lies inside a concatenation: the whole, and its first group there. */
  home?: { readonly whole: Value; readonly group: number };
}

/** A factor per example (drop path) or per example and channel (dropout), see engine/randomness.ts. */
export type Factor =
  | { readonly kind: 'path'; readonly position: number; readonly cell: number }
  | { readonly kind: 'dropout'; readonly layer: number; readonly rate: number };

/** A value as an operation sees it: factor x max(value, 0), as far as set. Factors are never negative, so order is free. */
export interface MapRead {
  readonly value: Value;
  readonly relu: boolean;
  readonly factor?: Factor;
}

export type MapOperation =
  | { readonly kind: 'input'; readonly out: Value }
  /** `weight`: first float of [taps, in, out] in the trainable vector; constant ones have no gradient. */
  | {
      readonly kind: 'convolution';
      readonly read: MapRead;
      readonly out: Value;
      readonly weight: number;
      readonly constant: boolean;
      readonly geometry: WindowGeometry;
    }
  | {
      readonly kind: 'depthwise';
      readonly read: MapRead;
      readonly out: Value;
      readonly weight: number;
      readonly geometry: WindowGeometry;
    }
  | {
      readonly kind: 'pool';
      readonly mode: 'max' | 'average';
      readonly read: MapRead;
      readonly out: Value;
      readonly geometry: WindowGeometry;
    }
  | {
      readonly kind: 'norm';
      readonly source: Value;
      readonly out: Value;
      /** First floats of its vectors. */
      readonly gamma: number;
      readonly beta: number;
      readonly mean: number;
      readonly variance: number;
      readonly decay: number;
      readonly epsilon: number;
    }
  /** The sum of its operands, or a copy of one. */
  | { readonly kind: 'combine'; readonly operands: readonly MapRead[]; readonly out: Value }
  /** Its parts lie in place; nothing to do. */
  | { readonly kind: 'concat'; readonly parts: readonly Value[]; readonly out: Value }
  | { readonly kind: 'mean'; readonly read: MapRead; readonly out: Value }
  /** Cross-entropy of scores + bias. */
  | {
      readonly kind: 'loss';
      readonly scores: Value;
      readonly bias: number;
      readonly head: 'main' | 'auxiliary';
    };

/** The values that an operation reads, one more than once where it does. */
export function valuesRead(operation: MapOperation): readonly Value[] {
  switch (operation.kind) {
    case 'input':
      return [];
    case 'convolution':
    case 'depthwise':
    case 'pool':
    case 'mean':
      return [operation.read.value];
    case 'norm':
      return [operation.source];
    case 'combine':
      return operation.operands.map(({ value }) => value);
    case 'concat':
      return operation.parts;
    case 'loss':
      return [operation.scores];
    default:
      return operation satisfies never;
  }
}

export interface ForwardPass {
  readonly operations: readonly MapOperation[];
  readonly norms: number;
}
