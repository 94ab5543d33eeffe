import { judgedOf } from '../../../run/children/judged.ts';
import type { Settings } from '../../../settings/settings.ts';
import { sameGraph } from '../../../space/canonical.ts';
import { compareTwo, type TwoChildren } from '../../../studies/uncertainty/twoChildren.ts';
import type { DeviationOf } from '../../search/board/groups/deviation.ts';
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
      /** Why nothing follows for the architectures, whatever is known of trainings. */
      readonly hindered: Hindrance | null;
    };

export type Hindrance =
  /** One training: of the one it was paused, and went on to the other. With the epochs of both. */
  | { readonly kind: 'trained-on'; readonly epochs: readonly [number, number] }
  /** They were not trained equally long: that is no one recipe. */
  | { readonly kind: 'epochs'; readonly epochs: readonly [number, number] }
  /** These began with weights that earlier children had left. */
  | { readonly kind: 'inherited'; readonly children: readonly ComparedChild[] }
  /** One graph that was trained twice: neither leads. */
  | { readonly kind: 'one' };

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
  const hindered = hindranceOf(first, second, epochs);
  const trainingDeviation = hindered === null ? deviationOf({ ...settings, epochs: epochs[0] }) : null;
  return {
    kind: 'compared',
    images,
    // Whatever ended in a run was judged by the images of its one split.
    two: compareTwo(one, other, { trainingDeviation, sameImages: true }),
    withoutBits: [first, second].filter((_, at) => [one, other][at]?.right === null),
    hindered,
  };
}

function hindranceOf(
  first: ComparedChild,
  second: ComparedChild,
  epochs: readonly [number, number],
): Hindrance | null {
  if (first.origin === second.origin) return { kind: 'trained-on', epochs };
  if (epochs[0] !== epochs[1]) return { kind: 'epochs', epochs };
  const heirs = [first, second].filter(({ inherits }) => inherits);
  if (heirs.length > 0) return { kind: 'inherited', children: heirs };
  return sameGraph(first.architecture, second.architecture) ? { kind: 'one' } : null;
}

/** The trial whose training gave its result. */
const trainedIn = ({ trial }: ComparedChild): number | undefined => trial?.reusedFrom ?? trial?.number;
