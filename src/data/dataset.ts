/** A labelled set of byte images in memory, what its pixels mean, and how a data set gives one to a run. */
import type { ShardSource } from './shards/source.ts';

/** What is known of a data set before any of it is there, as plain data. */
export interface DatasetInfo {
  /** The folder's name, here and below the address that data are served from. */
  readonly id: string;
  readonly title: string;
  /** Where there is little room. */
  readonly menuTitle: string;
  /** Present where the images are made in code: what was reached on them is marked, since it tells nothing of real ones. */
  readonly synthetic?: true;
  readonly classes: readonly string[];
  /** The same where there is little room; absent: they are short enough. */
  readonly shortClasses?: readonly string[];
  /** Present where classes have different numbers of images: a split then gives each its share. */
  readonly uneven?: true;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** All that a search may draw from, its validation images included. */
  readonly trainingImages: number;
  /** No part of a search. */
  readonly testImages: number;
  /** Per channel of x / 255; images enter a network as (x / 255 - mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Heights and widths in pixels that a run can have its images at: the whole one first, then its halves. */
  readonly sizes: readonly number[];
  /** How it is cut before it can be served; absent where nothing has to be prepared. */
  readonly prepared?: {
    /** As many of each class. */
    readonly imagesPerShard: number;
  };
  /** What a person can drop on the page instead of prepared shards. */
  readonly archive?: Archive;
}

export interface Archive {
  /** The file's name. */
  readonly file: string;
  /** A data set that is easily taken for this one, by a file's name. */
  readonly otherSet?: { readonly name: RegExp; readonly title: string };
  /** Which of several versions it is, and the names of the others. */
  readonly version?: { readonly title: string; readonly others: RegExp };
}

/** A data set that a person can give as a file. */
export type ArchivedInfo = DatasetInfo & { readonly archive: Archive };

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

/** What opening is at, for a person; bytes count what the run needs. */
export interface LoadProgress {
  readonly stage: 'waiting' | 'loading' | 'ready';
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly detail: string;
}

export interface OpenOptions {
  /** How many training images a run needs, validation included. */
  readonly images: number;
  /** Height and width, one of the set's sizes, that the images come at; absent: the first. */
  readonly size?: number;
  /** The run's: it decides which images these are. */
  readonly seed: number;
  /**
   * Of a set whose labels alone are there, the images that will be looked at. The others may stay black: a few of many need
   * not be fetched with all the rest.
   */
  readonly wanted?: (labelled: ImageSet) => readonly Uint32Array[];
  /** How many those are, where it is not all of `images`. */
  readonly looked?: number;
  /** Where prepared files are read from. */
  readonly source: ShardSource;
  /** The archive that a person gave, read instead of the prepared files. */
  readonly archive?: Blob | null;
  /** Hears of the images that are shown (shown.ts), where the archive has them: it is read once for all. */
  readonly shown?: (set: ImageSet) => void;
  readonly report: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface Dataset {
  readonly info: DatasetInfo;
  /**
   * At least as many images as were asked for, of that size; the test images are never among them. Throws a DataError that names the
   * remedy, and the signal's reason when aborted.
   */
  open(options: OpenOptions): Promise<ImageSet>;
  /**
   * How many training images are to be had there; a site may have some of them only. Throws as `open` does.
   */
  available(options: Pick<OpenOptions, 'source' | 'archive' | 'signal'>): Promise<number>;
  /**
   * All test images at a size: no search sees one, and who reads them measures by them once, at the end. Throws as `open` does,
   * and a DataError where the set has none or the place does not hold them.
   */
  test(options: Pick<OpenOptions, 'source' | 'archive' | 'size' | 'signal'>): Promise<ImageSet>;
  /** The images that are shown (data/shown.ts), at full size, whatever `size` a run has its own at. Throws as `open` does. */
  shown(options: Pick<OpenOptions, 'source' | 'size' | 'signal'>): Promise<ImageSet>;
}

/** Bytes of one image without its label. */
export const imageBytes = ({
  height,
  width,
  channels,
}: Pick<DatasetInfo, 'height' | 'width' | 'channels'>): number => height * width * channels;
