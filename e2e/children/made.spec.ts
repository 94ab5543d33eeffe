import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect, type Page, test } from 'playwright/test';
import { encodeRoute } from '../../src/codecs/route.ts';
import { presetOf } from '../../src/space/presets.ts';
import { openFirst, openWith, type Playground, withTable } from '../support/playground.ts';
import { finishedRun, goTo, openRun } from '../support/storedRun.ts';

/** Children made by hand: a pair that is shown is trained behind the running child, or alone. */

test.use({ viewport: { width: 1440, height: 900 } });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { architecture } = presetOf('darts-v2');
const link = encodeRoute({ view: 'pair', architecture });
const row = (page: Page, name: string) => page.locator(`[data-row="-${name.slice(1)}"]`);

async function trainShown(playground: Playground, { by, three = false }: { by: string; three?: boolean }) {
  const { page } = playground;
  await playground.button('Train this pair').click();
  const bar = page.getByRole('region', { name: 'Train it' });
  await bar.getByLabel('by').fill(by);
  if (three) await bar.getByLabel('Three seeds').check();
  return { bar, train: bar.getByRole('button', { name: 'Train it', exact: true }) };
}

test('a linked pair trains behind the running child, stands by its name, is kept and looked into', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const playground = await openWith(page, { trials: 4, epochs: 12 }, link);
  await playground.button('Start search').click();
  await expect(playground.button('Pause')).toBeVisible();
  const { bar, train } = await trainShown(playground, { by: '  Ada\u0007  ' });
  await expect(bar).toContainText(/trains as h1/);
  await page.evaluate((source) => new Function(source)(), AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(context: string, options: RunOptions): Promise<AxeResults> };
    };
    return (await axe.run('.train-it', { resultTypes: ['violations'] })).violations.map(({ id }) => id);
  });
  expect(violations).toEqual([]);
  await train.click();
  await expect(playground.button('Inspect')).toBeFocused();
  await expect(row(page, 'h1')).toContainText('by Ada');
  await expect(row(page, 'h1')).toContainText(/\d\s%/, { timeout: 120_000 });
  await expect(page.getByText('held out').first()).toBeVisible();
  await expect(playground.button('Start search')).toBeVisible({ timeout: 120_000 });

  await page.reload();
  await page.goto('./');
  await expect(row(page, 'h1')).toContainText('by Ada');
  await row(page, 'h1').locator('.board-show').click();
  await expect(page.getByRole('tab', { name: 'Child h1' })).toBeVisible();
  await playground.button('Inspect').click();
  await expect(page).toHaveURL(/#inspect=h1$/);
  await expect(page.getByRole('main', { name: 'Inspector' })).toContainText('Child h1');
  await expect(page.getByRole('button', { name: 'Pin h1' })).toBeVisible();
});

test('without a search three seeds of a pair show their spread, and a search with the same settings joins it', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const playground = await openWith(page, { trials: 1 }, link);
  const { train } = await trainShown(playground, { by: 'Grace', three: true });
  await train.click();
  await expect(row(page, 'h1')).toContainText(/\d–\d/, { timeout: 120_000 });
  await expect(row(page, 'h1')).toContainText('by Grace');
  await expect(page.locator('.cell-panel').getByTitle(/^Mean .* of 3 seeds, from /)).toContainText(/\d–\d/);
  // Nobody asked for a search; the page opens on it again.
  await page.goto('./');
  await expect(row(page, 'h1')).toContainText(/\d–\d/);
  await playground.button('Start search').click();
  await expect(page.locator('[data-row="1"]')).toBeVisible({ timeout: 120_000 });
  await expect(row(page, 'h1')).toContainText('by Grace');

  // The same graph once more: its result is told, and another seed is the second choice.
  await page.goto(`./${link}`);
  const again = await trainShown(playground, { by: 'Grace' });
  await again.train.click();
  await expect(again.bar).toContainText('The same graph as h1');
  await again.bar.getByRole('button', { name: 'Train it all the same' }).click();
  await expect(row(page, 'h2')).toContainText(/\d\s%/, { timeout: 120_000 });
});

test('in a looked-up run what its table has is looked up, and else trained here', async ({ page }) => {
  test.setTimeout(240_000);
  const playground = await openFirst(page);
  await withTable(page);
  await expect(playground.rows.first()).toBeVisible({ timeout: 60_000 });
  await playground.rows.first().locator('.board-show').click();
  await playground.button('Stop').click();
  const cell = {
    blocks: [
      { inputs: [0, 1], operations: ['conv_3x3', 'identity'], combiner: 'add' },
      { inputs: [0, 2], operations: ['conv_3x3', 'sepconv_3x3'], combiner: 'add' },
    ],
  } as const;
  const reduction = {
    blocks: [
      { inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'], combiner: 'add' },
      { inputs: [0, 1], operations: ['avgpool_3x3', 'avgpool_3x3'], combiner: 'add' },
    ],
  } as const;
  const hash = encodeRoute({ view: 'pair', architecture: { normal: cell, reduction } });
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  const { bar, train } = await trainShown(playground, { by: 'Ada' });
  await expect(bar).toContainText('looked up in the table as h1');
  await train.click();
  const same = bar.getByRole('button', { name: 'Train it all the same' });
  if (await same.isVisible()) await same.click();
  await expect(page.getByRole('tab', { name: 'Child h1' })).toBeVisible();
  // It may lie in the fold of children that can't be told apart.
  const fold = playground.board.getByRole('button', { name: /more$/ }).first();
  if (await fold.isVisible()) await fold.click();
  await expect(row(page, 'h1')).toContainText('looked up');
  await expect(row(page, 'h1')).toContainText(/\d\s%/);

  await page.evaluate((to) => {
    location.hash = to;
  }, link);
  const other = await trainShown(playground, { by: 'Ada' });
  await expect(other.bar).toContainText('trains here, by the table’s recipe, as h2');
  await other.train.click();
  await expect(row(page, 'h2')).toContainText(/training|waiting/);
  await playground.button('Cancel').click();
  await expect(row(page, 'h2')).toHaveCount(0);
});

test('on a phone a pair is trained and its row is on the board', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = await openWith(page, {}, link);
  const { bar, train } = await trainShown(playground, { by: 'Ada' });
  const box = await bar.boundingBox();
  expect(box!.x + box!.width).toBeLessThanOrEqual(390);
  await train.click();
  await goTo(page, 'Board');
  await expect(row(page, 'h1')).toContainText(/\d\s%/, { timeout: 90_000 });
});

test('beside a run that is over a preset is trained at once, and cancelled', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  await page.evaluate((to) => {
    location.hash = to;
  }, link);
  const { train } = await trainShown(playground, { by: 'Ada' });
  await train.click();
  await expect(row(page, 'h1')).toContainText(/training|waiting/);
  await playground.button('Cancel').click();
  await expect(row(page, 'h1')).toHaveCount(0);
});
