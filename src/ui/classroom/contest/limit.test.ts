import { expect, test } from 'vitest';
import { overIn } from '../../../run/contest/rules.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { CELL_PRESETS } from '../../../space/presets.ts';
import { knownOf, proposedLimit, readLimit } from './limit.ts';

test.each([
  ['100000', 100_000],
  ['100,000', 100_000],
  ['100.000', 100_000],
  ['1 000 000', 1_000_000],
  ['1\u202f000\u202f000', 1_000_000],
  ['100_000', 100_000],
  [' 80 ', 80],
])('%s is a limit', (text, limit) => {
  expect(readLimit(text)).toBe(limit);
});

test.each([
  '',
  '0',
  '000',
  '0x64',
  '1e5',
  '-5',
  '1.5',
  '100.00',
  '1,00,000',
  '1,000.000',
  '1,0000',
  'eighty',
  '9'.repeat(20),
])('%j is none', (text) => {
  expect(readLimit(text)).toBeNull();
});

test.each(['demo', 'mini', 'paper'] as const)(
  '%s’s limit is one that pairs meet and no published one does',
  (id) => {
    const { settings } = PRESET_SETTINGS[id];
    const known = knownOf(settings);
    for (const kind of ['parameters', 'multiplyAdds'] as const) {
      const limit = proposedLimit(known, kind);
      expect(limit).toBeGreaterThan(2 * known.cheapest[kind]);
      const meet = CELL_PRESETS.filter(
        ({ architecture }) => overIn({ settings, limits: { [kind]: limit } }, architecture) === null,
      );
      expect(meet).toEqual([]);
    }
  },
);

test('what is compared fits into the space', () => {
  const titles = (id: 'demo' | 'mini') =>
    knownOf(PRESET_SETTINGS[id].settings).presets.map(({ title }) => title);
  expect(titles('demo')).toEqual([]);
  expect(titles('mini')).toEqual(CELL_PRESETS.map(({ title }) => title));
});
