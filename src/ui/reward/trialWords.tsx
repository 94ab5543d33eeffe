import type { ReactNode } from 'react';
import { environmentName } from '../../run/environments.ts';
import type { Trial } from '../../search/trial.ts';
import { percentText } from '../format.ts';
import { commonTexts } from '../texts/common.ts';
import { rewardTexts } from '../texts/reward.ts';

/** What is said of a trial beside its dot: the first line names it. */
export function trialLines(trial: Trial, rank: number | null, synthetic: boolean): ReactNode[] {
  const { number, accuracy, status, reason, reusedFrom, trainable, seconds } = trial;
  const { inherited, budget, promotedFrom, environment, reward } = trial;
  const texts = rewardTexts.trial;
  if (status === 'failed' || accuracy === null)
    return [texts.failed(number), reason ?? commonTexts.unknownReason];
  return [
    texts.ranked(number, rank),
    texts.heldOut(<b>{percentText(accuracy)}</b>, trainable, synthetic),
    ...(reward === accuracy ? [] : [texts.reward(reward)]),
    ...(budget === undefined ? [] : [commonTexts.budget(budget, promotedFrom)]),
    ...(inherited === undefined ? [] : [commonTexts.inherits(inherited, trainable)]),
    status === 'reused' ? commonTexts.sameGraph(reusedFrom) : texts.trained(seconds),
    ...(environment === undefined ? [] : [commonTexts.trainedOn(environmentName(environment))]),
  ];
}

export function trialSentence(trial: Trial, rank: number | null, synthetic: boolean): string {
  const { number, accuracy, reason } = trial;
  if (accuracy === null) return rewardTexts.spoken.failed(number, reason);
  return rewardTexts.spoken.ranked(number, rank, accuracy, synthetic);
}
