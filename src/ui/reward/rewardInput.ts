import type { RewardDot, RewardInput, TrialPoint } from '../../drawings/reward/input.ts';
import type { LiveRun } from '../../run/live.ts';
import type { StrategyUpdate } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { movingMean } from '../../studies/statistics.ts';
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
  const dots: RewardDot[] = [];
  const best: TrialPoint[] = [];
  const scored: TrialPoint[] = [];
  for (const one of trials) {
    const { number: trial, accuracy, reward, multiplyAdds } = one;
    const value = accuracy === null ? null : reward;
    const isBest = value !== null && value > (best.at(-1)?.value ?? Number.NEGATIVE_INFINITY);
    const whisker = inRewards(trialWhisker(one, settings, deviation), multiplyAdds, settings);
    dots.push({ trial, value, best: isBest, whisker });
    if (value !== null) scored.push({ trial, value });
    if (isBest) best.push({ trial, value });
  }
  const means = movingMean(scored.map(({ value }) => value));
  return { dots, best, mean: scored.map(({ trial }, index) => ({ trial, value: means[index]! })) };
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
