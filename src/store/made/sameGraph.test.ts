import { expect, test } from 'vitest';
import { architecture, trial } from '../../run/testing/events.ts';
import type { MadeChild } from '../../search/made.ts';
import type { Trial } from '../../search/trial.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { sameGraphIn } from './sameGraph.ts';

const settings = { ...PRESET_SETTINGS.mini.settings, epochs: 12 };
const made = (number: number, ...statuses: ('trained' | 'failed')[]): MadeChild => ({
  ...{ number, by: 'Ada', architecture, seeds: 1, after: 0, trainable: 1, multiplyAdds: 1 },
  trainings: statuses.map((status) => ({
    ...{ status, accuracy: status === 'trained' ? 0.5 : null, seconds: 1, epochs: [] },
  })),
});
const short = (number: number, budget: number): Trial => ({ ...trial(number), budget });
const failed = (number: number): Trial => ({ ...trial(number), status: 'failed', accuracy: null });

test.each<[string, readonly Trial[], readonly MadeChild[], number | null]>([
  ['nothing of none', [], [], null],
  ['a trained trial before all', [failed(1), trial(2)], [made(1, 'trained')], 2],
  ['the first of equals', [trial(1), trial(2)], [], 1],
  ['of short ones the furthest', [short(1, 3), short(2, 6), short(3, 6)], [made(1)], 2],
  ['a trained child by hand before a short trial', [short(1, 3)], [made(1, 'trained')], -1],
  ['a trained one before one that failed or waits', [], [made(1, 'failed'), made(2), made(3, 'trained')], -3],
  ['one that waits, where there is no other', [failed(1)], [made(2)], -2],
])('of the same graph is told %s', (_, trials, children, id) => {
  expect(sameGraphIn({ trials, made: children, settings, isPreview: false }, architecture)?.id ?? null).toBe(
    id,
  );
});
