import { countOnes, fromBase64, wordsOf } from '../../base/bytes/bits.ts';
import type { Finalist } from '../../search/finalists.ts';
import type { TrainedAgain, Trial } from '../../search/trial.ts';
import { isSameEnvironment } from '../environments.ts';

/** What a child is that was trained again, beside the one that its run recorded. */
export type Likeness =
  /** Trained by the same, and right on the very same images. */
  | { readonly kind: 'same-bits' }
  /** Right on the very same images, which weights that differ in their last bits may be too. */
  | { readonly kind: 'same-images' }
  /** Of single images nothing is recorded. */
  | { readonly kind: 'same-accuracy' }
  /** `images`: how many one has right and the other not; null where nothing of single images is recorded. */
  | {
      readonly kind: 'differs';
      readonly here: number;
      readonly recorded: number;
      readonly images: number | null;
    }
  /** Its recorded figure is of other images, or there is none. */
  | { readonly kind: 'not-comparable' };

type RecordedChild = Pick<Trial, 'accuracy' | 'right' | 'environment'> & Partial<Pick<Finalist, 'judgedOn'>>;

export function likenessOf(again: TrainedAgain, then: RecordedChild): Likeness {
  const { judgedOn = 'validation', environment } = then;
  if (judgedOn !== 'validation' || then.accuracy === null || again.accuracy === null)
    return { kind: 'not-comparable' };
  const images = differingBits(again.right, then.right);
  if (images !== null ? images > 0 : again.accuracy !== then.accuracy)
    return { kind: 'differs', here: again.accuracy, recorded: then.accuracy, images };
  if (images === null) return { kind: 'same-accuracy' };
  const isSame = environment !== undefined && isSameEnvironment(again.environment, environment);
  return { kind: isSame ? 'same-bits' : 'same-images' };
}

/** Null where either has none, or they are of different numbers of images. */
function differingBits(one: string | undefined, other: string | undefined): number | null {
  const [a, b] = [one, other].map((text) => (text === undefined ? null : fromBase64(text)));
  if (!a || !b || a.length !== b.length) return null;
  const words = wordsOf(b);
  return countOnes(wordsOf(a).map((word, index) => word ^ words[index]!));
}
