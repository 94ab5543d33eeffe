import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import type { Settings } from '../../src/settings/settings.ts';
import { openWith, type Playground } from '../support/playground.ts';
import { keptHeads, keptRuns, keptTrials } from '../support/runs.ts';

const EPOCHS = 60;

/** What it is built from: its recipe is that of these. */
const base: Partial<Settings> = {
  dataset: 'synthetic',
  imageSize: 8,
  cropPadding: 0,
  batch: 16,
  trainImages: 64,
  validationImages: 20,
};

/** Chooses the recipe of the page's own settings and a small network, and begins once its time is said. */
async function buildLarge(playground: Playground): Promise<void> {
  const { page } = playground;
  await playground.button('Build it large').first().click();
  const dialog = page.getByRole('dialog', { name: 'Build it large' });
  await dialog.getByText('as its children').click();
  await dialog.getByLabel('Normal cells a stage, N').fill('1');
  await dialog.getByLabel('Filters, F').fill('2');
  await dialog.getByLabel('Epochs').fill(String(EPOCHS));
  await expect(dialog.getByText(/parameters, .* About .*: 240 steps of/)).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(dialog).toHaveCount(0);
}

/** Ends the page as a crash does once its child has come so far. */
async function crashAfter(page: Page, epoch: number): Promise<void> {
  await expect
    .poll(() => keptEpochs(page), { timeout: 90_000, intervals: [50] })
    .toBeGreaterThanOrEqual(epoch);
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => {});
  await crashed;
  await page.close();
}

/** Epochs of the child in training that are kept; beyond all where it has ended. */
const keptEpochs = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const opened = indexedDB.open('nas-playground');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const all = (store: string) =>
      new Promise<{ state?: { epochs: unknown[] } }[]>((resolve, reject) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const [children, trials] = [await all('weights'), await all('trials')];
    database.close();
    return trials.length > 0
      ? 1e6
      : (children.find(({ state }) => state !== undefined)?.state?.epochs.length ?? 0);
  });

const tested = (page: Page) =>
  page.getByText(/^Test accuracy .* measured once, at the end, on 2,000 test images/);

test('a pair built large is killed twice, goes on, and ends with the bits of one that never was killed', async ({
  browser,
  baseURL,
  context,
  page,
}) => {
  test.setTimeout(240_000);
  const apart = await (await browser.newContext(baseURL === undefined ? {} : { baseURL })).newPage();
  await buildLarge(await openWith(apart, base));
  await expect(tested(apart)).toBeVisible({ timeout: 90_000 });
  const says = await tested(apart).textContent();
  const [whole = ''] = await keptRuns(apart);
  const expected = await keptTrials(apart, whole);
  expect(expected).toMatchObject([{ status: 'trained', epochs: { length: EPOCHS } }]);
  await apart.context().close();

  await buildLarge(await openWith(page, base));
  let victim = page;
  for (const epoch of [2, 20]) {
    await crashAfter(victim, epoch);
    victim = await context.newPage();
    const playground = await openWith(victim, base);
    expect((await keptHeads(victim))[0]?.ended).toBe(false);
    await playground.button('Resume').first().click();
  }
  await expect(tested(victim)).toBeVisible({ timeout: 90_000 });
  expect(await tested(victim).textContent()).toBe(says);
  const [cut = ''] = await keptRuns(victim);
  expect(await keptTrials(victim, cut)).toEqual(expected);
});
