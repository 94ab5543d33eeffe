import type { Contest } from '../../codecs/contest/contest.ts';
import { ENGINE_VERSIONS } from '../../protocol/environment.ts';
import { idOfMade, madeSeed } from '../../search/made.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import { comparableKey, type Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import type { Run } from '../run.ts';

/** A figure that can be claimed: any machine gets the same from the same. */
export interface ContestFigure {
  /** As it was trained: other spellings of the graph may give other bits. */
  readonly architecture: Architecture;
  /** Held out, 0 to 1. */
  readonly accuracy: number;
  /** What it was seeded by; 0 where a table answered. */
  readonly seed: number;
  /** The child, below 0 one by hand. */
  readonly id: number;
}

/** Whether children of such a run are trained as a contest wants it, or looked up where it is on a table. */
export const isOfContest = ({ settings }: Pick<Contest, 'settings'>, of: Settings): boolean =>
  of.rewards === settings.rewards &&
  of.seed === settings.seed &&
  comparableKey(of) === comparableKey(settings);

/** A figure with whose it is, and what the run counted of its child. */
export interface Claimable extends ContestFigure {
  /** Who made it by hand; '' of a trial. */
  readonly by: string;
  readonly trainable: number;
  readonly multiplyAdds: number;
}

type Known = Pick<Run, 'settings' | 'trials' | 'made' | 'trainedOn'>;

/** All of a run that can be claimed in a contest with its settings, the best first. */
export function claimableOf({ settings, trials, made, trainedOn }: Known): Claimable[] {
  const isTable = settings.rewards === 'table';
  const counts = (environment: TrialEnvironment | null | undefined, rungs: unknown): boolean =>
    isTable ? rungs !== undefined : rungs === undefined && isProcessors(environment);
  const ofMade = made.flatMap(({ number, by, architecture, trainable, multiplyAdds, trainings }) =>
    trainings.flatMap(({ accuracy, environment, rungs }, at): Claimable[] => {
      if (accuracy === null || !counts(environment, rungs)) return [];
      const seed = isTable ? 0 : madeSeed(number, at + 1);
      return [{ architecture, accuracy, seed, id: idOfMade(number), by, trainable, multiplyAdds }];
    }),
  );
  const isPlain = !settings.weightSharing && !settings.halving;
  const ofTrials = trials
    .filter(({ status }) => isPlain && status === 'trained')
    .flatMap((trial): Claimable[] => {
      const { number, architecture, trainable, multiplyAdds, accuracy, environment, rungs } = trial;
      if (accuracy === null || !counts(environment ?? trainedOn, rungs)) return [];
      const seed = isTable ? 0 : number;
      return [{ architecture, accuracy, seed, id: number, by: '', trainable, multiplyAdds }];
    });
  return [...ofMade, ...ofTrials].sort((a, b) => b.accuracy - a.accuracy);
}

/** All that a run knows of a pair's graph and that can be claimed, the best first. */
export function contestFigures(
  contest: Pick<Contest, 'settings'>,
  run: Known,
  architecture: Architecture,
): ContestFigure[] {
  if (!isOfContest(contest, run.settings)) return [];
  const key = canonicalKey(architecture);
  const isSame = (one: { readonly architecture: Architecture }): boolean =>
    canonicalKey(one.architecture) === key;
  return claimableOf({ ...run, trials: run.trials.filter(isSame), made: run.made.filter(isSame) }).map(
    ({ architecture: trained, accuracy, seed, id }) => ({ architecture: trained, accuracy, seed, id }),
  );
}

/** Its bits are the same on every machine. */
const isProcessors = (environment: Omit<TrialEnvironment, 'adapter'> | null | undefined): boolean =>
  environment?.engine === 'wasm' && environment.version === ENGINE_VERSIONS.wasm;
