import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, type Page, test } from 'playwright/test';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { presetOf } from '../../src/space/presets.ts';
import { decidedRun } from '../support/decidedRun.ts';
import { openWith } from '../support/playground.ts';
import { importRun, openImported } from '../support/storedRun.ts';

/** The page as a beamer shows it: entered and left by a key, one cell as large as can be, and a caption of what is pointed at. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const isProjected = (page: Page) =>
  page.evaluate(() => document.documentElement.dataset.projector !== undefined);
const token = (page: Page, name: string) =>
  page.evaluate((one) => getComputedStyle(document.documentElement).getPropertyValue(one).trim(), name);

async function look(page: Page, view: string): Promise<void> {
  const found = await page.evaluate(async (source) => {
    const axe = window as unknown as { axe?: { run(part: string): Promise<AxeResults> } };
    if (axe.axe === undefined) new Function(source)();
    const { violations } = await (axe.axe as NonNullable<typeof axe.axe>).run('html');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
      );
  }, AXE);
  expect.soft(found, view).toEqual([]);
}

test('P enlarges the page for a room, with one cell at L and a caption; P or Escape leaves', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  const playground = await openWith(page, {}, '?from=talk');
  await importRun(page, decidedRun(20));
  await openImported(page);
  await expect(playground.rows.first()).toBeVisible();

  // Where letters are typed it is a letter, and with a modifier another command.
  await page.getByRole('textbox', { name: 'Filters, F' }).press('p');
  for (const key of ['Control+p', 'Alt+p', 'Shift+P'])
    await page
      .locator('body')
      .press(key)
      .catch(() => {});
  expect(await isProjected(page)).toBe(false);

  await playground.rows.nth(2).click();
  await page.keyboard.press('p');
  await expect.poll(() => isProjected(page)).toBe(true);
  expect(page.url()).toMatch(/\?from=talk&big$/);
  const cell = playground.image('Normal cell');
  await expect(cell).toHaveAttribute('data-size', /^[LM]$/);
  await expect(page.getByRole('img', { name: 'Reduction cell', exact: true })).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Leaderboard' })).toHaveCount(0);
  // Drawings are half as large again: 3 px on the screen.
  const line = cell.locator('.cell-lines > path:not([fill])').first();
  expect(await line.evaluate((one) => getComputedStyle(one).strokeWidth)).toBe('2px');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px');
  expect(await token(page, '--ink3')).toBe(await token(page, '--ink'));
  expect(await token(page, '--rule')).toBe(await token(page, '--rule2'));
  const drawn = (await cell.boundingBox())!;
  const caption = (await page.locator('.projector-caption').boundingBox())!;
  expect(drawn.y + drawn.height).toBeLessThanOrEqual(caption.y);
  expect(caption.y + caption.height).toBeLessThanOrEqual(1080);

  const tile = page.locator('.cell-node').nth(3);
  await tile.hover();
  const told = page.locator('.projector-caption p');
  const sentence = (await tile.getAttribute('aria-label')) ?? '';
  await expect(told).toHaveText(sentence.replaceAll('h i', 'hi'));
  expect(await told.evaluate((one) => getComputedStyle(one).fontSize)).toBe('30px');
  const whisker = page.locator('.reward-whisker').first();
  expect(await whisker.evaluate((one) => getComputedStyle(one).stroke)).toBe('rgb(140, 136, 124)');
  await look(page, 'light');

  // The theme that is chosen here is the projected page's alone.
  await playground.button('Light or dark').click();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await look(page, 'dark');

  // Escape takes away what lies over the page first: a tooltip, the leaderboard, the inspector.
  await playground.button('Leaderboard').click();
  const board = page.getByRole('dialog', { name: 'Leaderboard' });
  await expect(board.getByRole('table', { name: 'Leaderboard' })).toBeVisible();
  await look(page, 'leaderboard');
  await page.keyboard.press('Escape');
  await expect(board).toHaveCount(0);
  await tile.focus();
  await page.keyboard.press('Escape');
  expect(await isProjected(page)).toBe(true);
  await playground.button('Inspect').click();
  await expect(page.getByRole('main', { name: 'Inspector' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('main', { name: 'Inspector' })).toHaveCount(0);
  expect(await isProjected(page)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => isProjected(page)).toBe(false);
  expect(page.url()).toMatch(/\?from=talk$/);
  expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  await expect(page.getByRole('table', { name: 'Leaderboard' })).toBeVisible();

  await page.goto('.?big');
  await expect.poll(() => isProjected(page)).toBe(true);
  await page.getByRole('button', { name: 'Leave with P' }).click();
  await expect.poll(() => isProjected(page)).toBe(false);
  expect(page.url()).not.toContain('big');
});

for (const [width, height, size] of [
  [1280, 720, 'L'],
  [1024, 768, 'M'],
] as const) {
  test(`on a beamer of ${width} × ${height} the cell stands whole between bar and caption`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const playground = await openWith(page, {}, '?big');
    const cell = playground.image('Normal cell');
    await expect(cell).toHaveAttribute('data-size', size);
    const drawn = (await cell.boundingBox())!;
    const caption = (await page.locator('.projector-caption').boundingBox())!;
    expect(drawn.y + drawn.height).toBeLessThanOrEqual(caption.y);
    expect(drawn.width).toBeLessThanOrEqual(width);
    // Nothing of the bar is cut off, and what one aims at is as large as the room needs.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    for (const name of ['Start search', 'Settings', 'Light or dark', 'Leaderboard']) {
      const box = (await playground.button(name).boundingBox())!;
      expect(Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(36);
      expect(box.x + box.width, name).toBeLessThanOrEqual(width);
    }
  });
}

/** What of the head of the pair's panel lies on what stands before it. */
const covered = (page: Page): Promise<readonly (string | null)[]> =>
  page.locator('.cell-panel .panel-head :is(.tab, .back, .panel-facts > *)').evaluateAll((all) =>
    all
      .filter((one) => one.getClientRects().length > 0)
      .filter((one, at, shown) => {
        const before = shown[at - 1]?.getBoundingClientRect();
        return before !== undefined && before.right > one.getBoundingClientRect().left;
      })
      .map((one) => one.textContent),
  );

test('beside a lesson no button lies on a tab, and nothing leads back to what is drawn', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const code = encodeArchitecture(presetOf('darts-v2').architecture);
  await openWith(page, {}, `?big#c=${code}`);
  const back = page.getByRole('button', { name: 'Back to NASNet-A' });
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await expect(page.getByRole('list', { name: 'The lessons' })).toBeVisible();
  await expect(back).toBeVisible();
  for (const width of [1280, 1366, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => covered(page), { message: `at ${width} px` }).toEqual([]);
  }
  await page.goto('about:blank');
  await page.goto('.?big#lesson=3');
  await expect(page.getByRole('button', { name: 'Train this pair' })).toBeVisible();
  await expect(back).toHaveCount(0);
  await expect.poll(() => covered(page)).toEqual([]);
});
