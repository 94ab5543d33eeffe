import { afterAll, expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { createWasmExecutor } from '../../engine/wasm/executor.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { Settings } from '../../settings/settings.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { RECIPES } from '../../studies/tabulated/recipes.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import { entrySeed, entryTrial } from '../../studies/tabulated/table.ts';
import type { Device } from '../../worker/laboratory/devices/device.ts';
import { trainEntry } from '../../worker/laboratory/entry.ts';
import { entryLine, groundOf } from '../tabulate/entries.ts';
import { createEntries } from './entries.ts';

const executor = createWasmExecutor(await openNodeCrew(1));
afterAll(() => executor.dispose());

const recipe = RECIPES.averaged;
const settings: Settings = {
  ...recipe.settings,
  ...{ dataset: 'synthetic', epochs: 3, batch: 20, trainImages: 60, validationImages: 50 },
};
const terms = { rungs: [1, 3], averaged: 2, tail: 2 } as const;
const row = 1500;
const architecture = distinctGraphs(TABULATED_SPACE)[row]!;
const { train, dispose } = createEntries(settings, {
  executor,
  lost: new Promise<string>(() => {}),
} as Device);
const running = { isStopped: async () => false, report: () => {} };

test('an evaluator trains an entry as the table has it, from the number of a trial', async () => {
  const ground = await groundOf({ settings, ...terms }, executor);
  const seed = entrySeed({ settings, ...terms }, row, 1);
  const entry = await trainEntry(ground, { settings, ...terms }, architecture, seed);
  if (entry === null || 'reason' in entry) throw new Error(entry?.reason);
  const epochs: number[] = [];
  const evaluation = await train(architecture, entryTrial(row, 1), terms, {
    ...running,
    report: (step) => step.type === 'batch' && epochs.push(step.epoch),
  });
  if (evaluation === null) throw new Error('It was not stopped.');
  expect(epochs).toEqual([1, 2, 3]);
  const job = { recipe: 'averaged', row, training: 1 } as const;
  const line = entryLine(job, 'key', { ...evaluation, coreSeconds: 1 }, true);
  const { rungs, testAccuracy: test, classes } = entry;
  expect(line).toMatchObject({ ...job, key: 'key', rungs, test, classes: [...classes] });
  expect(line.right).toBe(evaluation.right);
  expect(entryLine(job, 'key', { ...evaluation, coreSeconds: 1 }, false)).toEqual({
    ...{ ...job, key: 'key', rungs, coreSeconds: 1 },
  });
});

test('one is stopped between two steps, and wrong terms are refused in words', async () => {
  let steps = 0;
  const stopping = { ...running, isStopped: async () => ++steps > 2 };
  expect(await train(architecture, 1, terms, stopping)).toBeNull();
  expect(steps).toBe(3);
  const refused = train(architecture, 1, { ...terms, rungs: [1, 2] }, running);
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(/has the rungs 1, 2: .* the last one is all 3 epochs/);
  dispose();
});
