import type { ReactElement, ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { CHILDREN_A_SECOND } from '../../../protocol/protocol.ts';
import { waveOf } from '../../../run/children/wave.ts';
import { finalistOrder, secondsLeft } from '../../../run/figures.ts';
import { countFinalists, freshTrainings } from '../../../search/finalists.ts';
import { usePlayground } from '../../../store/context.ts';
import { childrenToTrain } from '../../../store/settings/fitted.ts';
import { isActive, type PlaygroundState } from '../../../store/store.ts';
import { duration, NONE, whole } from '../../format.ts';
import { usePaced } from '../../hooks/usePaced.ts';
import { Spoken } from '../../parts/Spoken.tsx';
import { paceTexts } from '../../texts/classroom/firstVisit.ts';
import { barTexts } from '../../texts/search/bar.ts';
import { statusOf } from './runState.ts';
import './RunFacts.css';

/** Trial n of N or finalist n of N, and the time left: only as measured on this run's own children. */
export function RunFacts(): ReactElement {
  const where = usePlayground(useShallow(whereOf));
  const status = usePlayground(statusOf);
  const looksUp = usePlayground(isLookedUp);
  const left = usePaced(timeLeft);
  return (
    <div className="run-facts">
      <span className="fact num fact-trial" data-done={where.kind === 'done' || undefined}>
        {whereText(where)}
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

type Where =
  /** `of`: null while nobody knows. */
  | { readonly kind: 'trial'; readonly number: number; readonly of: number | null }
  | { readonly kind: 'finalist'; readonly number: number; readonly of: number }
  | { readonly kind: 'wave'; readonly first: number; readonly last: number; readonly of: number | null }
  | { readonly kind: 'final'; readonly number: number }
  | { readonly kind: 'done'; readonly trials: number; readonly finalists: number };

function whereOf(state: PlaygroundState): Where {
  const { run } = state;
  const of = childrenToTrain(state);
  if (run === null) return { kind: 'trial', number: 0, of };
  const { current, trials, finalists } = run;
  const again = current?.again;
  if (current === null || again === undefined) {
    const chosen = countFinalists(finalists);
    if (chosen > 0 && run.phase === 'finished')
      return { kind: 'done', trials: trials.length, finalists: chosen };
    const wave = waveOf(run);
    if (wave !== null && wave.last > wave.first)
      return { kind: 'wave', first: wave.first, last: wave.last, of };
    return { kind: 'trial', number: current?.number ?? trials.length, of };
  }
  if (again > freshTrainings(run.settings)) return { kind: 'final', number: current.number };
  const all = finalistOrder(run);
  return { kind: 'finalist', number: all.indexOf(current.number) + 1, of: all.length };
}

function whereText(where: Where): ReactNode {
  switch (where.kind) {
    case 'trial':
      return barTexts.trialOf(<b>{where.number === 0 ? NONE : whole(where.number)}</b>, where.of);
    case 'wave':
      return barTexts.trialsOf(
        <b>
          {whole(where.first)}–{whole(where.last)}
        </b>,
        where.of,
      );
    case 'finalist':
      return barTexts.finalistOf(<b>{where.number}</b>, where.of);
    case 'final':
      return barTexts.finalTraining(<b>{where.number}</b>);
    case 'done':
      return barTexts.done(
        <b>{whole(where.trials)}</b>,
        where.trials,
        <b>{where.finalists}</b>,
        where.finalists,
      );
    default:
      return where satisfies never;
  }
}

/** Images a second, measured on the latest batches; its place stays where there is none, so that nothing beside it moves. */
export function Speed(): ReactElement {
  const speed = usePaced(imagesPerSecond);
  const looksUp = usePlayground(isLookedUp);
  const hasOne = usePlayground(hasSpeed);
  const times = usePlayground((state) => state.speed);
  if (looksUp)
    return (
      <span className="fact num fact-speed">{paceTexts.pace(<b>{whole(times * CHILDREN_A_SECOND)}</b>)}</span>
    );
  return <span className="fact num fact-speed">{hasOne && barTexts.speed(<b>{speed ?? NONE}</b>)}</span>;
}

/** What was looked up read no images. */
export const hasSpeed = (state: PlaygroundState): boolean =>
  state.run?.settings.rewards !== 'table' || isLookedUp(state);

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
