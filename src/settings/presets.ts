import type { Setting } from '../base/setting.ts';
import { COMMON_SETTINGS } from '../strategies/common.ts';
import { type OwnSettings, STRATEGIES, type StrategyId } from '../strategies/list.ts';
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings, settingOf } from './table/table.ts';

export const STRATEGY_IDS: readonly StrategyId[] = SETTINGS.strategy.choices;

export type PresetId = 'demo' | 'mini' | 'paper';

export interface Preset {
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly settings: Settings;
}

/** What a strategy brings along when it is chosen. */
export type StrategySettings = Pick<Settings, keyof typeof COMMON_SETTINGS | keyof OwnSettings>;

const of = <Value>(value: (entry: Setting, name: SettingName) => Value) =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, value(settingOf(name), name)]));

/** The recipe of docs/NASNET.md, "The mini recipe", and strategies that learn within a few dozen children. */
const DEFAULTS = of((entry) => entry.default) as unknown as Settings;

/** Settings that are younger than kept runs: one that lacks them ran with these. */
export const LATER_SETTINGS: Partial<Settings> = Object.fromEntries(
  Object.entries(of((entry) => entry.later)).filter(([, value]) => value !== undefined),
);

const ownNames = [
  ...Object.keys(COMMON_SETTINGS),
  ...STRATEGIES.flatMap(({ settings }) => Object.keys(settings)),
] as readonly (keyof StrategySettings)[];

const ownDefaults = Object.fromEntries(ownNames.map((name) => [name, SETTINGS[name].default]));

/** What each strategy wants to learn within about a hundred children. */
export const MINI_STRATEGIES = Object.fromEntries(
  STRATEGIES.map(({ id, mini }) => [id, { ...ownDefaults, ...mini }]),
) as Readonly<Record<StrategyId, StrategySettings>>;

/** All strategies as they were published. */
const PAPER_STRATEGY: StrategySettings = Object.assign(
  {},
  ownDefaults,
  ...STRATEGIES.map(({ paper }) => paper),
  { childrenPerUpdate: 20 },
);

/**
 * Demo's recipe stands here alone. Its images are a sixteenth of CIFAR-10's, so that the page loads 1.4 MB and a child takes
 * seconds on any processor. Large batches are fewer steps for a graphics card; the rate is high enough for so few of them.
 * So many validation images tell children apart.
 */
const DEMO: Partial<Settings> = {
  trials: 12,
  blocks: 2,
  filters: 4,
  epochs: 4,
  batch: 128,
  learningRate: 0.3,
  imageSize: 8,
  cropPadding: 0,
  trainImages: 4000,
  validationImages: 3000,
};

const mini: Settings = { ...DEFAULTS, ...MINI_STRATEGIES[DEFAULTS.strategy] };

export const PRESET_SETTINGS: Readonly<Record<PresetId, Preset>> = {
  demo: {
    title: 'Demo',
    summary: '12 children with 2 blocks a cell, each trained for 4 epochs on 4,000 images of 8 × 8 pixels.',
    settings: { ...mini, ...DEMO },
  },
  mini: {
    title: 'Mini CIFAR',
    summary: '20 children with 5 blocks a cell, each trained for 3 epochs on 4,000 images.',
    settings: mini,
  },
  paper: {
    title: 'Paper-like',
    summary:
      'Children and controller as in Zoph et al. 2018: PPO, 20 epochs on 45,000 images each, for 20,000 children.',
    settings: {
      ...mini,
      ...PAPER_STRATEGY,
      strategy: 'ppo',
      trials: 20_000,
      cellsPerStage: 2,
      filters: 32,
      epochs: 20,
      batch: 32,
      learningRate: 0.025,
      trainImages: 45_000,
      validationImages: 5000,
    },
  },
};

export const PRESET_IDS = Object.keys(PRESET_SETTINGS) as readonly PresetId[];

/** A preset's settings for any strategy: the mini ones give each what it needs to learn within a few dozen children. */
export function presetFor(id: PresetId, strategy: StrategyId): Settings {
  const { settings } = PRESET_SETTINGS[id];
  return { ...settings, ...(id === 'paper' ? PAPER_STRATEGY : MINI_STRATEGIES[strategy]), strategy };
}
