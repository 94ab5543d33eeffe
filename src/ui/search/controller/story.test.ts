import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { PAPER_OPERATION_IDS } from '../../../space/operations/index.ts';
import { presetOf } from '../../../space/presets.ts';
import { sampleArchitecture } from '../../../space/sample.ts';
import { TABULATED_SPACE } from '../../../studies/tabulated/space.ts';
import { storyOf } from './story.ts';

const { architecture } = presetOf('nasnet-a');
const mini = PRESET_SETTINGS.mini.settings;
const table = PRESET_SETTINGS.table.settings;

test('recorded decisions are a controller’s, whatever the strategy of the settings is', () => {
  const decisions = [
    { cell: 'normal', block: 0, slot: 0, kind: 'input', probabilities: [0.3, 0.7], choice: 1 },
  ] as const;
  expect(storyOf({ architecture, trial: 3, decisions }, mini)).toEqual({
    kind: 'decisions',
    decisions,
    operations: mini.operations,
    by: 'controller',
  });
});

test('a pair that is no child has even decisions of the whole space', () => {
  const story = storyOf({ architecture, trial: null, decisions: null }, table);
  expect(story).toMatchObject({ kind: 'decisions', by: 'nobody', operations: PAPER_OPERATION_IDS });
  expect(story.kind === 'decisions' && story.decisions).toHaveLength(50);
});

test('a random child has even decisions of its own space, a controller’s without any says so', () => {
  const child = sampleArchitecture(TABULATED_SPACE, createRandom(1));
  const random = storyOf(
    { architecture: child, trial: 1, decisions: null },
    { ...table, strategy: 'random' },
  );
  expect(random.kind === 'decisions' && random.decisions).toHaveLength(8);
  expect(random).toMatchObject({ by: 'random', operations: TABULATED_SPACE.operations });
  // One that lies outside the settings' space: still told.
  const odd = storyOf({ architecture, trial: 1, decisions: null }, { ...table, strategy: 'random' });
  expect(odd.kind === 'decisions' && odd.decisions).toHaveLength(50);
  expect(storyOf({ architecture, trial: 2, decisions: null }, { ...mini, strategy: 'ppo' })).toEqual({
    kind: 'unkept',
    child: 2,
  });
  for (const strategy of ['evolution', 'local', 'linear'] as const)
    expect(storyOf({ architecture, trial: 2, decisions: null }, { ...mini, strategy }).kind).toBe(strategy);
});
