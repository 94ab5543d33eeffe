import type { LossAndGradient, PeerEngine } from './contract.ts';

/** What float32 may make of the same function in another order of summation, relative. */
const tolerance = 1e-3;

type Answer = LossAndGradient & { readonly engine: PeerEngine };

/**
 * Says, as a sentence, where two engines compute another function: where their losses or, in norm, their gradients
 * differ by more than 1e-3 of the second's. Null where they agree.
 */
export function disagreement(answer: Answer, other: Answer): string | null {
  const loss = Math.abs(answer.loss - other.loss) / Math.abs(other.loss);
  const gradient =
    answer.gradient.length === other.gradient.length
      ? norm(answer.gradient.map((g, i) => g - other.gradient[i]!)) / norm(other.gradient)
      : Number.NaN;
  // NaN agrees with nothing.
  if (loss <= tolerance && gradient <= tolerance) return null;
  return `${answer.engine} and ${other.engine} compute different functions: losses ${answer.loss} and ${other.loss}, gradients ${gradient.toPrecision(3)} of their norm apart; at most ${tolerance} would be rounding.`;
}

const norm = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
