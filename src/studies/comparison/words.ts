import type { AgainstRandom, Comparison, ContestantFigures } from './compare.ts';

/** What a comparison says, one sentence a strategy: "evolution beat random in 9 of 10 seeds, p = 0.02". */
export function verdicts(
  { contestants, seeds }: Comparison<ContestantFigures>,
  nameOf: (id: string) => string = (id) => id,
): string[] {
  return contestants.flatMap(({ id, againstRandom }) => {
    if (againstRandom === null) return [];
    return [`${nameOf(id)} ${verdict(againstRandom, seeds.length)}`];
  });
}

/** Which is better is said by the mean of the differences: many small ones may stand against few that are large. */
function verdict({ wins, losses, pHolm: p, effect }: AgainstRandom, seeds: number): string {
  const ties = seeds - wins - losses;
  if (ties === seeds) return `tied with random in all ${seeds} seeds`;
  const tied = ties > 0 ? ` (${ties} tied)` : '';
  const chance = p < 0.05 ? '' : ': that can be chance';
  const outcome = effect.mean < 0 ? `lost to random in ${losses}` : `beat random in ${wins}`;
  return `${outcome} of ${seeds} seeds${tied}, ${probability(p)}${chance}`;
}

/** One digit that counts, or two below 0.1; never "0". */
export function probability(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  return `p = ${p < 0.095 ? p.toPrecision(1) : p.toFixed(2)}`;
}
