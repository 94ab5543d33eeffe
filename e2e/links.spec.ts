import { expect, test } from 'playwright/test';
import { encodeArchitecture } from '../src/codecs/share.ts';
import { presetOf } from '../src/space/presets.ts';
import { openWith } from './support/playground.ts';

const code = encodeArchitecture(presetOf('amoebanet-a').architecture);

test('a link draws its pair in a fresh browser, before any data or tfjs is loaded', async ({ page }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  const playground = await openWith(page, {}, `#c=${code}`);
  const normal = page.getByRole('button', { name: /state 6/ }).or(page.getByLabel(/makes state 6/));
  await expect(playground.image('Normal cell')).toBeVisible();
  await expect(playground.image('Reduction cell')).toBeVisible();
  await expect(normal.first()).toBeAttached();
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  expect(requested.filter((path) => /data\/|tfjs|tensorflow|searchWorker-/i.test(path))).toEqual([]);
});

test('Copy link copies the pair that is drawn, and the copy opens it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = await openWith(page, {}, `#c=${code}`);
  await playground.button('Copy link').click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(`#c=${code}`);
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByText('Shared pair').first()).toBeVisible();
});

for (const [what, fragment, says] of [
  ['damaged', `#c=${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`, /damaged/i],
  ['cut short', `#c=${code.slice(0, 10)}`, /damaged/i],
  ['empty', '#c=', /damaged|empty/i],
  ['full of other signs', '#c=%F0%9F%98%80', /damaged/i],
] as const) {
  test(`a link that is ${what} says so and leaves the page usable`, async ({ page }) => {
    const playground = await openWith(page, {}, fragment);
    await expect(page.getByText(says).first()).toBeVisible();
    await expect(playground.image('Normal cell')).toBeVisible();
    await expect(playground.button('Start search')).toBeEnabled();
  });
}

test('a link to which a program has added something draws its pair', async ({ page }) => {
  await openWith(page, {}, `#c=${code}&fbclid=abc`);
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  await expect(page.getByText(/damaged/i)).toHaveCount(0);
});

test('a link to a part that the page does not have yet names it', async ({ page }) => {
  const playground = await openWith(page, {}, '#board');
  await expect(
    page.getByText(/opens the class board, a part that this page does not have yet/),
  ).toBeVisible();
  await expect(playground.button('Start search')).toBeEnabled();
});

test('a shared pair stays through Start, Step and a reload, until it is left', async ({ page }) => {
  const playground = await openWith(page, {}, `#c=${code}`);
  await playground.button('Step').click();
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  expect(new URL(page.url()).hash).toBe(`#c=${code}`);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  await page.getByRole('button', { name: /^Back to/ }).click();
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await expect(page.getByText('Shared pair')).toHaveCount(0);
});
