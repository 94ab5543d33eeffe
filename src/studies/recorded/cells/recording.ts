import type { EpochPoint, TrialEnvironment } from '../../../search/trial.ts';

/** What is kept of the trainings of terms.ts, as the command `cells` writes it. Images are given by their place in the split. */
export interface CellsRecording {
  /** When the first began and the last ended, as `Date.prototype.toISOString` writes it. */
  readonly created: string;
  readonly updated: string;
  readonly environment: TrialEnvironment;
  /** True class of each validation image, a letter each from "0". */
  readonly labels: string;
  readonly trainings: readonly RecordedTraining[];
}

export interface RecordedTraining {
  /** From 1; it seeds the training. */
  readonly trial: number;
  readonly accuracy: number;
  readonly seconds: number;
  readonly epochs: readonly RecordedEpoch[];
  /** The class that each validation image is taken for, a letter each from "0". */
  readonly predicted: string;
  /** Of that class, in per cent, a byte each, as base64 writes them. */
  readonly sure: string;
}

/** An epoch as JSON has it. */
export interface RecordedEpoch extends Pick<EpochPoint, 'epoch' | 'loss' | 'trainAccuracy'> {
  readonly validationAccuracy?: number | undefined;
  readonly parts?: readonly (readonly number[])[] | undefined;
}

/** At most ten classes: a digit each. */
export const digitsOf = (classes: ArrayLike<number>): string => Array.from(classes, String).join('');
