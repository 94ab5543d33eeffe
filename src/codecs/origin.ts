import { nullable, number, object, oneOf, tagged, text, tuple, whole } from '../base/fields.ts';

/** What files of weights say of where these come from. */
export type WeightsOrigin =
  /** Nobody trained them (exports/drawnWeights.ts). */
  | { readonly kind: 'drawn'; readonly seed: number }
  | {
      readonly kind: 'trained';
      /** In words: "25 epochs on CIFAR-10"; null where it isn't known here. */
      readonly training: string | null;
      /** Null: not known here. */
      readonly accuracy: MeasuredAccuracy | null;
    };

export interface MeasuredAccuracy {
  /** 0 to 1. */
  readonly share: number;
  /** An interval of 95 %, where it is known. */
  readonly interval: readonly [low: number, high: number] | null;
  /** In words: "1,000 validation images of CIFAR-10". */
  readonly on: string;
}

/** Which images trained a child and which judged it: the playground cuts the same parts of the data set again. */
export interface WeightsSplit {
  /** The data set's id; of a person's own pictures no name. */
  readonly dataset: string;
  readonly seed: number;
  readonly trainImages: number;
  readonly validationImages: number;
}

const share = number({ min: 0, max: 1 });
const words = text({ max: 300 });
const accuracy = object<MeasuredAccuracy>({
  share,
  interval: nullable(tuple([share, share], ['low', 'high'])),
  on: words,
});

export const weightsOrigin = tagged('kind', {
  drawn: object<Extract<WeightsOrigin, { kind: 'drawn' }>>({ kind: oneOf(['drawn']), seed: whole() }),
  trained: object<Extract<WeightsOrigin, { kind: 'trained' }>>({
    kind: oneOf(['trained']),
    training: nullable(words),
    accuracy: nullable(accuracy),
  }),
});

export const weightsSplit = object<WeightsSplit>({
  dataset: text({ max: 100 }),
  seed: whole(),
  trainImages: whole({ min: 1 }),
  validationImages: whole({ min: 1 }),
});
