import { expect, test } from 'playwright/test';
import { openWith } from '../support/playground.ts';

test('a winner is compared with fixed networks, stopped, gone on with after a reload, and a verdict given', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const small = {
    dataset: 'synthetic',
    imageSize: 8,
    cropPadding: 0,
    trials: 2,
    finalists: 1,
    epochs: 6,
  } as const;
  const playground = await openWith(page, small, '', 'processor');
  await playground.start();
  const card = page.getByRole('region', { name: 'Result of the search' });
  await expect(card).toBeVisible({ timeout: 60_000 });
  await expect(card).toContainText('Did searching pay?');
  const open = card.getByRole('button', { name: 'Compare with fixed networks' });
  await open.click();
  const dialog = page.getByRole('dialog', { name: 'Compare with fixed networks' });
  await expect(dialog.getByRole('row')).toHaveCount(4);
  await expect(
    dialog.getByRole('row', { name: /^NASNet-A F = \d+, .* multiply-adds \(\d\.\d\d of/ }),
  ).toBeVisible();
  await expect(dialog).toContainText('judged on images that gave no reward');
  await expect(dialog.getByText(/^About .* for 15 trainings/)).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(dialog.getByText(/^([1-9]|1[0-4]) of 15 trained\. .* trains, seed/)).toBeVisible({
    timeout: 60_000,
  });
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Train the rest' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
  const stopped = await card.getByText(/^\d+ of 15 trained$/).textContent();

  await page.reload();
  await expect(card.getByText(stopped ?? '', { exact: true })).toBeVisible();
  await open.click();
  await dialog.getByRole('button', { name: 'Train the rest' }).click();
  await expect(
    dialog.getByText(/^(Searching paid: |Searching did not pay here: |Cannot be told apart with 5 seeds: )/),
  ).toBeVisible({ timeout: 90_000 });
  const winner = dialog.getByRole('row', { name: /^The winner/ });
  await expect(winner.getByRole('cell').nth(1)).toHaveText(/^\d+\.\d ±\s\d+\.\d$/);
  const nasnet = dialog.getByRole('row', { name: /^NASNet-A/ });
  await expect(nasnet.getByRole('cell').nth(3)).toHaveText(/^[+−]?\d+\.\d \([+−]?\d+\.\d to [+−]?\d+\.\d\)$/);
  await expect(dialog).toContainText('5,000 images that gave no reward');
  await expect(dialog.getByRole('button', { name: 'Train more seeds' })).toBeVisible();
  // None of it is a child of the search.
  await expect(playground.rows).toHaveCount(2);
});
