import { judgedOf } from '../../run/judged.ts';
import type { Settings } from '../../settings/settings.ts';
import { sameGraph } from '../../space/canonical.ts';
import { compareTwo, type TwoChildren } from '../../studies/uncertainty/twoChildren.ts';
import type { DeviationOf } from '../board/groups/deviation.ts';
import type { ComparedChild } from './children.ts';

/** Whether the lead of one child over another means anything, or why that can't be asked. */
export type Lead =
  /** These have no figure of this run. */
  | { readonly kind: 'lacking'; readonly children: readonly ComparedChild[] }
  /** One is a result that was taken over from the other, or both from a third: the very same training. */
  | { readonly kind: 'one-training' }
  | {
      readonly kind: 'compared';
      readonly images: number;
      readonly two: TwoChildren;
      /** Those of which it isn't kept which images they had right. */
      readonly withoutBits: readonly ComparedChild[];
      /** Epochs of both, where they are not the same: then it is no one recipe, and nothing of the architectures is said. */
      readonly epochs: readonly [number, number] | null;
      /** One graph that was trained twice: neither architecture leads. */
      readonly isOne: boolean;
    };

export function leadOf(
  first: ComparedChild,
  second: ComparedChild,
  settings: Settings,
  deviationOf: DeviationOf,
): Lead {
  const images = settings.validationImages;
  const [one, other] = [first, second].map(({ trial }) => trial && judgedOf(trial, images));
  const lacking = [first, second].filter(({ trial }) => trial === null || trial.accuracy === null);
  if (!one || !other || lacking.length > 0) return { kind: 'lacking', children: lacking };
  if (trainedIn(first) === trainedIn(second)) return { kind: 'one-training' };
  const epochs = [first, second].map(({ trial }) => trial?.budget ?? settings.epochs) as [number, number];
  const isOneRecipe = epochs[0] === epochs[1];
  const trainingDeviation = isOneRecipe ? deviationOf({ ...settings, epochs: epochs[0] }) : null;
  return {
    kind: 'compared',
    images,
    // Whatever ended in a run was judged by the images of its one split.
    two: compareTwo(one, other, { trainingDeviation, sameImages: true }),
    withoutBits: [first, second].filter((_, at) => [one, other][at]?.right === null),
    epochs: isOneRecipe ? null : epochs,
    isOne: sameGraph(first.architecture, second.architecture),
  };
}

/** The trial whose training gave its result. */
const trainedIn = ({ trial }: ComparedChild): number | undefined => trial?.reusedFrom ?? trial?.number;
