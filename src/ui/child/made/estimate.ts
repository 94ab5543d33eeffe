import { isInTable, nextMade } from '../../../run/made.ts';
import { idOfMade } from '../../../search/made.ts';
import { rungOf } from '../../../settings/ladder.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { contestOf } from '../../../store/contest/contest.ts';
import { isActive } from '../../../store/search.ts';
import { paceHere } from '../../../store/settings/fitted.ts';
import type { PlaygroundState } from '../../../store/store.ts';

/** What happens to a pair that is trained now. */
export interface Prospect {
  readonly number: number;
  /** The child that it waits for, below 0 one by hand; null: none. */
  readonly after: number | null;
  /** Of all its trainings, as those before took here; null where none was measured. */
  readonly seconds: number | null;
  readonly lookedUp: boolean;
  /** It is trained beside children that are looked up. */
  readonly beside: boolean;
  /** A contest has it trained by the processor's own engine. */
  readonly byProcessor: boolean;
}

export function prospectOf(state: PlaygroundState, architecture: Architecture, seeds: number): Prospect {
  const { replay, contest } = state;
  const settings = contest?.contest.settings ?? state.settings;
  const isElse = contest !== null && state.run !== null && contestOf(state, state.run) === null;
  const run = state.run?.isPreview || isElse ? null : state.run;
  const whole = isElse ? null : (replay?.whole ?? run);
  const rewards = (run?.settings ?? settings).rewards;
  const lookedUp = (run !== null || contest !== null) && isInTable({ rewards }, { architecture, seeds });
  const each = lookedUp ? null : secondsEach({ ...state, run, settings });
  return {
    number: whole === null ? 1 : nextMade(whole),
    after: run === null ? null : waitsFor(run, rewards === 'table'),
    seconds: each === null ? null : each * seeds,
    lookedUp,
    beside: rewards === 'table' && !lookedUp,
    byProcessor: contest !== null && !lookedUp,
  };
}

function waitsFor(run: NonNullable<PlaygroundState['run']>, isElsewhere: boolean): number | null {
  const last = run.madeQueue.at(-1);
  if (last !== undefined) return idOfMade(last);
  const isHeld = isActive(run) && run.phase !== 'paused' && !isElsewhere;
  return isHeld && run.current !== null ? run.current.number : null;
}

/** The middle of what whole trainings of this run took here, those by hand too; else what a probe or a run before measured. */
function secondsEach(state: PlaygroundState): number | null {
  const { run, contest } = state;
  const { epochs, rewards } = run?.settings ?? state.settings;
  const ofTrials = (rewards === 'table' || contest !== null ? [] : (run?.trials ?? [])).flatMap((one) =>
    one.status === 'trained' && (one.budget ?? epochs) === epochs && one.promotedFrom === undefined
      ? [one.seconds]
      : [],
  );
  const ofMade = (run?.made ?? []).flatMap(({ trainings }) =>
    trainings.flatMap(({ status, seconds, rungs }) =>
      status === 'trained' && rungs === undefined ? [seconds] : [],
    ),
  );
  const known = [...ofTrials, ...ofMade].filter((one) => one > 0).sort((a, b) => a - b);
  const middle = known[known.length >> 1];
  if (middle !== undefined) return middle;
  // What was measured of the page's own place says nothing of the processor.
  if (contest !== null) return null;
  const rung = rungOf(run?.settings ?? state.settings);
  return (rung && paceHere(state)?.seconds[rung.id]) ?? null;
}
