import { readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';
import { decodeRun } from '../../src/run/file/runFile.ts';
import { openWith } from '../support/playground.ts';
import { keptRuns, keptTrials } from '../support/runs.ts';

const small = { trials: 1, blocks: 1, filters: 2, strategy: 'random' } as const;

test('a run is renamed, duplicated, exported, deleted and imported again', async ({ page }) => {
  const playground = await openWith(page, small);
  await playground.start();
  await playground.trials(1);
  await playground.button('Runs (1)').click();
  const list = page.getByRole('dialog', { name: 'Runs' });
  const rows = list.getByRole('listitem');
  await playground.button('Rename').click();
  await page.getByRole('textbox', { name: 'Name of the run' }).fill('First');
  await page.keyboard.press('Enter');
  await expect(rows.first()).toContainText('First');
  await playground.button('Duplicate').click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('First (copy)');

  const original = rows.filter({ hasNotText: 'copy' });
  const download = page.waitForEvent('download');
  await original.getByRole('button', { name: 'Export' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('First.json');
  const path = await file.path();
  const text = await readFile(path, 'utf8');
  expect(decodeRun(text)).toMatchObject({ ok: true, value: { name: 'First', trials: [{ number: 1 }] } });

  await original.getByRole('button', { name: 'Delete…' }).click();
  await playground.button('Delete for good').click();
  await expect(rows).toHaveCount(1);
  const damaged = text.replace(/"accuracy":[^,]*/, '"accuracy":7');
  const input = page.getByLabel('File of a run');
  await input.setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from(damaged) });
  await expect(
    list.getByText(/bad\.json was not taken\. Its field trials\[0\]\.accuracy is 7/),
  ).toBeVisible();
  await expect(rows).toHaveCount(1);
  for (let copies = 2; copies < 4; copies++) {
    await input.setInputFiles({
      name: 'First.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await expect(rows).toHaveCount(copies);
  }
  await expect(rows.filter({ hasText: 'First (2)' })).toHaveCount(1);

  await page.reload();
  await playground.button('Runs (3)').click();
  await rows.filter({ hasText: 'First (2)' }).getByRole('button', { name: 'Open' }).click();
  await expect(list).toHaveCount(0);
  await expect(playground.rows).toHaveCount(1);
  await expect(playground.rows.first()).toContainText('%');
});

test('without storage the page says so in a sentence, and searches all the same', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(IDBFactory.prototype, 'open', {
      value() {
        throw new DOMException('The user denied permission to access the database.', 'UnknownError');
      },
    }),
  );
  const playground = await openWith(page, small);
  await expect(page.getByText(/keeps no runs/)).toHaveCount(0);
  await playground.start();
  await playground.trials(1);
  await expect(page.getByText('This browser keeps no runs here.')).toBeVisible();
  await playground.button('Runs').click();
  const download = page.waitForEvent('download');
  await playground.button('Export').click();
  expect(decodeRun(await readFile(await (await download).path(), 'utf8')).ok).toBe(true);
});

test('full storage is said in a sentence; the search goes on, and deleting a run makes room', async ({
  page,
}) => {
  // A disk cannot be filled in a test: from the second trial on every write fails as it does on a full one.
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === 'trials' && value.number === 2) Object.assign(window, { isFull: true });
      if (Reflect.get(window, 'isFull') !== true || Reflect.get(window, 'hasRoom') === true)
        return put.call(this, value, key);
      throw new DOMException('Encountered full disk.', 'QuotaExceededError');
    };
  });
  const playground = await openWith(page, { ...small, trials: 3 });
  await playground.start();
  await playground.trials(3);
  await expect(page.getByText(/storage is full: what follows of this run is not kept/)).toBeVisible();
  const [run = ''] = await keptRuns(page);
  expect(await keptTrials(page, run)).toHaveLength(1);
  await page.evaluate(() => Object.assign(window, { hasRoom: true }));
  await playground.button('Runs (1)').click();
  await playground.button('Duplicate').click();
  const copy = page.getByRole('listitem').filter({ hasText: '(copy)' });
  await copy.getByRole('button', { name: 'Delete…' }).click();
  await playground.button('Delete for good').click();
  await expect(page.getByText(/storage is full/)).toHaveCount(0);
  expect(await keptTrials(page, run)).toHaveLength(3);
});

test('the list of runs is there when the server is gone, and says so where its script never came', async ({
  page,
}) => {
  const playground = await openWith(page, small);
  const loaded = page.waitForResponse(/RunsDialog-.*\.js/);
  await page.reload();
  await loaded;
  await page.route('**', (route) => route.abort());
  await playground.button('Runs').click();
  await expect(page.getByRole('dialog', { name: 'Runs' })).toBeVisible();
  await page.unroute('**');

  await page.route(/RunsDialog-.*\.js/, (route) => route.abort());
  const refused = page.waitForEvent('requestfailed', (request) => /RunsDialog/.test(request.url()));
  await page.reload();
  await refused;
  await playground.button('Runs').click();
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible();
  await expect(playground.button('Start search')).toBeVisible();
});

test('a run whose head is damaged is listed, what is left of it is saved, and it is deleted', async ({
  page,
}) => {
  const playground = await openWith(page, small);
  await playground.start();
  await playground.trials(1);
  await expect(playground.button('Start search')).toBeVisible();
  await page.evaluate(async () => {
    const opened = indexedDB.open('nas-playground');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opened.onsuccess = () => resolve(opened.result);
    });
    const runs = database.transaction('runs', 'readwrite').objectStore('runs');
    const all = runs.getAll();
    await new Promise<void>((resolve) => {
      all.onsuccess = () => {
        const [{ id, created: _, ...rest }] = all.result;
        runs.put({ id, ...rest, name: 'Broken' }, id).onsuccess = () => resolve();
      };
    });
    database.close();
  });
  await page.reload();
  await playground.button('Runs').click();
  const row = page.getByRole('dialog', { name: 'Runs' }).getByRole('listitem');
  await expect(row).toContainText('Broken');
  await expect(row).toContainText('damaged');
  const download = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Export' }).click();
  const left = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(left).toMatchObject({ head: { name: 'Broken' }, trials: [{ number: 1 }] });
  await row.getByRole('button', { name: 'Delete…' }).click();
  await playground.button('Delete for good').click();
  await expect(row).toHaveCount(0);
  expect(await keptRuns(page)).toEqual([]);
});
