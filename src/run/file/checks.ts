import { WrongField } from '../../base/fields.ts';
import { toArchitectureJson } from '../../codecs/architectureJson.ts';
import { type ProposedChild, proposedOf, type SearchCheckpoint } from '../../search/checkpoint.ts';
import { type Finalist, type FinalSettings, isFormerFinal, nextFinalist } from '../../search/finalists.ts';
import { highestMade, type MadeChild } from '../../search/made.ts';
import type { EpochPoint, Trial } from '../../search/trial.ts';
import { canonicalKey } from '../../space/canonical.ts';
import type { Decision } from '../../strategies/strategy.ts';
import { inOneOrder } from '../environments.ts';

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
    'test',
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

/** As a trial's. */
export const madeJson = ({ architecture, trainings, ...one }: MadeChild) =>
  inOrder(
    {
      ...one,
      architecture: toArchitectureJson(architecture),
      trainings: trainings.map((training) =>
        inOrder({ ...training, epochs: training.epochs.map(orderedEpoch) }, [
          'status',
          'accuracy',
          'reason',
          'seconds',
          'epochs',
          'right',
          'shown',
          'rungs',
        ]),
      ),
    },
    ['number', 'by', 'architecture', 'seeds', 'after', 'trainable', 'multiplyAdds', 'trainings'],
  );

export function checkpointJson({ learned, strategy, proposed, wave, waiting }: SearchCheckpoint) {
  return {
    learned,
    strategy,
    proposed: proposed && proposedJson(proposed),
    ...(wave && { wave: wave.map(proposedJson) }),
    ...(waiting && { waiting: waiting.map(waitingJson) }),
  };
}

/** What trained it stands with it: the run's list is of trials that have their place. */
const waitingJson = ({ environment, ...trial }: Trial) => ({
  ...trialJson(trial),
  ...(environment && { environment: inOneOrder(environment) }),
});

const proposedJson = (child: ProposedChild) => {
  const { trial, architecture } = child;
  return { trial, architecture: toArchitectureJson(architecture), ...orderedDecisions(child) };
};

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
    checkTrial(one, trials, path);
  }
}

function checkTrial(one: Trial, trials: readonly Trial[], path: string): void {
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
export function checkMade(made: readonly MadeChild[], lastMade: number, trials: readonly Trial[]): void {
  for (const [index, { number, after, seeds, trainings }] of made.entries()) {
    const path = `made[${index}]`;
    const before = made[index - 1]?.number ?? 0;
    if (number <= before)
      throw new WrongField(`${path}.number`, number, `more than ${before}, of the one before`);
    if (after > trials.length)
      throw new WrongField(`${path}.after`, after, `at most ${trials.length}, the trials there are`);
    if (trainings.length > seeds)
      throw new WrongField(`${path}.trainings`, trainings, `a list of at most ${seeds}, as its seeds say`);
    for (const [place, { accuracy, status }] of trainings.entries())
      if ((accuracy === null) !== (status === 'failed'))
        throw new WrongField(
          `${path}.trainings[${place}].accuracy`,
          accuracy,
          status === 'failed' ? 'null: it failed' : 'a number: it did not fail',
        );
  }
  const highest = highestMade(made);
  if (lastMade < highest)
    throw new WrongField('lastMade', lastMade, `at least ${highest}, the highest number in made`);
}

/** Throws a WrongField. */
export function checkCheckpoint(checkpoint: SearchCheckpoint, trials: readonly Trial[]): void {
  const { learned, proposed, wave = [], waiting = [] } = checkpoint;
  const done = trials.length;
  if (learned > done)
    throw new WrongField('checkpoint.learned', learned, `at most ${done}, the trials there are`);
  if (proposed === null && wave.length > 0)
    throw new WrongField('checkpoint.wave', wave, 'left out: no child was proposed before those');
  if (proposed !== null) {
    const least = Math.max(1, done - wave.length);
    if (proposed.trial < least || proposed.trial > done + 1) {
      const numbers = Array.from({ length: done + 2 - least }, (_, index) => least + index);
      const must = `${numbers.length > 2 ? `${least} to ${done + 1}` : numbers.join(' or ')}, after the trials there are`;
      throw new WrongField('checkpoint.proposed.trial', proposed.trial, must);
    }
    for (const [index, { trial }] of wave.entries())
      if (trial !== proposed.trial + index + 1)
        throw new WrongField(
          `checkpoint.wave[${index}].trial`,
          trial,
          `${proposed.trial + index + 1}, after the one before`,
        );
  }
  checkWaiting(waiting, proposedOf(checkpoint), trials);
}

/** Trials of the wave, each as it will stand among the run's. */
function checkWaiting(
  waiting: readonly Trial[],
  proposed: readonly ProposedChild[],
  trials: readonly Trial[],
): void {
  let before = 0;
  for (const [index, one] of waiting.entries()) {
    const path = `checkpoint.waiting[${index}]`;
    if (one.number <= before)
      throw new WrongField(`${path}.number`, one.number, `more than ${before}, of the one before`);
    before = one.number;
    const child = proposed.find(({ trial }) => trial === one.number);
    if (child === undefined)
      throw new WrongField(`${path}.number`, one.number, 'the number of a child that was proposed');
    if (canonicalKey(child.architecture) !== canonicalKey(one.architecture))
      throw new WrongField(`${path}.architecture`, one.architecture, 'the pair of cells that was proposed');
    if (one.status === 'reused')
      throw new WrongField(`${path}.status`, one.status, 'trained or failed: what is reused never waits');
    checkTrial(one, trials, path);
  }
}
