import { chromium, expect, test } from 'playwright/test';
import { openWith, Playground } from './support/playground.ts';

test('without navigator.gpu the page says so, and the rest of it works', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined }));
  const playground = await openWith(page);
  await expect(page.getByText(/no WebGPU/i).first()).toBeVisible();
  await expect(playground.image('Normal cell')).toBeVisible();
  await expect(playground.button('Start search')).toBeEnabled();
});

test('a browser without WebGPU in its worker searches all the same, and says on what', async ({
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
    const playground = await openWith(page, { trials: 1 });
    await playground.start();
    await expect(page.getByText(/WebGL|CPU/).first()).toBeVisible({ timeout: 60_000 });
    await playground.trials(1, 150_000);
    await expect(new Playground(page).rows.first()).toContainText('%');
  } finally {
    await browser.close();
  }
});
