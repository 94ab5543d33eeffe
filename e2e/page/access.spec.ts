import { expect, test } from 'playwright/test';
import { decidedRun } from '../support/decidedRun.ts';
import { openWith } from '../support/playground.ts';
import { finishedRun, openRun } from '../support/storedRun.ts';

/** The page by keys, by ear, and in colours of the person's own. */

test.use({ viewport: { width: 1440, height: 900 } });

test('a drawing is one tab stop, and arrows reach its nodes', async ({ page }) => {
  await openWith(page);
  await expect(page.locator('.cell-node').first()).toBeVisible();
  for (const drawing of await page.locator('.cell-drawing').all())
    await expect(drawing.locator('.cell-node[tabindex="0"]')).toHaveCount(1);
  const nodes = page.locator('.cell-drawing').first().locator('.cell-node');
  await nodes.first().focus();
  await page.keyboard.press('End');
  await expect(nodes.last()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(nodes.last()).not.toBeFocused();
  await expect(page.locator('.cell-node:focus')).toHaveAttribute('tabindex', '0');
  await page.keyboard.press('Home');
  await expect(nodes.first()).toBeFocused();
});

test('the first tab stop skips to the cells, and leaves the address alone', async ({ page }) => {
  await openWith(page);
  const skip = page.getByRole('button', { name: 'Skip to the cells' });
  await expect(page.getByRole('button', { name: 'Start search' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(skip).toBeFocused();
  const before = page.url();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  expect(page.url()).toBe(before);
});

test('a page that is arranged anew leaves the focus where it is, in its bar too', async ({ page }) => {
  const playground = await openWith(page);
  // It is in the bar of every arrangement.
  const link = playground.button('Share');
  await expect(playground.button('Start search')).toBeFocused();
  await link.focus();
  for (const width of [1300, 800, 390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(link).toBeFocused();
  }
  const node = page.locator('[data-node]').first();
  await node.focus();
  await page.setViewportSize({ width: 1300, height: 900 });
  await expect(node).toBeFocused();
});

test('a name that was typed is kept when the field is left, and not after Escape', async ({ page }) => {
  await openWith(page);
  await openRun(page, finishedRun(2));
  await page.getByRole('button', { name: /^Runs/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Runs' });
  for (const [key, kept] of [
    ['Tab', true],
    ['Escape', false],
  ] as const) {
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await dialog.getByRole('textbox').fill(`left by ${key}`);
    await page.keyboard.press(key);
    await expect(dialog.getByRole('textbox')).toHaveCount(0);
    await expect(dialog.getByText(`left by ${key}`)).toHaveCount(kept ? 1 : 0);
  }
});

test('forced colours leave what is chosen, how far things are and the key of probabilities to be seen', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const playground = await openWith(page);
  await openRun(page, decidedRun(20));
  await playground.rows.first().locator('.board-show').click();
  const style = (
    selector: string,
    property: 'outlineStyle' | 'backgroundColor' | 'borderTopColor',
    pseudo?: string,
  ) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, [name, part]) => getComputedStyle(element, part)[name as 'outlineStyle'], [
        property,
        pseudo,
      ] as const);
  expect(await style('.board-row[data-shown]', 'outlineStyle')).not.toBe('none');
  const ground = await style('body', 'backgroundColor');
  for (const [selector, pseudo] of [['.progress-tick[data-done]'], ['.tab', '::after']] as const)
    expect(await style(selector, 'backgroundColor', pseudo)).not.toBe(ground);
  await page.getByRole('tab', { name: 'Controller', exact: true }).click();
  await expect(page.locator('.heat-key i').first()).toBeVisible();
  const heat = await page
    .locator('.heat-key i')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
  expect(new Set(heat).size).toBe(heat.length);
  await page.evaluate(() => {
    location.hash = '#lesson=3';
  });
  await expect(page.getByText('step 1 of 7', { exact: true })).toBeVisible();
  expect(await style('.lesson-tick:not([data-is])', 'borderTopColor')).not.toBe(ground);
});

test('a trial that ends is told, and the tab’s title says how far the run is', async ({ page }) => {
  const playground = await openWith(page, { trials: 40 });
  await expect(page).toHaveTitle('NAS Playground');
  await playground.start();
  await playground.trials(1);
  await expect(
    page.getByRole('status').filter({ hasText: /^Trial \d+, (in ranks \d+ to|rank) \d+/ }),
  ).toHaveCount(1);
  await expect(page).toHaveTitle(/^\d+ of 40.* NAS Playground$/);
  await playground.button('Stop').click();
  await expect(page).toHaveTitle('NAS Playground');
  await expect(page.locator('.reward-now, .reward-running')).toHaveCount(0);
});
