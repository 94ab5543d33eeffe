import type { AgainstRandom, Comparison, ContestantFigures } from './compare.ts';

/**
 * What a comparison says, one sentence a strategy: "<name> beat random in <wins> of <seeds> seeds, by <mean> points (<low> to
 * <high>), p = <pHolm>", that it lost to it or tied with it, or that it cannot be told from it.
 */
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
  if (ties === seeds) return `tied with random in ${seeds === 1 ? 'the one seed' : `all ${seeds} seeds`}`;
  const tied = ties > 0 ? ` (${ties} tied)` : '';
  const chance = probability(p);
  if (p >= 0.05)
    return `cannot be told from random: better in ${wins} of ${seedsWord(seeds)}, worse in ${losses}${tied}, ${chance}`;
  const { mean, low, high } = effect;
  return mean < 0
    ? `lost to random in ${losses} of ${seedsWord(seeds)}${tied}, by ${points(-mean)} points (${points(-high)} to ${points(-low)}), ${chance}`
    : `beat random in ${wins} of ${seedsWord(seeds)}${tied}, by ${points(mean)} points (${points(low)} to ${points(high)}), ${chance}`;
}

export const seedsWord = (count: number): string => `${count} ${count === 1 ? 'seed' : 'seeds'}`;

const points = (share: number): string => (100 * share).toFixed(2);

/** One digit that counts, or two from 0.1 on and about 0.05, so that it lies on its own side of that; never "0". */
export function probability(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  const isNearError = p > 0.045 && p < 0.055;
  return `p = ${p < 0.095 ? p.toPrecision(isNearError ? 2 : 1) : p.toFixed(2)}`;
}
