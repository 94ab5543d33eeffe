import type { RewardDot, RewardInput, TrialPoint } from '../../../drawings/reward/input.ts';
import type { LiveRun } from '../../../run/live.ts';
import type { StrategyUpdate } from '../../../run/run.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { movingMean } from '../../../studies/statistics.ts';
import { inRewards, trialWhisker } from './whiskers.ts';

/**
 * What the chart draws of finished trials: rewards; a child that failed has no accuracy, and the lines pass it by. `deviation`:
 * of the recipe's trainings, null where nobody measured it.
 */
export function finishedInput(
  trials: readonly Trial[],
  settings: Settings,
  deviation: number | null,
): Pick<RewardInput, 'dots' | 'best' | 'mean'> {
  const { best, mean } = linesOf(trials);
  const bests = new Set(best.map(({ trial }) => trial));
  const dots = trials.map((one): RewardDot => {
    const { number: trial, accuracy, reward, multiplyAdds } = one;
    const whisker = inRewards(trialWhisker(one, settings, deviation), multiplyAdds, settings);
    return { trial, value: accuracy === null ? null : reward, best: bests.has(trial), whisker };
  });
  return { dots, best, mean };
}

/** The children that were better than all before them, and the mean of the last five at each that was judged. */
export function linesOf(
  trials: readonly Pick<Trial, 'number' | 'accuracy' | 'reward'>[],
): Pick<RewardInput, 'best' | 'mean'> {
  const best: TrialPoint[] = [];
  const scored: TrialPoint[] = [];
  for (const { number: trial, accuracy, reward: value } of trials) {
    if (accuracy === null) continue;
    scored.push({ trial, value });
    if (value > (best.at(-1)?.value ?? Number.NEGATIVE_INFINITY)) best.push({ trial, value });
  }
  const means = movingMean(scored.map(({ value }) => value));
  return { best, mean: scored.map(({ trial }, index) => ({ trial, value: means[index]! })) };
}

export function baselineInput(reports: readonly StrategyUpdate[]): TrialPoint[] {
  return reports.flatMap(({ afterTrial, baseline }) =>
    baseline === null ? [] : [{ trial: afterTrial, value: baseline }],
  );
}

/** The trial in training; a finalist is trained again and is none. */
export function runningInput(run: Pick<LiveRun, 'current'> | null): number | null {
  return run?.current && run.current.again === undefined ? run.current.number : null;
}

/** Those in training beside it, by number. */
export const besideInput = (run: Pick<LiveRun, 'training'> | null): number[] =>
  (run?.training ?? []).slice(1).map(({ number }) => number);
