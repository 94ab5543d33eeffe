import type { RunEvent, RunId } from '../protocol/protocol.ts';
import type { SearchCheckpoint } from '../search/checkpoint.ts';
import type { Finalist } from '../search/finalists.ts';
import type { FixedComparison, FixedTraining } from '../search/fixed.ts';
import type { MadeChild } from '../search/made.ts';
import type { PausedChildren, SharedWeights, Trial } from '../search/trial.ts';
import { type ChildKey, childKey, type KeptWeights } from './children/keptWeights.ts';
import { madeKey } from './made.ts';
import { headOf, type Run, type RunHead, type StrategyUpdate, type TrainingChild } from './run.ts';

/**
 * What is to be written of a run, together or not at all. A trial, an update or a child replaces the one of the same
 * number.
 */
export interface RunChange {
  readonly head?: RunHead;
  readonly trials?: readonly Trial[];
  readonly updates?: readonly StrategyUpdate[];
  /** Further trainings of the best, from a place in their list on. */
  readonly finalists?: { readonly first: number; readonly added: readonly Finalist[] };
  /** All of them, where one changed. */
  readonly made?: readonly MadeChild[];
  /** All of it, where it changed; null: it is gone. */
  readonly fixed?: FixedComparison | null;
  readonly checkpoint?: SearchCheckpoint;
  /** The child in training; null once it has ended. */
  readonly child?: TrainingChild | null;
  /** What was left for later children: each place replaces the one of its key, and a wave's end what lay apart (search/waves/heirs.ts). */
  readonly shared?: SharedWeights;
  /** Adds children that may be trained on, and drops all that are not among `kept`, by the numbers of their trials. */
  readonly paused?: { readonly added: PausedChildren; readonly kept: readonly number[] };
  /** Adds weights of children, and drops all that are not among `kept`. */
  readonly weights?: { readonly added: KeptWeights; readonly kept: readonly ChildKey[] };
}

/** What an event changed of a run; `run` is the run after it. Null where that is nothing that is kept. */
export function changeBy(event: RunEvent, id: RunId, run: Run): RunChange | null {
  switch (event.type) {
    case 'checkpoint':
      return {
        head: headOf(id, run),
        ...(run.checkpoint && { checkpoint: run.checkpoint }),
        ...(event.left && { shared: event.left }),
        ...(event.paused && { paused: { added: event.paused, kept: keptOf(run) } }),
      };
    case 'child-state':
      return { child: run.child };
    case 'trial-ended':
      return {
        head: headOf(id, run),
        trials: run.trials.slice(-1),
        child: null,
        ...(event.left && { shared: event.left }),
        ...(run.settings.halving && { paused: pausedBy(event, run) }),
        ...(event.weights && { weights: weightsBy(childKey(event.trial.number), run) }),
      };
    case 'updated':
      return { updates: run.updates.slice(-1) };
    case 'finalist-ended':
      return {
        head: headOf(id, run),
        finalists: lastOf(run),
        ...(event.weights && {
          weights: weightsBy(childKey(event.finalist.trial, event.finalist.training), run),
        }),
      };
    case 'made-asked':
    case 'made-cancelled':
      return { head: headOf(id, run), made: run.made };
    case 'made-ended':
      return {
        head: headOf(id, run),
        made: run.made,
        ...(event.weights && { weights: weightsBy(madeKey(event.number, run), run) }),
      };
    case 'fixed-asked':
    case 'fixed-ended':
    case 'fixed-cancelled':
      return { head: headOf(id, run), fixed: run.fixed };
    case 'child-weights':
      return { weights: weightsBy(childKey(event.trial, event.training), run) };
    case 'phase':
    case 'environment':
      return { head: headOf(id, run) };
    case 'data':
    case 'fitted':
    case 'table':
    case 'shown-images':
    case 'trial-started':
    case 'progress':
    case 'finalist-started':
    case 'finalist-progress':
    case 'made-started':
    case 'made-progress':
    case 'made-refused':
    case 'fixed-started':
    case 'fixed-progress':
    case 'fixed-refused':
    case 'problem':
      return null;
    default:
      return event satisfies never;
  }
}

/** All of a run. */
export function wholeOf(id: RunId, run: Run): RunChange {
  const { trials, updates, finalists, made, fixed, checkpoint, child, shared, paused, weights } = run;
  return {
    head: headOf(id, run),
    trials,
    updates,
    finalists: { first: 0, added: finalists },
    made,
    fixed,
    child,
    shared,
    paused: { added: paused, kept: keptOf(run) },
    weights: { added: weights, kept: Object.keys(weights) },
    ...(checkpoint && { checkpoint }),
  };
}

/** Whether a run has all that another one found: the same children with the same accuracies, or more of them, finalists, those by hand and those of the comparison too. */
export function holdsTrialsOf({ trials, finalists, made, fixed }: Found, other: Found): boolean {
  const found = (one: Trial | undefined): string =>
    JSON.stringify(one && [one.number, one.status, one.architecture, one.accuracy, one.reward]);
  const told = (one: Finalist | undefined): string =>
    JSON.stringify(one && [one.trial, one.training, one.status, one.accuracy]);
  const byHand = (one: MadeChild | undefined): string =>
    JSON.stringify(one && [one.number, one.architecture, one.trainings.map(({ accuracy }) => accuracy)]);
  const compared = (one: FixedTraining | undefined): string =>
    JSON.stringify(one && [one.network, one.training, one.status, one.accuracy]);
  return (
    (other.fixed?.trainings ?? []).every(
      (one, index) => compared(one) === compared(fixed?.trainings[index]),
    ) &&
    other.made.every((one) => byHand(one) === byHand(made.find(({ number }) => number === one.number))) &&
    other.trials.every((one, index) => found(one) === found(trials[index])) &&
    other.finalists.every((one, index) => told(one) === told(finalists[index]))
  );
}

type Found = Pick<Run, 'trials' | 'finalists' | 'made' | 'fixed'>;

const lastOf = ({ finalists }: Run) => ({ first: finalists.length - 1, added: finalists.slice(-1) });

const keptOf = ({ paused }: Run): number[] => Object.keys(paused).map(Number);

function pausedBy({ trial, paused }: Extract<RunEvent, { type: 'trial-ended' }>, run: Run) {
  const kept = keptOf(run);
  const added = paused && kept.includes(trial.number) ? { [trial.number]: paused } : {};
  return { added, kept };
}

/** The one that came, where it is kept, and which others still are. */
function weightsBy(key: ChildKey, { weights }: Run): NonNullable<RunChange['weights']> {
  const own = weights[key];
  return { added: own === undefined ? {} : { [key]: own }, kept: Object.keys(weights) };
}
