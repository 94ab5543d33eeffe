import type { WeightsOrigin } from '../codecs/origin.ts';

/** What is told of an exported child beside its network: where its weights come from, and how good they were found to be. */
export interface ExportedFacts {
  /** What it is called: "Child 12", "NASNet-A". */
  readonly name: string;
  readonly weights: WeightsOrigin;
  /** Of the playground that wrote it. */
  readonly version: string;
}
