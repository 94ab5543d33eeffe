import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../protocol/protocol.ts';
import { newRun, type Run } from '../../run/run.ts';
import { cost, ends, proposes, trial } from '../../run/testing/events.ts';
import type { MadeTraining } from '../../search/made.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import type { Architecture, Cell } from '../../space/architecture.ts';
import { presetOf } from '../../space/presets.ts';
import { browser } from '../testing/browser.ts';
import { sameGraphIn } from './sameGraph.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TABLE = { ...PRESET_SETTINGS.table.settings, trials: 3, finalists: 0 };
const { architecture } = presetOf('darts-v2');
/** In the space of the table. */
const cell: Cell = {
  blocks: [
    { inputs: [0, 1], operations: ['conv_3x3', 'identity'], combiner: 'add' },
    { inputs: [0, 2], operations: ['conv_3x3', 'sepconv_3x3'], combiner: 'add' },
  ],
};
const pools: Cell = {
  blocks: [
    { inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'], combiner: 'add' },
    { inputs: [0, 1], operations: ['avgpool_3x3', 'avgpool_3x3'], combiner: 'add' },
  ],
};
const tabulated: Architecture = { normal: cell, reduction: pools };

const started = (number: number, training = 1): RunEvent => ({
  type: 'made-started',
  number,
  training,
  cost,
});
const ended = (number: number, more: Partial<MadeTraining> = {}, training = 1): RunEvent => ({
  type: 'made-ended',
  number,
  training,
  result: { status: 'trained', accuracy: 0.5, seconds: 2, epochs: [], ...more },
});
const lookedUp = { rungs: [[6, 0.5]] } as const;

type Page = ReturnType<ReturnType<typeof browser>['open']>;
/** Longer than one moment of looked-up events, shorter than a stop's grace. */
const settle = () => vi.advanceTimersByTimeAsync(100);
const ask = async (
  { get }: Page,
  seeds: 1 | 3 = 1,
  wanted: Architecture = architecture,
  by = 'Ada',
): Promise<void> => {
  get().trainMade({ architecture: wanted, by, seeds });
  await settle();
};
const types = ({ sent }: Page): string[] => sent.map(({ type }) => type);

/** A search whose first trial has ended, and whose second child trains. */
function searching(kept = browser()) {
  const page = kept.open();
  page.get().start('run');
  page.tell({ type: 'phase', phase: 'running' }, ...proposes(1), ...ends(1), ...proposes(2));
  return { kept, page };
}

test('a child waits behind the running one, is kept, is shown, and is no trial', async () => {
  const { kept, page } = searching();
  const { get, tell, sent } = page;
  await ask(page, 3);
  expect(get().shown).toEqual({ source: 'made', number: 1 });
  expect(get().run).toMatchObject({ phase: 'running', madeQueue: [1], current: { number: 2 } });
  expect(sent.at(-1)).toMatchObject({
    ...{ type: 'make', run: 'run-1', settings: get().run?.settings },
    child: { number: 1, architecture, seeds: 3, done: 0 },
  });
  await ask(page);
  expect(get().run?.madeQueue).toEqual([1, 2]);
  tell(...ends(2), started(1), ended(1));
  expect(get().run).toMatchObject({ madeQueue: [1, 2], trials: { length: 2 } });
  tell(started(1, 2), ended(1, {}, 2), started(1, 3), ended(1, {}, 3), started(2));
  expect(get().run).toMatchObject({ madeQueue: [2], making: { number: -2, training: 1 } });
  await settle();
  const run = kept.runs.get('run-1')?.run;
  expect(run?.made.map(({ by, trainings }) => [by, trainings.length])).toEqual([
    ['Ada', 3],
    ['Ada', 0],
  ]);
  expect(run?.trials).toHaveLength(2);
});

test('two that are asked for at once have each a number', async () => {
  const page = browser().open();
  page.get().trainMade({ architecture, by: 'Ada', seeds: 1 });
  page.get().trainMade({ architecture: tabulated, by: 'Ada', seeds: 1 });
  await settle();
  expect(page.get().run).toMatchObject({
    id: 'run-1',
    made: [{ number: 1 }, { number: 2 }],
    madeQueue: [1, 2],
  });
  page.tell(started(1), ended(1), started(2), ended(2));
  await settle();
  // The run is over, and is read from where it is kept before it is added to.
  page.get().trainMade({ architecture, by: 'Ada', seeds: 1 });
  page.get().trainMade({ architecture, by: 'Ada', seeds: 1 });
  await settle();
  expect(page.get().run?.made.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});

test('cancelled, what has ended of it stays, and what has not begun is gone', async () => {
  const { page } = searching();
  const { get, tell, sent } = page;
  await ask(page, 3);
  await ask(page);
  tell(started(1), ended(1), started(1, 2));
  get().cancelMade(2);
  expect(sent.at(-1)).toEqual({ type: 'make-cancel', run: 'run-1', number: 2 });
  expect(get().run?.made.map(({ number }) => number)).toEqual([1]);
  expect(get().shown).toEqual({ source: 'live' });
  get().cancelMade(1);
  expect(get().run).toMatchObject({
    madeQueue: [],
    making: null,
    made: [{ seeds: 1, trainings: { length: 1 } }],
  });
  // What the worker says too late changes nothing.
  tell(ended(1, {}, 2));
  expect(get().run?.made[0]?.trainings).toHaveLength(1);
});

test('without a run one is begun for it; Start with the same settings goes on in it', async () => {
  const kept = browser();
  const page = kept.open();
  const { get, tell, sent } = page;
  await ask(page);
  expect(get().run).toMatchObject({ id: 'run-1', phase: 'stopped', trials: [], madeQueue: [1] });
  expect(kept.here.has('run-1')).toBe(true);
  tell(started(1), ended(1));
  await settle();
  expect(kept.here.has('run-1')).toBe(false);
  get().start('run');
  await settle();
  expect(sent.at(-1)).toMatchObject({ type: 'start', run: 'run-1' });
  tell({ type: 'phase', phase: 'running' }, ...proposes(1), ...ends(1));
  expect(get().run).toMatchObject({
    id: 'run-1',
    trials: { length: 1 },
    made: [{ trainings: { length: 1 } }],
  });
});

test('Start with other settings begins a run beside it, in which nothing of the first is lost', async () => {
  const kept = browser();
  const page = kept.open();
  const { get, wires } = page;
  await ask(page);
  get().changeSettings({ ...get().settings, seed: 99 });
  get().start('run');
  await settle();
  expect(get()).toMatchObject({ run: { id: 'run-2' }, previous: { id: 'run-1', made: [{ number: 1 }] } });
  // It still trains, in the run that was left behind.
  wires.at(-1)?.event({ ...started(1), run: 'run-1' } as never);
  wires.at(-1)?.event({ ...ended(1), run: 'run-1' } as never);
  await settle();
  expect(get().run?.made).toEqual([]);
  expect(kept.runs.get('run-1')?.run.made[0]?.trainings).toHaveLength(1);
});

test('its name is cleaned, cut at 24 characters, kept, and there is always one', async () => {
  const written = new Map<string, string>();
  const storage = {
    getItem: (key: string) => written.get(key) ?? null,
    setItem: (key: string, value: string) => void written.set(key, value),
  };
  const kept = browser();
  const page = kept.open(undefined, storage);
  const drawn = page.get().nickname;
  expect(drawn).toMatch(/^[a-z]+ [a-z]+$/);
  await ask(page, 1, architecture, ' \u0007\u202e ');
  expect(page.get().run?.made[0]?.by).toBe(drawn);
  await ask(page, 1, architecture, `  A\u0000da\n  ${'x'.repeat(40)} `);
  expect(page.get().run?.made[1]?.by).toBe(`Ada ${'x'.repeat(20)}`);
  expect(kept.open(undefined, storage).get().nickname).toBe(`Ada ${'x'.repeat(20)}`);
  page.get().setNickname('🦊'.repeat(30));
  expect(Array.from(page.get().nickname)).toHaveLength(24);
});

/** A first visit's search, touched: by then it is the person's own. */
async function adopted() {
  const kept = browser();
  const page = kept.open();
  page.get().playPreview(TABLE);
  page.tell({ type: 'phase', phase: 'running' }, { type: 'trial-ended', trial: trial(1) });
  await settle();
  page.get().show({ source: 'trial', trial: 1 });
  await settle();
  return { kept, page };
}

test.each(['while it plays', 'paused', 'stopped'] as const)(
  'in a looked-up run a child of its table is looked up, %s',
  async (phase) => {
    const { kept, page } = await adopted();
    const { get, tell, sent } = page;
    if (phase === 'paused') get().pause();
    if (phase === 'stopped') get().stop();
    if (phase !== 'while it plays') tell({ type: 'phase', phase });
    await ask(page, 1, tabulated);
    expect(sent.at(-1)).toMatchObject({
      ...{ type: 'make', tableUrl: 'http://localhost/', settings: { rewards: 'table' } },
      child: { number: 1 },
    });
    tell(started(1), ended(1, lookedUp));
    await settle();
    expect(get().run).toMatchObject({ madeQueue: [], making: null, made: [{ trainings: [lookedUp] }] });
    expect(get().run?.madeProblem).toBeNull();
    expect(kept.runs.get('run-1')?.run.made[0]?.trainings).toHaveLength(1);
  },
);

test('a table has one training of each: three seeds, and what is not in it, are trained here by its recipe', async () => {
  const { page } = await adopted();
  const { wires, sent } = page;
  const before = wires.length;
  await ask(page, 3, tabulated);
  await ask(page, 1, architecture);
  expect(wires).toHaveLength(before + 1);
  for (const command of sent.slice(-2)) {
    expect(command).toMatchObject({ type: 'make', settings: { rewards: 'trained', epochs: TABLE.epochs } });
    expect(command).not.toHaveProperty('tableUrl');
  }
});

test('a stop that a worker does not hear loses none: the next one is asked for all that waited', async () => {
  const { page } = searching();
  const { get, sent, tell, wires } = page;
  await ask(page);
  await ask(page);
  tell(...ends(2), started(1));
  get().stop();
  await vi.advanceTimersByTimeAsync(1600);
  expect(wires.map(({ dead }) => dead)).toEqual([true, false]);
  expect(get().run).toMatchObject({ phase: 'stopped', madeQueue: [1, 2], making: null });
  expect(sent.slice(-2)).toMatchObject([{ child: { number: 1 } }, { child: { number: 2 } }]);
  tell(started(1), ended(1), started(2), ended(2));
  expect(get().run).toMatchObject({
    madeQueue: [],
    made: [{ trainings: { length: 1 } }, { trainings: { length: 1 } }],
  });
});

test('a search that goes on after its device was lost says of the child by hand in training that it is not', async () => {
  const { page } = searching();
  const { get, sent, tell } = page;
  await ask(page);
  await ask(page);
  tell(started(1), { type: 'problem', problem: { kind: 'device-lost', why: 'It is gone.' } });
  expect(types(page).slice(-2)).toEqual(['start', 'make']);
  expect(sent.at(-1)).toMatchObject({ child: { number: 2 } });
  expect(get().run).toMatchObject({ phase: 'preparing', madeQueue: [2], madeProblem: { number: 1 } });
  get().resumeMade(1);
  await settle();
  expect(get().run).toMatchObject({ madeQueue: [2, 1] });
});

test('a crash of a searching worker, after which it goes on, leaves those that waited with the next one', async () => {
  const { page } = searching();
  const { get, tell, wires } = page;
  await ask(page);
  wires.at(-1)?.crash('out of memory');
  expect(types(page).slice(-2)).toEqual(['start', 'make']);
  expect(get().run).toMatchObject({ phase: 'preparing', madeQueue: [1], madeProblem: null });
  tell(started(1), ended(1));
  expect(get().run).toMatchObject({ made: [{ trainings: { length: 1 } }] });
});

test('a worker that crashes says so, and what was asked for can be asked for again', async () => {
  const page = browser().open();
  const { get, sent, wires } = page;
  await ask(page, 3);
  wires.at(-1)?.crash('out of memory');
  expect(get().run).toMatchObject({
    madeQueue: [],
    madeProblem: { number: 1, problem: { kind: 'worker-ended' } },
  });
  get().resumeMade(1);
  await settle();
  expect(sent.at(-1)).toMatchObject({ type: 'make', child: { number: 1, seeds: 3, done: 0 } });
  expect(get().run).toMatchObject({ madeQueue: [1], madeProblem: null });
});

test('in a recording that came with the page a child is trained beside it, at every later moment', async () => {
  const settings = { ...PRESET_SETTINGS.demo.settings, trials: 6, finalists: 0 };
  const recorded: Run = {
    ...newRun({ name: 'PPO', created: '2026-01-31T12:00:00.000Z', settings }),
    phase: 'finished',
    trials: Array.from({ length: 6 }, (_, index) => trial(index + 1, 0.3 + index / 100)),
  };
  const kept = browser(async () => ({ ok: true, value: recorded }));
  const page = kept.open();
  const { get, tell } = page;
  expect(await get().watchRecording('mini-ppo')).toBe(true);
  get().setPlaying(false);
  get().seek(2);
  await ask(page);
  expect(get().run).toMatchObject({ trials: { length: 2 }, madeQueue: [1] });
  tell(started(1), ended(1));
  expect(get().replay?.whole).toMatchObject({ made: [{ after: 2, trainings: { length: 1 } }] });
  get().seek(6);
  expect(get().run).toMatchObject({ trials: { length: 6 }, made: [{ trainings: { length: 1 } }] });
  get().seek(1);
  expect(get().run?.made).toEqual([]);
});

test('the very same graph is found among trials, however it is written, and else among children by hand', async () => {
  const { page } = searching();
  const { get, tell } = page;
  const swap = ({ blocks }: Cell): Cell => ({
    blocks: blocks.map(({ inputs: [a, b], operations: [p, q], combiner }) => ({
      ...{ inputs: [b, a], operations: [q, p], combiner },
    })),
  });
  expect(sameGraphIn(get().run, architecture)).toEqual({ kind: 'trial', id: 1, number: 1 });
  const { normal, reduction } = architecture;
  const swapped = { normal: { ...normal, ...swap(normal) }, reduction: { ...reduction, ...swap(reduction) } };
  const expected = normal.blocks.some(({ combiner }) => combiner === 'concat') ? null : 1;
  expect(sameGraphIn(get().run, swapped)?.number ?? null).toBe(expected);
  expect(sameGraphIn(get().run, tabulated)).toBeNull();
  await ask(page, 1, tabulated);
  tell(started(1), ended(1));
  expect(sameGraphIn(get().run, tabulated)).toEqual({ kind: 'made', id: -1, number: 1 });
});
