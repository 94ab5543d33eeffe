export interface HeldAgainst {
  /** The moving average before each reward, which it was held against. */
  readonly baselines: readonly number[];
  /** Reward minus that. */
  readonly advantages: readonly number[];
  /** After the last of them. */
  readonly baseline: number;
}

/**
 * Rewards held, one after the other, against their own moving average. Null before the first reward of a search, which starts the
 * average; `decay` is the weight of the past. Each is held against the average before it, so that this stays independent of the
 * choices that earned the reward.
 */
export function heldAgainstBaseline(
  rewards: readonly number[],
  before: number | null,
  decay: number,
): HeldAgainst {
  let baseline = before ?? rewards[0] ?? 0;
  const baselines: number[] = [];
  const advantages: number[] = [];
  for (const reward of rewards) {
    baselines.push(baseline);
    advantages.push(reward - baseline);
    baseline = decay * baseline + (1 - decay) * reward;
  }
  return { baselines, advantages, baseline };
}
