import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packBits, toBase64 } from '../../base/bytes/bits.ts';
import { manifestFile } from '../../data/shards/manifest.ts';
import { shrinkImages } from '../../data/shrink.ts';
import { splitSet } from '../../data/split.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import { createWasmExecutor } from '../../engine/wasm/executor.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { decodePredictions } from '../../studies/tabulated/predictions.ts';
import { RECIPES, type TabulatedRecipe } from '../../studies/tabulated/recipes.ts';
import { CLOSED_FILE } from '../../studies/tabulated/space.ts';
import {
  type ClosedTable,
  decodeClosedTable,
  encodeClosedTable,
  entrySeed,
} from '../../studies/tabulated/table.ts';
import { type EntryGround, retrained, trainEntry } from '../../worker/laboratory/entry.ts';
import { root } from '../bootstrap/folders.mjs';
import { folderOf } from '../prepare/preparations.ts';
import { assembleTable } from './assemble.ts';
import { groundOf, type LoggedEntry } from './entries.ts';

const executor = createWasmExecutor(await openNodeCrew(1));
afterAll(() => executor.dispose());

/** Demands the very same figures of entries that are spread over a table. */
async function expectSame(table: ClosedTable, entries: number, ground: EntryGround): Promise<void> {
  const trainings = table.rows[0]!.trainings.length;
  for (let i = 0; i < entries; i++) {
    const row = Math.floor(((i + 0.5) * table.rows.length) / entries);
    const training = i % trainings;
    const again = await retrained(table, row, training, ground);
    const remedy = `graph ${row + 1}, training ${training + 1}: the engine has changed: raise its version and tabulate again`;
    expect(again, remedy).toEqual(table.rows[row]!.trainings[training]);
  }
}

/** Two graphs: one block that adds or joins. */
const space: SearchSpace = {
  blocks: 1,
  operations: ['identity'],
  fixed: {
    normal: [{ inputs: [0, 1], operations: ['conv_1x1', 'conv_3x3'] }],
    reduction: [{ inputs: [0, 1], operations: ['maxpool_3x3', 'avgpool_3x3'], combiner: 'add' }],
  },
};
const recipe: TabulatedRecipe = {
  ...RECIPES.averaged,
  settings: {
    ...RECIPES.averaged.settings,
    ...{ dataset: 'synthetic', blocks: 1, operations: ['identity'], epochs: 3, batch: 20 },
    ...{ trainImages: 80, validationImages: 70 },
  },
  rungs: [1, 3],
  averaged: 2,
};
const stamp = { commit: 'none', engine: 'wasm', engineVersion: ENGINE_VERSIONS.wasm, date: '2026-11-29' };

async function tiny(): Promise<{ ground: EntryGround; entries: LoggedEntry[]; predicted: boolean[][] }> {
  const set = shrinkImages(makeSynthetic(150, 1), 8);
  const ground: EntryGround = {
    executor,
    images: await executor.upload(set),
    split: splitSet(set, 80, 70, 1),
    test: await executor.upload(shrinkImages(makeSynthetic(60, 2), 8)),
  };
  const entries: LoggedEntry[] = [];
  const predicted: boolean[][] = [];
  for (const [row, architecture] of distinctGraphs(space).entries()) {
    for (const training of [0, 1]) {
      const entry = await trainEntry(ground, recipe, architecture, entrySeed(recipe, row, training));
      if (entry === null || 'reason' in entry) throw new Error(entry?.reason);
      const { rungs, testAccuracy: test, classes, right } = entry;
      if (training === 0) predicted.push([...right]);
      const job = { recipe: 'plain' as const, key: '', row, training, coreSeconds: 0.1 };
      entries.push({ ...job, rungs, test, classes, right: toBase64(packBits(right)) });
    }
  }
  return { ground, entries, predicted };
}

test('a table that was made of a log is read back, and its entries train again to the very same figures', async () => {
  const { ground, entries, predicted } = await tiny();
  const { table, predictions } = assembleTable(space, recipe, entries, {
    stamp,
    trainings: 2,
    testImages: 60,
  });
  const read = decodeClosedTable(JSON.parse(encodeClosedTable(table)));
  expect(read).toEqual({ ok: true, value: table });
  const { images, shown, bytes } = table.predictions;
  expect(bytes).toBe(predictions.length);
  const decoded = decodePredictions(predictions, { rows: 2, images, shown });
  expect(decoded.right).toEqual(predicted.map(packBits));
  expect(decoded.classes).toEqual(
    entries.filter(({ training }) => training === 0).map(({ classes }) => classes),
  );
  await expectSame(table, 4, ground);
  const rows = table.rows.map((row) => ({ ...row, trainings: [{ rungs: [1, 2], test: 3 }, null] }));
  await expect(expectSame({ ...table, rows }, 1, ground)).rejects.toThrow(/the engine has changed/);
  expect(() =>
    assembleTable(space, recipe, entries.slice(1), { stamp, trainings: 2, testImages: 60 }),
  ).toThrow('training 1 of graph 1 is not logged');
});

test('a training that failed stays null', () => {
  const entries = [0, 1].flatMap((row) =>
    [0, 1].map((training): LoggedEntry => {
      const job = { recipe: 'plain' as const, key: '', row, training, coreSeconds: 0.1 };
      return row === 0 ? { ...job, reason: 'diverged' } : { ...job, rungs: [0.1, 0.2], test: 0.5 };
    }),
  );
  const { table } = assembleTable(space, recipe, entries, { stamp, trainings: 2, testImages: 60 });
  expect(table.rows[0]!.trainings).toEqual([null, null]);
  expect(table.rows[1]!.trainings[1]).toEqual({ rungs: [7, 14], test: 30 });
  expect(decodeClosedTable(JSON.parse(encodeClosedTable(table)))).toEqual({ ok: true, value: table });
});

const file = path.join(root, 'public', CLOSED_FILE);
const prepared = existsSync(path.join(folderOf('cifar10'), manifestFile));

test.runIf(existsSync(file) && prepared)(
  'entries of the table that ships train again to the very same figures (needs npm run prepare-data)',
  async () => {
    const table = decodeClosedTable(JSON.parse(readFileSync(file, 'utf8')));
    if (!table.ok) throw new Error(table.error);
    const { engineVersion } = table.value.stamp;
    expect(engineVersion, 'the table is of another version of the engine: tabulate again').toBe(
      ENGINE_VERSIONS.wasm,
    );
    const entries = process.env.NAS_FULL === '1' ? 30 : 2;
    await expectSame(table.value, entries, await groundOf(table.value.recipe, executor));
  },
  1_800_000,
);
