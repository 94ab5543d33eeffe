import { fittedHere } from '../../../store/settings/fitted.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { secondsHere } from '../../search/settings/presetTime.ts';

/** Seconds that Start's search would take here, as far as the page knows; null where nothing was measured. */
export function startSeconds(
  state: Pick<PlaygroundState, 'fitted'> &
    Parameters<typeof fittedHere>[0] &
    Parameters<typeof secondsHere>[1],
): number | null {
  return state.fitted ? fittedHere(state).seconds : secondsHere(state.settings, state);
}
