/** Total variation between two distributions over the same choices: the share of the probability that went to other ones, 0 to 1. */
export const movedBy = (before: readonly number[] | undefined, now: readonly number[]): number =>
  now.reduce((sum, p, choice) => sum + Math.abs(p - (before?.[choice] ?? 0)) / 2, 0);
