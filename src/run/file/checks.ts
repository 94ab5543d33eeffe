import { WrongField } from '../../base/fields.ts';
import { toArchitectureJson } from '../../codecs/architectureJson.ts';
import type { SearchCheckpoint } from '../../search/checkpoint.ts';
import type { Trial } from '../../search/trial.ts';

/** Trials and checkpoints as JSON, and what must hold among them that no field says alone. */

export const trialJson = (one: Trial) => ({ ...one, architecture: toArchitectureJson(one.architecture) });

export function checkpointJson({ proposed, ...rest }: SearchCheckpoint) {
  if (proposed === null) return { ...rest, proposed };
  return { ...rest, proposed: { ...proposed, architecture: toArchitectureJson(proposed.architecture) } };
}

/** Throws a WrongField. */
export function checkTrials(trials: readonly Trial[]): void {
  for (const [index, one] of trials.entries()) {
    const path = `trials[${index}]`;
    if (one.number !== index + 1)
      throw new WrongField(`${path}.number`, one.number, `${index + 1}, its place`);
    const failed = one.status === 'failed';
    if ((one.accuracy === null) !== failed) {
      throw new WrongField(
        `${path}.accuracy`,
        one.accuracy,
        failed ? 'null: it failed' : 'a number: it did not fail',
      );
    }
    const isTrained = (number: number | undefined): boolean =>
      number !== undefined && number < one.number && trials[number - 1]?.status === 'trained';
    const { reusedFrom, promotedFrom } = one;
    const must = 'the number of an earlier trial that was trained';
    if (one.status === 'reused' && !isTrained(reusedFrom)) {
      throw new WrongField(`${path}.reusedFrom`, reusedFrom, must);
    }
    if (promotedFrom !== undefined && !isTrained(promotedFrom)) {
      throw new WrongField(`${path}.promotedFrom`, promotedFrom, must);
    }
  }
}

/** Throws a WrongField. */
export function checkCheckpoint({ learned, proposed }: SearchCheckpoint, trials: readonly Trial[]): void {
  const done = trials.length;
  if (learned > done)
    throw new WrongField('checkpoint.learned', learned, `at most ${done}, the trials there are`);
  if (proposed !== null && proposed.trial !== done && proposed.trial !== done + 1) {
    const must = done === 0 ? '1' : `${done} or ${done + 1}`;
    throw new WrongField('checkpoint.proposed.trial', proposed.trial, `${must}, after the trials there are`);
  }
}
