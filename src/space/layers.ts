/**
 * What an operation may build with. The network floor implements it; an operation knows nothing else, and so gets
 * executors, counts, drawings and exports for nothing. All maps are NHWC, all paddings TensorFlow's SAME.
 */

/** A handle to a layer's output inside the network that is being built. */
export type Ref = number;

export interface LayerBuilder {
  /** Channels of a layer's output. */
  channels(x: Ref): number;
  relu(x: Ref): Ref;
  /** Convolution without bias; kernel [height, width], stride and rate per axis. */
  conv2d(x: Ref, filters: number, kernel: readonly [number, number], options?: ConvolutionOptions): Ref;
  /** Depthwise convolution, depth multiplier 1, without bias. */
  depthwiseConv2d(x: Ref, kernel: readonly [number, number], options?: ConvolutionOptions): Ref;
  batchNorm(x: Ref): Ref;
  maxPool(x: Ref, size: number, stride: number): Ref;
  avgPool(x: Ref, size: number, stride: number): Ref;
}

export interface ConvolutionOptions {
  readonly strides?: readonly [number, number];
  readonly rate?: number;
}

export type OperationFamily = 'identity' | 'pool' | 'separable' | 'convolution' | 'dilated';

/** A choice of a block's operation decisions: one of NASNet's thirteen (section 3), or one beyond them. */
export interface Operation<Id extends string = string> {
  readonly id: Id;
  readonly family: OperationFamily;
  /** Short name in a drawing, on one or two lines: ["sep", "5×5"]. */
  readonly label: readonly string[];
  /** A sentence for tooltips and legends. */
  readonly description: string;
  /** The kernel's footprint, for glyphs: largest extent in pixels. */
  readonly extent: number;
  /** Adds the operation's layers on state x and answers its output of `filters` channels. */
  expand(layers: LayerBuilder, x: Ref, filters: number, stride: number): Ref;
}
