import { WrongField } from '../../base/fields.ts';
import { toArchitectureJson } from '../../codecs/architectureJson.ts';
import type { SearchCheckpoint } from '../../search/checkpoint.ts';
import { type Finalist, type FinalSettings, isFormerFinal, nextFinalist } from '../../search/finalists.ts';
import type { EpochPoint, Trial } from '../../search/trial.ts';
import type { Decision } from '../../strategies/strategy.ts';

/** Trials and checkpoints as JSON, and what must hold among them that no field says alone. */

/** Its keys are in one order, however it came about, so that equal runs are equal files. */
export function trialJson(one: Trial) {
  const architecture = toArchitectureJson(one.architecture);
  return inOrder({ ...one, ...orderedDecisions(one), epochs: one.epochs.map(orderedEpoch), architecture }, [
    'number',
    'architecture',
    'status',
    'accuracy',
    'reward',
    'reason',
    'reusedFrom',
    'trainable',
    'multiplyAdds',
    'budget',
    'promotedFrom',
    'inherited',
    'seconds',
    'epochs',
    'right',
    'shown',
    'rungs',
    'decisions',
  ]);
}

/** As a trial's. */
export const finalistJson = (one: Finalist) =>
  inOrder({ ...one, epochs: one.epochs.map(orderedEpoch) }, [
    'trial',
    'training',
    'status',
    'accuracy',
    'judgedOn',
    'images',
    'right',
    'reason',
    'seconds',
    'epochs',
  ]);

export function checkpointJson({ learned, strategy, proposed }: SearchCheckpoint) {
  if (proposed === null) return { learned, strategy, proposed };
  const { trial, architecture } = proposed;
  const made = { trial, architecture: toArchitectureJson(architecture), ...orderedDecisions(proposed) };
  return { learned, strategy, proposed: made };
}

/** The given keys first and in their order, whatever else there is after them. */
export function inOrder<Of extends object>(value: Of, order: readonly (keyof Of)[]): Of {
  const first = order.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]);
  return { ...Object.fromEntries(first), ...value };
}

const orderedDecisions = ({ decisions }: { readonly decisions?: readonly Decision[] }) =>
  decisions && {
    decisions: decisions.map((one) =>
      inOrder(one, ['cell', 'block', 'slot', 'kind', 'probabilities', 'choice']),
    ),
  };

const orderedEpoch = (one: EpochPoint): EpochPoint =>
  inOrder(one, ['epoch', 'loss', 'trainAccuracy', 'validationAccuracy', 'parts']);

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

/** Each as it would have been trained after those before it. Throws a WrongField. */
export function checkFinalists(
  settings: FinalSettings,
  trials: readonly Trial[],
  finalists: readonly Finalist[],
): void {
  for (const [index, finalist] of finalists.entries()) {
    const { trial, training, status, accuracy } = finalist;
    const path = `finalists[${index}]`;
    const before = finalists.slice(0, index);
    const next = nextFinalist(settings, trials, before);
    if (!isFormerFinal(settings, trials, before, finalist)) {
      if (next === null)
        throw new WrongField(
          path,
          trial,
          'left out: after the trials and finalists there are, none is to come',
        );
      if (trial !== next.trial.number)
        throw new WrongField(`${path}.trial`, trial, `${next.trial.number}, whose turn it is`);
      if (training !== next.training)
        throw new WrongField(`${path}.training`, training, `${next.training}, whose turn it is`);
    }
    if ((accuracy === null) !== (status === 'failed'))
      throw new WrongField(
        `${path}.accuracy`,
        accuracy,
        status === 'failed' ? 'null: it failed' : 'a number: it did not fail',
      );
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
