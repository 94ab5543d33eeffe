import { expect, test } from 'playwright/test';
import { goOn, showMe } from '../support/lessons.ts';
import { openFirst } from '../support/playground.ts';

/** Show me does every step of every lesson before the eyes of who asks for it; nothing of it needs a graphics card. */

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });

for (const [lesson, steps] of [
  [1, 11],
  [2, 6],
  [3, 7],
  [4, 5],
  [5, 6],
  [6, 6],
  [7, 5],
  [8, 6],
] as const) {
  test(`lesson ${lesson} to its end @full`, async ({ page }) => {
    test.setTimeout(240_000);
    await openFirst(page);
    await page.goto(`./#lesson=${lesson}`);
    for (let step = 1; step <= steps; step++) {
      await expect(page.getByText(`step ${step} of ${steps}`, { exact: true })).toBeVisible();
      await showMe(page);
      await goOn(page, 150_000);
    }
    await expect(page.getByText('What came out')).not.toHaveCount(0);
    await expect(page.getByText('not known on this page yet')).toHaveCount(0);
    await expect(page.locator('.lesson-jump[aria-current] .lesson-done')).toBeVisible();
  });
}
