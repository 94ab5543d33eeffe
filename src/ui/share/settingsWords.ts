import { differencesOf } from '../../codecs/rerun/rerun.ts';
import { PRESET_SETTINGS, type SettingName, type Settings, settingOf } from '../../settings/settings.ts';
import { STRATEGIES } from '../../strategies/list.ts';
import { plain, whole } from '../format.ts';
import { shareTexts } from '../texts/share.ts';

const texts = shareTexts.settings;

/** Of the settings that differ from a preset, so many are told. */
const MOST = 6;

/** "PPO, Mini CIFAR, 30 children, seed 7": settings as their preset and what differs from it. */
export function settingsWords(settings: Settings): string {
  const { preset, names } = differencesOf(settings);
  const strategy = STRATEGIES.find(({ id }) => id === settings.strategy)?.title ?? settings.strategy;
  const others = names.filter((name) => name !== 'trials' && name !== 'seed');
  const told = others.slice(0, MOST).map((name) => oneOf(name, settings));
  const left = others.length - told.length;
  return texts.all([
    strategy,
    PRESET_SETTINGS[preset].title,
    ...(names.includes('trials') ? [texts.trials(settings.trials)] : []),
    ...told,
    ...(left > 0 ? [texts.more(left)] : []),
    texts.seed(settings.seed),
  ]);
}

function oneOf(name: SettingName, settings: Settings): string {
  const entry = settingOf(name);
  return texts.one(('short' in entry && entry.short) || entry.label, valueText(name, settings));
}

function valueText(name: SettingName, settings: Settings): string {
  const entry = settingOf(name);
  const value = settings[name];
  switch (entry.kind) {
    case 'number':
      return Number.isInteger(value) ? whole(value as number) : plain(value as number);
    case 'switch':
      return value ? texts.on : texts.off;
    case 'choice':
      return entry.titles.find(([choice]) => choice === value)?.[1] ?? entry.also?.title ?? String(value);
    case 'subset':
      return texts.some((value as readonly unknown[]).length, entry.choices.length);
    default:
      return entry satisfies never;
  }
}
