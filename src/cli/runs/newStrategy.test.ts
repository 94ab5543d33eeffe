import { expect, test, vi } from 'vitest';

const annealing = {
  id: 'annealing',
  settings: {
    temperature: {
      kind: 'number',
      default: 0.5,
      later: 0.5,
      min: 0,
      max: 2,
      step: 0.1,
      label: 'Temperature',
      description: 'How readily a worse child is accepted.',
      group: 'strategy',
    },
  },
  mini: {},
  paper: {},
};

vi.mock('../../strategies/list.ts', async (original) => {
  const list = await original<typeof import('../../strategies/list.ts')>();
  return { ...list, STRATEGIES: [...list.STRATEGIES, annealing] };
});

test('a strategy of the list brings its flags and their help', async () => {
  const { readSettings, settingFlags, settingsHelp } = await import('./searchOptions.ts');
  expect(settingFlags).toHaveProperty('temperature', { type: 'string' });
  expect(settingsHelp()).toMatch(/--strategy ppo\|reinforce\|random\|evolution\|local\|linear\|annealing/);
  expect(settingsHelp()).toMatch(
    /--temperature N +How readily a worse child is accepted\.\n +\(0 to 2; default: 0\.5\)/,
  );
  expect(readSettings({ strategy: 'annealing', temperature: '1.5' })).toMatchObject({
    strategy: 'annealing',
    temperature: 1.5,
  });
  expect(() => readSettings({ temperature: '9' })).toThrow(
    /^--temperature must be a number from 0 to 2, not 9/,
  );
});
