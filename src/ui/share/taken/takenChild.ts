import type { MeasuredAccuracy, WeightsOrigin, WeightsSplit } from '../../../codecs/origin.ts';
import { datasetInfo } from '../../../data/infos.ts';
import { isOwnId } from '../../../data/own/id.ts';
import { ownClassNames } from '../../../data/own/info.ts';
import type { ExportedImages } from '../../../exports/exported.ts';
import { childKey, type KeptChild } from '../../../run/children/keptWeights.ts';
import type { LiveRun } from '../../../run/live.ts';
import { idOfMade, isMade, wasLookedUp } from '../../../search/made.ts';
import type { JudgedOn } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import type { ImportedChild } from '../../../store/shown/imported.ts';
import { whiskerOf } from '../../../studies/uncertainty/whisker.ts';
import { shareTexts } from '../../texts/share.ts';

const texts = shareTexts.weights;

/** `table`: beforehand, and what it left was not kept. */
export type Trained = 'here' | 'table' | 'never';

/** A child as it is taken away: its network's settings, and weights that the run kept or that are drawn. */
export interface TakenChild {
  readonly name: string;
  readonly architecture: Architecture;
  readonly settings: Settings;
  readonly images: ExportedImages;
  /** Of all parameters in their order (engine/checkpoint/programState.ts); null: they are drawn from the seed of `origin`. */
  readonly kept: Float32Array | null;
  readonly origin: WeightsOrigin;
  /** Null where no training is known. */
  readonly split: WeightsSplit | null;
  /** Where it was trained: of what was trained here, its weights could be had again in the inspector. */
  readonly trained: Trained;
}

export interface Asked {
  readonly name: string;
  readonly architecture: Architecture;
  /** Number of the trial that is shown, below 0 of a child by hand; null of any other pair. */
  readonly number: number | null;
  readonly settings: Settings;
  /** Of a training's accuracy, without the images' part; null where nobody measured it. */
  readonly deviation: number | null;
}

export function takenChild(run: LiveRun | null, asked: Asked): TakenChild {
  const { name, architecture, settings, deviation } = asked;
  const same = { name, architecture, settings, images: imagesOf(settings) };
  const id = originOf(run, asked.number);
  const found = run === null || id === null ? null : latestKept(run, id);
  if (run === null || id === null || found === null) {
    const origin = { kind: 'drawn', seed: settings.seed } as const;
    const trained = run === null || id === null ? 'never' : whereTrained(run, id);
    return { ...same, kept: null, origin, split: null, trained };
  }
  const judged = judgedAs(run, id, found.training, found.kept);
  const accuracy = judged && { ...judged, interval: intervalOf(judged, deviation) };
  const epochs = found.training === null ? run.trials[id - 1]?.budget : undefined;
  const training = texts.training(epochs ?? settings.epochs, datasetInfo(settings.dataset).title);
  const told = accuracy && measured(accuracy, settings);
  const { dataset, seed, trainImages, validationImages } = settings;
  return {
    ...same,
    kept: found.kept.weights,
    origin: { kind: 'trained', training, accuracy: told },
    split: { dataset, seed, trainImages, validationImages },
    trained: 'here',
  };
}

/** The worker that writes files knows no own pictures; their classes' names are the person's and stay here. */
function imagesOf({ dataset }: Settings): ExportedImages {
  const { mean, deviation, classes } = datasetInfo(dataset);
  return isOwnId(dataset) ? { mean, deviation } : { mean, deviation, classNames: classes };
}

/** The child of a file of weights, as it came. */
export const importedAsTaken = ({
  file,
  architecture,
  settings,
  weights,
  origin,
  split,
}: ImportedChild): TakenChild => ({
  ...{ name: file.replace(/\.safetensors$/i, ''), architecture, settings, images: imagesOf(settings) },
  ...{ kept: weights, origin, split, trained: 'here' },
});

/** With the names of a person's own classes, where there are any here. */
export function namedChild(taken: TakenChild): TakenChild {
  const { dataset } = taken.settings;
  const classNames = isOwnId(dataset) ? ownClassNames(dataset) : null;
  return classNames === null ? taken : { ...taken, images: { ...taken.images, classNames } };
}

/** Of a reused result the trial that it was taken from. */
function originOf(run: LiveRun | null, number: number | null): number | null {
  if (run === null || number === null || isMade(number)) return number;
  return run.trials[number - 1]?.reusedFrom ?? number;
}

interface Found {
  readonly kept: KeptChild;
  readonly training: number | null;
}

/** The weights of its search; where these are gone, of the training that was kept last. */
function latestKept({ weights }: LiveRun, id: number): Found | null {
  const own = weights[childKey(id)];
  if (own !== undefined) return { kept: own, training: null };
  const before = `${childKey(id)}+`;
  const [latest] = Object.entries(weights)
    .filter(([key]) => key.startsWith(before))
    .sort(([, a], [, b]) => b.order - a.order);
  return latest === undefined ? null : { kept: latest[1], training: Number(latest[0].slice(before.length)) };
}

function whereTrained(run: LiveRun, id: number): Trained {
  if (!isMade(id)) {
    if (run.trials[id - 1]?.status !== 'trained') return 'never';
    return run.settings.rewards === 'table' ? 'table' : 'here';
  }
  const made = run.made.find(({ number }) => idOfMade(number) === id);
  const trainings = made?.trainings.filter(({ status }) => status === 'trained') ?? [];
  if (trainings.length === 0) return 'never';
  return trainings.every(wasLookedUp) ? 'table' : 'here';
}

interface Judged {
  readonly share: number;
  readonly images: number;
  readonly on: JudgedOn;
}

function judgedAs(run: LiveRun, id: number, training: number | null, { again }: KeptChild): Judged | null {
  const byValidation = (share: number | null | undefined): Judged | null =>
    typeof share === 'number' ? { share, images: run.settings.validationImages, on: 'validation' } : null;
  if (again !== null) return byValidation(again.accuracy);
  if (isMade(id)) {
    const made = run.made.find(({ number }) => idOfMade(number) === id);
    return byValidation(made?.trainings[(training ?? 1) - 1]?.accuracy);
  }
  if (training === null) {
    const { accuracy, test } = run.trials[id - 1] ?? {};
    // Of a full training, which met those images once.
    return test ? { share: test.accuracy, images: test.images, on: 'test' } : byValidation(accuracy);
  }
  const finalist = run.finalists.find((one) => one.trial === id && one.training === training);
  if (finalist === undefined || finalist.accuracy === null) return null;
  return { share: finalist.accuracy, images: finalist.images, on: finalist.judgedOn };
}

function intervalOf({ share, images }: Judged, deviation: number | null): MeasuredAccuracy['interval'] {
  const { whole } = whiskerOf(share, images, deviation);
  return [Math.max(0, share - whole), Math.min(1, share + whole)];
}

const measured = (
  { share, images, on, interval }: Judged & Pick<MeasuredAccuracy, 'interval'>,
  { dataset }: Settings,
): MeasuredAccuracy => ({ share, interval, on: texts.images[on](images, datasetInfo(dataset).title) });
