import { expect, type Page, test } from 'playwright/test';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { buildCifar } from '../../src/network/build.ts';
import { countGraph } from '../../src/network/counts.ts';
import { presetOf } from '../../src/space/presets.ts';
import { whole } from '../../src/ui/format.ts';
import { tasksOf } from '../support/mainThread.ts';
import { openWith } from '../support/playground.ts';
import { finishedRun, openRun } from '../support/storedRun.ts';

/** What networks cost: the whole network with what it would be, and children against what they cost. */

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const slider = (page: Page) => page.getByRole('slider', { name: 'Child in the trade-off chart' });
const childDots = (page: Page) => page.getByRole('img', { name: 'Trade-off chart' }).locator('[data-child]');
/** Between the chart and its table. */
const chartOrTable = (page: Page) => page.getByRole('button', { name: /^(Table|Chart)$/ });
const nasnet = presetOf('nasnet-a').architecture;

test.beforeEach(({ page }) => page.setViewportSize({ width: 1440, height: 900 }));

test('a shared pair has its network without a run, and by keys it becomes any other, counted exactly', async ({
  page,
}) => {
  const settings = { cellsPerStage: 1, filters: 8 };
  await openWith(page, settings, `#c=${encodeArchitecture(nasnet)}`);
  await tab(page, 'Network').click();
  const image = page.getByRole('img', { name: 'Network', exact: true });
  await expect(image).toBeVisible();
  const counts = countGraph(buildCifar(nasnet, settings));
  await expect(image).toHaveAccessibleDescription(
    new RegExp(`^5 cells .*N 1, F 8: ${whole(counts.trainable)} parameters, ${whole(counts.multiplyAdds)} `),
  );

  const table = page.getByRole('table', { name: 'Counts, beside the published ones' });
  await expect(table.getByRole('row', { name: /^these settings, N 1, F 8/ })).toBeVisible();
  await page.getByRole('spinbutton', { name: /^Normal cells/ }).focus();
  await page.keyboard.press('ArrowUp');
  await page.getByRole('spinbutton', { name: /^Filters/ }).fill('32');
  const other = countGraph(buildCifar(nasnet, { cellsPerStage: 2, filters: 32 }));
  await expect(image).toHaveAccessibleDescription(
    new RegExp(`N 2, F 32: ${whole(other.trainable)} parameters`),
  );
  const cell = (name: RegExp) => table.getByRole('row', { name }).getByRole('cell').first();
  await expect(cell(/^what if, N 2, F 32/)).toHaveAttribute('title', whole(other.trainable));
  await expect(page.getByText('the work with these settings')).toBeVisible();

  await page.getByRole('button', { name: 'ImageNet 331, N 6, F 168' }).click();
  await expect(cell(/^what if, N 6, F 168/)).toHaveAttribute('title', '88,753,150');
  await expect(table.getByRole('row', { name: /6 @ 4032, published/ })).toContainText(/88\.9\sM23\.8\sB/);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(cell(/^what if, N 1, F 8/)).toHaveAttribute('title', whole(counts.trainable));
});

test('the network’s rows are one tab stop, and show the cell that is chosen', async ({ page }) => {
  await openWith(page, { cellsPerStage: 2, filters: 8 }, `#c=${encodeArchitecture(nasnet)}`);
  await tab(page, 'Network').click();
  const rows = page.getByRole('listbox', { name: 'Cells of the network' });
  const chosen = rows.getByRole('option', { selected: true });
  await rows.focus();
  await expect(chosen).toHaveAccessibleName(/^Cell 1, normal, makes 32 by 32/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toHaveAccessibleName(/^Cell 3, reduction, makes 16 by 16/);
  await expect(page.getByText('reduction cell, F = 16')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(chosen).toHaveAccessibleName(/^Cell 8,/);
  await rows.getByRole('option', { name: /^Cell 6,/ }).click();
  await expect(chosen).toHaveAccessibleName(/^Cell 6, reduction/);
});

test('a dot, its row and its cells are chosen together, wherever that is done', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  await tab(page, 'Trade-off').click();
  const chart = page.getByRole('img', { name: 'Trade-off chart' });
  await expect(childDots(page)).toHaveCount(20);
  await expect(chart).toHaveAccessibleDescription(/^20 children\. On the front, by rising cost: trial \d+ /);
  await expect(page.getByText('Not comparable.')).toBeVisible();

  await slider(page).focus();
  await page.keyboard.press('Home');
  const costs: number[] = [];
  for (let step = 0; step < 4; step++) {
    const text = (await slider(page).getAttribute('aria-valuetext')) ?? '';
    costs.push(Number(/([\d.]+)\sM multiply-adds/.exec(text)?.[1]));
    await page.keyboard.press('ArrowRight');
  }
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  // One whose row is no folded one.
  const number = await playground.rows.nth(1).getAttribute('data-row');
  const said = new RegExp(`^Trial ${number},`);
  await page.keyboard.press('Home');
  for (let step = 0; step < 20; step++) {
    if (said.test((await slider(page).getAttribute('aria-valuetext')) ?? '')) break;
    await page.keyboard.press('ArrowRight');
  }
  await expect(slider(page)).toHaveAttribute('aria-valuetext', said);
  await page.keyboard.press('Enter');
  await expect(playground.rows.nth(1)).toHaveAttribute('data-shown', 'true');
  await expect(page.getByRole('heading', { name: `Trial ${number}` })).toBeVisible();

  // And the other way round.
  const ring = page.locator('.tradeoff-selected');
  const before = await ring.boundingBox();
  const row = playground.rows.nth(2);
  await row.hover();
  await expect(page.locator('.tradeoff-touched')).toBeVisible();
  await row.locator('.board-show').click();
  await expect.poll(() => ring.boundingBox()).not.toEqual(before);
  await childDots(page).first().hover();
  await expect(page.getByRole('tooltip')).toContainText('multiply-adds');
});

test('a replay shows its moment in both, and the run is held against every measure', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  await playground.button('Replay').click();
  const moment = page.getByRole('slider', { name: 'Moment of the replay' });
  await expect(moment).toBeFocused();
  await page.keyboard.press('Space');
  await expect(playground.button('Play')).toBeVisible();
  await tab(page, 'Trade-off').click();
  await tab(page, 'Network').click();
  await moment.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('Each child that has been trained becomes a dot here.')).toBeVisible();
  for (let times = 0; times < 7; times++) await page.keyboard.press('ArrowRight');
  await expect(childDots(page)).toHaveCount(7);
  await expect(page.getByRole('table', { name: 'Counts, beside the published ones' })).toContainText(
    'this run,',
  );

  for (const measure of ['parameters', 'ms a step', 'multiply-adds']) {
    await page.getByRole('group', { name: 'against' }).getByRole('button', { name: measure }).click();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', new RegExp(`${measure}, `));
  }
  await page.getByRole('button', { name: 'hypervolume' }).click();
  await expect(page.getByRole('img', { name: 'Hypervolume' })).toHaveAccessibleDescription(
    / \d[\d.]*\s% of the box/,
  );
  await page.getByRole('button', { name: 'CIFAR-10', exact: true }).click();
  await expect(page.getByRole('img', { name: 'Published models' })).toContainText('6 @ 768');

  await chartOrTable(page).click();
  const children = page.getByRole('table', { name: 'Children by cost' });
  await expect(children.locator('tbody tr')).toHaveCount(7);
  await expect(children.getByRole('cell', { name: 'on it' }).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Published models' }).locator('tbody tr')).toHaveCount(15);
});

test('a search that runs is seen in both as it goes on', async ({ page }) => {
  const playground = await openWith(page, { trials: 40, cellsPerStage: 1, filters: 4 });
  await playground.start();
  await tab(page, 'Network').click();
  await tab(page, 'Trade-off').click();
  await playground.trials(2);
  await expect.poll(() => childDots(page).count()).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('table', { name: 'Counts, beside the published ones' })).toContainText(
    'this run, N 1, F 4',
  );
  await playground.button('Stop').click();
});

test('nothing scrolls sideways, nor is cut off, at any width', async ({ page }) => {
  await openWith(page);
  await openRun(page, finishedRun(6));
  await tab(page, 'Network').click();
  await tab(page, 'Trade-off').click();
  await page.getByRole('button', { name: 'ImageNet 331, N 6, F 168' }).click();
  for (const width of [1920, 1440, 1216, 768, 390, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(childDots(page)).toHaveCount(6);
    const over = () =>
      page
        .locator('main, .network, .network-side, .tradeoff, .tradeoff-plot')
        .evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth).filter((more) => more > 8));
    await expect.poll(over, { message: `at ${width} px` }).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('@full with 500 trials no task takes 50 ms to open, to choose or to switch', async ({
  browser,
  page,
}) => {
  await openWith(page);
  await openRun(page, finishedRun(500));
  await expect(page.getByText('Finished', { exact: true })).toBeVisible();
  await tab(page, 'Trade-off').click();
  await tab(page, 'Network').click();
  await expect(childDots(page)).toHaveCount(500);
  const longest: number[] = [];
  for (let round = 0; round < 3; round++) {
    const [task = 0] = await tasksOf(browser, page, async () => {
      await tab(page, 'Reward').click();
      await tab(page, 'Trade-off').click();
      await page.getByRole('button', { name: 'parameters', exact: true }).click();
      await page.getByRole('button', { name: 'multiply-adds', exact: true }).click();
      await slider(page).focus();
      for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await chartOrTable(page).click();
      await chartOrTable(page).click();
      await page.getByRole('button', { name: 'More N' }).click();
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.waitForTimeout(2000);
    });
    longest.push(task);
  }
  expect(Math.min(...longest), longest.join(', ')).toBeLessThan(50);
});
