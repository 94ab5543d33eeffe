import { expect, test } from 'playwright/test';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { presetOf } from '../../src/space/presets.ts';
import { openWith } from '../support/playground.ts';

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

test('the address keeps its pair: a second link, one over an editor, edited and left, reloaded', async ({
  page,
}) => {
  const other = `#c=${encodeArchitecture(presetOf('darts-v2').architecture)}`;
  const hash = () => new URL(page.url()).hash;
  const follow = (to: string) =>
    page.evaluate((next) => {
      location.hash = next;
    }, to);
  await openWith(page, {}, `#c=${code}`);
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  const edit = page.getByRole('button', { name: 'Edit', exact: true }).first();
  const editor = page.locator('.layer');

  // By its own link, by Escape, by the browser's Back.
  for (const leave of [
    () =>
      page
        .getByRole('button', { name: '‹ Search' })
        .or(page.getByRole('link', { name: '‹ Search' }))
        .first()
        .click(),
    () => page.keyboard.press('Escape'),
    () => page.goBack(),
  ]) {
    await edit.click();
    await expect(editor).toBeVisible();
    expect(hash()).toMatch(/^#edit=/);
    await leave();
    await expect(editor).toHaveCount(0);
    await expect.poll(hash).toBe(`#c=${code}`);
    await expect(page.getByText('Shared pair').first()).toBeVisible();
  }
  await follow(other);
  await expect.poll(hash).toBe(other);
  await page.waitForTimeout(300);
  expect(hash()).toBe(other);
  await edit.click();
  await expect(editor).toBeVisible();
  await follow(`#c=${code}`);
  await expect(editor).toHaveCount(0);
  expect(hash()).toBe(`#c=${code}`);
  await follow('#c=darts-v1');
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  await page.waitForTimeout(300);
  expect(hash()).toBe('#c=darts-v1');
  await page.reload();
  await expect(page.getByText('Shared pair').first()).toBeVisible();
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

test('a link that is followed over an open layer leaves it and draws its pair', async ({ page }) => {
  const playground = await openWith(page, {}, `#c=${code}`);
  await playground.button('Inspect').click();
  await expect(page.getByRole('main', { name: 'Inspector' })).toBeVisible();
  const other = `#c=${encodeArchitecture(presetOf('darts-v2').architecture)}`;
  await page.evaluate((to) => {
    location.hash = to;
  }, other);
  await expect(page.getByRole('main', { name: 'Inspector' })).toHaveCount(0);
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  expect(new URL(page.url()).hash).toBe(other);
  await page.reload();
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  expect(new URL(page.url()).hash).toBe(other);
});
