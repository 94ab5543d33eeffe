import { expect, type Page, test } from 'playwright/test';
import { goOn, isDone, lessons, next } from '../support/lessons.ts';
import { openFirst, openWith } from '../support/playground.ts';

/** Lessons 4 and 5 with their children trained here, in the place of what is recorded. */

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });

const stage = (page: Page) => page.locator('.inspector-stage');
const trainHere = (page: Page) => page.getByRole('button', { name: 'Train it here', exact: true });
const figures = (page: Page) =>
  page
    .locator('.confusion-square')
    .evaluateAll((squares) => squares.map((square) => square.getAttribute('aria-label')));

test('lesson 4: its child is trained here on the processor; cancelled, the recording is back', async ({
  page,
}) => {
  await openFirst(page);
  await page.goto('./#lesson=4&step=4');
  await expect(page.locator('.confusion-square')).toHaveCount(100);
  const recorded = await figures(page);
  await trainHere(page).click();
  await expect(stage(page)).toContainText(/step \d+ of \d+/, { timeout: 90_000 });
  await expect(next(page)).toHaveAttribute('aria-disabled', 'true');
  await stage(page).getByRole('button').click();
  await expect(trainHere(page)).toBeVisible();
  expect(await figures(page)).toEqual(recorded);
  await page.locator('.confusion-square').nth(8).click();
  await isDone(page);
});

/** Until the child that is looked into was trained here: then maps of it are there, and no recording is spoken of. */
async function trainToItsEnd(page: Page): Promise<void> {
  const recorded = await figures(page);
  await trainHere(page).click();
  await expect(stage(page)).toBeVisible();
  await expect(page.locator('.confusion-square')).toHaveCount(100, { timeout: 900_000 });
  await expect(trainHere(page)).toHaveCount(0);
  await expect(page.getByRole('main', { name: 'Inspector' })).toContainText(/maps? of it/);
  // Recorded on the processor's engine, and trained on it again: to the same bits.
  expect(await figures(page)).toEqual(recorded);
}

test('lessons 4 and 5 with WebGPU, their children trained here to the end @full', async ({ page }) => {
  test.setTimeout(2_400_000);
  await openWith(page, {}, '#lesson=4', 'gpu');
  await page.getByRole('textbox', { name: /What share/ }).fill('50');
  await goOn(page);
  const slider = page.locator('.scrubber [role="slider"]');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await goOn(page);
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await goOn(page);
  await trainToItsEnd(page);
  await page.locator('.confusion-square').nth(8).click();
  await goOn(page);
  for (let at = 0; at < 5; at++) await page.locator('.held-out-image').nth(at).click();
  await goOn(page);
  await expect(lessons(page)).toContainText('46.4');

  await page.goto('./#lesson=5');
  await page.getByRole('textbox', { name: /By how many points/ }).fill('2');
  await goOn(page);
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await goOn(page);
  await slider.focus();
  await page.keyboard.press('End');
  await goOn(page);
  await page.getByRole('radio', { name: 'Cannot tell' }).check();
  await goOn(page);
  await page.getByRole('radio', { name: 'NASNet-A is better' }).check();
  await goOn(page);
  await page.locator('[data-row="9"] .board-show').click();
  await isDone(page);
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await trainToItsEnd(page);
  await goOn(page);
  await expect(lessons(page)).toContainText('1.1 points');
});
