import { datasetInfo, isOwnId } from '../../../../data/infos.ts';
import { countOutside } from '../../../../data/outside.ts';
import type { SeedsInput } from '../../../../drawings/finish/seeds.ts';
import { judgedOf } from '../../../../run/children/judged.ts';
import { type FixedComparison, type FixedId, isFixedDone } from '../../../../search/fixed.ts';
import type { JudgedOn } from '../../../../search/trial.ts';
import type { Settings } from '../../../../settings/settings.ts';
import {
  type Contender,
  type Judgement,
  judge,
  type Lead,
  type Standing,
} from '../../../../studies/fixed/verdict.ts';

/** What the trainings of a comparison tell so far; null before there is one of each network. */
export function judgementOf(fixed: FixedComparison | null, deviation: number | null): Judgement | null {
  return fixed === null ? null : judge(contendersOf(fixed), deviation);
}

function contendersOf({ networks, trainings }: FixedComparison): readonly Contender[] {
  return networks.map(({ id, multiplyAdds }) => ({
    id,
    multiplyAdds,
    trainings: trainings
      .filter(({ network }) => network === id)
      .map((one) => (one.images === 0 ? null : judgedOf(one, one.images))),
  }));
}

/** What judged them; null before one of them was. */
export const judgesOf = ({ trainings }: FixedComparison): { on: JudgedOn; images: number } | null => {
  const one = trainings.find(({ status }) => status === 'trained');
  return one === undefined ? null : { on: one.judgedOn, images: one.images };
};

/** What will, as far as that can be foreseen: a dropped archive may have fewer images. */
export function willJudge({ dataset, trainImages, validationImages }: Settings): 'outside' | 'validation' {
  if (isOwnId(dataset)) return 'validation';
  return countOutside(datasetInfo(dataset), trainImages + validationImages) > 0 ? 'outside' : 'validation';
}

export const seedsOf = ({ accuracies, mean, whisker }: Standing): SeedsInput => ({
  accuracies,
  mean,
  half: whisker.whole,
});

/** Of the fixed networks. */
export const leadsOf = ({ standings }: Judgement): readonly { readonly id: FixedId; readonly lead: Lead }[] =>
  standings.flatMap(({ id, lead }) => (lead === null ? [] : [{ id: id as FixedId, lead }]));

/** A verdict is given once all that was asked for has ended. */
export const isDecided = (fixed: FixedComparison | null): fixed is FixedComparison =>
  fixed !== null && isFixedDone(fixed);

/** Trainings that are still to come, of each network. */
export function remainingOf({ networks, trainings }: FixedComparison, seeds: number): readonly number[] {
  return networks.map(({ id }) =>
    Math.max(0, seeds - trainings.filter(({ network }) => network === id).length),
  );
}
