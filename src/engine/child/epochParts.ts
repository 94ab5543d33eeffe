import type { TrainMetrics } from '../executor.ts';

/** Mean loss and share of images right of a stretch of an epoch, to four digits. */
export type EpochPart = readonly [loss: number, accuracy: number];

/** Points that a child's curve keeps at most: about as many as it has pixels for, and a run of 40 children stays small. */
const MOST_PARTS = 60;

/** Fewest steps of a part: each end of one is waited for, and a device should not wait often. */
const FEWEST_STEPS = 20;

/** Into how many equal parts each epoch is cut, by steps alone, so that a training has the same ones each time. */
export function partsOfEpoch(stepsAnEpoch: number, epochs: number): number {
  return Math.max(1, Math.floor(Math.min(MOST_PARTS / epochs, stepsAnEpoch / FEWEST_STEPS)));
}

/** Cuts one epoch; one part is left out, for it says what the epoch says. */
export class EpochParts {
  readonly #parts: EpochPart[] = [];
  readonly #steps: number;
  readonly #count: number;
  #before: Pick<TrainMetrics, 'images' | 'loss' | 'accuracy'> = { images: 0, loss: 0, accuracy: 0 };

  constructor(stepsAnEpoch: number, epochs: number) {
    this.#steps = stepsAnEpoch;
    this.#count = partsOfEpoch(stepsAnEpoch, epochs);
  }

  /** Whether a part ends after so many of the epoch's steps. */
  endsAfter(steps: number): boolean {
    return steps === Math.round(((this.#parts.length + 1) * this.#steps) / this.#count);
  }

  /** Takes the epoch's sums where a part ends. */
  end(sums: Pick<TrainMetrics, 'images' | 'loss' | 'accuracy'>): void {
    const before = this.#before;
    const images = sums.images - before.images;
    const mean = (now: number, then: number): number => (now * sums.images - then * before.images) / images;
    const accuracy = Math.min(1, Math.max(0, mean(sums.accuracy, before.accuracy)));
    this.#parts.push([rounded(mean(sums.loss, before.loss)), rounded(accuracy)]);
    this.#before = sums;
  }

  /** Nothing where there is but one. */
  get parts(): readonly EpochPart[] | null {
    return this.#count > 1 ? this.#parts : null;
  }
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
