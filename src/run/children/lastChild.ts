import type { Trial } from '../../search/trial.ts';
import type { Run } from '../run.ts';

/** The child that was trained last: of finalists the last one, since that is the winner in the end. */
export function lastChild({ trials, finalists }: Pick<Run, 'trials' | 'finalists'>): Trial | undefined {
  const again = finalists.at(-1)?.trial;
  return (again === undefined ? undefined : trials[again - 1]) ?? trials.at(-1);
}
