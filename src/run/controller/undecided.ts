import { log } from '../../base/exactMath/log.ts';
import { entropyBits } from '../../base/statistics.ts';
import { type WaveSettings, waveStart } from '../../search/waves/waves.ts';
import type { Decision } from '../../strategies/strategy.ts';

/** A child with the decisions that made it. */
export interface Decided {
  readonly number: number;
  readonly decisions?: readonly Decision[];
}

/** Children that one state of the controller proposed: those of the waves between two updates. */
export interface Stretch {
  /** The first and the last of them that has decisions. */
  readonly from: number;
  readonly to: number;
  /** Entropy of all their decisions over the greatest possible, 0 to 1; 0 where no decision had a choice. */
  readonly share: number;
}

interface Entropy {
  readonly bits: number;
  readonly most: number;
}

/** A child's decisions never change: each is summed up once. */
const sums = new WeakMap<readonly Decision[], Entropy>();

/** Entropy of a child's decisions in bits, and the greatest possible, each added up. */
export function entropyOf(decisions: readonly Decision[]): Entropy {
  const known = sums.get(decisions);
  if (known !== undefined) return known;
  let bits = 0;
  let most = 0;
  for (const { probabilities } of decisions) {
    bits += entropyBits(probabilities);
    most += log(probabilities.length) / Math.LN2;
  }
  const entropy = { bits, most };
  sums.set(decisions, entropy);
  return entropy;
}

/** How undecided a controller was from update to update, over its children so far. */
export function undecided(
  children: readonly Decided[],
  updates: readonly { readonly afterTrial: number }[],
  settings: WaveSettings = {},
): readonly Stretch[] {
  const stretches: { from: number; to: number; bits: number; most: number; update: number }[] = [];
  let update = 0;
  for (const { number, decisions } of children) {
    if (decisions === undefined) continue;
    while (update < updates.length && updates[update]!.afterTrial < waveStart(number, settings)) update += 1;
    const { bits, most } = entropyOf(decisions);
    const last = stretches.at(-1);
    if (last?.update !== update) stretches.push({ from: number, to: number, bits, most, update });
    else {
      last.to = number;
      last.bits += bits;
      last.most += most;
    }
  }
  return stretches.map(({ from, to, bits, most }) => ({ from, to, share: most > 0 ? bits / most : 0 }));
}
