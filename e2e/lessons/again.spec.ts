import { expect, type Page, test } from 'playwright/test';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { presetOf } from '../../src/space/presets.ts';
import { isDone, isOpen, lessons, next, showMe } from '../support/lessons.ts';
import { openFirst, openWith } from '../support/playground.ts';

/** What lessons owe to whoever comes by a link, does one again, or leaves: all without a graphics card to ask for. */

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });

const hash = (page: Page) => new URL(page.url()).hash;
const follow = (page: Page, to: string) =>
  page.evaluate((fragment) => {
    location.hash = fragment;
  }, to);

test('links into the middle bring what the step stands on, and Show me does it', async ({ page }) => {
  await openFirst(page);
  for (const to of ['#lesson=2&step=6', '#lesson=1&step=9', '#lesson=4&step=5', '#lesson=4&step=4']) {
    await follow(page, to);
    await expect(page.locator('.layer')).toBeVisible({ timeout: 60_000 });
    await isOpen(page);
    // Nobody did the steps before.
    await expect(page.locator('.lesson-tick[data-is="done"]')).toHaveCount(0);
    await expect(page.locator('.lesson-checks [data-done]')).toHaveCount(0);
    await showMe(page);
    await isDone(page, 30_000);
  }
  await follow(page, '#lesson=3&step=99');
  await expect(lessons(page)).toContainText('The link names step 99 of lesson 3, and it has 7.');
  await expect(page.locator('.lesson-done')).toHaveCount(0);
});

test('a lesson done again ticks nothing by itself, and Escape leaves one thing at a time', async ({
  page,
}) => {
  // At 32 pixels the step that chooses CIFAR has nothing to choose.
  await openWith(page, { imageSize: 16 }, '#lesson=3&step=2');
  const acts = async (): Promise<void> => {
    for (let step = 2; step <= 7; step++) {
      await expect(page.getByText(`step ${step} of 7`, { exact: true })).toBeVisible();
      await isOpen(page);
      await showMe(page);
      await isDone(page);
      if (step < 7) await next(page).click();
    }
  };
  await acts();
  await page.getByRole('button', { name: 'All lessons' }).click();
  // Where it was left: the list leads there, and a link to its beginning.
  await page.getByRole('button', { name: /From two cells to a network/ }).click();
  await isOpen(page);
  await follow(page, '#lesson=3&step=1');
  await isOpen(page);
  await showMe(page);
  await isDone(page);
  await next(page).click();
  await acts();
  await page.getByRole('spinbutton', { name: /Normal cells in each/ }).focus();
  await page.keyboard.press('Escape');
  await expect(lessons(page)).toHaveCount(1);
  await next(page).focus();
  await page.keyboard.press('p');
  await expect(page.locator('html')).toHaveAttribute('data-projector', '');
  await page.keyboard.press('Escape');
  await expect(lessons(page)).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-projector', '');
});

test('Back leaves, a link is followed, and a person’s draft is as it was', async ({ page }) => {
  await openFirst(page);
  await page.locator('.cell-panel').getByRole('button', { name: 'Edit', exact: true }).click();
  const tile = page.locator('.editor-cell [data-node="tile 0 0"]');
  const option = (key: string) =>
    page.locator(`.editor-side [data-group="operation"] [data-option="${key}"]`);
  await tile.click();
  await option('maxpool_3x3').click();
  const mine = await tile.getAttribute('aria-label');
  await follow(page, '#lesson=2&step=4');
  await expect(page.locator('.layer')).toHaveCount(0);
  await showMe(page);
  await isDone(page);
  await page.goBack();
  await expect(lessons(page)).toHaveCount(0);
  await expect(tile).toHaveAttribute('aria-label', mine ?? '');
  await page.keyboard.press('Escape');
  await expect(page.locator('.layer')).toHaveCount(0);

  // By its button: one entry, which Back and the cross leave alike.
  const before = hash(page);
  for (const leave of [
    () => page.goBack(),
    () => page.getByRole('button', { name: 'Leave the lessons', exact: true }).click(),
  ]) {
    await page.getByRole('button', { name: 'Lessons', exact: true }).click();
    await page.getByRole('button', { name: /What an operation does/ }).click();
    await expect.poll(() => hash(page)).toMatch(/^#lesson=2/);
    await leave();
    await expect(lessons(page)).toHaveCount(0);
    await expect.poll(() => hash(page)).toBe(before);
  }

  await follow(page, '#lesson=4');
  await expect(lessons(page)).toContainText('The exam');
  const pair = `#c=${encodeArchitecture(presetOf('amoebanet-a').architecture)}`;
  await follow(page, pair);
  await expect(lessons(page)).toHaveCount(0);
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  expect(hash(page)).toBe(pair);
});

test('on a low phone the task and its buttons are in sight', async ({ page }) => {
  for (const [width, height, step] of [
    [390, 844, '#lesson=2&step=3'],
    [740, 360, '#lesson=5&step=4'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await openWith(page, {}, step);
    await page.reload();
    await expect(page.locator('.lesson-buttons')).toBeInViewport({ ratio: 1 });
    expect((await lessons(page).boundingBox())?.height).toBeLessThanOrEqual(height / 2);
    if (height < 400) await expect(page.locator('.lesson-now > span')).toBeInViewport({ ratio: 1 });
  }
});

test('what a step is about is outlined where it can be seen, and above the sheet', async ({ page }) => {
  await openFirst(page);
  for (const [width, height] of [
    [390, 844],
    [720, 450],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('./#lesson=7&step=3');
    await page.reload();
    // In a dialog that scrolls by itself.
    await expect(page.locator('.comparison .effects')).toBeInViewport();
    const isAbove = async (): Promise<boolean> => {
      const outline = await page.locator('.lesson-outline').boundingBox();
      const sheet = await lessons(page).boundingBox();
      return outline !== null && sheet !== null && outline.y + outline.height <= sheet.y + 0.5;
    };
    await expect.poll(isAbove).toBe(true);
  }
});

test('images of a recorded child that can’t be had are missed in words, and come once they can', async ({
  page,
}) => {
  await page.route('**/data/*/**', (route) => route.abort());
  await openWith(page, {}, '#lesson=4&step=4');
  const lack = page.getByText('could not be loaded: grey squares stand for them');
  await expect(lack).toBeVisible({ timeout: 60_000 });
  const first = page.locator('.held-out-picture canvas').first();
  const colours = () =>
    first.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  expect(await colours()).toBe(1);
  await page.unroute('**/data/*/**');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(lack).toHaveCount(0);
  await expect.poll(colours).toBeGreaterThan(1);
});
