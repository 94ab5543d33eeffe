import type { CSSProperties, ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { barTexts } from '../texts/bar.ts';
import '../parts/ticks.css';
import './Progress.css';

/** As many trials have a tick each; more become one bar. */
const MOST_TICKS = 60;

/** One tick a trial: done in ink, the running one filling in blue. */
export function Progress(): ReactElement {
  const done = usePlayground((state) => state.run?.trials.length ?? 0);
  const total = usePlayground((state) => state.run?.settings.trials ?? state.settings.trials);
  const share = usePaced(shareOfTrial);
  const ticks = total <= MOST_TICKS ? total : 1;
  const filled = ticks === 1 ? (done + share) / total : share;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={barTexts.finishedTrials}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      style={{ '--ticks': ticks } as CSSProperties}
      data-dense={ticks > 30 || undefined}
    >
      {Array.from({ length: ticks }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tick is its place
        <span key={index} className="progress-tick" data-done={ticks > 1 && index < done ? true : undefined}>
          {(ticks === 1 || index === done) && filled > 0 && (
            <span className="progress-part" style={{ width: `${(filled * 100).toFixed(1)}%` }} />
          )}
        </span>
      ))}
    </div>
  );
}

function shareOfTrial({ run }: PlaygroundState): number {
  if (!isActive(run) || !run?.current) return 0;
  const { step, cost } = run.current;
  return Math.round((Math.min(step, cost.steps) / Math.max(1, cost.steps)) * 200) / 200;
}
