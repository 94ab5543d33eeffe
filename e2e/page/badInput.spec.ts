import { chromium, expect, test } from 'playwright/test';
import { openWith } from '../support/playground.ts';

test('a truncated shard is named, with the remedy and a way on', async ({ page }) => {
  await page.route('**/train-*.bin', (route) => route.fulfill({ body: Buffer.alloc(1000) }));
  const playground = await openWith(page);
  await playground.start();
  await expect(page.getByText(/train-\d\d\.bin .*has 1000 bytes instead of/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('button', { name: 'Use synthetic images' })).toBeVisible();
  await expect(playground.button('Start search')).toBeEnabled();
});

test('a damaged shard is named', async ({ page }) => {
  await page.route('**/train-*.bin', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[5000] = (body[5000] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  const playground = await openWith(page);
  await playground.start();
  await expect(page.getByText(/train-\d\d\.bin .*is damaged/)).toBeVisible({ timeout: 60_000 });
});

test('without data the search waits, then says what is missing; synthetic images come only on request', async ({
  page,
}) => {
  await page.route('**/data/**', (route) => route.fulfill({ status: 404 }));
  const playground = await openWith(page, { trials: 1 });
  await playground.start();
  const other = page.getByRole('button', { name: 'Use synthetic images' });
  await expect(other).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/npm run prepare-data/).first()).toBeVisible();
  await expect(playground.rows).toHaveCount(0);
  await other.click();
  await expect(page.getByText(/synthetic/i).first()).toBeVisible();
});

test('a dropped file that is no archive is refused in a sentence', async ({ page }) => {
  const playground = await openWith(page);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['not an archive'], 'cifar-10-binary.tar.gz'));
    return data;
  });
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  await playground.start();
  await expect(page.getByText(/cifar-10-binary\.tar\.gz .*(gzip|archive)/i).first()).toBeVisible({
    timeout: 60_000,
  });
});

test('settings out of range are refused beside the field', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const playground = await openWith(page);
  const field = page
    .getByRole('spinbutton', { name: /Blocks a cell/ })
    .or(page.getByRole('textbox', { name: /Blocks a cell/ }));
  await field.fill('70');
  await field.press('Enter');
  await expect(page.getByText(/from 1 to 7/).first()).toBeVisible();
  await expect(playground.image('Normal cell')).toBeVisible();
});

test('over plain http from another machine the page says why, and offers the link as text', async ({
  baseURL,
}, info) => {
  const { launchOptions, channel = 'chromium' } = info.project.use;
  const { port } = new URL(baseURL as string);
  const rules = '--host-resolver-rules=MAP playground.test localhost';
  const browser = await chromium.launch({
    ...launchOptions,
    channel,
    args: [...(launchOptions?.args ?? []), rules],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://playground.test:${port}/`);
    await expect(page.getByText(/https/).filter({ visible: true }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('button', { name: 'Copy the link', exact: true }).click();
    await expect(page.getByText(/Browsers offer the clipboard only on https/)).toBeVisible();
    await expect(page.getByRole('textbox').filter({ hasText: '' }).first()).toBeVisible();
    const texts = await page
      .getByRole('textbox')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    expect(texts.some((text) => text.includes('#c='))).toBe(true);
  } finally {
    await browser.close();
  }
});

test('the page works under any path', async ({ page, baseURL }) => {
  await page.route('**/deep/under/**', async (route) => {
    const url = new URL(route.request().url());
    const response = await route.fetch({
      url: new URL(url.pathname.replace('/deep/under', ''), baseURL).href,
    });
    await route.fulfill({ response });
  });
  await page.goto('/deep/under/index.html');
  await expect(page.getByRole('img', { name: 'Normal cell', exact: true })).toBeVisible();
  // What the page fetches ahead may still be on its way.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
