import { expect, type Page, test } from 'playwright/test';
import { PRESET_SETTINGS } from '../../src/settings/settings.ts';
import { openWith } from '../support/playground.ts';
import { finishedRun, goTo, openRun } from '../support/storedRun.ts';

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
    // The page follows its window a turn later.
    await expect
      .poll(() => clipped(page, '.cell-caption .hint, .adapter-name'), { message: `at ${width} px` })
      .toEqual([]);
  }
});

test('the page itself never scrolls: its columns do', async ({ page }) => {
  await openWith(page);
  await expect(page.getByRole('img', { name: 'Normal cell' })).toBeVisible();
  for (const [width, height] of [
    [1024, 768],
    [1920, 1080],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    const whole = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);
    await expect.poll(whole, { message: `at ${width} px` }).toBe(height);
  }
  await page.getByLabel('Choose an archive of').focus();
  await expect(page.locator('label', { hasText: 'Choose…' })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => [scrollY, document.querySelector('.frame')?.scrollTop])).toEqual([0, 0]);
});

test('what the editor’s bar says stays inside the bar, in two lines too', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page);
  await openRun(page, finishedRun(3, 2));
  await playground.button('Edit').click();
  await playground.button('Train it').click();
  const says = page.locator('.layer .train-says');
  await expect(says).toContainText(/^The same graph as trial \d, which has .*Show trial \d$/);
  const [words, head] = [await says.boundingBox(), await page.locator('.layer > .panel-head').boundingBox()];
  expect(words?.height).toBeGreaterThan(24);
  expect(words?.y).toBeGreaterThanOrEqual(head?.y ?? 0);
  expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThanOrEqual((head?.y ?? 0) + (head?.height ?? 0));
});

test('a pinned pair has its cost, and no pin lies on a figure', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page);
  await openRun(page, finishedRun(3, 2));
  await expect(playground.board.getByRole('columnheader').last()).toHaveText('Pin');
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

test('the adapter’s name tells, where it is pressed, what an opened run was trained on', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openWith(page);
  await openRun(page, finishedRun(3));
  await expect(page.getByText('compiled')).toBeHidden();
  await page.locator('.adapter-name').click();
  await expect(page.locator('.adapter-facts').getByText('compiled')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('compiled')).toBeHidden();
});

test('a window of 1366 x 768 shows the preset’s name, and the reward chart down to its trial numbers', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openWith(page, { ...PRESET_SETTINGS.mini.settings, seed: 5 });
  await openRun(page, finishedRun(12));
  await expect(page.getByText('Mini CIFAR', { exact: true })).toBeVisible();
  const { y = 0, height = 0 } = (await page.locator('.reward-tick').last().boundingBox()) ?? {};
  expect(y + height).toBeLessThan(768);
  await page.setViewportSize({ width: 768, height: 1024 });
  await expect(page.getByText('Mini CIFAR', { exact: true })).toBeVisible();
});

test('a very large window draws a large cell', async ({ page }) => {
  await page.setViewportSize({ width: 3840, height: 2160 });
  const playground = await openWith(page);
  await openRun(page, finishedRun(2, 2));
  await expect(playground.image('Normal cell')).toHaveAttribute('data-size', 'L');
});

test('what is pressed in a drawing is 24 px high and wide', async ({ page }) => {
  for (const [width, height] of [
    [1366, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await openWith(page);
    await expect(page.locator('.cell-node').first()).toBeVisible();
    const sizes = await page.locator('.cell-node').evaluateAll((all) =>
      all.map((one) => {
        const box = one.getBoundingClientRect();
        return Math.min(box.width, box.height);
      }),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
  }
});

test('a larger root enlarges texts, controls and drawings alike, and the page holds less', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page);
  const cell = playground.image('Normal cell');
  const start = playground.button('Start search');
  await expect(cell).toBeVisible();
  await expect(page.locator('.frame')).toHaveAttribute('data-mode', 'wide');
  const before = await start.boundingBox();

  await page.evaluate(() => {
    document.documentElement.style.fontSize = '150%';
  });
  await expect(page.locator('.frame')).toHaveAttribute('data-mode', 'single');
  const after = await start.boundingBox();
  expect(after?.width).toBeCloseTo(1.5 * (before?.width ?? 0), 1);
  const shown = await cell.evaluate(
    (svg) => svg.getBoundingClientRect().width / Number(svg.getAttribute('width')),
  );
  expect(shown).toBeCloseTo(1.5, 2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);

  // A node's tab stop lies over its tile, and its tooltip beside it.
  const node = page.locator('[data-node]').first();
  await node.hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await expect(node).toHaveAttribute('data-active', 'true');
});

test.describe('on a phone of 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('nothing scrolls sideways in any destination, and a row that is tapped opens its child there', async ({
    page,
  }) => {
    const playground = await openWith(page, { ...PRESET_SETTINGS.mini.settings, seed: 5 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(wide).toBe(360);
    await goTo(page, 'More');
    await expect(page.getByText('Mini CIFAR', { exact: true })).toBeVisible();
    await expect.poll(wide).toBe(360);
    await openRun(page, finishedRun(5));
    await expect.poll(wide).toBe(360);
    const row = playground.rows.nth(2).getByRole('button', { name: /^Show trial/ });
    const tab = page.getByRole('tab', { name: /^Trial \d+$/ });
    await expect(tab).toBeHidden();
    await row.tap();
    await expect(tab).toBeInViewport();
    await expect(playground.board).toBeHidden();
    await expect.poll(wide).toBe(360);
    await page.getByRole('tab', { name: 'Controller' }).tap();
    await expect(page.getByText('are not kept in this run')).toBeVisible();
    await expect.poll(wide).toBe(360);

    await page.keyboard.press('Escape');
    await expect(playground.board).toBeVisible();
    await expect(row).toBeFocused();
    await row.tap();
    await page.goBack();
    await expect(playground.board).toBeVisible();
    await goTo(page, 'Search');
    await expect(tab).toBeVisible();
    await expect(playground.board).toBeHidden();
  });

  test('rows of the settings are 40 px high, and their names tell what they mean', async ({ page }) => {
    await openWith(page);
    await goTo(page, 'More');
    await page.getByRole('button', { name: 'Settings', exact: true }).tap();
    const rows = page.locator('.drawer .row:visible');
    for (const row of await rows.all()) expect((await row.boundingBox())?.height).toBe(40);
    await expect(page.locator('.tip')).toBeHidden();
    await page.locator('.drawer').getByText('Batch', { exact: true }).tap();
    await expect(page.locator('.tip')).toBeVisible();
    await expect(page.locator('.tip')).toContainText('From ');
    // One that is a term of the glossary explains itself there.
    await page.locator('.drawer').getByText('Filters, F').tap();
    await expect(page.getByRole('dialog', { name: 'Filters, F' })).toBeVisible();
  });
});
