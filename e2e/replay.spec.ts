import { expect, type Page, test } from 'playwright/test';
import { runOf } from '../src/ui/board/groups/testing/children.ts';
import { groupedRun } from './support/groupedRun.ts';
import { openWith } from './support/playground.ts';
import { keptRuns, keptTrials } from './support/runs.ts';
import { FINISHED, finishedRun, importRun, openRun } from './support/storedRun.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of the replay' });
const group = (page: Page) => page.getByRole('region', { name: 'Replay' });

test('a finished run is replayed by keys: board, chart, cells and bar show each moment, and it is given back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  await playground.trials(20);
  const kept = await keptRuns(page);
  await playground.button('Replay').click();
  await expect(slider(page)).toBeFocused();
  await expect(page.getByText('A recorded run:')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'A recorded run:' })).toContainText(
    /A finished run, trained on NVIDIA GeForce RTX 4070 Laptop GPU .*2026.*Start leaves the replay\./,
  );
  await page.keyboard.press('Space');
  await expect(playground.button('Play')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'before trial 1 of 20');
  await expect(playground.dots).toHaveCount(0);
  for (let times = 0; times < 7; times++) await page.keyboard.press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^trial 7 of 20, best so far \d\d\.\d\s%$/);
  await expect(playground.dots).toHaveCount(7);
  await expect.poll(() => playground.ended()).toBe(7);
  await expect(page.getByText('Trial 7 of 20')).toBeVisible();
  await expect(page.locator('.run-facts')).toContainText('Replay');
  await expect(page.getByRole('heading', { name: 'Child 7' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Finished trials' })).toHaveAttribute(
    'aria-valuenow',
    '7',
  );
  await expect(playground.button('Start search')).toBeVisible();
  await expect(playground.button('Stop')).toHaveAttribute('aria-disabled', 'true');

  await page.keyboard.press('Shift+ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '12');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '6');
  await page.keyboard.press('>');
  await expect(group(page).getByRole('button', { name: /^16 times/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('End');
  await expect(playground.dots).toHaveCount(20);
  await expect.poll(() => playground.ended()).toBe(20);
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '20');

  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => playground.ended()).toBe(19);
  await playground.button('Close the replay').click();
  await expect(slider(page)).toHaveCount(0);
  await expect(page.getByText('A recorded run:')).toHaveCount(0);
  await playground.trials(20);
  await expect(page.locator('.run-facts')).toContainText('Finished');
  // Nothing was written meanwhile.
  expect(await keptRuns(page)).toEqual(kept);
  expect(await keptTrials(page, kept[0] ?? '')).toHaveLength(20);
});

test('it is pulled along the chart’s own axis, from the list of runs on, and Start leaves it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page, { trials: 1, blocks: 1, filters: 2, strategy: 'random' });
  await importRun(page, finishedRun(20));
  const dialog = page.getByRole('dialog', { name: 'Runs' });
  const row = dialog.getByRole('listitem').filter({ hasText: FINISHED });
  await row.getByRole('button', { name: 'Replay' }).click();
  await expect(dialog).toBeHidden();
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press('End');
  await expect(playground.dots).toHaveCount(20);
  const at = async (trial: number) => {
    const box = await page.locator(`[data-trial="${trial}"]`).boundingBox();
    const track = await slider(page).boundingBox();
    if (box === null || track === null) throw new Error('It is not drawn.');
    return { x: box.x + box.width / 2, y: track.y + track.height / 2 };
  };
  const [five, nine] = [await at(5), await at(9)];
  await page.mouse.move(five.x, five.y);
  await page.mouse.down();
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '5');
  await expect(playground.dots).toHaveCount(5);
  await page.mouse.move(nine.x, nine.y + 80, { steps: 4 });
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '9');
  await page.mouse.up();
  await page.mouse.move(five.x, five.y);
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '9');
  await expect(playground.dots).toHaveCount(9);

  await playground.start();
  await expect(slider(page)).toHaveCount(0);
  await playground.trials(1);
  await expect(playground.dots).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Other run: 20 trials/ })).toBeVisible();
});

test('the finalists come at the very end, and the axis stays where it is', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page);
  const own = Array.from({ length: 12 }, (_, index) => 0.3 + index / 100);
  await openRun(page, groupedRun(runOf({ own, images: 1000, further: 7 })));
  await playground.trials(12);
  await playground.button('Replay').click();
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  const chart = playground.image('Reward chart');
  await expect(chart).toContainText(/final \d/);
  const before = await page.locator('[data-trial="3"]').first().boundingBox();
  await page.keyboard.press('ArrowLeft');
  await expect(chart).not.toContainText(/final \d/);
  await page.keyboard.press('ArrowLeft');
  await expect(chart).not.toContainText('trained again');
  expect((await page.locator('[data-trial="3"]').first().boundingBox())?.x).toBe(before?.x);
});

test('a page that is hidden holds it', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(60));
  await playground.trials(60);
  await playground.button('Replay').click();
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press('<');
  await expect(playground.button('Hold')).toBeVisible();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(playground.button('Play')).toBeVisible();
  const place = await slider(page).getAttribute('aria-valuenow');
  await page.waitForTimeout(1200);
  expect(await slider(page).getAttribute('aria-valuenow')).toBe(place);
});
