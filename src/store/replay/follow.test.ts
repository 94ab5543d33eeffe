import { expect, test, vi } from 'vitest';
import { fail, ok } from '../../base/result.ts';
import { liveRun } from '../../run/live.ts';
import { newRun, type Run } from '../../run/run.ts';
import { trial } from '../../run/testing/events.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { browser } from '../testing/browser.ts';
import { type FollowAnswer, follow } from './follow.ts';
import { BEFORE } from './followed.ts';
import { wholeRun } from './whole.ts';

const grown = (trials: number, created = '2026-01-31T12:00:00.000Z'): Run => ({
  ...newRun({ name: 'Elsewhere', created, settings: { ...TINY_SETTINGS, trials: 8, finalists: 0 } }),
  phase: 'stopped',
  trials: Array.from({ length: trials }, (_, index) => trial(index + 1, 0.3 + index / 100)),
});

/** A page that follows; `answered` is what the server says next, and resolves once the page has taken it in. */
function following() {
  const kept = browser();
  const page = kept.open();
  const runs = new Map<Blob, Run | string>();
  const asked: (string | null)[] = [];
  let answer: (given: FollowAnswer) => void = () => {};
  let taken: () => void = () => {};
  page.get().setFollowed(BEFORE);
  const ended = follow(page.store, {
    ask(tag) {
      asked.push(tag);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    async readRunFile(file) {
      const run = runs.get(file)!;
      return typeof run === 'string' ? fail(run) : ok(run);
    },
    wait: async () => taken(),
  });
  const answered = (given: FollowAnswer): Promise<void> => {
    const isTaken = new Promise<void>((resolve) => {
      taken = resolve;
    });
    answer(given);
    return Promise.race([isTaken, ended]);
  };
  const file = (run: Run | string, tag: string, written = true): Promise<void> => {
    const blob = new Blob();
    runs.set(blob, run);
    return answered({ kind: 'file', name: 'run.json', written, tag, file: blob });
  };
  const absent = () => answered({ kind: 'absent', name: 'run.json', written: false });
  const same = (written = true) => answered({ kind: 'same', name: 'run.json', written });
  return { ...page, kept, asked, ended, answered, file, absent, same };
}

type Page = ReturnType<typeof following>;
const standing = ({ get }: Page) => [get().followed?.standing, get().followed?.problem?.kind ?? null];
const shown = ({ get }: Page) => [get().replay?.moment, get().run?.trials.length, get().run?.phase];

test('it waits for the file, grows with it, rests and ends; nothing is kept of it and no worker is asked', async () => {
  const page = following();
  await page.absent();
  expect(standing(page)).toEqual(['waiting', null]);
  expect(page.get()).toMatchObject({ run: null, followed: { name: 'run.json' } });
  await page.file(grown(0), 'a');
  expect([standing(page), shown(page)]).toEqual([
    ['growing', null],
    [0, 0, 'stopped'],
  ]);
  await page.file(grown(3), 'b');
  expect(shown(page)).toEqual([3, 3, 'stopped']);
  const { run } = page.get();
  await page.same(false);
  expect(page.get().run).toBe(run);
  expect(standing(page)).toEqual(['resting', null]);
  await page.file(grown(8), 'c', false);
  expect([standing(page), shown(page)]).toEqual([
    ['finished', null],
    [8, 8, 'finished'],
  ]);
  expect(page.asked).toEqual([null, null, 'a', 'b', 'b', 'c']);
  expect([page.kept.state.writes, page.sent, page.wires]).toEqual([[], [], []]);
});

test('a moment that a person chose stays while the run grows, and the end is followed again from there', async () => {
  const page = following();
  await page.file(grown(4), 'a');
  page.get().seek(2);
  await page.file(grown(5), 'b');
  expect(shown(page)).toEqual([2, 2, 'stopped']);
  page.get().seek(5);
  await page.file(grown(6), 'c');
  expect(shown(page)).toEqual([6, 6, 'stopped']);
});

test('what was there last stays, whatever becomes of the file, and each is told', async () => {
  const page = following();
  await page.file('It is not JSON.', 'half');
  // It may have been half written: that is told once it is still so.
  expect([standing(page), page.get().run]).toEqual([['waiting', null], null]);
  await page.file('It is not JSON.', 'half');
  expect(page.get().followed?.problem).toEqual({ kind: 'damaged', why: 'It is not JSON.' });
  await page.file(grown(3), 'whole');
  expect(standing(page)).toEqual(['growing', null]);
  await page.absent();
  expect([standing(page), shown(page)]).toEqual([
    ['resting', 'removed'],
    [3, 3, 'stopped'],
  ]);
  await page.answered({ kind: 'unreadable', name: 'run.json', why: 'it is a folder' });
  expect(standing(page)[1]).toBe('unreadable');
  for (const _ of [1, 2]) await page.file('It is of version 9.', 'other');
  expect(standing(page)[1]).toBe('damaged');
  await page.answered({ kind: 'unreachable' });
  expect([standing(page)[1], shown(page)]).toEqual(['unreachable', [3, 3, 'stopped']]);
  // It is the same as it was: damaged.
  await page.same();
  expect(standing(page)[1]).toBe('damaged');
  expect(page.asked.at(-1)).toBe('other');
  await page.file(grown(5), 'whole again');
  expect([standing(page), shown(page)]).toEqual([
    ['growing', null],
    [5, 5, 'stopped'],
  ]);
});

test('another run in the same file takes its place', async () => {
  const page = following();
  await page.file(grown(5), 'a');
  const { id } = page.get().run!;
  await page.file(grown(2, '2026-02-01T12:00:00.000Z'), 'b');
  expect(shown(page)).toEqual([2, 2, 'stopped']);
  expect(page.get().run?.id).not.toBe(id);
  expect(page.get().followed?.run).toBe(page.get().run?.id);
  expect(page.get().replay?.before).toBeNull();
});

test('Start, another run and a click leave it, and the page is what it was; what comes late changes nothing', async () => {
  for (const leave of [
    ({ get }: Page) => get().start('run'),
    ({ get }: Page) => get().playRecorded({ ...grown(4, '2026-03-01T12:00:00.000Z'), name: 'Another' }),
    ({ get }: Page) => get().leaveFollowed(),
  ]) {
    const page = following();
    await page.file(grown(4), 'a');
    leave(page);
    await vi.waitFor(() => expect(page.get().followed).toBeNull());
    const { run, replay } = page.get();
    await page.file(grown(5), 'b');
    await page.ended;
    expect([page.get().run, page.get().replay]).toEqual([run, replay]);
    expect(wholeRun(page.get())?.name).not.toBe('Elsewhere');
  }
  const waiting = following();
  await waiting.absent();
  waiting.get().start('run');
  expect(waiting.get().followed).toBeNull();
});

test('a run that is opened while there is no file ends it: the file is not laid over it', async () => {
  const page = following();
  await page.absent();
  page.store.setState({ run: liveRun('kept', grown(2)) });
  await vi.waitFor(() => expect(page.get().followed).toBeNull());
  await page.file(grown(4), 'a');
  await page.ended;
  expect(page.get()).toMatchObject({ run: { id: 'kept' }, replay: null });
});

test('a lesson lies over it, and gives it back as it has grown meanwhile', async () => {
  const page = following();
  await page.file(grown(3), 'a');
  page.get().openLessons({ at: 'lesson', lesson: 1, step: 1 });
  page.get().stageRun({ ...grown(8, '2026-03-01T12:00:00.000Z'), name: 'Of the lesson' });
  await page.file(grown(5), 'b');
  expect(page.get().run?.name).toBe('Of the lesson');
  page.get().closeLessons();
  await vi.waitFor(() => expect(shown(page)).toEqual([5, 5, 'stopped']));
  expect(page.get()).toMatchObject({ run: { name: 'Elsewhere' }, followed: { standing: 'growing' } });
});

test('a server that follows nothing is asked once', async () => {
  const page = following();
  await page.answered({ kind: 'nothing-followed' });
  await page.ended;
  expect(standing(page)).toEqual(['unknown', 'nothing-followed']);
  expect(page.asked).toHaveLength(1);
  page.get().start('run');
  expect(page.get().followed).toBeNull();
});
