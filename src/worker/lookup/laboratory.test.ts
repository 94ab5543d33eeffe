import { expect, test } from 'vitest';
import type { Event } from '../../protocol/protocol.ts';
import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { encodePredictions } from '../../studies/tabulated/predictions.ts';
import { RECIPES } from '../../studies/tabulated/recipes.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import { type ClosedTable, encodeClosedTable } from '../../studies/tabulated/table.ts';
import { simulatedClosedTable } from '../../studies/testing/closedTable.ts';
import { createSession } from '../session/session.ts';
import { createLookup } from './laboratory.ts';

const settings: Settings = { ...PRESET_SETTINGS.table.settings, trials: 12, finalists: 2 };
const graphs = distinctGraphs(TABULATED_SPACE).length;
const predicted = encodePredictions({
  images: 0,
  right: Array.from({ length: graphs }, () => new Uint8Array()),
  classes: Array.from({ length: graphs }, (_, row) => [row % 10, 1, 2, 3, 4, 5]),
});
const simulated = simulatedClosedTable(3, { space: TABULATED_SPACE }).table;
const table: ClosedTable = {
  ...simulated,
  recipe: RECIPES.judged,
  predictions: { training: 0, images: 0, shown: 6, bytes: predicted.length },
};
const files: Record<string, Uint8Array | null> = {
  '/benchmark/cifar10-closed.json': new TextEncoder().encode(encodeClosedTable(table)),
  '/benchmark/cifar10-closed.bin': predicted,
};

type Command = {
  readonly settings?: Partial<Settings>;
  readonly known?: object;
  readonly files?: typeof files;
};

async function run({ settings: change, known, files: own = files }: Command = {}): Promise<Event[]> {
  const events: Event[] = [];
  const laboratory = createLookup(async (url) => own[new URL(url).pathname] ?? null);
  const session = createSession(laboratory, (event) => events.push(event));
  session.handle({
    type: 'start',
    run: 'a',
    settings: { ...settings, ...change },
    dataUrl: 'http://localhost/data/',
    tableUrl: 'http://localhost/',
    mode: 'run',
    ...(known && { known }),
  });
  await session.idle();
  return events;
}

const trialsOf = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));
const finalistsOf = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'finalist-ended' ? [event.finalist] : []));
const whyOf = (events: readonly Event[]) =>
  events
    .flatMap((event) => (event.type === 'problem' && 'why' in event.problem ? [event.problem.why] : []))
    .join();

test('a search without an engine: real strategies, the table’s figures, finalists by what it did not see', async () => {
  const events = await run();
  expect(events.at(-1)).toMatchObject({ type: 'phase', phase: 'finished' });
  expect(events.some(({ type }) => type === 'checkpoint')).toBe(false);
  const trials = trialsOf(events);
  expect(trials).toHaveLength(12);
  for (const { status, accuracy, rungs, shown, decisions } of trials) {
    if (status === 'trained') expect(rungs?.map(([epoch]) => epoch)).toEqual([1, 3, 6]);
    expect(rungs?.at(-1)?.[1]).toBe(accuracy);
    expect(shown).toHaveLength(6);
    expect(decisions).toHaveLength(8);
  }
  const finalists = finalistsOf(events);
  expect(finalists.map(({ judgedOn }) => judgedOn)).toEqual(['validation', 'validation', 'test']);
  expect(events.find(({ type }) => type === 'environment')).toMatchObject({
    environment: { engine: 'wasm', adapter: 'table of 2026-11-29' },
  });
});

test('what is known is not said again, and what follows is the very same', async () => {
  const whole = await run();
  for (const [trials, finalists] of [
    [5, 0],
    [12, 0],
    [12, 2],
  ] as const) {
    const rest = await run({ known: { trials, finalists } });
    expect(trialsOf(rest)).toEqual(trialsOf(whole).slice(trials));
    expect(finalistsOf(rest)).toEqual(finalistsOf(whole).slice(finalists));
  }
});

test('halving asks the table’s rungs, and no others', async () => {
  const halves = { halving: true, minimumEpochs: 1, reductionFactor: 3, trials: 20 } as const;
  const uneven = { ...halves, reductionFactor: 2 } as const;
  expect(whyOf(await run({ settings: uneven }))).toMatch(/after 1, 3, 6 epochs, and .* would ask after 2/);
  const budgets = new Set(trialsOf(await run({ settings: halves })).map(({ budget }) => budget));
  expect([...budgets]).toEqual([1, 3, 6].slice(0, budgets.size));
  expect(budgets.size).toBeGreaterThan(1);
});

test('other settings, and a table that is missing, damaged or another, are refused in a sentence', async () => {
  expect(whyOf(await run({ settings: { filters: 8 } }))).toMatch(
    /take the preset Table, or have children trained/,
  );
  const json = '/benchmark/cifar10-closed.json';
  const bin = '/benchmark/cifar10-closed.bin';
  const other = new TextEncoder().encode(encodeClosedTable({ ...table, recipe: RECIPES.half }));
  for (const [change, says] of [
    [{ [json]: null }, 'benchmark/cifar10-closed.json is missing: it comes with the page'],
    [{ [bin]: null }, 'benchmark/cifar10-closed.bin is missing'],
    [{ [json]: new TextEncoder().encode('{') }, 'benchmark/cifar10-closed.json is not JSON'],
    [
      { [json]: new TextEncoder().encode('{}') },
      'benchmark/cifar10-closed.json cannot be used. This is not a table of the benchmark.',
    ],
    [
      { [bin]: predicted.subarray(1) },
      `has ${predicted.length - 1} bytes, where the table says ${predicted.length}`,
    ],
    [{ [json]: other }, 'trained with other settings than the preset Table says'],
  ] as const)
    expect(whyOf(await run({ files: { ...files, ...change } }))).toContain(says);
});

test('the preset Table is the recipe of the table', () => {
  const { rewards: _, ...trained } = PRESET_SETTINGS.table.settings;
  const same = [
    'blocks',
    'filters',
    'epochs',
    'batch',
    'learningRate',
    'imageSize',
    'trainImages',
    'validationImages',
  ] as const;
  for (const name of same) expect(trained[name], name).toBe(RECIPES.judged.settings[name]);
  expect(trained.operations).toEqual(TABULATED_SPACE.operations);
});
