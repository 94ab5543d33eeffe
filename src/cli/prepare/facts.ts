import { DataError } from '../../base/errors.ts';
import type { MeasuredFacts } from '../../data/shards/manifest.ts';

/** What is known of CIFAR-10, to tell that the right bytes were decoded in the right way. */
export interface CifarFacts {
  readonly firstLabels: readonly number[];
  /** Of x / 255 over the training images, to four digits. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export const cifarFacts: CifarFacts = {
  firstLabels: [6, 9, 9, 4, 1, 1, 2, 7, 8, 3],
  mean: [0.4914, 0.4822, 0.4465],
  deviation: [0.247, 0.2435, 0.2616],
};

const expectation =
  'These are not the images of CIFAR-10, or they were decoded wrongly; nothing was kept of them.';

/** Classes must be equally frequent in each part, and the training part must begin as CIFAR-10 does. */
export function checkLabels(train: Uint8Array, test: Uint8Array, facts: CifarFacts): void {
  for (const [part, labels] of Object.entries({ training: train, test })) {
    const counts = new Array<number>(10).fill(0);
    for (const label of labels) counts[label]!++;
    if (counts.some((count) => count !== labels.length / 10)) {
      throw new DataError(
        `The ${part} labels have ${counts.join(', ')} images a class, expected ${labels.length / 10} of each. ${expectation}`,
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

/** Exact sums of bytes and of their squares, a channel each; 50,000 images stay far below 2^53. */
export class ChannelSums {
  private pixels = 0;
  private readonly sums = [0, 0, 0];
  private readonly squares = [0, 0, 0];

  /** Adds interleaved RGB bytes. */
  add(bytes: Uint8Array): void {
    for (let channel = 0; channel < 3; channel++) {
      let sum = 0;
      let square = 0;
      for (let i = channel; i < bytes.length; i += 3) {
        const value = bytes[i]!;
        sum += value;
        square += value * value;
      }
      this.sums[channel]! += sum;
      this.squares[channel]! += square;
    }
    this.pixels += bytes.length / 3;
  }

  measured(): MeasuredFacts {
    const mean = this.sums.map((sum) => sum / this.pixels / 255);
    const deviation = this.squares.map((square, c) =>
      Math.sqrt(square / this.pixels / 255 / 255 - mean[c]! * mean[c]!),
    );
    return { mean, deviation };
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
