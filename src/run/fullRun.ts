import type { SearchCheckpoint } from '../search/checkpoint.ts';
import type { Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import { canonicalKey } from '../space/canonical.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import { newRun, type Run } from './run.ts';

/**
 * A full training before it begins (settings/fullTraining.ts): a run that goes on from a checkpoint in which its one child is
 * proposed. So all that keeps, resumes, shows and shares runs does it with full trainings too.
 */
export async function fullRun({
  architecture,
  ...about
}: Pick<Run, 'name' | 'created'> & {
  readonly settings: Settings;
  readonly architecture: Architecture;
}): Promise<Run> {
  return { ...newRun(about), checkpoint: await givenPair(about.settings, architecture) };
}

async function givenPair(settings: Settings, architecture: Architecture): Promise<SearchCheckpoint> {
  return {
    learned: 0,
    strategy: await strategyOf(settings).snapshot(),
    proposed: { trial: 1, architecture },
  };
}

const strategyOf = ({ blocks, operations, seed, repeatGraphs }: Settings) =>
  createRandomSearch({ blocks, operations }, seed, { repeatGraphs });

/** The pair that a full training is of; null where the run proposes none. */
export const pairOf = ({ trials, checkpoint }: Pick<Run, 'trials' | 'checkpoint'>): Architecture | null =>
  trials[0]?.architecture ?? checkpoint?.proposed?.architecture ?? null;

/**
 * Whether the pair of its one child was given, and is none of its strategy's: that has not been asked for one yet, or would
 * have begun with another.
 */
export async function isGivenPair({ settings, trials, checkpoint }: Run): Promise<boolean> {
  if (settings.trials !== 1 || settings.strategy !== 'random') return false;
  const [trained] = trials;
  if (trained !== undefined) {
    const first = await strategyOf(settings).suggest();
    return canonicalKey(trained.architecture) !== canonicalKey(first.architecture);
  }
  if (!checkpoint?.proposed) return false;
  const given = await givenPair(settings, checkpoint.proposed.architecture);
  return JSON.stringify(given.strategy) === JSON.stringify(checkpoint.strategy);
}
