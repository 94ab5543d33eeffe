import { isFollowed } from '../../../store/replay/followed.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { isActive } from '../../../store/store.ts';
import { barTexts } from '../../texts/search/bar.ts';

/** What the filled button does now. */
export type Main = 'start' | 'pause' | 'resume';

export function mainOf({ run }: PlaygroundState): Main {
  if (!isActive(run)) return 'start';
  return run?.phase === 'paused' ? 'resume' : 'pause';
}

/** One word or two on what the search is doing, where there is no time left to tell. */
export function statusOf(state: PlaygroundState): string {
  const { run, replay, followed } = state;
  if (followed !== null && followed.name !== '' && (isFollowed(state) || run === null))
    return barTexts.followed(followed.name, followed.standing);
  if (replay !== null) return barTexts.replay;
  if (run === null) return '';
  return run.phase === 'preparing' && run.toFit?.fittedTo === null
    ? barTexts.probing
    : barTexts.status[run.phase];
}
