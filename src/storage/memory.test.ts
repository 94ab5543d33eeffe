import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../settings/settings.ts';
import { presetOf } from '../space/presets.ts';
import { type Memory, readMemory, writeMemory } from './memory.ts';

const { architecture } = presetOf('darts-v2');
const memory: Required<Memory> = {
  settings: { ...PRESET_SETTINGS.mini.settings, seed: 9 },
  pinned: [{ title: 'DARTS v2', architecture, accuracy: 0.4 }],
  randomRewards: { a: [0, 0.5, 1] },
  randomTrials: { '1 a': 3 },
  theme: 'dark',
};

function stored(): Record<string, unknown> {
  const kept: string[] = [];
  writeMemory({ setItem: (_, value) => void kept.push(value) }, memory);
  return JSON.parse(kept[0]!);
}

const read = (json: unknown): Memory =>
  readMemory({ getItem: () => (typeof json === 'string' ? json : JSON.stringify(json)) });

test('what was written is read again', () => {
  expect(read(stored())).toEqual(memory);
});

test('nothing is remembered of what is no memory, or of another version', () => {
  for (const text of ['{', 'null', '[]', '7', '{}']) expect(read(text), text).toEqual({});
  expect(read({ ...stored(), version: 2 })).toEqual({});
  expect(readMemory(null)).toEqual({});
  const forbidden = () => {
    throw new Error('The operation is insecure.');
  };
  expect(readMemory({ getItem: forbidden })).toEqual({});
});

test('a damaged field is forgotten alone, and of a list or a table only what is damaged', () => {
  const [pin] = stored().pinned as object[];
  const damaged = read({
    ...stored(),
    settings: { batch: -1 },
    pinned: [{ ...pin, accuracy: 7 }, { ...pin, architecture: 'abc' }, { ...pin, title: 1 }, null, pin],
    randomRewards: { a: [0.1, 'x', 2, -2, null, 0.2], b: 3 },
    randomTrials: { '1 a': 1.5, '2 a': 4, '3 a': '5' },
    theme: 'loud',
    more: true,
  });
  expect(damaged).toEqual({
    pinned: [{ title: 'DARTS v2', architecture, accuracy: null }, memory.pinned[0]],
    randomRewards: { a: [0.1, 2, 0.2] },
    randomTrials: { '2 a': 4 },
  });
});
