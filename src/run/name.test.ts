import { expect, test } from 'vitest';
import { copyName, fileNameOf, freeName } from './name.ts';

test('a run that is taken in gets the first name that is free', () => {
  expect(freeName('Demo', new Set(['Mini']))).toBe('Demo');
  expect(freeName('Demo', new Set(['Demo', 'Demo (2)', 'Demo (4)']))).toBe('Demo (3)');
  expect(copyName('Demo')).toBe('Demo (copy)');
});

test('a file is named by the words of its run', () => {
  expect(fileNameOf('Demo, reinforce, seed 1')).toBe('Demo-reinforce-seed-1.json');
  expect(fileNameOf('  Übung / ../2 ')).toBe('Übung-2.json');
  expect(fileNameOf('///')).toBe('run.json');
});
