import { afterEach, expect, test, vi } from 'vitest';
import type { Problem } from '../../protocol/problem.ts';
import { newRun, type Run } from '../../run/run.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { searchOutcome } from './searchOutcome.ts';

afterEach(() => void vi.restoreAllMocks());

const { settings } = PRESET_SETTINGS.demo;
const begun = newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings });
const file = 'my runs/a.json';
const whole = { file, asWanted: true, isWhole: true };

function ended(phase: Run['phase'], problem: Problem | null, kept: typeof whole): [number, string] {
  let said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  return [searchOutcome({ ...begun, phase }, problem, kept, null), said];
}

const way = /Go on with: npm run -s search -- --resume 'my runs\/a\.json'/;

test('a run that is done is gone on with only where its file has less', () => {
  expect(ended('finished', null, whole)).toEqual([0, `The run is in ${file}.\n`]);
  // It was said where it lies.
  expect(ended('finished', null, { ...whole, asWanted: false })).toEqual([1, '']);
  const [code, said] = ended('finished', null, { ...whole, asWanted: false, isWhole: false });
  expect(code).toBe(1);
  expect(said).toMatch(way);
});

test('settings that nothing can be trained with are wrong input, all else that ends a search is a failure', () => {
  const why = 'Why.';
  expect(ended('failed', { kind: 'settings', why }, whole)[0]).toBe(2);
  const [code, said] = ended('failed', { kind: 'device-lost', why }, whole);
  expect(code).toBe(1);
  expect(said).toMatch(way);
});
