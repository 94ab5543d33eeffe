import { cheapestIn } from '../../../run/contest/cheapest.ts';
import { type Costs, costsIn, overIn } from '../../../run/contest/rules.ts';
import type { Settings } from '../../../settings/settings.ts';
import { CELL_PRESETS } from '../../../space/presets.ts';

/** What a contest's limit is chosen by: figures of one recipe's networks. */
export interface Known {
  /** No pair of the space takes less. */
  readonly cheapest: Costs;
  /** Published pairs that the space has. */
  readonly presets: readonly { readonly title: string; readonly costs: Costs }[];
}

export function knownOf(settings: Settings): Known {
  return {
    cheapest: cheapestIn(settings),
    presets: CELL_PRESETS.filter(
      ({ architecture }) => overIn({ settings, limits: {} }, architecture) === null,
    ).map(({ title, architecture }) => ({ title, costs: costsIn({ settings }, architecture) })),
  };
}

/** Of the cheapest pair, where no published one gives a measure: room for an operation or two with weights. */
const ROOM = 3;

/** A round limit that no published pair meets, and other pairs do. */
export function proposedLimit({ cheapest, presets }: Known, kind: keyof Costs): number {
  const least = cheapest[kind];
  const smallest = Math.min(...presets.map(({ costs }) => costs[kind]));
  const most = Number.isFinite(smallest) ? smallest : ROOM * least;
  const unit = 10 ** Math.floor(Math.log10(most));
  const round = Math.floor(most / unit) * unit;
  return round > least ? round : most;
}

const PLAIN = /^\d+$/;
/** Threes behind one mark, the same throughout: 100,000 or 100.000. */
const GROUPED = /^\d{1,3}([,._\s])\d{3}(?:\1\d{3})*$/;

/** A whole number above 0 as people write it; null where a text is none. */
export function readLimit(text: string): number | null {
  const trimmed = text.trim();
  if (!PLAIN.test(trimmed) && !GROUPED.test(trimmed)) return null;
  const limit = Number(trimmed.replace(/\D/g, ''));
  return Number.isSafeInteger(limit) && limit > 0 ? limit : null;
}
