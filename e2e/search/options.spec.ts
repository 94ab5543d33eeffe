import { expect, test } from 'playwright/test';
import { openWith } from '../support/playground.ts';

/** Wide enough for the settings beside the page. */
test.use({ viewport: { width: 1600, height: 900 } });

test('with weight sharing and halving, rows and facts say what a child inherited and how far it got', async ({
  page,
}) => {
  const playground = await openWith(page, {
    strategy: 'random',
    trials: 4,
    blocks: 1,
    epochs: 2,
    weightSharing: true,
    halving: true,
    reductionFactor: 2,
  });
  await expect(page.getByRole('switch', { name: 'Weight sharing' })).toHaveAttribute('aria-checked', 'true');
  await expect(page.getByRole('switch', { name: 'Successive halving' })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await expect(page.getByLabel('Epochs at first, r')).toHaveValue('1');
  await playground.start();
  await playground.trials(4);
  const board = page.getByRole('table', { name: 'Leaderboard' });
  // Of the first two children the better one is trained on as the third.
  const promoted = board.locator('[data-row="3"]');
  await expect(promoted).toContainText(/↑ #[12]/);
  await expect(promoted).toContainText('2 epochs');
  await expect(board.locator('[data-row="2"]')).toContainText('1 epoch');
  await board.getByRole('button', { name: 'Show trial 2' }).click();
  await expect(page.locator('.fact-inherits')).toHaveText(/^inherits [1-9]\d*\s% of its weights$/);
});
