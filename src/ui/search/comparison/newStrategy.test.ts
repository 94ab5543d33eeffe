import { expect, test, vi } from 'vitest';
import type { Settings } from '../../../settings/settings.ts';
import keptKeys from '../../../settings/testing/comparableKeys.json' with { type: 'json' };
import type { StrategyInfo } from '../../../strategies/info.ts';

/** A strategy that is only in the list: all else has to follow from it. */
const annealing = {
  id: 'annealing',
  title: 'Simulated annealing',
  name: 'Annealing',
  short: 'Anneal.',
  hint: 'accepts worse children while it is warm',
  settingsTitle: 'Annealing',
  settings: {
    temperature: {
      kind: 'number',
      default: 0.5,
      later: 0.5,
      min: 0,
      max: 2,
      step: 0.1,
      unit: '',
      label: 'Temperature',
      description: 'How readily a worse child is accepted.',
      group: 'strategy',
    },
  },
  mini: { temperature: 0.25 },
  paper: { temperature: 1 },
} as const satisfies StrategyInfo;

vi.mock('../../../strategies/list.ts', async (original) => {
  const list = await original<typeof import('../../../strategies/list.ts')>();
  return { ...list, STRATEGIES: [...list.STRATEGIES, annealing] };
});

const id = 'annealing' as 'random';

test('a strategy of the list is checked, and its settings with it', async () => {
  const { describeProblem, presetFor, validateSettings } = await import('../../../settings/settings.ts');
  const settings = presetFor('mini', id);
  expect(settings).toMatchObject({ strategy: id, temperature: 0.25, childrenPerUpdate: 1 });
  expect(presetFor('paper', id)).toMatchObject({ temperature: 1 });
  expect(validateSettings(settings)).toEqual({ ok: true, value: settings });
  const wrong = validateSettings({ ...settings, strategy: 'luck', temperature: 3 });
  expect(!wrong.ok && wrong.error.map((problem) => describeProblem(problem))).toEqual([
    'strategy must be ppo, reinforce, random, evolution, local, linear or annealing, not "luck".',
    'temperature must be a number from 0 to 2, not 3.',
  ]);
});

test('runs of before it are read, and their keys are the same', async () => {
  const { comparableKey, PRESET_SETTINGS, validateSettings } = await import('../../../settings/settings.ts');
  const { presetThen } = await import('../../../settings/testing/tiny.ts');
  const { temperature: _, ...older } = PRESET_SETTINGS.mini.settings as unknown as Record<string, unknown>;
  const read = validateSettings(older);
  expect(read).toMatchObject({ ok: true, value: { temperature: 0.5 } });
  for (const { preset, patch, key } of keptKeys) {
    const settings = { ...presetThen(preset), ...patch } as Settings;
    expect(comparableKey(settings)).toBe(key);
    expect(comparableKey({ ...settings, temperature: 1.9 } as Settings)).toBe(key);
  }
});

test('its schema, its rows on the page and its contestant are there', async () => {
  const { SETTINGS_SCHEMA } = await import('../../../settings/schema.ts');
  expect(SETTINGS_SCHEMA).toMatchObject({ properties: { temperature: { minimum: 0, maximum: 2 } } });
  expect(SETTINGS_SCHEMA.required).not.toContain('temperature');
  const { presetFor, SETTINGS } = await import('../../../settings/settings.ts');
  const { ownOf } = await import('../settings/fields.ts');
  expect(ownOf(id, presetFor('mini', id))).toEqual({ title: 'Annealing', names: ['temperature'] });
  expect(SETTINGS.strategy.titles.map(([, title]) => title)).toEqual([
    'PPO',
    'REINFORCE',
    'Aging evolution',
    'Local search',
    'Linear model',
    'Simulated annealing',
    'Random search',
  ]);
  const { contestantName } = await import('./names.ts');
  const { USUAL_TERMS } = await import('./terms.ts');
  const { comparisonTexts } = await import('../../texts/search/comparison.ts');
  const { CONTESTANTS } = await import('../../../studies/comparison/contestants.ts');
  expect(USUAL_TERMS.contestants).toContain(id);
  expect(comparisonTexts.contestants[id]).toMatchObject({ short: 'Anneal.' });
  expect(contestantName(id)).toBe('Annealing');
  expect(CONTESTANTS[id].settings).toMatchObject({ strategy: id, temperature: 0.25 });
});
