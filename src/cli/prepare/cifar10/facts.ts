import { DataError } from '../../../base/errors.ts';
import { cifar10 } from '../../../data/cifar10/info.ts';
import type { MeasuredFacts } from '../../../data/shards/manifest.ts';

/** What is known of CIFAR-10, to tell that the right bytes were decoded in the right way. */
export interface CifarFacts {
  readonly firstLabels: readonly number[];
  /** Of x / 255 over the training images, to four digits. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export const cifarFacts: CifarFacts = {
  firstLabels: [6, 9, 9, 4, 1, 1, 2, 7, 8, 3],
  mean: cifar10.mean,
  deviation: cifar10.deviation,
};

const expectation =
  'These are not the images of CIFAR-10, or they were decoded wrongly; nothing was kept of them.';

/** Classes must be equally frequent in each part, and the training part must begin as CIFAR-10 does. */
export function checkLabels(train: Uint8Array, test: Uint8Array, facts: CifarFacts): void {
  for (const [part, labels] of Object.entries({ training: train, test })) {
    const counts = cifar10.classes.map(() => 0);
    for (const label of labels) counts[label]!++;
    const each = labels.length / counts.length;
    if (counts.some((count) => count !== each)) {
      throw new DataError(
        `The ${part} labels have ${counts.join(', ')} images a class, expected ${each} of each. ${expectation}`,
      );
    }
  }
  const first = Array.from(train.subarray(0, facts.firstLabels.length));
  if (first.join() !== facts.firstLabels.join()) {
    throw new DataError(
      `The first training labels are ${first.join(' ')}, expected ${facts.firstLabels.join(' ')}. ${expectation}`,
    );
  }
}

export function checkMeasured(measured: MeasuredFacts, facts: CifarFacts): void {
  const digits = (values: readonly number[]) => values.map((value) => value.toFixed(4)).join(' ');
  for (const field of ['mean', 'deviation'] as const) {
    if (digits(measured[field]) !== digits(facts[field])) {
      throw new DataError(
        `The channels' ${field} is ${digits(measured[field])}, expected ${digits(facts[field])}. ${expectation}`,
      );
    }
  }
}
