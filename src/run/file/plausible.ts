import { bitsFlawClause, countBits, readBits } from '../../base/bytes/bits.ts';
import { WrongField } from '../../base/fields.ts';
import { datasetInfo } from '../../data/infos.ts';
import type { SearchCheckpoint } from '../../search/checkpoint.ts';
import type { FixedComparison } from '../../search/fixed.ts';
import { ladderOf } from '../../search/halving.ts';
import type { MadeChild } from '../../search/made.ts';
import { rewardOf } from '../../search/reward.ts';
import type { Trial } from '../../search/trial.ts';
import { waveEnd } from '../../search/waves/waves.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { isFullTraining } from '../../settings/fullTraining.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { validateArchitecture } from '../../space/validity.ts';
import type { Decision } from '../../strategies/strategy.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import type { Run } from '../run.ts';

/**
 * Whether the parts of a run that comes from outside can be of one run: pairs of cells against the settings' space, budgets
 * against their epochs, counts against the networks, moments against each other. Throws a WrongField.
 */
export function checkPlausible(run: Run, now: Date): void {
  const { settings, trials, finalists, checkpoint } = run;
  checkMoments(run, now);
  for (const [index, trial] of trials.entries()) checkWholeTrial(trial, trials, settings, `trials[${index}]`);
  for (const [index, finalist] of finalists.entries())
    checkRight(finalist, finalist.images, `finalists[${index}]`);
  for (const [index, child] of run.made.entries()) checkMadeChild(child, settings, `made[${index}]`);
  if (run.fixed !== null) checkFixedNetworks(run.fixed, run);
  if (checkpoint !== null) checkProposed(run, checkpoint);
}

function checkProposed(
  { settings, trials }: Pick<Run, 'settings' | 'trials'>,
  { proposed, wave = [], waiting = [] }: SearchCheckpoint,
): void {
  const children = [
    ...(proposed === null ? [] : [{ ...proposed, path: 'checkpoint.proposed' }]),
    ...wave.map((child, index) => ({ ...child, path: `checkpoint.wave[${index}]` })),
  ];
  const most = proposed === null ? 0 : waveEnd(proposed.trial, settings) - proposed.trial;
  if (wave.length > most)
    throw new WrongField('checkpoint.wave', wave, `a list of at most ${most}, as settings.wave says`);
  for (const { architecture, decisions, path } of children) {
    checkSpace(architecture, settings, `${path}.architecture`);
    checkDecisions(decisions, settings, `${path}.decisions`);
  }
  for (const [index, trial] of waiting.entries())
    checkWholeTrial(trial, trials, settings, `checkpoint.waiting[${index}]`);
}

function checkWholeTrial(trial: Trial, trials: readonly Trial[], settings: Settings, path: string): void {
  checkTrial(trial, trials, settings, path);
  checkRight(trial, settings.validationImages, path);
  checkShown(trial, settings, path);
  if (trial.test) checkRight(trial.test, trial.test.images, `${path}.test`);
}

/** Clocks differ, but not by more. */
const DAY_MS = 864e5;

function checkMoments({ created, updated }: Run, now: Date): void {
  for (const [name, moment] of [
    ['created', created],
    ['updated', updated],
  ] as const) {
    if (new Date(moment).toISOString().slice(0, 10) !== moment.slice(0, 10))
      throw new WrongField(name, moment, 'a day that there is');
    if (Date.parse(moment) > now.getTime() + DAY_MS)
      throw new WrongField(name, moment, 'a moment in the past');
  }
  if (Date.parse(updated) < Date.parse(created))
    throw new WrongField('updated', updated, `no earlier than its creation, ${created}`);
}

function checkTrial(trial: Trial, trials: readonly Trial[], settings: Settings, path: string): void {
  const { architecture, inherited, trainable, multiplyAdds, decisions } = trial;
  checkSpace(architecture, settings, `${path}.architecture`);
  checkDecisions(decisions, settings, `${path}.decisions`);
  checkBudget(trial, trials, settings, path);
  const counted = childCounts(architecture, settings);
  if (trainable !== counted.trainable)
    throw new WrongField(`${path}.trainable`, trainable, `${counted.trainable}, as its network has`);
  if (multiplyAdds !== counted.multiplyAdds)
    throw new WrongField(
      `${path}.multiplyAdds`,
      multiplyAdds,
      `${counted.multiplyAdds}, as its network takes`,
    );
  if (inherited !== undefined && inherited > trainable)
    throw new WrongField(`${path}.inherited`, inherited, `at most ${trainable}, the parameters there are`);
  checkReward(trial, settings, path);
}

function checkSpace(architecture: Architecture, settings: Settings, path: string): void {
  const { blocks, operations, rewards } = settings;
  // Its pair was given, whatever space it comes from.
  if (isFullTraining(settings)) return;
  if (rewards === 'table') {
    // Part of its cells is fixed, by operations that nobody chooses.
    if (!validateArchitecture(architecture, TABULATED_SPACE).ok)
      throw new WrongField(path, architecture, 'a pair of cells of the table');
    return;
  }
  for (const kind of ['normal', 'reduction'] as const) {
    const cell = architecture[kind];
    const count = cell.blocks.length;
    if (count !== blocks)
      throw new WrongField(
        `${path}.${kind}.blocks`,
        cell.blocks,
        `a list of ${blocks}, as settings.blocks says`,
      );
    for (const [index, block] of cell.blocks.entries()) {
      const other = block.operations.find((operation) => !operations.includes(operation));
      if (other !== undefined)
        throw new WrongField(`${path}.${kind}.blocks[${index}]`, other, 'one of settings.operations');
    }
  }
}

function checkDecisions(
  decisions: readonly Decision[] | undefined,
  { blocks }: Settings,
  path: string,
): void {
  for (const [index, { block, choice, probabilities }] of (decisions ?? []).entries()) {
    if (block >= blocks)
      throw new WrongField(`${path}[${index}].block`, block, `below ${blocks}, as settings.blocks says`);
    if (probabilities.length > 0 && choice >= probabilities.length)
      throw new WrongField(
        `${path}[${index}].choice`,
        choice,
        `below ${probabilities.length}, the choices there were`,
      );
  }
}

function checkBudget(
  { budget, promotedFrom, epochs }: Trial,
  trials: readonly Trial[],
  settings: Settings,
  path: string,
): void {
  const ladder = ladderOf(settings);
  if (ladder === null) {
    const given = budget === undefined ? 'promotedFrom' : 'budget';
    const value = budget ?? promotedFrom;
    if (value !== undefined)
      throw new WrongField(`${path}.${given}`, value, 'left out: its settings halve nothing');
  } else if (budget === undefined || !ladder.budgets.includes(budget)) {
    throw new WrongField(`${path}.budget`, budget, `${ladder.budgets.join(' or ')}, as its settings say`);
  }
  const before = promotedFrom === undefined ? undefined : trials[promotedFrom - 1]?.budget;
  if (budget !== undefined && before !== undefined && before >= budget)
    throw new WrongField(`${path}.budget`, budget, `more than ${before}, that of trial ${promotedFrom}`);
  const most = budget ?? settings.epochs;
  for (const [index, { epoch }] of epochs.entries()) {
    if (epoch > most)
      throw new WrongField(`${path}.epochs[${index}].epoch`, epoch, `at most ${most}, the epochs it trained`);
    const last = epochs[index - 1]?.epoch;
    if (last !== undefined && epoch !== last + 1)
      throw new WrongField(`${path}.epochs[${index}].epoch`, epoch, `${last + 1}, after the one before`);
  }
}

/** A person's own pair need not be of the settings' space. */
function checkMadeChild(child: MadeChild, settings: Settings, path: string): void {
  const { architecture, trainable, multiplyAdds, trainings } = child;
  for (const [index, training] of trainings.entries()) {
    const at = `${path}.trainings[${index}]`;
    checkRight(training, settings.validationImages, at);
    checkShown(training, settings, at);
    for (const [place, { epoch }] of training.epochs.entries())
      if (epoch !== place + 1 || epoch > settings.epochs)
        throw new WrongField(
          `${at}.epochs[${place}].epoch`,
          epoch,
          `${place + 1}, and at most ${settings.epochs}, the epochs it trained`,
        );
  }
  // Before its first training its settings may be fitted yet.
  if (trainings.length === 0) return;
  const counted = childCounts(architecture, settings);
  if (trainable !== counted.trainable)
    throw new WrongField(`${path}.trainable`, trainable, `${counted.trainable}, as its network has`);
  if (multiplyAdds !== counted.multiplyAdds)
    throw new WrongField(
      `${path}.multiplyAdds`,
      multiplyAdds,
      `${counted.multiplyAdds}, as its network takes`,
    );
}

/** Counts are those of the networks, the first of which is the winner's. */
function checkFixedNetworks(
  { winner, networks, trainings }: FixedComparison,
  { settings, trials }: Pick<Run, 'settings' | 'trials'>,
): void {
  for (const [index, { id, architecture, filters, trainable, multiplyAdds }] of networks.entries()) {
    const path = `fixed.networks[${index}]`;
    const won = trials[winner - 1];
    if (id === 'winner' && JSON.stringify(architecture) !== JSON.stringify(won?.architecture))
      throw new WrongField(`${path}.architecture`, architecture, `that of trial ${winner}`);
    if (id === 'winner' && filters !== settings.filters)
      throw new WrongField(`${path}.filters`, filters, `${settings.filters}, as its settings say`);
    const counted = childCounts(architecture, { ...settings, filters });
    if (trainable !== counted.trainable)
      throw new WrongField(`${path}.trainable`, trainable, `${counted.trainable}, as its network has`);
    if (multiplyAdds !== counted.multiplyAdds)
      throw new WrongField(
        `${path}.multiplyAdds`,
        multiplyAdds,
        `${counted.multiplyAdds}, as its network takes`,
      );
  }
  for (const [index, training] of trainings.entries())
    checkRight(training, training.images, `fixed.trainings[${index}]`);
}

/** Which images were right says how many were. */
function checkRight(
  { right, accuracy }: Pick<Trial, 'right' | 'accuracy'>,
  images: number,
  path: string,
): void {
  if (right === undefined) return;
  const bits = readBits(right, images);
  if (!bits.ok)
    throw new WrongField(
      `${path}.right`,
      right,
      `the bits of ${images} images: these ${bitsFlawClause(bits.error)}`,
    );
  const share = countBits(bits.value) / images;
  if (accuracy === null || Math.abs(share - accuracy) > ROUNDING)
    throw new WrongField(`${path}.accuracy`, accuracy, `${share}, as the bits of its images say`);
}

function checkShown({ shown }: Pick<Trial, 'shown'>, { dataset }: Settings, path: string): void {
  const { length } = datasetInfo(dataset).classes;
  const wrong = shown?.findIndex((one) => one >= length) ?? -1;
  if (wrong >= 0)
    throw new WrongField(`${path}.shown[${wrong}]`, shown?.[wrong], `below ${length}, the classes there are`);
}

/** Powers are rounded differently here and there. */
const ROUNDING = 1e-9;

function checkReward({ accuracy, reward, multiplyAdds }: Trial, settings: Settings, path: string): void {
  const due = accuracy === null ? 0 : rewardOf(settings, accuracy, multiplyAdds);
  if (Math.abs(reward - due) > ROUNDING * Math.max(1, Math.abs(due)))
    throw new WrongField(`${path}.reward`, reward, `${due}, as its accuracy and its settings say`);
}
