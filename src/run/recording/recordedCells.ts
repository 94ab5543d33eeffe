import { fromBase64, packBits, toBase64 } from '../../base/bytes/bits.ts';
import type { EpochPoint, Trial } from '../../search/trial.ts';
import { childCounts } from '../../settings/childGraph.ts';
import type { CellsRecording, RecordedEpoch } from '../../studies/recorded/cells/recording.ts';
import { CELLS_SETTINGS, RECORDED_CELLS, TRAININGS_EACH } from '../../studies/recorded/cells/terms.ts';
import { newRun, type Run } from '../run.ts';

/** The recorded trainings as a run: a trial each, three of a cell in a row. */
export function cellsRun(recording: CellsRecording, name: string): Run {
  const { created, updated, environment, trainings, labels } = recording;
  const trials = trainings.map(({ trial, accuracy, seconds, epochs, predicted }): Trial => {
    const { architecture } = cellOfTrial(trial);
    const { trainable, multiplyAdds } = childCounts(architecture, CELLS_SETTINGS);
    const right = Array.from(predicted, (taken, image) => taken === labels[image]);
    return {
      ...{ number: trial, architecture, status: 'trained', accuracy, reward: accuracy },
      ...{
        trainable,
        multiplyAdds,
        seconds,
        epochs: epochs.map(epochOf),
        environment,
        right: toBase64(packBits(right)),
      },
    };
  });
  return {
    ...newRun({ name, created, settings: CELLS_SETTINGS }),
    ...{ updated, phase: 'finished', trainedOn: environment, trials },
  };
}

function epochOf({ epoch, loss, trainAccuracy, validationAccuracy, parts }: RecordedEpoch): EpochPoint {
  return {
    ...{ epoch, loss, trainAccuracy },
    ...(validationAccuracy === undefined ? {} : { validationAccuracy }),
    ...(parts && { parts: parts.map(([of = 0, right = 0]) => [of, right] as const) }),
  };
}

export function cellOfTrial(trial: number) {
  const cell = RECORDED_CELLS[Math.floor((trial - 1) / TRAININGS_EACH)];
  if (cell === undefined) throw new RangeError(`no recorded cell has trial ${trial}`);
  return cell;
}

/** What a recorded training takes each image for, and how sure it is; null where the recording has none of that number. */
export interface RecordedJudgement {
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly predicted: Uint8Array<ArrayBuffer>;
  /** [images, classes]: that of the class that it is taken for, to the per cent; what is left is spread over the others. */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

export function judgementOf(
  { labels, trainings }: CellsRecording,
  trial: number,
  classes: number,
): RecordedJudgement | null {
  const training = trainings.find((one) => one.trial === trial);
  const sure = training && fromBase64(training.sure);
  if (training === undefined || !sure) return null;
  const predicted = Uint8Array.from(training.predicted, Number);
  const probabilities = new Float32Array(predicted.length * classes);
  predicted.forEach((taken, image) => {
    const p = (sure[image] ?? 0) / 100;
    probabilities.fill((1 - p) / (classes - 1), image * classes, (image + 1) * classes);
    probabilities[image * classes + taken] = p;
  });
  return { labels: Uint8Array.from(labels, Number), predicted, probabilities };
}
