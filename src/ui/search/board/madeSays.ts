import type { LiveRun } from '../../../run/live.ts';
import { idOfMade, isDone, type MadeChild, spreadOf, wasLookedUp } from '../../../search/made.ts';
import type { Settings } from '../../../settings/settings.ts';
import { madeTexts } from '../../texts/child/made.ts';
import { commonTexts } from '../../texts/common.ts';

/** What a row says of a child by hand, besides its figures. */
export interface MadeSays {
  readonly by: string;
  /** How far it is, by how much its trainings differ, and where they were done; null where there is nothing to say. */
  readonly note: string | null;
  /** The note's tooltip. */
  readonly noteSays: string | null;
}

/** What is at work on children by hand. */
export interface MadeWork {
  readonly queue: readonly number[];
  readonly making: Pick<NonNullable<LiveRun['making']>, 'number' | 'training' | 'epoch'> | null;
  readonly rewards: Settings['rewards'];
}

export function madeSays(child: MadeChild, { queue, making, rewards }: MadeWork): MadeSays {
  const where = whereOf(child, rewards);
  const state = stateOf(child, queue, making);
  // While it trains there is room for that alone.
  const note = state ?? commonTexts.facts([spreadNote(child), where]);
  const said = [spreadSays(child), where === madeTexts.here ? madeTexts.hereSays : null]
    .filter((one) => one !== null)
    .join('. ');
  return {
    by: child.by,
    note: note === '' ? null : note,
    noteSays: said === '' ? null : said,
  };
}

/** Null once all that was asked for has ended. */
export function stateOf(
  child: MadeChild,
  queue: MadeWork['queue'],
  making: MadeWork['making'],
): string | null {
  if (isDone(child)) return null;
  const { running, waiting, untrained } = madeTexts.state;
  if (making?.number === idOfMade(child.number)) return running(making.training, child.seeds, making.epoch);
  return queue.includes(child.number) ? waiting : untrained;
}

/** "33.1–36.4"; null of one training. */
export function spreadNote(child: MadeChild): string | null {
  const spread = spreadOf(child);
  const range = spread !== null && spread.count > 1 ? madeTexts.spread(spread.low, spread.high) : null;
  const notes = commonTexts.facts([range, failedNote(child)]);
  return notes === '' ? null : notes;
}

/** The mean of several trainings, the lowest and the highest, in words; null of one training. */
export function spreadSays(child: MadeChild): string | null {
  const spread = spreadOf(child);
  if (spread === null || spread.count < 2) return failedNote(child);
  const { mean, low, high, count } = spread;
  return commonTexts.facts([madeTexts.spreadSays(mean, low, high, count), failedNote(child)]);
}

function failedNote({ trainings }: MadeChild): string | null {
  const failed = trainings.filter(({ status }) => status === 'failed').length;
  return failed > 0 && failed < trainings.length ? madeTexts.some(failed, trainings.length) : null;
}

/** In a looked-up run: whether it was looked up too, or trained here. */
function whereOf({ trainings }: MadeChild, rewards: Settings['rewards']): string | null {
  const [first] = trainings;
  if (rewards !== 'table' || first === undefined) return null;
  return wasLookedUp(first) ? madeTexts.lookedUp : madeTexts.here;
}
