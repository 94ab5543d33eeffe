import { fail, ok, type Result } from '../base/result.ts';
import {
  DATASET_IDS,
  datasetInfo,
  IMAGE_SIZES,
  type ImageSize,
  isDatasetId,
  USUAL_DATASET,
} from '../data/infos.ts';
import { isOperationId, OPERATION_IDS, type OperationId } from '../space/operations/index.ts';
import { LATER_SETTINGS, type RewardForm, type Settings, STRATEGY_IDS, type StrategyId } from './presets.ts';
import { type NumericSetting, SETTING_RANGES, type SettingRange } from './ranges.ts';

export { IMAGE_SIZES } from '../data/infos.ts';
export {
  LATER_SETTINGS,
  MINI_STRATEGIES,
  PRESET_SETTINGS,
  type PresetId,
  presetFor,
  type Settings,
  STRATEGY_IDS,
  type StrategyId,
} from './presets.ts';
export { SETTING_RANGES } from './ranges.ts';

export interface SettingsProblem {
  readonly field: string;
  /** A sentence that gives the value and what is allowed. */
  readonly message: string;
}

/** Checks settings of any origin: the page, a flag, storage, a link. Answers every problem, or the known fields alone. */
export function validateSettings(candidate: unknown): Result<Settings, readonly SettingsProblem[]> {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) {
    return fail([{ field: 'settings', message: `Settings must be an object, not ${shown(candidate)}.` }]);
  }
  const given: Readonly<Record<string, unknown>> = { ...LATER_SETTINGS, ...candidate };
  const problems: SettingsProblem[] = [];
  const problem = (field: string, message: string): void => void problems.push({ field, message });

  const numbers = {} as Record<NumericSetting, number>;
  for (const field of Object.keys(SETTING_RANGES) as NumericSetting[]) {
    const message = numberProblem(field, SETTING_RANGES[field], given[field]);
    if (message === null) numbers[field] = given[field] as number;
    else problem(field, message);
  }
  const { strategy, reward, dataset, imageSize, flip, auxiliary, weightSharing, halving } = given;
  if (!isStrategy(strategy)) {
    problem('strategy', `strategy must be ppo, reinforce, random or evolution, not ${shown(strategy)}.`);
  }
  if (reward !== 'accuracy' && reward !== 'cost') {
    problem('reward', `reward must be accuracy or cost, not ${shown(reward)}.`);
  }
  if (!isImageSize(imageSize)) {
    problem('imageSize', `imageSize must be ${listed(IMAGE_SIZES)}, not ${shown(imageSize)}.`);
  }
  if (!isDatasetId(dataset)) {
    problem('dataset', `dataset must be ${listed(DATASET_IDS)}, not ${shown(dataset)}.`);
  }
  if (typeof flip !== 'boolean') problem('flip', `flip must be true or false, not ${shown(flip)}.`);
  if (typeof auxiliary !== 'boolean') {
    problem('auxiliary', `auxiliary must be true or false, not ${shown(auxiliary)}.`);
  }
  if (typeof weightSharing !== 'boolean') {
    problem('weightSharing', `weightSharing must be true or false, not ${shown(weightSharing)}.`);
  }
  if (typeof halving !== 'boolean') {
    problem('halving', `halving must be true or false, not ${shown(halving)}.`);
  }
  const operations = checkOperations(given.operations);
  if (!operations.ok) problem('operations', operations.error);

  const { batch, trainImages, validationImages, populationSize, sampleSize, epochs, minimumEpochs } = numbers;
  if (sampleSize > populationSize) {
    problem(
      'sampleSize',
      `sampleSize is ${sampleSize}, but the population has only ${populationSize} children: draw at most as many.`,
    );
  }
  if (halving === true && minimumEpochs > epochs) {
    problem(
      'minimumEpochs',
      `minimumEpochs is ${minimumEpochs}, but a whole training has only ${epochs}: begin with at most as many.`,
    );
  }
  if (batch > trainImages) {
    problem(
      'batch',
      `batch is ${batch}, but there are only ${trainImages} training images: take at most as many.`,
    );
  }
  const { trainingImages, sizes, title } = datasetInfo(isDatasetId(dataset) ? dataset : USUAL_DATASET);
  if (isDatasetId(dataset) && isImageSize(imageSize) && !sizes.includes(imageSize)) {
    problem('imageSize', `imageSize must be ${listed(sizes)} for ${title}, not ${shown(imageSize)}.`);
  }
  if (trainImages + validationImages > trainingImages) {
    problem(
      'trainImages',
      `${count(trainImages)} training and ${count(validationImages)} validation images are more than the ` +
        `${count(trainingImages)} there are: take fewer of either.`,
    );
  }
  if (auxiliary === true && imageSize === 8) {
    problem('auxiliary', 'auxiliary needs images of at least 16 pixels: with 8 its map would be 4 x 4.');
  }
  if (problems.length > 0 || !operations.ok) return fail(problems);
  return ok({
    ...numbers,
    strategy: strategy as StrategyId,
    reward: reward as RewardForm,
    imageSize: imageSize as ImageSize,
    dataset: dataset as Settings['dataset'],
    flip: flip as boolean,
    auxiliary: auxiliary as boolean,
    weightSharing: weightSharing as boolean,
    halving: halving as boolean,
    operations: operations.value,
  });
}

/**
 * Equal for runs whose children are comparable: all that determines a child's reward, and the space it is drawn from.
 * How children are chosen (strategy, seed, number of children, controller) is left out.
 */
export function comparableKey(settings: Settings): string {
  const { blocks, operations, cellsPerStage, filters, epochs, batch, learningRate, momentum } = settings;
  const { weightDecay, clipNorm, labelSmoothing, cropPadding, flip, cutout, keepProbability } = settings;
  const { auxiliary, dataset, imageSize, trainImages, validationImages } = settings;
  const { reward, costTarget, costExponent, weightSharing, halving, reductionFactor, minimumEpochs } =
    settings;
  const space = [
    blocks,
    OPERATION_IDS.filter((id) => operations.includes(id)),
    cellsPerStage,
    filters,
    auxiliary,
  ];
  const data = [dataset, imageSize, trainImages, validationImages, cropPadding, flip, cutout];
  const training = [
    epochs,
    batch,
    learningRate,
    momentum,
    weightDecay,
    clipNorm,
    labelSmoothing,
    keepProbability,
  ];
  const gain = reward === 'cost' ? [costTarget, costExponent] : [];
  const options = [
    ...(weightSharing ? ['weight sharing'] : []),
    ...(halving ? [['halving', reductionFactor, minimumEpochs]] : []),
  ];
  return JSON.stringify([space, data, training, gain, ...options]);
}

function numberProblem(field: string, range: SettingRange, value: unknown): string | null {
  const { min, max, step } = range;
  const whole = Number.isInteger(step);
  const allowed = `${whole ? 'a whole number' : 'a number'} from ${count(min)} to ${count(max)}`;
  const fits =
    typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (fits) return null;
  return `${field} must be ${allowed}, not ${typeof value === 'number' ? count(value) : shown(value)}.`;
}

function checkOperations(value: unknown): Result<readonly OperationId[], string> {
  if (!Array.isArray(value)) return fail(`operations must be a list of operations, not ${shown(value)}.`);
  const known = (id: unknown): boolean => typeof id === 'string' && isOperationId(id);
  const unknown = value.findIndex((id: unknown) => !known(id));
  if (unknown >= 0) {
    return fail(`operations holds ${shown(value[unknown])}, which is none of ${OPERATION_IDS.join(', ')}.`);
  }
  const ids = value as readonly OperationId[];
  if (ids.length === 0) return fail('operations is empty: a block needs at least one to choose from.');
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return fail(`operations holds ${twice} twice: name each once.`);
  return ok([...ids]);
}

function isImageSize(value: unknown): value is ImageSize {
  return (IMAGE_SIZES as readonly unknown[]).includes(value);
}

function isStrategy(value: unknown): value is StrategyId {
  return (STRATEGY_IDS as readonly unknown[]).includes(value);
}

const listed = (choices: readonly (string | number)[]): string =>
  choices.join(', ').replace(/, ([^,]*)$/, ' or $1');

const count = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toLocaleString('en-US') : String(value);

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
