import { countCommon, countOnes } from '../../base/bytes/bits.ts';
import { twoSidedZ } from '../../base/normal.ts';
import { mean } from '../../base/statistics.ts';
import { studentQuantile } from '../../base/student.ts';
import type { ComparedId, FixedId } from '../../search/fixed.ts';
import { createComparisons } from '../uncertainty/comparisons.ts';
import type { Judged } from '../uncertainty/difference.ts';
import { partingShare, type TrainedTwice, trainingDeviation } from '../uncertainty/trainings.ts';
import { ERROR, type Whisker, whiskerOf } from '../uncertainty/whisker.ts';
import { matchOf } from './cost.ts';

/** A network of a comparison and its trainings, each null where it failed or is still to come: seed by seed. */
export interface Contender {
  readonly id: ComparedId;
  readonly multiplyAdds: number;
  readonly trainings: readonly (Judged | null)[];
}

export interface Standing {
  readonly id: ComparedId;
  /** Of the seeds that count, shares of 1. */
  readonly accuracies: readonly number[];
  readonly mean: number;
  /** Of the mean. */
  readonly whisker: Whisker;
  /** Of the winner over it; null for the winner itself. */
  readonly lead: Lead | null;
}

/** The winner's mean less the fixed network's, shares of 1. */
export interface Lead {
  readonly difference: number;
  /** Of the interval that leaves out 0 exactly where both are told apart. */
  readonly low: number;
  readonly high: number;
  readonly apart: boolean;
  /** The fixed network's multiply-adds over the winner's, and what that makes of the comparison. */
  readonly ratio: number;
  readonly match: ReturnType<typeof matchOf>;
}

/** What so many seeds tell of a search. */
export type Verdict =
  /** The winner is told from every fixed network of no more than about its cost, and better. */
  | { readonly kind: 'paid'; readonly over: readonly FixedId[] }
  /** Such a network is told from the winner, and better: the best of those. */
  | { readonly kind: 'not-paid'; readonly by: FixedId }
  /** Neither: those that the winner can't be told from, the best of them first. */
  | { readonly kind: 'untold'; readonly from: readonly FixedId[] }
  /** The luck of training is not known of so few: run more. */
  | { readonly kind: 'too-few' }
  /** The winner, or every fixed network, has no training that counts. */
  | { readonly kind: 'failed' }
  /** No fixed network is as cheap as the winner. */
  | { readonly kind: 'no-equal' };

export interface Judgement {
  readonly standings: readonly Standing[];
  /** Seeds that count: every network that is compared was trained from each of them. */
  readonly seeds: number;
  /** Networks that are left out, since none of their trainings gave a figure. */
  readonly failed: readonly ComparedId[];
  /**
   * Whether the luck of training was measured before, by the recipe, or is told by these trainings; of too few nobody knows
   * it, and whiskers are of the images alone.
   */
  readonly luck: 'of-recipe' | 'of-these' | 'unknown';
  readonly verdict: Verdict;
}

/**
 * Holds the winner of a search against fixed networks. Each is the mean of its trainings; a difference counts the choice of the
 * images, paired image by image, and the luck of every training (uncertainty/difference.ts); all pairs are one of Holm's tests
 * (uncertainty/comparisons.ts). `deviation` is the recipe's, where it was measured. Else that of these very trainings takes its
 * place, widened as Student's t is over the normal at the test's strictest step.
 *
 * Null where nothing was trained yet. Throws a RangeError as a whisker does.
 */
export function judge(contenders: readonly Contender[], deviation: number | null): Judgement | null {
  const there = contenders.filter(({ trainings }) => trainings.some((one) => one !== null));
  const longest = Math.max(0, ...contenders.map(({ trainings }) => trainings.length));
  const isEnded = ({ trainings }: Contender): boolean => trainings.length > 0;
  if (!contenders.every(isEnded)) return null;
  const failed = contenders.filter((one) => !there.includes(one)).map(({ id }) => id);
  const images = there[0]?.trainings.find((one) => one !== null)?.images ?? 0;
  const counting = Array.from({ length: longest }, (_, seed) => seed).filter((seed) =>
    there.every(({ trainings }) => trainings[seed]?.images === images),
  );
  const rows = there.map((one) => ({
    ...one,
    judged: counting.map((seed) => one.trainings[seed] as Judged),
  }));
  const seeds = counting.length;
  if (rows[0]?.id !== 'winner' || rows.length < 2 || seeds === 0)
    return { seeds, failed, luck: 'unknown', standings: [], verdict: { kind: 'failed' } };

  const known = deviation ?? ownDeviation(rows.map(({ judged }) => judged));
  const luck = deviation !== null ? 'of-recipe' : known !== null ? 'of-these' : 'unknown';
  const comparisons = createComparisons(known);
  for (const { judged } of rows) comparisons.add(meanOf(judged));
  const [winner] = rows;
  const standings = rows.map(({ id, judged, multiplyAdds }, index): Standing => {
    const accuracies = judged.map(({ accuracy }) => accuracy);
    const average = mean(accuracies);
    const ratio = multiplyAdds / winner!.multiplyAdds;
    return {
      id,
      accuracies,
      mean: average,
      whisker: whiskerOf(average, images, known === null ? null : known / Math.sqrt(seeds)),
      lead: index === 0 ? null : { ...comparisons.between(0, index), ratio, match: matchOf(ratio) },
    };
  });
  return { seeds, failed, luck, standings, verdict: verdictOf(standings, known !== null) };
}

/** Every training of it as one child: the mean, with the bits of each. */
function meanOf(judged: readonly Judged[]): Judged {
  const [first, ...others] = judged as readonly [Judged, ...Judged[]];
  const bits = others.flatMap(({ right }) => (right === null ? [] : [right]));
  return {
    accuracy: mean(judged.map(({ accuracy }) => accuracy)),
    images: first.images,
    right: first.right,
    trainings: judged.length,
    others: bits,
  };
}

/** Under so many degrees of freedom the luck of training is not told: with six, of three seeds, equals are told apart too often. */
const LEAST_FREEDOM = 8;

/** Of the trainings of several networks, without the images' part and widened for their number; null of too few. */
function ownDeviation(networks: readonly (readonly Judged[])[]): number | null {
  const freedom = networks.reduce((sum, judged) => sum + judged.length - 1, 0);
  if (freedom < LEAST_FREEDOM) return null;
  const images = networks[0]?.[0]?.images ?? 0;
  // The mean over all pairs of half their squared difference is the variance with n - 1.
  const pairs = networks.flatMap((judged) =>
    judged.flatMap((one, index) => judged.slice(index + 1).map((other) => trainedTwice(one, other))),
  );
  const deviation = trainingDeviation(pairs, images, partingShare(pairs, images) ?? 1);
  const strictest = ERROR / Math.max(1, (networks.length * (networks.length - 1)) / 2);
  if (deviation === null) return null;
  const widening = studentQuantile(strictest, freedom) / twoSidedZ(strictest);
  return deviation * widening;
}

function trainedTwice(one: Judged, other: Judged): TrainedTwice {
  const rightOf = ({ accuracy, images }: Judged): number => Math.round(accuracy * images);
  const right = [rightOf(one), rightOf(other)] as const;
  if (one.right === null || other.right === null) return { right, differ: null };
  const both = countCommon(one.right, other.right);
  return { right, differ: countOnes(one.right) + countOnes(other.right) - 2 * both };
}

function verdictOf(standings: readonly Standing[], isLuckKnown: boolean): Verdict {
  // One that costs more than the winner shows nothing of searching where it is better.
  const fixed = standings
    .flatMap(({ id, lead }) => (lead === null ? [] : [{ id: id as FixedId, lead }]))
    .filter(({ lead }) => lead.match !== 'dearer' || (lead.apart && lead.difference > 0))
    .sort((a, b) => a.lead.difference - b.lead.difference);
  if (fixed.length === 0) return { kind: 'no-equal' };
  if (!isLuckKnown) return { kind: 'too-few' };
  const better = fixed.find(({ lead }) => lead.apart && lead.difference < 0);
  if (better !== undefined) return { kind: 'not-paid', by: better.id };
  const untold = fixed.filter(({ lead }) => !lead.apart);
  if (untold.length > 0) return { kind: 'untold', from: untold.map(({ id }) => id) };
  return { kind: 'paid', over: fixed.map(({ id }) => id) };
}
