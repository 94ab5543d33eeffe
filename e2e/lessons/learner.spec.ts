import { expect, type Page, test } from 'playwright/test';
import { goOn, isDone, lessons, next } from '../support/lessons.ts';
import { openFirst, openWith } from '../support/playground.ts';

/** Lessons as a learner does them, by acts and not by Show me. */

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });

async function goOnByKey(page: Page): Promise<void> {
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
}

test('lesson 3 by keyboard alone; a wrong guess and a wrong act are answered', async ({ page }) => {
  await openWith(page, { imageSize: 16 }, '#lesson=3');
  const guess = page.getByRole('textbox', { name: /How many cells/ });
  await guess.focus();
  await page.keyboard.type('0');
  await expect(lessons(page)).toContainText('A number from 1 to 500');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('12');
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'NASNet-A', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'ImageNet 224', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(lessons(page)).toContainText('That is ImageNet, which comes later.');
  await page.getByRole('button', { name: 'CIFAR', exact: true }).focus();
  await page.keyboard.press('Enter');
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
  const cells = page.getByRole('spinbutton', { name: /Normal cells in each/ });
  await cells.focus();
  await page.keyboard.type('4');
  await expect(lessons(page)).toContainText('With N = 4 the network stacks 14 cells');
  await expect(next(page)).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('spinbutton', { name: /Filters of the first stage/ }).focus();
  await page.keyboard.type('32');
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
  const rows = page.locator('.network-rows');
  await rows.focus();
  for (let at = 0; at < 7; at++) await page.keyboard.press('ArrowUp');
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'ImageNet 224', exact: true }).focus();
  await page.keyboard.press('Enter');
  await isDone(page);
  await next(page).focus();
  await page.keyboard.press('Enter');
  await expect(lessons(page)).toContainText('20 cells');
  await expect(lessons(page)).toContainText('12 cells');
  await page.keyboard.press('Escape');
  await expect(lessons(page)).toHaveCount(0);
  // What was tried is none of the person's choices.
  await expect(cells).toHaveCount(0);
});

test('lesson 4 by pointer, and what was on the page is back after it', async ({ page }) => {
  await openFirst(page);
  await page.goto('./#lesson=4');
  await page.getByRole('textbox', { name: /What share/ }).fill('90');
  await goOn(page);
  const slider = page.locator('.scrubber [role="slider"]');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await goOn(page);
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await goOn(page);
  const squares = page.locator('.confusion-square');
  await squares.nth(0).click();
  await expect(lessons(page)).toContainText('is right. Look beside the diagonal.');
  // Airplanes taken for ships, of the recording.
  await squares.nth(8).click();
  await goOn(page);
  for (let at = 0; at < 5; at++) await page.locator('.held-out-image').nth(at).click();
  await goOn(page);
  await expect(lessons(page)).toContainText('90 %');
  await expect(lessons(page)).toContainText('46.4');
  await page.getByRole('button', { name: 'Leave the lessons', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Leaderboard' })).toBeVisible();
  await expect(page.getByText('A recorded run:')).toHaveCount(0);
});

test('lesson 5 by keyboard alone: two that can’t be told apart, two that can', async ({ page }) => {
  await openFirst(page);
  await page.goto('./#lesson=5');
  await page.getByRole('textbox', { name: /By how many points/ }).focus();
  await page.keyboard.type('5');
  await goOnByKey(page);
  const slider = page.locator('.scrubber [role="slider"]');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await goOnByKey(page);
  await slider.focus();
  await page.keyboard.press('End');
  await goOnByKey(page);
  await page.getByRole('radio', { name: 'NASNet-A is better' }).focus();
  await page.keyboard.press('Space');
  await expect(lessons(page)).toContainText('which holds 0: either may be better');
  await page.getByRole('radio', { name: 'Cannot tell' }).focus();
  await page.keyboard.press('Space');
  await goOnByKey(page);
  await page.getByRole('radio', { name: 'NASNet-A is better' }).focus();
  await page.keyboard.press('Space');
  await goOnByKey(page);
  await page.locator('[data-row="9"] .board-show').focus();
  await page.keyboard.press('Enter');
  await goOnByKey(page);
  await expect(lessons(page)).toContainText('1.1 points');
});

test('on a phone a lesson is a sheet of half the height at most, and pulls down to its head', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openFirst(page);
  await page
    .getByRole('navigation', { name: 'Parts of the page' })
    .getByRole('button', { name: 'Learn' })
    .click();
  await page.getByRole('button', { name: /From two cells to a network/ }).click();
  const sheet = lessons(page);
  expect((await sheet.boundingBox())?.height).toBeLessThanOrEqual(422);
  await sheet.getByRole('button', { name: /3 of 8/ }).click();
  expect((await sheet.boundingBox())?.height).toBeLessThan(52);
});

test('three questions, answered alone and kept here', async ({ page }) => {
  await openFirst(page);
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: /Three questions before/ }).click();
  await page.getByRole('radio', { name: 'State 3 alone' }).check();
  await page.getByRole('radio', { name: 'The first alone' }).check();
  await page.getByRole('radio', { name: 'It makes them likelier.' }).check();
  await expect(lessons(page)).toContainText('Your answers stay on this machine.');
  await page.reload();
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: /Three questions after/ }).click();
  await page.getByRole('radio', { name: 'States 3 and 4' }).check();
  await page.getByRole('radio', { name: 'The second alone' }).check();
  await page.getByRole('radio', { name: 'It makes them likelier.' }).check();
  await expect(lessons(page)).toContainText('Right before: 2 of 3. Right after: 3 of 3.');
});

test('lesson 1: a search is watched, and a cell is built by hand', async ({ page }) => {
  await openFirst(page);
  await page.goto('./#lesson=1');
  await page.getByRole('radio', { name: 'The weights of one network' }).check();
  await goOn(page);
  const slider = page.locator('.scrubber [role="slider"]');
  await slider.focus();
  for (let at = 0; at < 4; at++) await page.keyboard.press('Shift+ArrowRight');
  await goOn(page);
  await page.getByRole('textbox', { name: /power of ten/ }).fill('6');
  await goOn(page);
  await page.locator('.cell-panel').getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(lessons(page)).toContainText('Empty both cells, at the column');
  await page.getByRole('button', { name: 'Empty both cells' }).click();
  await goOn(page);
  const node = (key: string) => page.locator(`.editor-cell [data-node="${key}"]`);
  const option = (group: string, key: string) =>
    page.locator(`.editor-side [data-group="${group}"] [data-option="${key}"]`);
  const choose = async (at: string, group: string, key: string): Promise<void> => {
    await node(at).click();
    await option(group, key).click();
  };
  const add = () => page.getByRole('button', { name: 'Add a block', exact: true }).click();
  await add();
  await choose('tile 0 0', 'reads', '0');
  await goOn(page);
  await choose('tile 0 1', 'reads', '1');
  await goOn(page);
  await choose('tile 0 0', 'operation', 'conv_3x3');
  await goOn(page);
  await choose('tile 0 1', 'operation', 'identity');
  await goOn(page);
  await choose('combiner 0', 'combine', 'concat');
  await goOn(page);
  const block = async (at: number, reads: readonly [string, string]): Promise<void> => {
    await add();
    for (const slot of [0, 1] as const) {
      await choose(`tile ${at} ${slot}`, 'reads', reads[slot]);
      await choose(`tile ${at} ${slot}`, 'operation', 'maxpool_3x3');
    }
  };
  await block(1, ['0', '1']);
  await expect(lessons(page)).toContainText('This block reads the cells below alone.');
  await choose('tile 1 0', 'reads', '2');
  await goOn(page);
  await block(2, ['0', '2']);
  await goOn(page);
  await expect(lessons(page)).toContainText('10 to the 18');
});

test('lesson 6: three hundred children, the decision that moved most, an update', async ({ page }) => {
  await openFirst(page);
  await page.goto('./#lesson=6');
  await page.getByRole('radio', { name: 'Which operations it applies' }).check();
  await goOn(page);
  await page.getByRole('tab', { name: 'Controller', exact: true }).click();
  await page.locator('.scrubber [role="slider"]').focus();
  await page.keyboard.press('End');
  await goOn(page);
  await page.getByRole('button', { name: 'Decision step', exact: true }).click();
  for (let at = 1; at < 5; at++)
    await page.getByRole('button', { name: 'Next decision', exact: true }).click();
  await goOn(page);
  // A learner tries one column after the other, in both cells.
  search: for (const cell of ['Normal cell', 'Reduction cell']) {
    await page.locator('.score-top').getByRole('button', { name: cell, exact: true }).click();
    await page.locator('.score-slider').focus();
    await page.keyboard.press('Home');
    for (let at = 0; at < 10; at++) {
      await page.waitForTimeout(150);
      if ((await next(page).getAttribute('aria-disabled')) === 'false') break search;
      await page.keyboard.press('ArrowRight');
    }
  }
  await goOn(page);
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await goOn(page);
  await page.getByRole('radio', { name: 'It makes them likelier' }).check();
  await expect(lessons(page)).toContainText('look at the sign');
  await page.getByRole('radio', { name: 'It makes them rarer' }).check();
  await goOn(page);
  // What came out is said, and stands beside the guess.
  const [guess, came] = await lessons(page)
    .locator('.lesson-outcome')
    .first()
    .locator('dd')
    .allTextContents();
  expect(guess).toBe('Which operations it applies');
  expect(came).toMatch(/^What a block reads/);
  await expect(page.locator('.lesson-answered')).toContainText('It makes them rarer');
});

test('lesson 2: what a change costs turns round with the width', async ({ page }) => {
  await openFirst(page);
  await page.goto('./#lesson=2');
  await page.getByRole('radio', { name: 'conv 3×3' }).check();
  await goOn(page);
  await page.getByRole('radio', { name: 'sep 5×5' }).check();
  await goOn(page);
  await page.getByRole('radio', { name: 'D', exact: true }).check();
  await expect(lessons(page)).toContainText('that is the identity');
  await page.getByRole('radio', { name: 'C', exact: true }).check();
  await goOn(page);
  await page.locator('.cell-panel').getByRole('button', { name: 'Edit', exact: true }).click();
  const choose = async (tile: string, operation: string): Promise<void> => {
    await page.locator(`.editor-cell [data-node="${tile}"]`).click();
    await page.locator(`.editor-side [data-option="${operation}"]`).click();
  };
  await choose('tile 0 1', 'identity');
  await expect(lessons(page)).toContainText('Something else was changed.');
  await choose('tile 0 0', 'conv_3x3');
  await goOn(page);
  await expect(lessons(page)).not.toContainText('F 32');
  await page.getByRole('radio', { name: 'They fall, too' }).check();
  await expect(lessons(page)).toContainText('It turns round.');
  await page.getByRole('radio', { name: 'They rise' }).check();
  await expect(lessons(page)).toContainText('F 32');
  await goOn(page);
  for (const tile of ['tile 0 0', 'tile 1 0', 'tile 1 1', 'tile 4 0']) await choose(tile, 'avgpool_3x3');
  await page.getByRole('tab', { name: 'Reduction cell', exact: true }).click();
  for (const tile of ['tile 0 0', 'tile 0 1', 'tile 1 1', 'tile 2 1', 'tile 4 0'])
    await choose(tile, 'identity');
  await goOn(page);
  await expect(lessons(page)).toContainText('232');
});

test('lesson 7: few seeds, then many, which are recorded; and a comparison of one’s own', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openFirst(page);
  await page.goto('./#lesson=7');
  await page.getByRole('textbox', { name: /In how many of 30/ }).fill('20');
  await goOn(page);
  await page.getByRole('button', { name: 'Compare strategies', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare strategies' });
  await expect(dialog).toContainText('recorded on');
  await expect(dialog.getByRole('textbox', { name: 'Seeds' })).toHaveValue('3');
  await goOn(page);
  await page.getByRole('radio', { name: 'Some' }).check();
  await expect(lessons(page)).toContainText('0 of 7 stand above the heading');
  await page.getByRole('radio', { name: 'None of them' }).check();
  await goOn(page);
  await dialog.getByRole('button', { name: '30 seeds', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'Seeds' })).toHaveValue('30');
  await goOn(page);
  await lessons(page).getByRole('radio', { name: 'REINFORCE' }).check();
  await expect(lessons(page)).toContainText('its p is below 0.05');
  await lessons(page).getByRole('radio', { name: 'PPO as published' }).check();
  await goOn(page);
  await expect(lessons(page)).toContainText('PPO was better in 23 of 30 searches');
  // Of 3 seeds, though 30 are shown by now.
  await expect(lessons(page)).toContainText('None of them');
  for (const name of [/^PPO/, /^REINFORCE/, /^Linear/, /^Random, repeating/])
    for (const box of await dialog.getByRole('checkbox', { name }).all()) await box.uncheck();
  await dialog.getByRole('textbox', { name: 'Seeds' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(dialog).not.toContainText('recorded on', { timeout: 60_000 });
  await expect(dialog.getByRole('button', { name: /^Run again/ })).toBeVisible({ timeout: 90_000 });
  await lessons(page).getByRole('button', { name: 'Next lesson' }).click();
  await expect(dialog).toHaveCount(0);
});

test('lesson 8: a child of the front, as large as the published networks', async ({ page }) => {
  await openFirst(page);
  await page.goto('./#lesson=8');
  await page.getByRole('textbox', { name: /How many days/ }).fill('100');
  await goOn(page);
  await page.getByRole('tab', { name: 'Trade-off', exact: true }).click();
  await goOn(page);
  const slider = page.locator('.tradeoff-plot').first().locator('.chart-slider');
  await slider.focus();
  await page.keyboard.press('Home');
  for (let at = 0; at < 60; at++) {
    await page.keyboard.press('Enter');
    await page.waitForTimeout(60);
    if ((await next(page).getAttribute('aria-disabled')) === 'false') break;
    await page.keyboard.press('ArrowRight');
  }
  await goOn(page);
  await page.getByRole('tab', { name: 'Network', exact: true }).click();
  await page.getByRole('button', { name: 'CIFAR-10, N 6, F 32' }).click();
  await goOn(page);
  await page.getByRole('button', { name: 'ImageNet 331, N 6, F 168' }).click();
  await goOn(page);
  await page.locator('.tradeoff-plot').last().locator('.words-choice').last().click();
  await goOn(page);
  await expect(lessons(page)).toContainText('2,000 days');
});
