import { happened, type Problem } from '../../protocol/problem.ts';
import type { Run } from '../../run/run.ts';
import { tell } from '../bootstrap/folders.mjs';
import { goOnWith } from '../text/shell.ts';
import type { Kept } from './keepRun.ts';

/** Says how a search ended; answers the exit code. */
export function searchOutcome(
  { phase, trials, settings }: Run,
  problem: Problem | null,
  { file, asWanted, isWhole }: Kept,
  /** Of what was asked to end it; null: nothing was. */
  code: number | null,
): number {
  if (phase === 'finished' && asWanted) {
    if (file !== null) tell(`The run is in ${file}.`);
    return 0;
  }
  const way = file === null ? null : goOnWith('search', file);
  if (phase === 'finished') {
    // With what could be kept nowhere else, the file has less than the run.
    if (way !== null && !isWhole) tell(way);
    return 1;
  }
  if (phase === 'stopped') {
    const what =
      trials.length < settings.trials
        ? `after ${trials.length} of ${settings.trials} trials`
        : 'while the best children were trained again';
    tell(`Interrupted ${what}.${way === null ? '' : ` ${way}`}`);
    return code ?? 1;
  }
  tell(problem === null ? 'The search failed.' : `${happened[problem.kind]} ${problem.why}`);
  if (way !== null) tell(way);
  return problem?.kind === 'settings' || problem?.kind === 'command' ? 2 : 1;
}
