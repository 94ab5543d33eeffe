import { WrongField } from '../../base/fields.ts';
import { datasetInfo, isOwnId } from '../../data/infos.ts';
import type { Run } from '../run.ts';
import { checkCheckpoint, checkFinalists, checkMade, checkTrials } from './checks.ts';
import { checkFixed } from './fixed.ts';

type Checked = Pick<
  Run,
  | 'settings'
  | 'classNames'
  | 'trials'
  | 'finalists'
  | 'made'
  | 'lastMade'
  | 'fixed'
  | 'updates'
  | 'checkpoint'
>;

/** What no field says alone. */
export function checkWhole({
  settings,
  classNames,
  trials,
  finalists,
  made,
  lastMade,
  fixed,
  updates,
  checkpoint,
}: Checked): void {
  const { trials: most, dataset } = settings;
  if (classNames !== undefined) {
    const { length } = datasetInfo(dataset).classes;
    if (!isOwnId(dataset))
      throw new WrongField('classNames', classNames, 'left out: its images are no own pictures');
    if (classNames.length !== length)
      throw new WrongField('classNames', classNames, `a list of ${length}, the classes there are`);
  }
  if (trials.length > most) {
    throw new WrongField('trials', trials, `a list of at most ${most}, as settings.trials says`);
  }
  checkTrials(trials);
  checkFinalists(settings, trials, finalists);
  checkMade(made, lastMade, trials);
  if (fixed !== null) checkFixed(fixed, trials);
  for (const [index, { afterTrial }] of updates.entries()) {
    if (afterTrial > trials.length) {
      throw new WrongField(
        `updates[${index}].afterTrial`,
        afterTrial,
        `at most ${trials.length}, the trials there are`,
      );
    }
  }
  if (checkpoint !== null) checkCheckpoint(checkpoint, trials);
}
