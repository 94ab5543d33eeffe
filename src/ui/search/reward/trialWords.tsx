import type { ReactNode } from 'react';
import { isSynthetic } from '../../../data/infos.ts';
import { environmentName } from '../../../run/environments.ts';
import { type Finalist, freshTrainings } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { percentText } from '../../format.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import { commonTexts } from '../../texts/common.ts';
import { finalistWhisker, trialWhisker } from './whiskers.ts';

export interface Told {
  readonly trial: Trial;
  /** "Trial 7, in ranks 1 to 6"; null while the leaderboard has no place for it. */
  readonly place: string | null;
  readonly settings: Settings;
  /** Of the recipe's trainings; null where nobody measured it. */
  readonly deviation: number | null;
  /** Of the run. */
  readonly finalists: readonly Finalist[];
}

/** What is said of a trial beside its dot: the first line names it. */
export function trialLines({ trial, place, settings, deviation, finalists }: Told): ReactNode[] {
  const { number, accuracy, status, reason, reusedFrom, trainable, seconds } = trial;
  const { inherited, budget, promotedFrom, environment, reward } = trial;
  const texts = rewardTexts.trial;
  const whisker = trialWhisker(trial, settings, deviation);
  if (status === 'failed' || accuracy === null || whisker === null)
    return [texts.failed(number), reason ?? commonTexts.unknownReason];
  const trained = settings.rewards === 'table' ? texts.lookedUp : texts.trained(seconds);
  const made = status === 'reused' ? commonTexts.sameGraph(reusedFrom) : trained;
  return [
    place ?? texts.name(number),
    texts.heldOut(<b>{percentText(accuracy)}</b>, whisker, isSynthetic(settings.dataset)),
    ...againLines(number, finalists, settings, deviation),
    ...(reward === accuracy ? [] : [texts.reward(reward)]),
    ...(budget === undefined ? [] : [commonTexts.budget(budget, promotedFrom)]),
    ...(inherited === undefined ? [] : [commonTexts.inherits(inherited, trainable)]),
    texts.made(trainable, made),
    ...(environment === undefined ? [] : [commonTexts.trainedOn(environmentName(environment))]),
  ];
}

/** What its trainings from fresh seeds gave, where it is a finalist. */
function againLines(
  trial: number,
  finalists: readonly Finalist[],
  settings: Settings,
  deviation: number | null,
): ReactNode[] {
  const { fresh, final } = rewardTexts.table;
  return finalists
    .filter((one) => one.trial === trial)
    .sort((a, b) => a.training - b.training)
    .map((one) => {
      const whisker = finalistWhisker(one, deviation);
      const name = one.training > freshTrainings(settings) ? final : fresh(one.training);
      if (one.accuracy === null || whisker === null)
        return rewardTexts.again.failed(name, one.reason ?? commonTexts.unknownReason);
      return rewardTexts.again.line(
        name,
        <b>{percentText(one.accuracy)}</b>,
        whisker,
        one.images,
        one.judgedOn,
      );
    });
}

export function trialSentence({ trial, place, settings, deviation }: Omit<Told, 'finalists'>): string {
  const { number, accuracy, reason } = trial;
  const whisker = trialWhisker(trial, settings, deviation);
  if (accuracy === null || whisker === null) return rewardTexts.spoken.failed(number, reason);
  const name = place ?? rewardTexts.trial.name(number);
  return rewardTexts.spoken.placed(name, accuracy, whisker, isSynthetic(settings.dataset));
}

export function finalistSentence(finalist: Finalist, settings: Settings, deviation: number | null): string {
  const { trial, training, accuracy, reason } = finalist;
  const whisker = finalistWhisker(finalist, deviation);
  if (accuracy === null || whisker === null) return rewardTexts.spoken.againFailed(trial, reason);
  return rewardTexts.spoken.again(trial, training > freshTrainings(settings), accuracy, whisker);
}
