import type { RewardDot, RewardInput, RunningTrial, TrialPoint } from '../../drawings/reward/input.ts';
import type { LiveRun } from '../../run/live.ts';
import type { StrategyUpdate } from '../../run/run.ts';
import { type RewardSettings, rewardOf } from '../../search/reward.ts';
import type { Trial } from '../../search/trial.ts';
import { movingMean, randomSearchBand } from '../../studies/statistics.ts';

/** Fewer random rewards make no band. */
const LEAST_REWARDS = 3;

/** What the chart draws of finished trials: rewards; a child that failed has no accuracy, and the lines pass it by. */
export function finishedInput(trials: readonly Trial[]): Pick<RewardInput, 'dots' | 'best' | 'mean'> {
  const dots: RewardDot[] = [];
  const best: TrialPoint[] = [];
  const scored: TrialPoint[] = [];
  for (const { number: trial, accuracy, reward } of trials) {
    const value = accuracy === null ? null : reward;
    const isBest = value !== null && value > (best.at(-1)?.value ?? Number.NEGATIVE_INFINITY);
    dots.push({ trial, value, best: isBest });
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

/** The best of n random children, as far as real ones are known and the run goes. */
export function bandInput(rewards: readonly number[] | undefined, total: number): RewardInput['band'] {
  if (rewards === undefined || rewards.length < LEAST_REWARDS) return [];
  return randomSearchBand(rewards)
    .slice(0, Math.max(2, total))
    .map(({ children, low, median, high }) => ({ trial: children, low, median, high }));
}

/** Its reward is what it would be if it ended here. */
export function runningInput(
  run: (Pick<LiveRun, 'current'> & { readonly settings?: RewardSettings }) | null,
): RunningTrial | null {
  if (!run?.current) return null;
  const { heldOut, cost, number: trial } = run.current;
  const last = heldOut.at(-1);
  const accuracy = last?.accuracy ?? null;
  const value =
    accuracy === null || run.settings === undefined
      ? accuracy
      : rewardOf(run.settings, accuracy, cost.multiplyAdds);
  return { trial, value, epoch: last?.epoch ?? 0 };
}

/** Points of reward by which the best trial is ahead of the median random search of as many children; null: none is known. */
export function aheadOfRandom({
  best,
  dots,
  band,
}: Pick<RewardInput, 'best' | 'dots' | 'band'>): number | null {
  const median = band.find(({ trial }) => trial === dots.length)?.median;
  const top = best.at(-1)?.value;
  return median === undefined || top === undefined ? null : (top - median) * 100;
}
