import { type Field, number, object, text, whole } from '../../base/fields.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import { RUNG_IDS, type RungId } from '../../settings/ladder.ts';

/** Where a pace was measured; it holds for the very same alone. */
export interface PacePlace extends TrialEnvironment {
  /** Of the processor, where its own engine trains. */
  readonly threads?: number;
}

/** How long a middling child of each rung takes somewhere, as it was probed or trained there last. */
export interface Pace {
  readonly place: PacePlace;
  /** Training and validation; absent of rungs that were not probed, because they take too long or don't fit. */
  readonly seconds: RungSeconds;
}

export type RungSeconds = Readonly<Partial<Record<RungId, number>>>;

export const isSamePlace = (one: PacePlace, other: PacePlace): boolean =>
  one.engine === other.engine &&
  one.version === other.version &&
  one.backend === other.backend &&
  one.adapter === other.adapter &&
  one.threads === other.threads;

export const pacePlaceField: Field<PacePlace> = object<PacePlace>(
  { engine: text(), version: whole(), backend: text(), adapter: text(), threads: whole({ min: 1 }) },
  ['version', 'threads'],
  { others: 'ignored' },
);

const positive = number({ min: 0.000_001 });

/** One without a rung is none. */
export const paceField: Field<Pace> = object<Pace>(
  {
    place: pacePlaceField,
    seconds: object<RungSeconds>(
      Object.fromEntries(RUNG_IDS.map((id) => [id, positive])) as Record<RungId, Field<number>>,
      [...RUNG_IDS],
      { others: 'ignored' },
    ),
  },
  [],
  { others: 'ignored' },
);

/** Enough for a card, a program that passes for one, and the processor with and without threads. */
const MOST_PACES = 8;

/** With this one, the latest first; what was known of the same adapter and backend with another engine is forgotten. */
export function withPace(paces: readonly Pace[], pace: Pace): readonly Pace[] {
  const { backend, adapter, threads } = pace.place;
  const others = paces.filter(
    ({ place }) => place.backend !== backend || place.adapter !== adapter || place.threads !== threads,
  );
  return [pace, ...others].slice(0, MOST_PACES);
}
