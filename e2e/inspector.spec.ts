import { expect, type Page, test } from 'playwright/test';
import { encodeRoute } from '../src/codecs/route.ts';
import { presetOf } from '../src/space/presets.ts';
import { openWith } from './support/playground.ts';
import { finishedRun, goTo, openRun } from './support/storedRun.ts';

/** A child, opened: by keys alone where a person could. */

test.use({ viewport: { width: 1440, height: 900 } });

const layer = (page: Page) => page.getByRole('main', { name: 'Inspector' });
const covered = (page: Page) => page.locator('.column-main');

test('the layer leads back to the focus it was opened from, and covers what it lies over', async ({
  page,
}) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  const inspect = playground.button('Inspect');
  await inspect.focus();
  await page.keyboard.press('Enter');
  await expect(layer(page)).toBeVisible();
  await expect(playground.button('‹ Search')).toBeFocused();
  await expect(page).toHaveURL(/#inspect=20$/);
  await expect(covered(page)).toHaveAttribute('inert');
  await expect(page.getByRole('tab', { name: 'Controller' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(layer(page)).toHaveCount(0);
  await expect(inspect).toBeFocused();
  await expect(page).not.toHaveURL(/#/);
  await expect(covered(page)).not.toHaveAttribute('inert');

  // A row chooses the child, and once more opens it; the browser's Back closes.
  const [row, other] = [playground.rows.nth(0), playground.rows.nth(1)].map((one) =>
    one.locator('.board-show'),
  );
  const number = await playground.rows.nth(0).getAttribute('data-row');
  const next = await playground.rows.nth(1).getAttribute('data-row');
  await row!.focus();
  await page.keyboard.press('Enter');
  await expect(layer(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`#inspect=${number}$`));
  await other!.click();
  await expect(page).toHaveURL(new RegExp(`#inspect=${next}$`));
  await page.goBack();
  await expect(layer(page)).toHaveCount(0);
  await expect(row!).toBeFocused();
  await expect(page).not.toHaveURL(/#/);
  await page.goForward();
  await expect(layer(page)).toBeVisible();
  await playground.button('‹ Search').click();
  await expect(layer(page)).toHaveCount(0);
});

test('an address opens a child of the run that is kept, and the network’s rows lead to it', async ({
  page,
}) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  await page.goto('./#inspect=7');
  await page.reload();
  await expect(layer(page)).toBeVisible();
  await expect(layer(page)).toContainText('Trial 7');
  await playground.button('‹ Search').click();
  await expect(page).not.toHaveURL(/#/);
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#inspect=7$/);
});

test('a pair that came with a link keeps its address', async ({ page }) => {
  const { architecture } = presetOf('darts-v2');
  const link = encodeRoute({ view: 'pair', architecture });
  const playground = await openWith(page, {}, link);
  await playground.button('Inspect').click();
  await expect(layer(page)).toBeVisible();
  expect(new URL(page.url()).hash).toBe(link);
  await page.keyboard.press('Escape');
  await expect(layer(page)).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe(link);
  await expect(page.getByRole('tab', { name: 'Shared pair' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('it lies over a child that the board opened, and leads back there', async ({ page }) => {
    const playground = await openWith(page);
    await openRun(page, finishedRun(20));
    await goTo(page, 'Board');
    await playground.rows.first().locator('.board-show').click();
    await playground.button('Inspect').click();
    await expect(layer(page)).toBeVisible();
    await expect(playground.button('‹ Board')).toBeHidden();
    await page.goBack();
    await expect(playground.button('Inspect')).toBeFocused();
    await playground.button('Inspect').click();
    await goTo(page, 'Board');
    await expect(layer(page)).toHaveCount(0);
    await expect(playground.board).toBeVisible();
  });
});
