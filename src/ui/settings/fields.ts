import { type NumericSetting, SETTING_RANGES } from '../../settings/ranges.ts';
import { type PresetId, presetFor, type Settings, type StrategyId } from '../../settings/settings.ts';
import { settingsTexts } from '../texts/settings.ts';

/** Which settings stand where, and how a narrow column names them. */

export interface NumberField {
  readonly setting: NumericSetting;
  readonly label: string;
  /** Thin after the figure; only where it helps. */
  readonly unit: string;
}

const field = (setting: NumericSetting): NumberField => {
  const { label, unit } = SETTING_RANGES[setting];
  return { setting, label: settingsTexts.short[setting] ?? label, unit: unit === 'px' ? unit : '' };
};

export const SEARCH_FIELDS = (['trials', 'childrenPerUpdate', 'seed'] as const).map(field);
export const CHILD_FIELDS = (['cellsPerStage', 'filters', 'epochs', 'batch', 'learningRate'] as const).map(
  field,
);
export const BLOCKS_FIELD = field('blocks');
export const DATA_FIELDS = (['trainImages', 'validationImages'] as const).map(field);
export const AUGMENT_FIELDS = (['cropPadding', 'cutout'] as const).map(field);
export const TRAINING_FIELDS = (
  ['momentum', 'weightDecay', 'clipNorm', 'labelSmoothing', 'keepProbability'] as const
).map(field);
export const HALVING_FIELDS = (['reductionFactor', 'minimumEpochs'] as const).map(field);
export const COST_FIELDS = (['costTarget', 'costExponent'] as const).map(field);

const CONTROLLER_FIELDS = (['controllerLearningRate', 'entropyWeight', 'baselineDecay'] as const).map(field);

/** The settings that a strategy alone has, under their heading; null where it has none. */
export const STRATEGY_FIELDS: Readonly<
  Record<StrategyId, { readonly title: string; readonly fields: readonly NumberField[] } | null>
> = {
  ppo: {
    title: settingsTexts.sections.controller,
    fields: [...CONTROLLER_FIELDS, ...(['policyEpochs', 'clipRange'] as const).map(field)],
  },
  reinforce: { title: settingsTexts.sections.controller, fields: CONTROLLER_FIELDS },
  random: null,
  evolution: {
    title: settingsTexts.sections.evolution,
    fields: (['populationSize', 'sampleSize'] as const).map(field),
  },
};

/** What a person typed as a number: NaN where it is none, which no range allows. */
export function parsed(text: string): number {
  const trimmed = text.trim().replace('−', '-');
  return trimmed === '' ? Number.NaN : Number(trimmed.replaceAll(/(?<=\d),(?=\d{3}\b)/g, ''));
}

/** One step up or down, on the range's own lattice and inside it. */
export function stepped(setting: NumericSetting, value: number, direction: 1 | -1): number {
  const { min, max, step } = SETTING_RANGES[setting];
  if (!Number.isFinite(value)) return min;
  const digits = Math.max(0, -Math.floor(Math.log10(step)) + 1);
  const next = Number((value + direction * step).toFixed(digits));
  return Math.min(max, Math.max(min, next));
}

/** Whether they are the preset's own for their strategy, whatever their seed. */
export function isPreset(id: PresetId, settings: Settings): boolean {
  return sameButForSeed(settings, presetFor(id, settings.strategy));
}

/** Settings of two runs whose children cost the same time, and of which neither was changed but in seed and strategy. */
export function sameButForSeed(a: Settings, b: Settings): boolean {
  const strip = ({ seed: _seed, strategy: _strategy, ...rest }: Settings): string =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)));
  return strip(a) === strip(b);
}
