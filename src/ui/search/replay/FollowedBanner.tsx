import type { ReactElement } from 'react';
import type { LiveRun } from '../../../run/live.ts';
import type { Followed } from '../../../store/replay/followed.ts';
import { Notice } from '../../notices/Notice.tsx';
import { followedTexts as texts } from '../../texts/runs/followed.ts';
import { sourceOf } from './Banner.tsx';

export interface FollowedBannerProps {
  readonly followed: Followed;
  /** Null before there is one. */
  readonly whole: LiveRun | null;
  readonly onClose: () => void;
}

/** Which file the page follows, and how that stands. */
export function FollowedBanner({ followed, whole, onClose }: FollowedBannerProps): ReactElement {
  const { name, problem } = followed;
  return (
    <Notice
      tone={problem === null ? 'note' : 'error'}
      what={texts.what(name)}
      action={{ text: texts.close, act: onClose }}
    >
      {problem === null ? standingText(followed, whole) : texts.problem(problem, whole !== null)}
    </Notice>
  );
}

function standingText({ standing }: Followed, whole: LiveRun | null) {
  if (standing === 'unknown' || (whole === null && standing !== 'waiting')) return texts.asking;
  if (standing === 'waiting' || whole === null) return texts.waiting;
  const { name, trials, settings } = whole;
  return texts.standing[standing]({
    name,
    source: sourceOf(whole),
    done: trials.length,
    of: settings.trials,
  });
}
