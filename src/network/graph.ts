/**
 * LayerGraph: what a network is, as a plain list of primitive layers with shapes, in topological order. Executors,
 * counts, drawings and exports read it and know only these primitives.
 */

/** Height, width, channels of one image's map (NHWC without N). A vector is 1 x 1 x channels. */
export type Shape = readonly [height: number, width: number, channels: number];

/** Where in the architecture a layer comes from, for inspectors and for grouping work. */
export type Origin =
  | { readonly part: 'input' | 'stem' | 'head' | 'auxiliary' }
  | { readonly part: 'entry' | 'output'; readonly cell: number; readonly state?: number }
  | { readonly part: 'operation'; readonly cell: number; readonly block: number; readonly slot: 0 | 1 }
  | { readonly part: 'combiner'; readonly cell: number; readonly block: number };

export type Primitive =
  | { readonly kind: 'input' }
  | {
      readonly kind: 'conv2d';
      readonly kernel: readonly [height: number, width: number];
      readonly strides: readonly [height: number, width: number];
      readonly rate: number;
      readonly padding: 'same' | 'valid';
    }
  | {
      readonly kind: 'depthwiseConv2d';
      readonly kernel: readonly [height: number, width: number];
      readonly strides: readonly [height: number, width: number];
      readonly rate: number;
      readonly padding: 'same';
    }
  | { readonly kind: 'batchNorm'; readonly decay: number; readonly epsilon: number }
  | { readonly kind: 'relu' }
  /** SAME; padding is never picked; the gradient goes to the first maximum in row order. */
  | { readonly kind: 'maxPool'; readonly size: number; readonly stride: number }
  /** Padding is not counted. */
  | {
      readonly kind: 'avgPool';
      readonly size: number;
      readonly stride: number;
      readonly padding: 'same' | 'valid';
    }
  | { readonly kind: 'add' }
  | { readonly kind: 'concat' }
  | { readonly kind: 'globalAvgPool' }
  /** With bias. */
  | { readonly kind: 'dense' }
  /** Drops whole examples of an operation's output (ScheduledDropPath); `position` counts the droppable paths of the
   * network from 0 and seeds the mask; q = (1 - keep) x (cell + 1) / cells x min(1, step / total). */
  | { readonly kind: 'dropPath'; readonly cell: number; readonly cells: number; readonly position: number }
  | { readonly kind: 'dropout'; readonly rate: number }
  /** Every second pixel per axis, from `offset` (0 or 1); beyond the far edge zeros enter. Output ceil(H / 2) x ceil(W / 2). */
  | { readonly kind: 'subsample'; readonly offset: 0 | 1 };

export type Layer = Primitive & {
  /** Its index in `LayerGraph.layers`. */
  readonly id: number;
  /** Layers whose outputs it reads; all have smaller ids. */
  readonly inputs: readonly number[];
  readonly shape: Shape;
  readonly origin: Origin;
};

export interface CellSummary {
  readonly kind: 'normal' | 'reduction';
  readonly filters: number;
  /** Stride of operations on hidden states 0 and 1. */
  readonly stride: 1 | 2;
  /** Shape of h_{i+1}. */
  readonly shape: Shape;
}

export interface LayerGraph {
  readonly layers: readonly Layer[];
  /** The layer that makes the class scores; its shape is [1, 1, classes]. */
  readonly logits: number;
  /** The auxiliary head's scores, where the graph has one; its loss weighs 0.4. */
  readonly auxiliaryLogits?: number;
  readonly classes: number;
  readonly input: Shape;
  /** The cells in order, the ImageNet stem's two reduction cells included. */
  readonly cells: readonly CellSummary[];
}
