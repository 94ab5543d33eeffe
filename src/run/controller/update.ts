import type { Trial } from '../../search/trial.ts';
import { type WaveSettings, waveEnd } from '../../search/waves/waves.ts';
import type { Settings } from '../../settings/settings.ts';
import { heldAgainstBaseline } from '../../strategies/learner/baseline.ts';
import type { Decision } from '../../strategies/strategy.ts';
import type { Run } from '../run.ts';

/** A child that a controller learned from: its reward, what that was held against, and by how much it was better. */
export interface LearnedFrom {
  readonly trial: Trial;
  readonly baseline: number;
  readonly advantage: number;
}

/** One update of a controller. */
export interface PolicyUpdate {
  /** From 1. */
  readonly number: number;
  readonly afterTrial: number;
  /** In the order in which they were proposed. */
  readonly children: readonly LearnedFrom[];
  /** The first children that were proposed after it, up to the next update; none where there are none yet, and where the next came at once. */
  readonly next: readonly Trial[];
}

type Ended = Pick<Run, 'trials' | 'updates'> & {
  readonly settings: Pick<Settings, 'baselineDecay'> & WaveSettings;
};

/**
 * The update that learned from a trial; null where none has yet, or none will: with successive halving a child that is trained
 * on taught the controller before.
 */
export function updateFrom({ trials, updates, settings }: Ended, trial: number): PolicyUpdate | null {
  if (trials[trial - 1]?.promotedFrom !== undefined) return null;
  const index = updates.findIndex(({ afterTrial }) => afterTrial >= trial);
  const update = updates[index];
  if (update === undefined) return null;
  const [before, after] = [updates[index - 1], updates[index + 1]];
  const proposed = (from: number, to: number): Trial[] =>
    trials.slice(from, to).filter(({ promotedFrom }) => promotedFrom === undefined);
  const learned = proposed(before?.afterTrial ?? 0, update.afterTrial);
  const { baselines, advantages } = heldAgainstBaseline(
    learned.map(({ reward }) => reward),
    before?.baseline ?? null,
    settings.baselineDecay,
  );
  return {
    number: index + 1,
    afterTrial: update.afterTrial,
    children: learned.map((one, at) => ({
      trial: one,
      baseline: baselines[at]!,
      advantage: advantages[at]!,
    })),
    next: proposed(
      waveEnd(update.afterTrial, settings),
      after ? waveEnd(after.afterTrial, settings) : trials.length,
    ),
  };
}

type Place = Pick<Decision, 'cell' | 'block' | 'slot' | 'kind'>;

/** The decision at a place, among those of a child. */
export const decisionAt = (
  decisions: readonly Decision[] | undefined,
  { cell, block, slot, kind }: Place,
): Decision | undefined =>
  decisions?.find(
    (one) => one.cell === cell && one.block === block && one.slot === slot && one.kind === kind,
  );

/**
 * How an update pushes the logits of one decision: the gradient of the mean over its children of A log p with respect to them,
 * A (1 - p) for the choice that was made and -A p for each other one (Williams 1992). Null where its children have no such
 * decision. Entropy bonus and PPO's clipping come on top, and the controller's weights are shared between decisions.
 */
export function pushOn({ children }: Pick<PolicyUpdate, 'children'>, place: Place): readonly number[] | null {
  const sums: number[] = [];
  let count = 0;
  for (const { trial, advantage } of children) {
    const made = decisionAt(trial.decisions, place);
    if (made === undefined) continue;
    count += 1;
    for (const [choice, p] of made.probabilities.entries())
      sums[choice] = (sums[choice] ?? 0) + advantage * ((choice === made.choice ? 1 : 0) - p);
  }
  return count === 0 ? null : sums.map((sum) => sum / count);
}

/** Mean probabilities of a decision's choices over children, each given what its child had chosen before; null where none has it. */
export function meanProbabilities(
  children: readonly Pick<Trial, 'decisions'>[],
  place: Place,
): readonly number[] | null {
  const made = children.flatMap(({ decisions }) => decisionAt(decisions, place) ?? []);
  if (made.length === 0) return null;
  return made[0]!.probabilities.map(
    (_, choice) =>
      made.reduce((sum, { probabilities }) => sum + (probabilities[choice] ?? 0), 0) / made.length,
  );
}
