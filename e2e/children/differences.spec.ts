import { expect, type Page, test } from 'playwright/test';
import { encodeRoute } from '../../src/codecs/route.ts';
import { presetOf } from '../../src/space/presets.ts';
import { comparedChildren } from '../../src/ui/child/differences/testing/compared.ts';
import { groupedRun } from '../support/groupedRun.ts';
import { openWith } from '../support/playground.ts';
import { goTo, openRun } from '../support/storedRun.ts';

/** Two children held against each other, by keys alone. */

test.use({ viewport: { width: 1440, height: 900 } });

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const menu = (page: Page) => page.getByRole('combobox', { name: 'Child beside it' });
const facts = (page: Page) => page.getByRole('region', { name: 'Differences between two children' });
const image = (page: Page, name: string) => page.getByRole('img', { name, exact: true });
const row = (page: Page, trial: number) =>
  page.getByRole('button', { name: `Show trial ${trial}`, exact: true });

/** From the leaderboard into the differences of a child. */
async function openDifferences(page: Page, trial: number): Promise<void> {
  await row(page, trial).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '‹ Search' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await expect(tab(page, 'Differences')).toHaveAttribute('aria-selected', 'true');
}

test('two children of a run, from the leaderboard to the words and back, by keys', async ({ page }) => {
  await openWith(page);
  await openRun(page, groupedRun(comparedChildren()));
  await openDifferences(page, 1);
  // The best other child stands beside it until another one is chosen.
  await expect(menu(page)).toHaveValue('trial 3');
  await expect(page).toHaveURL(/#inspect=1,3$/);
  await menu(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/#inspect=1,2$/);
  for (const name of [
    'Normal cell of child 1',
    'Reduction cell of child 1',
    'Normal cell of child 2',
    'Reduction cell of child 2',
  ])
    await expect(image(page, name)).toBeVisible();

  const normal = facts(page).getByRole('list', { name: 'Normal cell' }).getByRole('listitem');
  await expect(normal).toHaveText([
    'block 2, first inputhi−1 → hi',
    'block 4, second operationavg 3×3 → identity',
  ]);
  const reduction = facts(page).getByRole('list', { name: 'Reduction cell' }).getByRole('listitem');
  await expect(reduction).toHaveText(['block 2, combineradd → concat']);
  const four = facts(page).locator('dd');
  const counted = (await four.allTextContents()).map(Number);
  expect(counted).toHaveLength(4);
  expect(counted.reduce((a, b) => a + b)).toBe(1000);
  await expect(facts(page)).toContainText(
    /Child 2 leads by 3\.0 points\..* McNemar’s exact test, p\s=\s0\.\d\d\./,
  );
  await expect(facts(page)).toContainText(
    'How much trainings of one child differ under these settings is not measured',
  );

  // What differs is told node by node, and lights up in the other drawing too.
  const nodes = page.getByRole('group', { name: 'Normal cell of child 1, nodes' });
  await expect(nodes.getByRole('button', { name: /, not so in child 2$/ })).toHaveCount(2);
  await nodes.getByRole('button').first().focus();
  await expect(page.locator('[data-active]')).toHaveCount(2);

  await page.getByRole('button', { name: 'Swap' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#inspect=2,1$/);
  await expect(normal.first()).toHaveText('block 2, first inputhi → hi−1');
  await expect(row(page, 2)).toHaveAttribute('aria-pressed', 'true');

  // Rows of the leaderboard choose: the second one with Shift, the first one without.
  await row(page, 4).focus();
  await page.keyboard.press('Shift+Enter');
  await expect(menu(page)).toHaveValue('trial 4');
  await row(page, 4).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#inspect=4,2$/);

  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/#inspect/);
  await expect(tab(page, 'Trial 4')).toBeVisible();
});

test('what can’t be told is said', async ({ page }) => {
  await openWith(page);
  await openRun(page, groupedRun(comparedChildren({ hasBits: false })));
  await page.evaluate(() => {
    location.hash = '#inspect=1,2';
  });
  await expect(facts(page)).toContainText('Which images were right is not kept of child 1 and child 2');
  await expect(facts(page).locator('dd')).toHaveCount(0);
  await menu(page).selectOption({ label: 'child 5' });
  await expect(facts(page)).toContainText('Child 5 failed and has no figures.');
  await menu(page).selectOption({ label: 'AmoebaNet-A' });
  await expect(facts(page)).toContainText('AmoebaNet-A was not trained in this run');
  await page.evaluate(() => {
    location.hash = '#inspect=2,7';
  });
  await expect(facts(page)).toContainText(
    'Child 2 and child 7 are one graph and share the result of one training.',
  );
  await page.evaluate(() => {
    location.hash = '#inspect=2,70';
  });
  await expect(page.getByText('This run has no child 70.')).toBeVisible();
});

test('a pair from a link, without a run, is held against published ones', async ({ page }) => {
  const { architecture } = presetOf('darts-v2');
  await openWith(page, {}, encodeRoute({ view: 'pair', architecture }));
  await page.getByRole('button', { name: 'Inspect' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await expect(image(page, 'Normal cell of Shared pair')).toBeVisible();
  await menu(page).selectOption({ label: 'DARTS v2' });
  await expect(facts(page)).toContainText('Both are one graph.');
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(image(page, 'Normal cell of DARTS v2')).toHaveCount(1);
  await expect(menu(page)).toHaveValue('pair Shared pair');
});

for (const { width, height } of [
  { width: 1216, height: 800 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
]) {
  test(`at ${width} px one cell of both is there at a time, and nothing runs over`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openWith(page);
    await openRun(page, groupedRun(comparedChildren()));
    await goTo(page, 'Search');
    await page.evaluate(() => {
      location.hash = '#inspect=1,2';
    });
    await expect(image(page, 'Normal cell of child 1')).toBeVisible();
    await expect(image(page, 'Reduction cell of child 1')).toHaveCount(0);
    await page.getByRole('button', { name: 'Reduction cell', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(image(page, 'Reduction cell of child 2')).toBeVisible();
    await expect(image(page, 'Normal cell of child 2')).toHaveCount(0);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    const [pick, swap] = await Promise.all([
      menu(page).boundingBox(),
      page.getByRole('button', { name: 'Swap' }).boundingBox(),
    ]);
    expect((pick?.x ?? 0) + (pick?.width ?? 0)).toBeLessThanOrEqual(swap?.x ?? 0);
    expect(await page.locator('.two-cells svg').first().getAttribute('data-size')).not.toBe('T');
  });
}
