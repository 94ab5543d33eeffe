import type { WeightsSplit } from '../codecs/origin.ts';
import type { LayerGraph } from '../network/graph.ts';
import type { Weights } from '../network/parameters.ts';
import type { Architecture } from '../space/architecture.ts';

/**
 * What is taken away: one child with its weights. Every exporter turns it into files of another framework, purely, and each file
 * computes, by running statistics, what our engines compute of normalised images.
 */
export interface ExportedChild {
  readonly architecture: Architecture;
  /** What was built of the architecture by `network`; its auxiliary head, where it has one, is part of training alone. */
  readonly graph: LayerGraph;
  readonly network: ExportedNetwork;
  /** Of all of the graph's parameters. */
  readonly weights: Weights;
  readonly images: ExportedImages;
  /** Absent where no training is known. */
  readonly split?: WeightsSplit;
}

/** As `buildCifar` and `buildImagenet` take them. */
export interface ExportedNetwork {
  readonly setting: 'cifar' | 'imagenet';
  /** N. */
  readonly cellsPerStage: number;
  /** F. */
  readonly filters: number;
  /** Height and width in pixels. */
  readonly size: number;
  readonly classes: number;
  readonly auxiliary: boolean;
  /** ImageNet alone. */
  readonly stemFilters?: number;
  readonly skipReductionInput?: boolean;
}

/** What an exported network expects of its images: (x / 255 - mean) / deviation, channel by channel. */
export interface ExportedImages {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Names in the order of the scores; absent where they are not to leave the machine. */
  readonly classNames?: readonly string[];
}

/** One file of an export; of several, below the folder or archive that they stand in. */
export interface ExportedFile {
  /** With forward slashes: "pytorch/model.py". */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
