import type { CSSProperties, ReactElement } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { finalistsLeft, sharesDone } from '../../../run/figures.ts';
import { finalistTrainings } from '../../../search/finalists.ts';
import { usePlayground } from '../../../store/context.ts';
import { childrenToTrain } from '../../../store/settings/fitted.ts';
import { isActive, type PlaygroundState } from '../../../store/store.ts';
import { usePaced } from '../../hooks/usePaced.ts';
import { barTexts } from '../../texts/search/bar.ts';
import '../../parts/styles/ticks.css';
import './Progress.css';

/** As many trainings have a tick each; more become one bar. */
const MOST_TICKS = 60;

/**
 * One tick a trial, and behind the last one a tick for each training of a finalist: done in ink, the one under way filling in
 * blue.
 */
export function Progress(): ReactElement {
  const done = usePlayground((state) => state.run?.trials.length ?? 0);
  const total = usePlayground(totalOf);
  const [again, planned] = usePlayground(useShallow(finalistsOf));
  const shares = usePaced(sharesOf).split(' ').map(Number);
  const asTicks = total <= MOST_TICKS;
  const ended = done + again;
  const all = total + (asTicks && done < total ? 0 : planned);
  const ticks = asTicks ? all : 1;
  const whole = Math.min(1, (ended + shares.reduce((sum, share) => sum + share, 0)) / all);
  const filled = (index: number): number => (asTicks ? (shares[index - ended] ?? 0) : whole);
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
        <span key={index} className="progress-tick" data-done={(asTicks && index < ended) || undefined}>
          {filled(index) > 0 && (
            <span className="progress-part" style={{ width: `${(filled(index) * 100).toFixed(1)}%` }} />
          )}
        </span>
      ))}
    </div>
  );
}

/** None while nobody knows. */
const totalOf = (state: PlaygroundState): number => childrenToTrain(state) ?? 0;

/** Trainings of finalists that have ended, and all of them. */
function finalistsOf(state: PlaygroundState): readonly [ended: number, all: number] {
  const { run, settings } = state;
  if (childrenToTrain(state) === null) return [0, 0];
  if (run === null) return [0, finalistTrainings(settings)];
  const ended = run.finalists.length;
  return [ended, ended + finalistsLeft(run)];
}

/** Of the children in training, in the order of their ticks; one text, so that equal ones draw nothing anew. */
const sharesOf = ({ run }: PlaygroundState): string =>
  run !== null && isActive(run)
    ? sharesDone(run)
        .map((share) => Math.round(share * 200) / 200)
        .join(' ')
    : '';
