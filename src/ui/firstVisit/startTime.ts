import type { PlaygroundState } from '../../store/store.ts';
import { paceOf, presetSeconds } from '../settings/presetTime.ts';

/** Seconds that Start's search would take here, as far as the page knows; null where nothing was measured. */
export function startSeconds({
  settings,
  run,
  previous,
}: Pick<PlaygroundState, 'settings' | 'run' | 'previous'>): number | null {
  const pace = paceOf(run) ?? paceOf(previous);
  return pace === null ? null : presetSeconds(settings, pace);
}
