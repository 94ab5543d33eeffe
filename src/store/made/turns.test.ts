import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Event, RunEvent } from '../../protocol/protocol.ts';
import { cost, ends, proposes } from '../../run/testing/events.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { browser } from '../testing/browser.ts';

/** Children by hand while something else happens: to their run, to their worker, in another tab. */

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { architecture: darts } = presetOf('darts-v2');
const { architecture: amoeba } = presetOf('amoebanet-a');

const started = (number: number, training = 1): RunEvent => ({
  ...{ type: 'made-started', number, training, cost },
});
const ended = (number: number, training = 1, accuracy = 0.9): RunEvent => ({
  ...{ type: 'made-ended', number, training },
  result: { status: 'trained', accuracy, seconds: 1, epochs: [] },
});

type Page = ReturnType<ReturnType<typeof browser>['open']>;
const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms);
const train = ({ get }: Page, architecture = darts, by = 'Ada', seeds: 1 | 3 = 1) =>
  get().trainMade({ architecture, by, seeds });
const asked = ({ sent }: Page): number[] =>
  sent.flatMap((one) => (one.type === 'make' ? [one.child.number] : []));
const types = ({ sent }: Page): string[] => sent.map(({ type }) => type);

const begin = (page: Page, settings = page.get().settings): void => {
  page.get().changeSettings(settings);
  page.get().start('run');
  page.tell({ type: 'phase', phase: 'running' }, ...proposes(1), ...ends(1));
};
async function stopped(page: Page): Promise<void> {
  begin(page);
  page.tell({ type: 'phase', phase: 'stopped' });
  await settle();
}

/** Reads take a while, as they do with many runs. */
function slowly(world: ReturnType<typeof browser>, ms: number): Page {
  const { storage } = world;
  const load: typeof storage.load = async (id) => {
    const found = await storage.load(id);
    await new Promise((resolve) => setTimeout(resolve, ms));
    return found;
  };
  return world.open(Promise.resolve({ ...storage, load }));
}

test('two that are asked for while a run at rest is read have each a number and a figure of its own', async () => {
  const page = slowly(browser(), 80);
  await stopped(page);
  train(page, darts, 'Ada');
  await settle(40);
  train(page, amoeba, 'Bea');
  await settle(400);
  expect(asked(page)).toEqual([1, 2]);
  page.tell(ended(1, 1, 0.9), ended(2, 1, 0.8));
  const figures = page.get().run?.made.map(({ by, trainings }) => [by, trainings[0]?.accuracy]);
  expect(figures).toEqual([
    ['Ada', 0.9],
    ['Bea', 0.8],
  ]);
});

test('the result of one that was cancelled, on its way by then, lands on no other pair', async () => {
  const world = browser();
  const page = world.open();
  train(page);
  await settle();
  page.tell(started(1));
  page.get().cancelMade(1);
  train(page, amoeba);
  await settle();
  page.tell(ended(1));
  expect(page.get().run).toMatchObject({ made: [{ number: 2, trainings: [] }], madeQueue: [2] });
  page.get().cancelMade(2);
  await settle();
  // Nor after the page is opened anew.
  const next = world.open();
  await next.get().openRun('run-1');
  expect(next.get().run?.made).toEqual([]);
  train(next);
  await settle();
  expect(next.get().run?.made).toMatchObject([{ number: 3 }]);
});

test('a stopped search that goes on, or is opened again, beside one in training forgets nothing of it', async () => {
  const page = slowly(browser(), 50);
  await stopped(page);
  train(page, darts, 'Ada', 3);
  await settle(200);
  page.tell(started(1));
  await page.get().openRun('run-1');
  expect(page.get().run).toMatchObject({ madeQueue: [1], making: { number: -1 } });
  page.get().goOn();
  // It ends while the run is looked for.
  page.tell(ended(1), started(1, 2));
  await settle(200);
  expect(page.get().run).toMatchObject({
    ...{ phase: 'preparing', madeQueue: [1], making: { number: -1, training: 2 } },
    made: [{ trainings: { length: 1 } }],
  });
  expect(asked(page)).toEqual([1]);
  page.tell({ type: 'phase', phase: 'running' }, ended(1, 2), started(1, 3), ended(1, 3));
  expect(page.get().run).toMatchObject({ madeQueue: [], made: [{ trainings: { length: 3 } }] });
});

test('a search that is stopped by force, and then its child by hand, leave the run to other tabs', async () => {
  const world = browser();
  const page = world.open();
  begin(page);
  train(page);
  await settle();
  page.tell(started(1));
  page.get().stop();
  await settle(1700);
  expect(page.get().run).toMatchObject({ phase: 'stopped', madeQueue: [1], making: null });
  expect(world.here.has('run-1')).toBe(true);
  page.tell(started(1), ended(1));
  await settle();
  expect(world.here.has('run-1')).toBe(false);
});

test('a crash of the worker that looks up asks for none again that the other one trains', async () => {
  const page = browser().open();
  page.get().changeSettings({ ...PRESET_SETTINGS.table.settings, trials: 30, finalists: 0 });
  page.get().start('run');
  const say = (wire: number, ...events: RunEvent[]): void => {
    for (const event of events) page.wires[wire]?.event({ ...event, run: 'run-1' } as Event);
  };
  say(0, { type: 'phase', phase: 'running' }, ...ends(1));
  await settle();
  train(page);
  train(page, amoeba);
  await settle();
  say(1, started(1));
  page.wires[0]?.crash('out of memory');
  await settle();
  expect(asked(page)).toEqual([1, 2]);
  expect(page.get().run).toMatchObject({ madeQueue: [1, 2], making: { number: -1 }, madeProblem: null });
});

test('a worker that crashes under a search loses none that waited', async () => {
  const page = browser().open();
  begin(page);
  page.tell(...proposes(2));
  train(page);
  await settle();
  page.wires[0]?.crash('out of memory');
  await settle();
  expect(types(page).slice(-2)).toEqual(['start', 'make']);
  expect(page.get().run).toMatchObject({ phase: 'preparing', madeQueue: [1], madeProblem: null });
});

test('a run that another tab has is left alone, and that is said', async () => {
  const world = browser();
  const page = world.open();
  await stopped(page);
  const other = world.open();
  await other.get().openRun('run-1');
  train(page);
  await settle();
  train(other, amoeba);
  await settle();
  expect(other.get()).toMatchObject({ run: { made: [] }, runsNote: { kind: 'elsewhere' } });
  expect(other.sent).toEqual([]);
});

test('what another tab made of a run at rest counts, before one is added to it', async () => {
  const world = browser();
  const page = world.open();
  await stopped(page);
  const other = world.open();
  await other.get().openRun('run-1');
  train(page);
  await settle();
  page.tell(ended(1));
  await settle();
  train(other, amoeba);
  await settle();
  expect(other.get().run?.made).toMatchObject([{ number: 1, trainings: { length: 1 } }, { number: 2 }]);
});

test('one that trains no further because its run leaves the page is told, until its run comes back', async () => {
  const page = browser().open();
  await stopped(page);
  train(page);
  train(page, amoeba);
  await settle();
  page.tell(started(1));
  begin(page, { ...page.get().settings, seed: 99 });
  await settle();
  expect(page.get()).toMatchObject({
    run: { id: 'run-2' },
    madeLeft: { run: 'run-1', numbers: [1, 2], kept: true },
  });
  expect(types(page)).toContain('make-cancel');
  page.tell({ type: 'phase', phase: 'stopped' });
  await settle();
  await page.get().openRun('run-1');
  expect(page.get()).toMatchObject({ madeLeft: null, run: { made: [{ number: 1 }, { number: 2 }] } });
});

test('a run that is deleted with its children leaves nothing to be told', async () => {
  const page = browser().open();
  await stopped(page);
  train(page);
  await settle();
  await page.get().deleteRun('run-1');
  expect(page.get()).toMatchObject({ run: null, madeLeft: null });
});
