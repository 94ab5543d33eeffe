import type { ReactElement } from 'react';
import { CHILDREN_A_SECOND } from '../../protocol/protocol.ts';
import { secondsLeft } from '../../run/figures.ts';
import { usePlayground } from '../../store/context.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { duration, NONE, whole } from '../format.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { Spoken } from '../parts/Spoken.tsx';
import { barTexts } from '../texts/bar.ts';
import { paceTexts } from '../texts/firstVisit.ts';
import { statusOf } from './runState.ts';
import './RunFacts.css';

/** Trial n of N, and the time left: only as measured on this run's own children. */
export function RunFacts(): ReactElement {
  const trial = usePlayground(({ run }) => run?.current?.number ?? run?.trials.length ?? 0);
  const total = usePlayground((state) => state.run?.settings.trials ?? state.settings.trials);
  const status = usePlayground(statusOf);
  const looksUp = usePlayground(isLookedUp);
  const left = usePaced(timeLeft);
  return (
    <div className="run-facts">
      <span className="fact num fact-trial">
        {barTexts.trialOf(<b>{trial === 0 ? NONE : whole(trial)}</b>, total)}
      </span>
      <span className="fact num fact-left">
        {looksUp ? (
          paceTexts.lookedUp
        ) : status === '' ? (
          left !== null && barTexts.left(<b>{left}</b>)
        ) : (
          <b>{status}</b>
        )}
      </span>
      <Spoken text={status === '' ? '' : barTexts.spokenStatus(status)} />
    </div>
  );
}

/** Images a second, measured on the latest batches. */
export function Speed(): ReactElement {
  const speed = usePaced(imagesPerSecond);
  const looksUp = usePlayground(isLookedUp);
  const times = usePlayground((state) => state.speed);
  if (looksUp)
    return (
      <span className="fact num fact-speed">{paceTexts.pace(<b>{whole(times * CHILDREN_A_SECOND)}</b>)}</span>
    );
  return <span className="fact num fact-speed">{barTexts.speed(<b>{speed ?? NONE}</b>)}</span>;
}

/** While it goes on by itself or as it was asked to. */
const isLookedUp = ({ run }: PlaygroundState): boolean =>
  run?.settings.rewards === 'table' && (run.phase === 'running' || run.phase === 'preparing');

function timeLeft({ run }: PlaygroundState): string | null {
  if (!isActive(run) || run === null) return null;
  const seconds = secondsLeft(run);
  return seconds === null ? null : duration(seconds);
}

function imagesPerSecond({ run }: PlaygroundState): string | null {
  const speed = run?.imagesPerSecond ?? null;
  if (speed === null || speed === 0 || !isActive(run)) return null;
  return speed < 9.95 ? speed.toFixed(1) : whole(speed);
}
