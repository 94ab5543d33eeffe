import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../settings/settings.ts';
import { presetOf } from '../space/presets.ts';
import { type Memory, readMemory, writeMemory } from './memory.ts';

const { architecture } = presetOf('darts-v2');
const memory: Required<Memory> = {
  settings: { ...PRESET_SETTINGS.mini.settings, seed: 9 },
  fitted: true,
  paces: [
    {
      place: { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor', threads: 2 },
      seconds: { demo: 2.5, small: 30 },
    },
    {
      place: { engine: 'compiled', version: 1, backend: 'webgpu', adapter: 'A card' },
      seconds: { demo: 0.2 },
    },
  ],
  pinned: [{ title: 'DARTS v2', architecture, accuracy: 0.4 }],
  randomRewards: { a: [0, 0.5, 1] },
  randomTrials: { '1 a': 3 },
  theme: 'dark',
  place: 'processor',
  laid: ['run-1'],
  laidAxis: 'seconds',
  learned: {
    place: { lesson: 3, step: 2 },
    done: ['network'],
    guesses: { 'network 1': '20' },
    before: [1, null, 0],
    after: [],
  },
  nickname: 'Ada',
};

function stored(): Record<string, unknown> {
  const kept: string[] = [];
  writeMemory({ getItem: () => null, setItem: (_, value) => void kept.push(value) }, memory);
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
    fitted: 'yes',
    paces: [
      { ...memory.paces[0], seconds: { demo: -1 } },
      { place: { engine: 'wasm' }, seconds: {} },
      7,
      memory.paces[1],
    ],
    pinned: [{ ...pin, accuracy: 7 }, { ...pin, architecture: 'abc' }, { ...pin, title: 1 }, null, pin],
    randomRewards: { a: [0.1, 'x', 2, -2, null, 0.2], b: 3 },
    randomTrials: { '1 a': 1.5, '2 a': 4, '3 a': '5' },
    theme: 'loud',
    place: 'somewhere',
    laid: ['run-1', 7, ''],
    laidAxis: 'miles',
    nickname: '\u0007 ',
    more: true,
  });
  expect(damaged).toEqual({
    paces: [memory.paces[1]],
    pinned: [{ title: 'DARTS v2', architecture, accuracy: null }, memory.pinned[0]],
    randomRewards: { a: [0.1, 2, 0.2] },
    randomTrials: { '2 a': 4 },
    laid: ['run-1'],
    learned: memory.learned,
  });
});

test('a setting that is damaged falls back alone', () => {
  const { settings } = memory;
  const read1 = read({ ...stored(), settings: { ...settings, batch: -1, nothing: 1 } });
  expect(read1.settings).toEqual({ ...settings, batch: PRESET_SETTINGS.demo.settings.batch });
  expect(read({ ...stored(), settings: { seed: 7 } }).settings).toMatchObject({ seed: 7 });
});

/** A storage that begins with a text. */
function holding(text: string | null) {
  const writes: string[] = [];
  return {
    writes,
    getItem: () => writes.at(-1) ?? text,
    setItem: (_: string, value: string) => void writes.push(value),
  };
}

test('what is written replaces its own fields alone', () => {
  const storage = holding(JSON.stringify({ ...stored(), later: 1 }));
  writeMemory(storage, { theme: 'light' });
  expect(JSON.parse(storage.writes[0] ?? '')).toEqual({ ...stored(), later: 1, theme: 'light' });
  writeMemory(storage, { theme: 'light' });
  expect(storage.writes).toHaveLength(1);
  const damaged = holding('{');
  writeMemory(damaged, { theme: 'dark' });
  expect(readMemory(damaged)).toEqual({ theme: 'dark' });
});

test('what a newer version of the page remembers is left alone', () => {
  const storage = holding(JSON.stringify({ ...stored(), version: 2 }));
  writeMemory(storage, memory);
  expect(storage.writes).toEqual([]);
});
