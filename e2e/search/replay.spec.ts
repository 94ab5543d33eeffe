import { expect, type Page, test } from 'playwright/test';
import { runOf } from '../../src/ui/search/board/groups/testing/children.ts';
import { groupedRun } from '../support/groupedRun.ts';
import { openWith } from '../support/playground.ts';
import { keptRuns, keptTrials } from '../support/runs.ts';
import { FINISHED, finishedRun, goTo, importRun, openRun } from '../support/storedRun.ts';

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
  await expect(page.getByText('These are the recorded run’s.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Children', exact: true })).toHaveCount(0);
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
  await expect(group(page).getByRole('button', { name: /^16× as fast/ })).toHaveAttribute(
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

test.describe('a recorded run that comes with the page', () => {
  const watch = (page: Page) => page.getByRole('button', { name: 'Watch a recorded run' });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Recorded runs' });
  const choice = (page: Page, name: RegExp) => dialog(page).getByRole('button', { name });

  test.beforeEach(({ page }) => page.setViewportSize({ width: 1440, height: 900 }));

  test('plays in the place of a kept run, tells what made it and when, and gives the page back', async ({
    page,
  }) => {
    const playground = await openWith(page);
    await openRun(page, finishedRun(9));
    await playground.trials(9);
    const kept = await keptRuns(page);
    const settings = await page.evaluate(() => localStorage.getItem('nas-playground'));
    await watch(page).click();
    await expect(choice(page, /^PPO, Mini CIFAR/)).toContainText(
      /\d+ children and 3 finalists, trained on a processor \(wasm engine \d+\), .*20\d\d, \d+\skB/,
    );
    await choice(page, /^PPO, Mini CIFAR/).click();
    await expect(slider(page)).toBeFocused();
    await expect(dialog(page)).toHaveCount(0);
    await page.keyboard.press('Space');
    await page.keyboard.press('Home');
    const banner = page.getByRole('status').filter({ hasText: 'A recorded run:' });
    await expect(banner).toContainText(
      /trained on a processor \(wasm engine \d+\) on .*20\d\d\. It came with this page/,
    );
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^trial 6 of \d+, best so far/);
    await expect(playground.dots).toHaveCount(6);
    await expect.poll(() => playground.ended()).toBe(6);
    await expect(page.getByRole('heading', { name: 'Child 6' })).toBeVisible();

    // The other one, from there on; then back to the very run.
    await watch(page).click();
    await choice(page, /^Random search/).click();
    await expect(slider(page)).toBeFocused();
    await page.keyboard.press('End');
    await expect(playground.image('Reward chart')).toContainText('trained again');
    await playground.button('Close the replay').click();
    await expect(slider(page)).toHaveCount(0);
    await playground.trials(9);
    await expect(playground.dots).toHaveCount(9);
    expect(await keptRuns(page)).toEqual(kept);
    expect(await page.evaluate(() => localStorage.getItem('nas-playground'))).toBe(settings);
  });

  test('is told in a sentence where it cannot be had, and asked for again', async ({ page }) => {
    const playground = await openWith(page);
    await watch(page).click();
    const note = dialog(page).getByRole('status');
    const answers = [
      [{ status: 404, body: 'no' }, /not beside this page \(the server answered 404\)/],
      [
        { status: 200, contentType: 'application/gzip', body: Buffer.from([0x1f, 0x8b, 8, 0, 1]) },
        /came damaged/,
      ],
    ] as const;
    for (const [answer, says] of answers) {
      await page.route('**/recorded/*', (route) => route.fulfill(answer));
      await choice(page, /^PPO/).click();
      await expect(note).toContainText(says);
      await page.unroute('**/recorded/*');
    }
    await page.route('**/recorded/*', (route) => route.abort('internetdisconnected'));
    await choice(page, /^PPO/).click();
    await expect(note).toContainText(/could not be fetched \(.+\): without a network/);
    await page.unroute('**/recorded/*');
    await choice(page, /^PPO/).click();
    await expect(slider(page)).toBeFocused();
    await page.keyboard.press('End');
    await expect(playground.button('Close the replay')).toBeVisible();
  });

  test('waits until a search has ended, and says so', async ({ page }) => {
    const playground = await openWith(page, { trials: 40, epochs: 40 });
    await playground.start();
    await expect(playground.button('Pause')).toBeVisible();
    await watch(page).click();
    await choice(page, /^PPO/).click();
    await expect(dialog(page).getByRole('status')).toContainText(/A search is in progress/);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expect(playground.button('Pause')).toBeVisible();
    await playground.button('Stop').click();
  });

  test('is within reach on a phone, which goes to its chart', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const playground = await openWith(page);
    await goTo(page, 'Board');
    await watch(page).click();
    const box = await choice(page, /^Random search/).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(40);
    await choice(page, /^Random search/).click();
    await expect(slider(page)).toBeInViewport();
    await expect(slider(page)).toBeFocused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await playground.button('Close the replay').click();
    await expect(slider(page)).toHaveCount(0);
  });
});
