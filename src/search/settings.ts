import { fail, ok, type Result } from '../base/result.ts';
import { isOperationId, OPERATION_IDS, type OperationId } from '../space/operations/index.ts';
import { type NumericSetting, SETTING_RANGES, type SettingRange } from './settingRanges.ts';

export { SETTING_RANGES } from './settingRanges.ts';

/** Everything a run is determined by, as plain data: same settings, same adapter, same results. */
export interface Settings {
  readonly strategy: StrategyId;
  /** Children to train. */
  readonly trials: number;
  /** Children between two updates of the strategy. */
  readonly childrenPerUpdate: number;
  readonly seed: number;
  /** Blocks a cell, B. */
  readonly blocks: number;
  readonly operations: readonly OperationId[];
  /** Normal cells a stage, N. */
  readonly cellsPerStage: number;
  /** Filters of the first stage, F. */
  readonly filters: number;
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  readonly labelSmoothing: number;
  readonly cropPadding: number;
  readonly flip: boolean;
  readonly cutout: number;
  readonly keepProbability: number;
  readonly auxiliary: boolean;
  readonly dataset: 'cifar10' | 'synthetic';
  readonly trainImages: number;
  readonly validationImages: number;
  readonly controllerLearningRate: number;
  readonly entropyWeight: number;
  readonly baselineDecay: number;
}

export type StrategyId = 'reinforce' | 'random';

export const STRATEGY_IDS = ['reinforce', 'random'] as const satisfies readonly StrategyId[];

export type PresetId = 'demo' | 'mini' | 'paper';

export interface Preset {
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly settings: Settings;
}

/** The recipe of docs/NASNET.md, "The mini recipe", and a controller that learns within a few dozen children. */
const mini: Settings = {
  strategy: 'reinforce',
  trials: 20,
  childrenPerUpdate: 1,
  seed: 1,
  blocks: 5,
  operations: OPERATION_IDS,
  cellsPerStage: 1,
  filters: 8,
  epochs: 3,
  batch: 64,
  learningRate: 0.05,
  momentum: 0.9,
  weightDecay: 0.0005,
  clipNorm: 5,
  labelSmoothing: 0,
  cropPadding: 4,
  flip: true,
  cutout: 0,
  keepProbability: 1,
  auxiliary: false,
  dataset: 'cifar10',
  trainImages: 4000,
  validationImages: 1000,
  controllerLearningRate: 0.006,
  entropyWeight: 0.001,
  baselineDecay: 0.9,
};

export const PRESET_SETTINGS: Readonly<Record<PresetId, Preset>> = {
  demo: {
    title: 'Demo',
    summary: 'Tiny children on a few real CIFAR images: seconds each on any adapter, too small to say much.',
    settings: {
      ...mini,
      trials: 12,
      blocks: 2,
      filters: 4,
      epochs: 4,
      batch: 32,
      trainImages: 96,
      validationImages: 100,
    },
  },
  mini: {
    title: 'Mini CIFAR',
    summary: '20 children with 5 blocks a cell, each trained for 3 epochs on 4,000 images.',
    settings: mini,
  },
  paper: {
    title: 'Paper-like',
    summary:
      'Children and controller as in Zoph et al. 2018: 20 epochs on 45,000 images each, for 20,000 children.',
    settings: {
      ...mini,
      trials: 20_000,
      childrenPerUpdate: 20,
      cellsPerStage: 2,
      filters: 32,
      epochs: 20,
      batch: 32,
      learningRate: 0.025,
      trainImages: 45_000,
      validationImages: 5000,
      controllerLearningRate: 0.00035,
      entropyWeight: 0.00001,
      baselineDecay: 0.95,
    },
  },
};

export interface SettingsProblem {
  readonly field: string;
  /** A sentence that gives the value and what is allowed. */
  readonly message: string;
}

/** CIFAR-10's training images; the test set is no part of a search. */
const IMAGES = 50_000;

/** Checks settings of any origin: the page, a flag, storage, a link. Answers every problem, or the known fields alone. */
export function validateSettings(candidate: unknown): Result<Settings, readonly SettingsProblem[]> {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) {
    return fail([{ field: 'settings', message: `Settings must be an object, not ${shown(candidate)}.` }]);
  }
  const given = candidate as Readonly<Record<string, unknown>>;
  const problems: SettingsProblem[] = [];
  const problem = (field: string, message: string): void => void problems.push({ field, message });

  const numbers = {} as Record<NumericSetting, number>;
  for (const field of Object.keys(SETTING_RANGES) as NumericSetting[]) {
    const message = numberProblem(field, SETTING_RANGES[field], given[field]);
    if (message === null) numbers[field] = given[field] as number;
    else problem(field, message);
  }
  const { strategy, dataset, flip, auxiliary } = given;
  if (!isStrategy(strategy))
    problem('strategy', `strategy must be reinforce or random, not ${shown(strategy)}.`);
  if (dataset !== 'cifar10' && dataset !== 'synthetic') {
    problem('dataset', `dataset must be cifar10 or synthetic, not ${shown(dataset)}.`);
  }
  if (typeof flip !== 'boolean') problem('flip', `flip must be true or false, not ${shown(flip)}.`);
  if (typeof auxiliary !== 'boolean') {
    problem('auxiliary', `auxiliary must be true or false, not ${shown(auxiliary)}.`);
  }
  const operations = checkOperations(given.operations);
  if (!operations.ok) problem('operations', operations.error);

  const { batch, trainImages, validationImages } = numbers;
  if (batch > trainImages) {
    problem(
      'batch',
      `batch is ${batch}, but there are only ${trainImages} training images: take at most as many.`,
    );
  }
  if (trainImages + validationImages > IMAGES) {
    problem(
      'trainImages',
      `${count(trainImages)} training and ${count(validationImages)} validation images are more than the ` +
        `${count(IMAGES)} there are: take fewer of either.`,
    );
  }
  if (problems.length > 0 || !operations.ok) return fail(problems);
  return ok({
    ...numbers,
    strategy: strategy as StrategyId,
    dataset: dataset as Settings['dataset'],
    flip: flip as boolean,
    auxiliary: auxiliary as boolean,
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
  const { auxiliary, dataset, trainImages, validationImages } = settings;
  const space = [
    blocks,
    OPERATION_IDS.filter((id) => operations.includes(id)),
    cellsPerStage,
    filters,
    auxiliary,
  ];
  const data = [dataset, trainImages, validationImages, cropPadding, flip, cutout];
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
  return JSON.stringify([space, data, training]);
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

function isStrategy(value: unknown): value is StrategyId {
  return (STRATEGY_IDS as readonly unknown[]).includes(value);
}

const count = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toLocaleString('en-US') : String(value);

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
