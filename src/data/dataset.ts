/** A labelled set of byte images in memory, and what its pixels mean. */

export type DatasetId = 'cifar10' | 'synthetic';

export interface DatasetInfo {
  readonly id: DatasetId;
  readonly title: string;
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Per channel of x / 255; images enter a network as (x / 255 - mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export interface ImageSet {
  readonly info: DatasetInfo;
  readonly count: number;
  /** count x height x width x channels bytes, NHWC. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** One class index an image. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** Indices into an ImageSet; disjoint, stratified and seeded. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}
