import { type ReactElement, Suspense } from 'react';
import { canReplay, lastMoment } from '../../../run/recording/replay.ts';
import { usePlayground } from '../../../store/context.ts';
import { isFollowed } from '../../../store/replay/followed.ts';
import { isShipped } from '../../../store/replay/whole.ts';
import { isActive } from '../../../store/store.ts';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import { MAIN } from '../../parts/main.ts';
import { tip } from '../../parts/tips/tip.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import type { BannerProps } from './Banner.tsx';
import type { FollowedBannerProps } from './FollowedBanner.tsx';
import type { ScrubberProps } from './Scrubber.tsx';

/** What of a replay is there from the start: the way to it, and the places of what is loaded when the page has time. */

const openScrubber = loadedDialog<ScrubberProps>(async () => (await import('./loaded.ts')).Scrubber);
const openFollowed = loadedDialog<FollowedBannerProps>(
  async () => (await import('./loaded.ts')).FollowedBanner,
);
const openBanner = loadedDialog<BannerProps>(async () => (await import('./loaded.ts')).Banner);

/** Plays the run that is shown once more; nothing where it is not over. */
export function ReplayLink(): ReactElement | null {
  const isOver = usePlayground(({ run, replay }) => run !== null && replay === null && canReplay(run));
  const start = usePlayground((state) => state.startReplay);
  if (!isOver) return null;
  return (
    <button type="button" className="link" {...tip(rewardTexts.replay.says)} onClick={start}>
      {rewardTexts.replay.text}
    </button>
  );
}

/** Under the chart, or its table. */
export function ReplayScrubber({ input }: Pick<ScrubberProps, 'input'>): ReactElement | null {
  const replay = usePlayground((state) => state.replay);
  const leave = usePlayground((state) => state.leaveReplay);
  // Of one that has only begun elsewhere there is nothing to choose from.
  if (replay === null || lastMoment(replay.whole) === 0) return null;
  const Scrubber = openScrubber();
  return (
    <Suspense>
      <Scrubber key={replay.whole.id} replay={replay} input={input} onClose={leave} />
    </Suspense>
  );
}

/** Over the cells. */
export function ReplayBanner(): ReactElement | null {
  const whole = usePlayground((state) => state.replay?.whole ?? null);
  const of = usePlayground(({ replay, lessonRun }) =>
    replay === null || !isShipped(replay) ? 'kept' : replay.whole.id === lessonRun ? 'lesson' : 'page',
  );
  const followed = usePlayground((state) =>
    isFollowed(state) || (state.replay === null && !isActive(state.run)) ? state.followed : null,
  );
  const leave = usePlayground((state) => state.leaveReplay);
  const leaveFollowed = usePlayground((state) => state.leaveFollowed);
  // The button that had the focus is gone then.
  const closing = (act: () => void) => (): void => {
    act();
    document.getElementById(MAIN)?.focus({ preventScroll: true });
  };
  if (followed !== null) {
    const FollowedBanner = openFollowed();
    return (
      <Suspense>
        <FollowedBanner followed={followed} whole={whole} onClose={closing(leaveFollowed)} />
      </Suspense>
    );
  }
  if (whole === null) return null;
  const Banner = openBanner();
  return (
    <Suspense>
      <Banner whole={whole} of={of} onClose={closing(leave)} />
    </Suspense>
  );
}
