import { chromium, expect, test } from 'playwright/test';
import { openWith } from './support/playground.ts';

test('without navigator.gpu the page says so, and the rest of it works', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined }));
  const playground = await openWith(page);
  await expect(page.getByText(/no WebGPU/i).first()).toBeVisible();
  await expect(playground.image('Normal cell')).toBeVisible();
  await expect(playground.button('Start search')).toBeEnabled();
});

test('a browser without WebGPU trains on the processor, says so, and loads nothing of tfjs', async ({
  baseURL,
}, info) => {
  const { launchOptions, channel = 'chromium' } = info.project.use;
  const args = (launchOptions?.args ?? []).filter((flag) => !flag.includes('webgpu'));
  const browser = await chromium.launch({
    ...launchOptions,
    channel,
    args: [...args, '--disable-features=WebGPU'],
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL as string });
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined }),
    );
    const bodies: Promise<Buffer>[] = [];
    page.context().on('response', (response) => {
      if (response.url().endsWith('.js')) bodies.push(response.body());
    });
    const playground = await openWith(page, { trials: 1 });
    await playground.start();
    await playground.trials(1, 60_000);
    await expect(playground.rows.first()).toContainText('%');
    const threads = await page.evaluate(() => navigator.hardwareConcurrency);
    await page.locator('.adapter-name').click();
    await expect(page.locator('.adapter-facts')).toContainText(
      `this processor, ${Math.min(16, threads)} thread`,
    );
    await expect(page.getByRole('radio', { name: /Graphics card/ })).toBeDisabled();
    const scripts = (await Promise.all(bodies)).reduce((sum, { length }) => sum + length, 0);
    // tfjs alone has more than two million characters.
    expect(scripts).toBeGreaterThan(300_000);
    expect(scripts).toBeLessThan(1_200_000);
  } finally {
    await browser.close();
  }
});

test('a person chooses where children train, and the page keeps it', async ({ page }) => {
  const playground = await openWith(page, { trials: 1 });
  const name = page.locator('.adapter-name');
  await name.click();
  const card = page.getByRole('radio', { name: /Graphics card/ });
  await expect(page.getByRole('radio', { name: /Automatic/ })).toBeChecked();
  await card.check();
  await expect(name).toContainText('SwiftShader');
  await page.reload();
  await name.click();
  await expect(card).toBeChecked();
  await page.keyboard.press('Escape');
  await playground.start();
  await playground.trials(1);
  await name.click();
  await expect(page.locator('.adapter-facts')).toContainText('WebGPU, compiled');
  await page.getByRole('radio', { name: /^Processor/ }).check();
  await playground.start();
  await expect(page.locator('.adapter-facts')).toContainText('WebAssembly');
});
