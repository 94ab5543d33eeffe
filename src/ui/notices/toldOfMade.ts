import type { LiveRun } from '../../run/live.ts';
import { idOfMade } from '../../search/made.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { madeTexts } from '../texts/child/made.ts';

type Seen = { readonly run: LiveRun | null; readonly replay?: PlaygroundState['replay'] };

/** What became of a child by hand just now, in a sentence: it ended, began, was asked for or cancelled. A run that is opened tells none. */
export function toldOfMade(state: Seen, before: Seen): string | null {
  const [now, then] = [wholeOf(state), wholeOf(before)];
  if (now === null || now.id !== then?.id) return null;
  return endedOf(now, then) ?? startedOf(now, then) ?? askedOf(now, then);
}

/** All of what is played, whose moments come and go. */
const wholeOf = ({ run, replay }: Seen): LiveRun | null => replay?.whole ?? run;

function endedOf({ made }: LiveRun, before: LiveRun): string | null {
  for (const { number, trainings, seeds } of made) {
    const known = before.made.find((one) => one.number === number)?.trainings.length ?? trainings.length;
    const last = trainings.at(-1);
    if (last !== undefined && trainings.length > known)
      return madeTexts.spoken.ended(idOfMade(number), last.accuracy, trainings.length, seeds);
  }
  return null;
}

function startedOf({ making, made }: LiveRun, before: LiveRun): string | null {
  if (making === null) return null;
  const { number, training } = making;
  if (before.making?.number === number && before.making.training === training) return null;
  const seeds = made.find((one) => idOfMade(one.number) === number)?.seeds ?? 1;
  return madeTexts.spoken.started(number, training, seeds);
}

function askedOf({ madeQueue, madeProblem }: LiveRun, before: LiveRun): string | null {
  const asked = madeQueue.find((number) => !before.madeQueue.includes(number));
  if (asked !== undefined) return madeTexts.spoken.queued(idOfMade(asked));
  // Why one was refused is said where that stands.
  const gone = before.madeQueue.find((number) => !madeQueue.includes(number));
  const isRefused = madeProblem !== null && madeProblem.number === gone;
  return gone === undefined || isRefused ? null : madeTexts.spoken.cancelled(idOfMade(gone));
}
