import type { Event } from '../../protocol/protocol.ts';
import { applyEvent, type LiveRun } from '../../run/live.ts';
import { madeAt } from '../../run/recording/replay.ts';
import type { Shown } from '../shown/view.ts';

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

/** What is told of children that a person had trained, and of comparisons: nothing that a moment shows depends on it. */
export type ByHand = Extract<
  Event,
  {
    type:
      | 'child-weights'
      | 'data'
      | 'made-asked'
      | 'made-started'
      | 'made-progress'
      | 'made-ended'
      | 'made-cancelled'
      | 'made-refused'
      | `fixed-${string}`;
  }
>;

export const isByHand = (event: Event): event is ByHand =>
  event.type === 'child-weights' || event.type === 'data' || /^(made|fixed)-/.test(event.type);

/** It is kept with what is played, and is there at every later moment. */
export function withByHand({ run, replay }: Held, event: ByHand): Partial<Held> {
  if (run === null || replay?.whole.id !== event.run) return {};
  const whole = applyEvent(replay.whole, event);
  return {
    replay: { ...replay, whole },
    run: { ...run, ...byHandOf(whole), made: madeAt(whole, replay.moment) },
  };
}

/** What a person added to a run here. */
export function byHandOf(run: LiveRun) {
  const { weights, made, lastMade, making, madeQueue, madeProblem } = run;
  const { fixed, fixing, fixedProblem, data } = run;
  return { weights, made, lastMade, making, madeQueue, madeProblem, fixed, fixing, fixedProblem, data };
}

/** Whether what is played is none of the runs that are kept here: it came with the page, or was made for a lesson. */
export const isShipped = ({ whole, before }: Replay): boolean => whole.id !== before?.id;
