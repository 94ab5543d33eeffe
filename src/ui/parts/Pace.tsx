import type { ReactElement } from 'react';
import { CHILDREN_A_SECOND, SPEEDS } from '../../protocol/protocol.ts';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { paceTexts as texts } from '../texts/classroom/firstVisit.ts';
import { Icon } from './Icon.tsx';
import './Pace.css';

/** Holds a looked-up search that plays by itself, and says how fast look-ups go; nothing where children are trained. */
export function Pace(): ReactElement | null {
  const state = usePlayground(stateOf);
  const pause = usePlayground((one) => one.pause);
  const resume = usePlayground((one) => one.resume);
  if (state === null) return null;
  const isPaused = state === 'paused';
  return (
    <fieldset className="pace" aria-label={texts.group}>
      <button
        type="button"
        className="icon-button"
        aria-label={isPaused ? texts.resume : texts.pause}
        onClick={isPaused ? resume : pause}
      >
        <Icon sign={isPaused ? 'play' : 'pause'} />
      </button>
      <Speeds />
    </fieldset>
  );
}

/** How many times the usual pace, of look-ups and of what is replayed. */
export function Speeds(): ReactElement[] {
  const speed = usePlayground((one) => one.speed);
  const setSpeed = usePlayground((one) => one.setSpeed);
  return SPEEDS.map((times) => (
    <button
      key={times}
      type="button"
      className="word num"
      aria-pressed={times === speed}
      aria-label={texts.speedName(times, times * CHILDREN_A_SECOND)}
      onClick={() => setSpeed(times)}
    >
      {texts.speed(times)}
    </button>
  ));
}

function stateOf({ run }: PlaygroundState): 'going' | 'paused' | null {
  if (run === null || run.settings.rewards !== 'table') return null;
  if (run.phase === 'paused') return 'paused';
  return run.phase === 'running' || run.phase === 'preparing' ? 'going' : null;
}
