import type { RewardDot, RewardInput, RunningTrial, TrialPoint } from '../../drawings/reward/input.ts';
import type { LiveRun } from '../../run/live.ts';
import type { StrategyUpdate } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { movingMean, randomSearchBand } from '../../studies/statistics.ts';

/** Fewer random rewards make no band. */
const LEAST_REWARDS = 3;

/** What the chart draws of finished trials; a child that failed has no accuracy, and the lines pass it by. */
export function finishedInput(trials: readonly Trial[]): Pick<RewardInput, 'dots' | 'best' | 'mean'> {
  const dots: RewardDot[] = [];
  const best: TrialPoint[] = [];
  const scored: TrialPoint[] = [];
  for (const { number: trial, accuracy: value } of trials) {
    const isBest = value !== null && value > (best.at(-1)?.value ?? -1);
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

export function runningInput(run: Pick<LiveRun, 'current'> | null): RunningTrial | null {
  if (!run?.current) return null;
  const last = run.current.heldOut.at(-1);
  return { trial: run.current.number, value: last?.accuracy ?? null, epoch: last?.epoch ?? 0 };
}

/** Points by which the best trial is ahead of the median random search of as many children; null where none is known. */
export function aheadOfRandom({
  best,
  dots,
  band,
}: Pick<RewardInput, 'best' | 'dots' | 'band'>): number | null {
  const median = band.find(({ trial }) => trial === dots.length)?.median;
  const top = best.at(-1)?.value;
  return median === undefined || top === undefined ? null : (top - median) * 100;
}
