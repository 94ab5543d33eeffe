import { expect, test } from 'vitest';
import { archiveText } from '../texts/notices/archive.ts';
import { judgeArchive } from './archiveFile.ts';

test('the archive itself is taken', () => {
  const verdict = judgeArchive('cifar-10-binary.tar.gz', 170_052_171);
  expect(verdict.ok).toBe(true);
  expect(archiveText(verdict)).toBe('The next search reads its images from cifar-10-binary.tar.gz (170 MB).');
});

test('an archive of another name is taken with a caution', () => {
  const verdict = judgeArchive('cifar (1).tar.gz', 170_052_171);
  expect(verdict.ok).toBe(true);
  expect(archiveText(verdict)).toContain('it will say so');
});

test.each([
  'photo.png',
  'cifar-10-python.tar.gz',
  'cifar-100-binary.tar.gz',
  'cifar-10-matlab.tar.gz',
  'notes',
])('%s is refused by name, with what to drop', (name) => {
  const verdict = judgeArchive(name, 1);
  expect(verdict.ok).toBe(false);
  expect(archiveText(verdict)).toContain(name);
  expect(archiveText(verdict)).toContain('cifar-10-binary.tar.gz');
});
