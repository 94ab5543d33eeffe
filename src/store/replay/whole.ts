import type { Event } from '../../protocol/protocol.ts';
import { applyEvent, type LiveRun } from '../../run/live.ts';
import type { Shown } from '../view.ts';

/** A run that is played once more; meanwhile `run` of the state is that run as it was at a moment. */
export interface Replay {
  readonly whole: LiveRun;
  /** What was on the page before, and is again after it; a run that came with the page stands in nobody's place. */
  readonly before: LiveRun | null;
  /** What was drawn before, where that is to come back, too: the numbers of another run's trials mean nothing in it. */
  readonly shown: Shown | null;
  /** From 0, no trial, to `lastMoment` of the whole. */
  readonly moment: number;
  readonly playing: boolean;
}

interface Held {
  readonly run: LiveRun | null;
  readonly replay: Replay | null;
}

/** The person's run on the page, whole, whatever is shown meanwhile. */
export const wholeRun = ({ run, replay }: Held): LiveRun | null => (replay === null ? run : replay.before);

/** Another state of that run. */
export const withWhole = ({ replay }: Held, run: LiveRun | null): Partial<Held> =>
  replay === null ? { run } : { replay: { ...replay, before: run } };

/** A child of what is played was trained again: its weights are kept with that, and are there at every moment. */
export function withWeights(
  { run, replay }: Held,
  event: Extract<Event, { type: 'child-weights' }>,
): Partial<Held> {
  if (run === null || replay?.whole.id !== event.run) return {};
  const whole = applyEvent(replay.whole, event);
  return { replay: { ...replay, whole }, run: { ...run, weights: whole.weights } };
}

/** Whether what is played came with the page, and is none of the runs that are kept here. */
export const isShipped = ({ whole, before }: Replay): boolean => whole.id !== before?.id;
