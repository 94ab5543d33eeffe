import { expect, type Locator, test } from 'playwright/test';
import { openWith } from '../support/playground.ts';
import { goTo } from '../support/storedRun.ts';

test('a finished search is a card with its winner, which any row leaves and the winner’s brings back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page, { trials: 3, finalists: 1 }, '', 'processor');
  const panel = page.getByRole('region', { name: 'Child network' });
  const before = await panel.boundingBox();
  await playground.start();
  const card = page.getByRole('region', { name: 'Result of the search' });
  await expect(card).toBeVisible({ timeout: 60_000 });
  await expect(
    card.getByRole('heading', {
      name: /^\d+\.\d\s% ±\s\d+\.\d images only, on 5,000 images that gave no reward/,
    }),
  ).toBeVisible();
  await expect(card).toContainText('noisy figures is best partly by luck');
  await expect(card.getByRole('listitem').first()).toHaveText(
    /^Trial \d: selected at .* fresh seeds, final .*%\.$/,
  );
  await expect(card).toContainText('the best of 3 random ones would be about as good');
  await expect(card.getByRole('img', { name: 'Reduction cell' })).toBeVisible();
  expect((await panel.boundingBox())?.height).toBe(before?.height);

  // A longer row of acts takes two lines, and the cells and the result what is left.
  await page.getByRole('textbox', { name: 'Children', exact: true }).fill('4');
  await expect(card).toContainText('Start takes the settings as they stand');
  const acts = card.locator('.finish-acts');
  const edge = async (of: Locator, side: 0 | 1): Promise<number> => {
    const { y = 0, height = 0 } = (await of.boundingBox()) ?? {};
    return y + side * height;
  };
  await expect.poll(async () => (await acts.boundingBox())?.height).toBeGreaterThan(60);
  for (const above of [card.locator('.finish-cells'), card.locator('.finish-result')])
    await expect.poll(async () => (await edge(above, 1)) - (await edge(acts, 0))).toBeLessThanOrEqual(0);
  await page.getByRole('textbox', { name: 'Children', exact: true }).fill('3');
  await expect(card).toContainText('Start goes on with seed 2');

  const title = await panel.getByRole('heading', { level: 2 }).textContent();
  const winner = Number(/^Child (\d)$/.exec(title ?? '')?.[1]);
  const other = winner === 1 ? 2 : 1;
  await playground.button(`Show trial ${other}`).click();
  await expect(card).toBeHidden();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(`Trial ${other}`);
  await playground.button(`Show trial ${winner}`).click();
  await expect(card).toBeVisible();

  // A page that opens on a finished run opens on its result.
  await page.reload();
  await expect(card).toBeVisible();
  await expect(card).toContainText('Start goes on with seed 2');
  await playground.start();
  await expect(card).toBeHidden();
  await expect(card).toContainText('Start goes on with seed 3', { timeout: 60_000 });
});

test('what follows a result is a larger search, at once', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = await openWith(page, { trials: 2, finalists: 1 }, '', 'processor');
  await playground.start();
  const card = page.getByRole('region', { name: 'Result of the search' });
  await expect(card).toBeVisible({ timeout: 60_000 });
  await expect(card).toContainText(/about \d+\s\w+ here/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await card.getByRole('button', { name: 'Run Mini CIFAR' }).click();
  await expect(card).toBeHidden();
  await goTo(page, 'More');
  await expect(page.getByText('Mini CIFAR').first()).toBeVisible();
  await playground.button('Stop').click();
});
