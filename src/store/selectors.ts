import { lastChild } from '../run/lastChild.ts';
import type { CurrentTrial } from '../run/live.ts';
import { isComplete } from '../run/run.ts';
import { winnerOf } from '../search/finalists.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Decision } from '../strategies/strategy.ts';
import type { PlaygroundState } from './store.ts';
import { beforeFirst } from './view.ts';

export interface ShownPair {
  readonly architecture: Architecture;
  /** A child or a trial by its number, a pair with a title of its own, or one that came with a link. */
  readonly kind: 'child' | 'trial' | 'titled' | 'shared';
  /** Null but for `titled`. */
  readonly title: string | null;
  /** Number of the trial that is drawn, where it is one. */
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
  if (shown.source !== 'trial') return null;
  const { trial: number } = shown;
  if (run?.trials[number - 1] !== undefined || run?.current?.number === number) return null;
  return { number, isLater: replay?.whole.trials[number - 1] !== undefined };
}

/**
 * Whether the end of a search is what is to be seen: all is trained, finalists too, and nobody looks at another child than the
 * winner.
 */
export function isEndShown({ run, shown }: Pick<PlaygroundState, 'run' | 'shown'>): boolean {
  if (run?.phase !== 'finished' || run.finalists.length === 0 || !isComplete(run)) return false;
  if (shown.source === 'live') return true;
  return (
    shown.source === 'trial' && winnerOf(run.settings, run.trials, run.finalists)?.number === shown.trial
  );
}

/**
 * The child in training, where it is what is drawn: a finalist's trial that a person looks at is not that child, though both
 * have one number.
 */
export function shownCurrent(state: PlaygroundState): CurrentTrial | null {
  const current = state.run?.current;
  if (!current) return null;
  const { kind, trial } = shownPair(state);
  return current.number === trial && isDrawn(current, kind) ? current : null;
}

/** Whether a child in training stands for its number where this kind is drawn. */
export const isDrawn = ({ again }: Pick<CurrentTrial, 'again'>, kind: ShownPair['kind']): boolean =>
  kind === 'child' || again === undefined;

function trialPair(
  kind: 'child' | 'trial',
  trial: {
    readonly number: number;
    readonly architecture: Architecture;
    readonly decisions?: readonly Decision[];
  },
): ShownPair {
  const { number, architecture, decisions = null } = trial;
  return { architecture, kind, title: null, trial: number, decisions };
}
