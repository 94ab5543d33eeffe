import { lastChild } from '../../run/children/lastChild.ts';
import { comingChild } from '../../run/children/wave.ts';
import type { CurrentTrial, LiveRun } from '../../run/live.ts';
import { isComplete } from '../../run/run.ts';
import { winnerOf } from '../../search/finalists.ts';
import { asTrial, idOfMade, isMade, type MadeChild } from '../../search/made.ts';
import type { Trial } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Decision } from '../../strategies/strategy.ts';
import type { PlaygroundState } from '../state.ts';
import { beforeFirst } from './view.ts';
import { shownSlot } from './wave.ts';

export interface ShownPair {
  readonly architecture: Architecture;
  /** A child or a trial by its number, one made by hand, a pair with a title of its own, or one that came with a link. */
  readonly kind: 'child' | 'trial' | 'made' | 'titled' | 'shared';
  /** Null but for `titled`. */
  readonly title: string | null;
  /** Number of the trial that is drawn, where it is one; below 0 of one by hand (search/made.ts). */
  readonly trial: number | null;
  readonly decisions: readonly Decision[] | null;
}

const UNTRAINED = { title: null, trial: null, decisions: null } as const;

/** The pair that is drawn now: what "Copy link" copies. */
export function shownPair(state: PlaygroundState): ShownPair {
  const { shown, run } = state;
  if (shown.source === 'pair')
    return { ...UNTRAINED, kind: 'titled', architecture: shown.architecture, title: shown.title };
  if (shown.source === 'link') return { ...UNTRAINED, kind: 'shared', architecture: shown.architecture };
  if (shown.source === 'trial') {
    const trial = run?.trials.find((one) => one.number === shown.trial);
    if (trial) return trialPair('trial', trial);
    const child = run?.training.find((one) => one.number === shown.trial);
    if (child) return trialPair('child', child);
    const coming = run === null || state.replay !== null ? null : comingChild(run, shown.trial);
    if (coming) return trialPair('child', coming);
  }
  const slot = shownSlot(state);
  if (slot) return trialPair('child', slot);
  if (shown.source === 'made') {
    const child = run?.made.find((one) => one.number === shown.number);
    if (child) return trialPair('made', { ...child, number: idOfMade(child.number) });
  }
  const current = run?.current;
  if (current) return trialPair('child', current);
  const last = run === null ? undefined : lastChild(run);
  if (last) return trialPair('child', last);
  return { ...UNTRAINED, kind: 'titled', ...beforeFirst };
}

/** A child that is asked for and that the run does not have; `isLater`: the replay comes to it. */
export interface AbsentChild {
  readonly number: number;
  readonly isLater: boolean;
}

export function absentChild({
  run,
  shown,
  replay,
}: Pick<PlaygroundState, 'run' | 'shown' | 'replay'>): AbsentChild | null {
  if (shown.source === 'made') {
    const has = (of: LiveRun | null | undefined): boolean =>
      of?.made.some((one) => one.number === shown.number) ?? false;
    return has(run) ? null : { number: idOfMade(shown.number), isLater: has(replay?.whole) };
  }
  if (shown.source !== 'trial') return null;
  const { trial: number } = shown;
  const isTraining = [run?.current, ...(run?.training ?? [])].some((one) => one?.number === number);
  if (run?.trials[number - 1] !== undefined || isTraining) return null;
  if (run !== null && replay === null && comingChild(run, number) !== null) return null;
  return { number, isLater: replay?.whole.trials[number - 1] !== undefined };
}

/**
 * Whether the end of a search is what is to be seen: all is trained, finalists too, and nobody looks at another child than the
 * winner.
 */
export function isEndShown({ run, shown }: Pick<PlaygroundState, 'run' | 'shown'>): boolean {
  if (run?.phase !== 'finished' || run.finalists.length === 0 || !isComplete(run)) return false;
  if (shown.source === 'live' || shown.source === 'slot') return true;
  return (
    shown.source === 'trial' && winnerOf(run.settings, run.trials, run.finalists)?.number === shown.trial
  );
}

/**
 * The child in training, where it is what is drawn: a finalist's trial that a person looks at is not that child, though both
 * have one number.
 */
export function shownCurrent(state: PlaygroundState): CurrentTrial | null {
  const { kind, trial } = shownPair(state);
  if (kind === 'made') {
    const making = state.run?.making;
    return making?.number === trial ? making : null;
  }
  const current = inTraining(state, trial);
  return current !== null && isDrawn(current, kind) ? current : null;
}

/** The search's child of a number, where it is in training. */
export function inTraining(
  { run }: Pick<PlaygroundState, 'run'>,
  number: number | null,
): CurrentTrial | null {
  if (run === null || number === null) return null;
  if (run.current?.number === number) return run.current;
  return run.training.find((one) => one.number === number) ?? null;
}

/** Whether a child in training stands for its number where this kind is drawn. */
export const isDrawn = ({ again }: Pick<CurrentTrial, 'again'>, kind: ShownPair['kind']): boolean =>
  kind === 'child' || again === undefined;

function trialPair(
  kind: 'child' | 'trial' | 'made',
  trial: {
    readonly number: number;
    readonly architecture: Architecture;
    readonly decisions?: readonly Decision[];
  },
): ShownPair {
  const { number, architecture, decisions = null } = trial;
  return { architecture, kind, title: null, trial: number, decisions };
}

/** A child of a run by its number, as far as it has ended; below 0 one by hand (search/made.ts). */
export function endedChild(
  run: Pick<LiveRun, 'trials' | 'made'> | null,
  id: number | null,
): Trial | undefined {
  if (run === null || id === null) return undefined;
  if (!isMade(id)) {
    const { trials } = run;
    return trials[id - 1]?.number === id ? trials[id - 1] : trials.find(({ number }) => number === id);
  }
  const child = run.made.find(({ number }) => idOfMade(number) === id);
  return (child && asTrial(child)) ?? undefined;
}

/** The child by hand that is shown. */
export const shownMade = ({ run, shown }: Pick<PlaygroundState, 'run' | 'shown'>): MadeChild | null =>
  (shown.source === 'made' && run?.made.find(({ number }) => number === shown.number)) || null;
