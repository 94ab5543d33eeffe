import { expect, type Page, test } from 'playwright/test';
import { decidedRun } from '../support/decidedRun.ts';
import { openWith, tiny } from '../support/playground.ts';
import { finishedRun } from '../support/storedRun.ts';

/** Runs over each other in the reward chart. */

test.use({ viewport: { width: 1440, height: 900 } });

const list = (page: Page) => page.getByRole('dialog', { name: 'Runs' });
const chart = (page: Page) => page.getByRole('img', { name: 'Reward chart', exact: true });
const lines = (page: Page) => chart(page).locator('[data-run]');

/** Takes runs in, each under a name of its own and the first written last, and leaves their list open. */
async function takeIn(page: Page, texts: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  for (const [index, text] of texts.entries()) {
    const named = text
      .replace('"A finished run"', `"Run ${index + 1}"`)
      .replace(/"updated": "[^"]*"/, `"updated": "2026-02-0${9 - index}T12:00:00.000Z"`);
    const file = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(named) };
    await list(page).locator('input[type="file"]').setInputFiles(file);
    await list(page)
      .getByText(`Run ${index + 1}`, { exact: true })
      .waitFor();
  }
}

test('two runs are laid over each other, read and left, by keys alone', async ({ page }) => {
  await openWith(page);
  await takeIn(page, [decidedRun(20), finishedRun(30)]);
  const row = list(page).getByRole('listitem').filter({ hasText: 'Run 1' });
  await row.getByRole('button', { name: 'Open' }).focus();
  await page.keyboard.press('Enter');
  await expect(list(page)).toHaveCount(0);
  await expect(page.locator('[data-trial]')).toHaveCount(20);

  await page.getByRole('button', { name: 'Compare runs', exact: true }).focus();
  await page.keyboard.press('Enter');
  const box = list(page).getByRole('listitem').filter({ hasText: 'Run 2' }).getByRole('checkbox', {
    name: 'Compare',
  });
  await box.focus();
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await expect(lines(page)).toHaveCount(2);
  await expect(chart(page)).toHaveAttribute(
    'aria-description',
    /^Run 1: best \d\d\.\d\s% after 20 children\. Run 2: best \d\d\.\d\s% after 30 children\.$/,
  );

  const along = page.getByRole('slider', { name: 'Children in the reward chart' });
  await along.focus();
  await page.keyboard.press('Home');
  await expect(along).toHaveAttribute(
    'aria-valuetext',
    /^1 child; Run \d: best \d\d\.\d\s%, mean of up to 5/,
  );
  await page.keyboard.press('End');
  await expect(along).toHaveAttribute('aria-valuetext', /^30 children; .*Run 1: .*/);
  await expect(page.getByRole('tooltip')).toContainText('30 children');

  await page.getByRole('button', { name: 'seconds', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Seconds of training and judging; pauses are not counted.')).toBeVisible();
  await expect(chart(page)).toHaveAttribute('aria-description', /Run 1: best \S+\s% after 3\smin\./);
  await page.getByRole('slider', { name: 'Time in the reward chart' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('tooltip')).toContainText('4 min 30 s');

  await page.getByRole('button', { name: 'Table', exact: true }).focus();
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Runs compared' });
  await expect(table.getByRole('columnheader', { name: 'Run 2' })).toBeVisible();
  await expect(table.locator('tbody tr').last()).toContainText('4 min 30 s');

  // Both choices are remembered.
  await page.reload();
  await expect(lines(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'seconds', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: 'This run alone' }).focus();
  await page.keyboard.press('Enter');
  await expect(lines(page)).toHaveCount(0);
  await expect(chart(page)).toBeVisible();
});

test('a run that goes on and one that is replayed stand among others, and what is not comparable is said', async ({
  page,
}) => {
  const playground = await openWith(page, { ...tiny, trials: 3 });
  await takeIn(page, [decidedRun(20), finishedRun(30)]);
  for (const box of await list(page).getByRole('checkbox', { name: 'Compare' }).all()) await box.check();
  await page.keyboard.press('Escape');
  await expect(lines(page)).toHaveCount(2);
  await playground.start();
  await playground.trials(2);
  await expect(lines(page)).toHaveCount(3);
  await expect(
    page.getByText(/“Run \d” and “Run \d” have another recipe, space or other images/),
  ).toBeVisible();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 });

  await playground.button('Replay').click();
  const scrubber = page.getByRole('slider', { name: /^Moment/ });
  await scrubber.focus();
  await page.keyboard.press('Home');
  await expect(lines(page)).toHaveCount(3);
  await expect(page.getByText(/No child of “.*” has been judged yet\./)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/has been judged yet/)).toHaveCount(0);
  await expect(chart(page)).toHaveAttribute('aria-description', /after 1 child\. /);
});

test('more runs than can be told apart are not laid over each other', async ({ page }) => {
  await openWith(page);
  await takeIn(
    page,
    [1, 2, 3, 4, 5].map((count) => finishedRun(count + 1)),
  );
  const boxes = list(page).getByRole('checkbox', { name: 'Compare' });
  for (let index = 0; index < 4; index++) await boxes.nth(index).check();
  await expect(boxes.nth(4)).toHaveAttribute('aria-disabled', 'true');
  await expect(boxes.nth(4)).toHaveAttribute('aria-description', /^4 runs are compared already/);
  await boxes.nth(4).focus();
  await page.keyboard.press('Space');
  await expect(boxes.nth(4)).not.toBeChecked();
  await boxes.nth(0).uncheck();
  await boxes.nth(4).check();
  await page.keyboard.press('Escape');
  await expect(lines(page)).toHaveCount(4);
});
