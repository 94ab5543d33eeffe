import { type Browser, chromium, expect, type TestInfo, test } from 'playwright/test';
import { openFirst } from '../support/playground.ts';

/** No lesson needs a graphics card: one that is recorded, in a browser that gives it none. */

function withoutWebGPU({ project }: TestInfo): Promise<Browser> {
  const { launchOptions, channel = 'chromium' } = project.use;
  const args = (launchOptions?.args ?? []).filter((flag) => !flag.includes('webgpu'));
  return chromium.launch({ ...launchOptions, channel, args: [...args, '--disable-features=WebGPU'] });
}

test('lesson 4 to its end without WebGPU', async ({ baseURL }, info) => {
  const browser = await withoutWebGPU(info);
  const page = await browser.newPage({
    ...(baseURL === undefined ? {} : { baseURL }),
    ...{ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
  });
  await openFirst(page);
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBeNull();
  await page.goto('./#lesson=4');
  for (let step = 1; step <= 5; step++) {
    await expect(page.getByText(`step ${step} of 5`, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Show me', exact: true }).click();
    await expect(page.locator('.lesson-next')).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
    await page.locator('.lesson-next').click();
  }
  await expect(page.getByText('What came out', { exact: true })).toBeInViewport();
  await expect(page.locator('.lesson-outcome').first()).toContainText('46.4');
  await browser.close();
});
