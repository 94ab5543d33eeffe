import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyOf, openLog, readLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tabulate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const training = (row: number) => ({ row, training: row % 2, accuracy: row / 10, seconds: 3 });

test('what several parts wrote is read back, whichever wrote it', () => {
  openLog(folder, 1)(training(1));
  openLog(folder, 2)(training(2));
  openLog(folder, 1)({ ...training(3), accuracy: null, reason: 'diverged' });
  const done = readLog(folder);
  expect([...done.keys()].sort()).toEqual([keyOf(1, 1), keyOf(2, 0), keyOf(3, 1)]);
  expect(done.get(keyOf(3, 1))).toMatchObject({ accuracy: null, reason: 'diverged' });
  expect(readLog(path.join(folder, 'absent')).size).toBe(0);
});

test('a process killed in the middle of a line loses that training alone', () => {
  const write = openLog(folder, 1);
  write(training(1));
  write(training(2));
  const file = path.join(folder, 'part-1.jsonl');
  const { length } = readFileSync(file);
  for (let cut = 1; cut < 40; cut += 7) {
    truncateSync(file, length - cut);
    expect([...readLog(folder).keys()]).toContain(keyOf(1, 1));
    openLog(folder, 1)(training(3));
    expect(readLog(folder).get(keyOf(3, 1))).toEqual(training(3));
    truncateSync(file, length - cut);
    appendFileSync(file, ' '.repeat(cut));
  }
});
