import { expect, type Page, test } from 'playwright/test';
import { encodeRoute } from '../../src/codecs/route.ts';
import { presetOf } from '../../src/space/presets.ts';
import { decidedRun } from '../support/decidedRun.ts';
import { openWith } from '../support/playground.ts';
import { finishedRun, openRun } from '../support/storedRun.ts';

/** The views of the panels, by keys alone where a person could. */

test.use({ viewport: { width: 1440, height: 900 } });

const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name, exact: true });
const panel = (page: Page) => page.getByRole('region', { name: 'Child network' });
const decision = (page: Page) => page.getByRole('slider', { name: 'Decision', exact: true });

test('tabs are walked by arrows, name their panel, and the panel keeps its height', async ({ page }) => {
  await openWith(page);
  await openRun(page, decidedRun(20));
  await expect(page.locator('.cell-node').first()).toBeVisible();
  const before = await panel(page).boundingBox();
  await tab(page, 'Child 20').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Controller')).toBeFocused();
  await expect(tab(page, 'Controller')).toHaveAttribute('aria-selected', 'true');
  await expect(tab(page, 'Child 20')).toHaveAttribute('tabindex', '-1');
  await expect(page.getByRole('tabpanel', { name: 'Controller' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Controller', exact: true })).toBeVisible();
  expect((await panel(page).boundingBox())?.height).toBe(before?.height);
  await page.keyboard.press('Home');
  await expect(page.getByRole('img', { name: 'Normal cell' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(tab(page, 'Network')).toBeFocused();
});

test('the controller’s decisions are told one by one, by keys', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, decidedRun(20));
  await tab(page, 'Controller').click();
  const image = playground.image('Controller');
  await expect(image).toHaveAttribute(
    'aria-description',
    /^Normal cell of child 20: 25 decisions, entropy \d+\.\d\s% of the most possible\. Most settled is block/,
  );
  await expect(panel(page)).toContainText('LSTM, PPO: 15 rewards in 3 updates, sampled child 20');
  await decision(page).focus();
  await expect(decision(page)).toHaveAttribute('aria-valuetext', /^Block 1, first input: /);
  await page.keyboard.press('End');
  await expect(decision(page)).toHaveAttribute(
    'aria-valuetext',
    /^Block 5, combiner: (add|concat) with \d\.\d{3}, entropy \d\.\d of 1\.0 bits$/,
  );
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: 'Block 5, second operation' })).toBeVisible();
  const told = panel(page).locator('.softmax > li');
  await expect(told).toHaveCount(13);
  const shares = (await told.locator('.num').allTextContents()).map(Number);
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 1);

  // One of them after the other, through both cells.
  const step = playground.button('Decision step');
  await step.focus();
  await page.keyboard.press('Enter');
  await expect(playground.button('Next decision')).toBeFocused();
  await expect(panel(page).getByText('1 of 50')).toBeVisible();
  await expect(panel(page).locator('.score-ring')).toHaveCount(1);
  for (let times = 0; times < 25; times++) await page.keyboard.press('Enter');
  await expect(panel(page).getByText('26 of 50')).toBeVisible();
  await expect(playground.button('Reduction cell')).toHaveAttribute('aria-pressed', 'true');
  await expect(panel(page).locator('[aria-live="polite"]')).toContainText('Given the choices before it');
  await playground.button('Back').click();
  await expect(playground.button('Normal cell')).toHaveAttribute('aria-pressed', 'true');
  await playground.button('All').click();
  await expect(step).toBeFocused();
  await expect(panel(page).locator('.score-ring')).toHaveCount(25);
});

test('the entropy leads to any child, and the update that learned from it adds up', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, decidedRun(20));
  await tab(page, 'Controller').click();
  const line = page.getByRole('slider', { name: 'Child along the entropy' });
  await line.focus();
  await expect(line).toHaveAttribute('aria-valuetext', /^child 20, entropy \d+\.\d\s%/);
  await page.keyboard.press('Home');
  await expect(tab(page, 'Trial 1')).toBeVisible();
  await expect(panel(page)).toContainText('LSTM, PPO: no update yet, sampled child 1');
  await expect(line).toHaveAttribute('aria-valuetext', /100\.0\s%/);
  for (let times = 0; times < 6; times++) await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Trial 7')).toBeVisible();
  await playground.button('Update').click();
  const told = page.getByRole('region', { name: 'Update 2, after trial 10' });
  const rows = told.getByRole('table', { name: 'Rewards of the update' }).locator('tbody tr');
  await expect(rows).toHaveCount(5);
  for (const row of await rows.all()) {
    const [reward, baseline, advantage] = (await row.locator('td').allTextContents()).map((text) =>
      Number(text.replace('−', '-')),
    );
    expect(Math.abs(reward! - baseline! - advantage!)).toBeLessThanOrEqual(0.11);
  }
  await expect(told).toContainText(/Child 7 was (better|worse) than expected/);
  await expect(told).toContainText('advantage × gradient of log p');
  // A row of the leaderboard chooses the child here, too.
  await playground.button('Show trial 12').click();
  await expect(page.getByRole('region', { name: 'Update 3, after trial 15' })).toBeVisible();
});

for (const [strategy, text] of [
  ['random', 'Random search has no controller'],
  ['evolution', 'Population'],
  ['local', 'can’t be the children of a local search'],
  ['linear', 'What each choice is worth'],
] as const) {
  test(`a ${strategy} search has no controller, and says what it does instead`, async ({ page }) => {
    await openWith(page);
    await openRun(page, decidedRun(30, strategy, 2));
    await expect(tab(page, 'Controller')).toHaveCount(0);
    await tab(page, 'Strategy').click();
    await expect(panel(page).getByText(text).first()).toBeVisible({ timeout: 60_000 });
    if (strategy === 'linear')
      await expect(
        panel(page)
          .getByRole('list', { name: /^Coefficients/ })
          .getByRole('listitem'),
      ).toHaveCount(14);
  });
}

test('a pair that came with a link has even decisions, and an old run says what it lacks', async ({
  page,
}) => {
  const { architecture } = presetOf('darts-v2');
  await openWith(page, {}, encodeRoute({ view: 'pair', architecture }));
  await tab(page, 'Controller').click();
  await expect(page.getByRole('img', { name: 'Controller', exact: true })).toBeVisible();
  await expect(panel(page).getByText('No controller drew this pair')).toBeVisible();
  await openRun(page, finishedRun(3));
  await tab(page, /^Back|^Child/)
    .first()
    .click();
  await page.getByRole('button', { name: /^Show trial 3/ }).click();
  await tab(page, 'Controller').click();
  await expect(panel(page).getByText('The decisions of child 3 are not kept in this run.')).toBeVisible();
});
