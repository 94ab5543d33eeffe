import { expect, type Page, test } from 'playwright/test';
import { openWith } from './support/playground.ts';
import { finishedRun, openRun } from './support/storedRun.ts';

/** What the page is at the sizes that people have: nothing cut off, nothing out of reach. */

/** Elements whose text is wider than its place, of those that match. */
const clipped = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((found) =>
      found
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => `${(one as HTMLInputElement).value ?? ''}${one.textContent}`),
    );

test('no figure of the settings, no caption and no adapter’s name is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openWith(page, { trainImages: 45_000, learningRate: 0.00012, weightDecay: 0.00005 });
  for (const summary of await page.locator('.settings summary').all()) await summary.click();
  await expect(page.getByLabel('Training images')).toHaveValue('45,000');
  expect(await clipped(page, '.row-field')).toEqual([]);
  await openRun(page, finishedRun(6));
  for (const width of [1440, 1366, 1216, 1024, 768, 390, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await clipped(page, '.cell-caption .hint, .adapter-name'), `at ${width} px`).toEqual([]);
  }
});

test('a pinned pair has its cost, and no pin lies on a figure', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page);
  await openRun(page, finishedRun(3, 2));
  await playground.rows.first().hover();
  await page.getByRole('button', { name: 'Pin trial 3', exact: true }).click();
  const pinned = page.getByRole('table', { name: 'Pinned', exact: true }).locator('tbody tr').first();
  await expect(pinned.locator('.board-cost')).toHaveText([/^[\d.]+ k$/, /^[\d.]+ M$/]);
  for (const row of [playground.rows.first(), pinned]) {
    const pin = await row.locator('.pin').boundingBox();
    for (const unit of await row.locator('.unit').all()) {
      const { x = 0, width = 0 } = (await unit.boundingBox()) ?? {};
      expect(x + width).toBeLessThanOrEqual(pin?.x ?? 0);
    }
  }
  const drawn = await playground.rows
    .locator('svg[data-size]')
    .evaluateAll((all) => all.map((one) => one.dataset.size));
  expect(new Set(drawn)).toEqual(new Set(['T']));
});

test('the adapter’s name tells the engine where it is pressed', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openWith(page);
  await openRun(page, finishedRun(3));
  await expect(page.getByText('compiled')).toBeHidden();
  await page.locator('.adapter-name').click();
  await expect(page.locator('.adapter-facts').getByText('compiled')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('compiled')).toBeHidden();
});
