import type { Trial, TrialEnvironment } from '../search/trial.ts';

/** What trained the trials of a run: each of them tells its own, and all of them together are few. */

/** A version that nobody recorded may be any. */
export const isSameEnvironment = (one: TrialEnvironment, other: TrialEnvironment): boolean =>
  isSamePlace(one, other) &&
  (one.version === other.version || one.version === undefined || other.version === undefined);

const isSamePlace = (one: TrialEnvironment, other: TrialEnvironment): boolean =>
  one.engine === other.engine && one.backend === other.backend && one.adapter === other.adapter;

/** "NVIDIA RTX A4000 (compiled engine 1)": for people. */
export const environmentName = ({ adapter, engine, version }: TrialEnvironment): string =>
  `${adapter} (${engine} engine${version === undefined ? '' : ` ${version}`})`;

/** Each once, in the order of the trials. */
export function environmentsOf(trials: readonly Trial[]): readonly TrialEnvironment[] {
  return numbered(trials.map(({ environment }) => environment ?? null)).environments;
}

/** Each once, and of every place the index among them; null where it has none. */
export function numbered(places: readonly (TrialEnvironment | null)[]): {
  readonly environments: readonly TrialEnvironment[];
  readonly indices: readonly (number | null)[];
} {
  const environments: TrialEnvironment[] = [];
  const indices = places.map((place) => {
    if (place === null) return null;
    const known = environments.findIndex((one) => isSamePlace(one, place) && one.version === place.version);
    return known >= 0 ? known : environments.push(inOneOrder(place)) - 1;
  });
  return { environments, indices };
}

/** Whatever made it, so that equal runs are equal files. */
export const inOneOrder = ({ engine, version, backend, adapter }: TrialEnvironment): TrialEnvironment => ({
  engine,
  ...(version === undefined ? {} : { version }),
  backend,
  adapter,
});

/** The environment of a trial that has just ended, which its strategy does not know of; one that had waited for its turn tells it. */
export function stamped(trial: Trial, before: readonly Trial[], now: TrialEnvironment | null): Trial {
  if (trial.environment !== undefined) return trial;
  const source = trial.reusedFrom === undefined ? undefined : before[trial.reusedFrom - 1];
  const environment = source === undefined ? (trial.environment ?? now) : source.environment;
  return environment ? { ...trial, environment } : trial;
}
