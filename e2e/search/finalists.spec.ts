import { expect, test } from 'playwright/test';
import { openWith } from '../support/playground.ts';

test('the best children are trained again: the bar counts them, the chart and its table show their figures', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page, { trials: 3, finalists: 2, epochs: 2 }, '', 'processor');
  // Looked at in every frame: a finalist of so small a run is in training for less than a second.
  const counted = page.waitForFunction(
    () => /Finalist [12] of 2/.test(document.body.textContent ?? ''),
    null,
    { polling: 'raf', timeout: 60_000 },
  );
  await playground.start();
  await counted;
  // They are no trials: their number is what it was, and the chart has no dot more.
  await expect(playground.rows).toHaveCount(3);
  await expect(playground.dots).toHaveCount(3);
  await expect(page.getByText('3 trials, 2 finalists')).toBeVisible({ timeout: 60_000 });
  await expect(playground.dots).toHaveCount(3);
  const chart = playground.image('Reward chart');
  await expect(chart).toContainText('trained again');
  await expect(chart).toContainText(/final \d+\.\d ± \d+\.\d/);

  const slider = page.getByRole('slider', { name: 'Trial in the reward chart' });
  await slider.press('Home');
  await expect(page.getByRole('tooltip').first()).toContainText(/±\s\d+\.\d: images only/);

  await playground.button('Table').click();
  const again = page.getByRole('table', { name: 'Trained again', exact: true });
  await expect(again.getByRole('row', { name: /^final / })).toHaveCount(1);
  await expect(again.getByRole('row', { name: /fresh seed/ })).toHaveCount(4);
  const first = page.getByRole('table', { name: 'Rewards by trial' }).getByRole('row').nth(1);
  await expect(first.getByRole('cell').nth(1)).toHaveText(/^\d+\.\d$/);
});
