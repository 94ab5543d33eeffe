import type { ReactNode } from 'react';
import { isSynthetic } from '../../../data/infos.ts';
import { isMade } from '../../../search/made.ts';
import { percentText } from '../../format.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import { tradeoffTexts } from '../../texts/charts/tradeoff.ts';
import { commonTexts } from '../../texts/common.ts';
import { trialSentence } from '../reward/trialWords.tsx';
import { trialWhisker } from '../reward/whiskers.ts';
import type { Child } from './children.ts';
import type { ShownTradeoff } from './useTradeoff.ts';

/** What is said of a child beside its dot: the first line names it. */
export function childLines(child: Child, shown: ShownTradeoff): ReactNode[] {
  const { settings, deviation, placeOf } = shown;
  const { trial, repeats } = child;
  const { number, accuracy, reason } = trial;
  const says = rewardTexts.trial;
  const whisker = trialWhisker(trial, settings, deviation);
  if (accuracy === null || whisker === null)
    return [says.failed(number), reason ?? commonTexts.unknownReason, ...costLines(child)];
  return [
    placeOf(number) ?? says.name(number),
    says.heldOut(<b>{percentText(accuracy)}</b>, whisker, isSynthetic(settings.dataset)),
    ...costLines(child),
    ...(child.cost !== null && shown.against === 'step' ? [tradeoffTexts.cost('step', child.cost)] : []),
    tradeoffTexts.standing[standingOf(child, shown)],
    ...(repeats.length === 0 ? [] : [tradeoffTexts.repeated(number, repeats)]),
  ];
}

const costLines = ({ trial }: Child): string[] => [
  tradeoffTexts.cost('multiplyAdds', trial.multiplyAdds),
  tradeoffTexts.cost('parameters', trial.trainable),
];

export function childSentence(child: Child, shown: ShownTradeoff): string {
  const { settings, deviation, placeOf, against } = shown;
  const place = placeOf(child.trial.number);
  const told = trialSentence({ trial: child.trial, place, settings, deviation });
  if (child.trial.accuracy === null) return told;
  const cost = tradeoffTexts.cost(against, child.cost ?? 0);
  return tradeoffTexts.spoken(told, cost, tradeoffTexts.standing[standingOf(child, shown)]);
}

export function standingOf(
  { trial, isPaused }: Child,
  { tradeoff: { front, alike } }: Pick<ShownTradeoff, 'tradeoff'>,
): keyof typeof tradeoffTexts.standing {
  if (isMade(trial.number)) return 'byHand';
  if (isPaused) return 'paused';
  if (front.includes(trial.number)) return 'front';
  return alike.has(trial.number) ? 'alike' : 'plain';
}

/** The picture in words. */
export function tradeoffDescription({ tradeoff, against }: ShownTradeoff): string {
  const { children, front, alike, childOf } = tradeoff;
  const on = front.flatMap((number) => {
    const child = childOf.get(number);
    if (child === undefined || child.trial.accuracy === null || child.cost === null) return [];
    const { accuracy } = child.trial;
    return [{ trial: number, accuracy, cost: tradeoffTexts.cost(against, child.cost) }];
  });
  return tradeoffTexts.description(children.length, on, alike.size);
}
