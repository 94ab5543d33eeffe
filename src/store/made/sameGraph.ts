import type { LiveRun } from '../../run/live.ts';
import { asTrial, idOfMade, type MadeChild } from '../../search/made.ts';
import type { Trial } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';

/** A trial, or a child made by hand, of one graph. */
export type SameGraph =
  | { readonly kind: 'trial'; readonly id: number; readonly number: number }
  | { readonly kind: 'made'; readonly id: number; readonly number: number };

const keys = new WeakMap<Architecture, string>();

function keyOf(architecture: Architecture): string {
  const known = keys.get(architecture) ?? canonicalKey(architecture);
  keys.set(architecture, known);
  return known;
}

/**
 * What tells most of the graph: a trial that was trained to its end, the first of equals; a child by hand that was trained; a trial
 * that was trained for fewer epochs, the furthest; a child by hand that waits or has failed. Null where the run has none.
 */
export function sameGraphIn(
  run: Pick<LiveRun, 'trials' | 'made' | 'settings' | 'isPreview'> | null,
  architecture: Architecture,
): SameGraph | null {
  if (run === null || run.isPreview) return null;
  const { trials, made, settings } = run;
  const key = keyOf(architecture);
  const epochsOf = ({ budget = settings.epochs }: Trial): number => budget;
  const furthest = trials
    .filter((one) => one.status === 'trained' && keyOf(one.architecture) === key)
    .reduce<Trial | null>(
      (best, one) => (best !== null && epochsOf(best) >= epochsOf(one) ? best : one),
      null,
    );
  const trial = furthest && { kind: 'trial' as const, id: furthest.number, number: furthest.number };
  if (furthest !== null && epochsOf(furthest) >= settings.epochs) return trial;
  const byHand = made.filter((one) => keyOf(one.architecture) === key);
  const trained = byHand.find(({ trainings }) => trainings.some(({ status }) => status === 'trained'));
  if (trained !== undefined) return ofHand(trained);
  return trial ?? (byHand[0] === undefined ? null : ofHand(byHand[0]));
}

/** The child of a graph that was trained last, for all epochs: the latest by hand, else of the search. */
export function lastTrained(
  { trials, made, settings }: Pick<LiveRun, 'trials' | 'made' | 'settings'>,
  architecture: Architecture,
): Trial | undefined {
  const key = keyOf(architecture);
  const isIt = (one: Pick<Trial, 'architecture'>): boolean => keyOf(one.architecture) === key;
  const byHand = made.findLast(
    (one) => isIt(one) && one.trainings.some(({ status }) => status === 'trained'),
  );
  if (byHand !== undefined) return asTrial(byHand) ?? undefined;
  return trials.findLast(
    (one) => isIt(one) && one.status === 'trained' && (one.budget ?? settings.epochs) === settings.epochs,
  );
}

const ofHand = ({ number }: MadeChild): SameGraph => ({ kind: 'made', id: idOfMade(number), number });
