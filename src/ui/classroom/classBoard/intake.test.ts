import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type Contest, contestDigest, encodeContest } from '../../../codecs/contest/contest.ts';
import { encodeHandIn } from '../../../codecs/contest/handIn.ts';
import { decodeRun, encodeRun } from '../../../run/file/runFile.ts';
import { newRun, type Run } from '../../../run/run.ts';
import { BEYOND_MADE } from '../../../search/made.ts';
import { childCounts } from '../../../settings/childGraph.ts';
import { TINY_SETTINGS } from '../../../settings/testing/tiny.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { createClassBoard } from '../../../store/classBoard/classBoard.ts';
import type { BoardPorts } from '../../../store/classBoard/ports.ts';
import type { PlaygroundStore } from '../../../store/store.ts';
import { createIntake, type Reading } from './intake.ts';

const cell = {
  blocks: [{ inputs: [0, 1], operations: ['conv_1x1', 'identity'], combiner: 'add' }],
} as const;
const architecture: Architecture = { normal: cell, reduction: cell };
const settings = { ...TINY_SETTINGS, blocks: 2, operations: ['conv_1x1', 'identity'] as const };
const contest: Contest = { title: 'Tuesday', settings, limits: {}, seeds: [BEYOND_MADE] };
const { trainable, multiplyAdds } = childCounts(architecture, settings);
const run: Run = {
  ...newRun({ name: 'Ada’s run', created: '2026-01-31T12:00:00.000Z', settings }),
  phase: 'stopped',
  trials: [
    {
      ...{ number: 1, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 },
      ...{ trainable, multiplyAdds, seconds: 1, epochs: [] },
    },
  ],
};

/** A board, and what of it a test gives: `codes` say what each picture shows, by its name. */
function opened(codes: Readonly<Record<string, string | Error>> = {}) {
  const readings: (Reading | null)[] = [];
  const readers = { open: 0, all: 0 };
  const connect: BoardPorts['connect'] = () => ({ send() {}, terminate() {} });
  const ports: BoardPorts = {
    ...{ connect, connectLookup: connect, tableUrl: null, dataUrl: '', storage: null },
    readRunFile: async (file) => decodeRun(await file.text()),
    openPictures() {
      readers.open += 1;
      readers.all += 1;
      return {
        async read(picture) {
          const found = picture instanceof File ? codes[picture.name] : undefined;
          if (found instanceof Error) throw found;
          return found ?? null;
        },
        close() {
          readers.open -= 1;
        },
      };
    },
  };
  const page = createStore(() => ({ boardPorts: ports, run: null }));
  const board = createClassBoard(page as unknown as PlaygroundStore, () => 0);
  const intake = createIntake(board, ports, (reading) => readings.push(reading));
  const names = () => board.getState().board.rows.map(({ first }) => first.by);
  const refused = () => board.getState().board.refused.map(({ read, error }) => [read, error.kind]);
  return { board, intake, readings, readers, names, refused };
}

test('a run’s file is taken packed as it is, and its text pasted', async () => {
  const { intake, names, refused } = opened();
  await intake.takeFiles([new File([gzipSync(encodeRun(run))], 'ada.json.gz', { type: 'application/gzip' })]);
  expect(names()).toEqual(['Ada’s run']);
  await intake.takeText(encodeRun({ ...run, name: 'Ben’s run' }));
  expect(refused()).toEqual([]);
  const pasted = opened();
  await pasted.intake.takeText(`  ${encodeRun(run)}\n`);
  expect(pasted.names()).toEqual(['Ada’s run']);
  expect(pasted.refused()).toEqual([]);
});

test('a packed file that is damaged, and a run’s text that is cut off, are refused by what they are', async () => {
  const { intake, names, refused } = opened();
  const packed = gzipSync(encodeRun(run));
  await intake.takeFiles([new File([packed.subarray(0, packed.length - 40)], 'cut.gz')]);
  await intake.takeText(encodeRun(run).slice(0, 300));
  expect(names()).toEqual([]);
  expect(refused()).toEqual([
    ['cut.gz', 'nothing'],
    [expect.stringMatching(/^\{.*…$/), 'foreign'],
  ]);
});

test('pictures are read one after the other by one reader, and each is told of', async () => {
  const linkOf = (by: string): string =>
    encodeHandIn({ architecture, by, claim: 0.4, seed: 7, contest: contestDigest(contest) });
  const codes = {
    'a.png': `#contest=${encodeContest(contest)}`,
    'b.png': linkOf('Ben'),
    'd.png': new Error('no memory'),
  };
  const { board, intake, readings, readers, names, refused } = opened(codes);
  const picture = (name: string) => new File([], name, { type: 'image/png' });
  await Promise.all([
    intake.takeFiles(['a.png', 'b.png', 'c.png', 'd.png'].map(picture)),
    intake.takeFiles([picture('e.png')]),
  ]);
  const first = [1, 2, 3, 4].map((at) => ({ at, of: 4 }));
  expect(readings).toEqual([...first, null, { at: 1, of: 1 }, null]);
  expect(readers).toEqual({ open: 0, all: 2 });
  expect(board.getState().open?.contest.title).toBe('Tuesday');
  expect(names()).toEqual(['Ben']);
  expect(refused()).toEqual([
    ['c.png', 'no-code'],
    ['d.png', 'foreign'],
    ['e.png', 'no-code'],
  ]);
  expect(board.getState().board.refused[1]?.error).toMatchObject({
    why: expect.stringContaining('no memory'),
  });
});
