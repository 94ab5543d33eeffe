import { type Browser, chromium, expect, type TestInfo, test } from 'playwright/test';
import { openFirst, openWith, Playground } from '../support/playground.ts';

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
  const browser = await withoutWebGPU(info);
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
    // Why there is none is told in several lines: 26 rem.
    expect((await page.locator('.adapter-facts').boundingBox())?.width).toBeLessThanOrEqual(416);
    const scripts = (await Promise.all(bodies)).reduce((sum, { length }) => sum + length, 0);
    // tfjs alone has more than two million characters.
    expect(scripts).toBeGreaterThan(300_000);
    expect(scripts).toBeLessThan(1_900_000);
  } finally {
    await browser.close();
  }
});

test('without SIMD too, Start looks a search up, and training with tfjs is offered last', async ({
  baseURL,
}, info) => {
  const browser = await withoutWebGPU(info);
  try {
    const page = await browser.newPage({
      baseURL: baseURL as string,
      viewport: { width: 1440, height: 900 },
    });
    await page.addInitScript(() => {
      WebAssembly.validate = () => false;
    });
    const playground = await openFirst(page);
    const { headline } = playground;
    await expect(headline).toContainText('Neither WebGPU nor WebAssembly SIMD here:');
    await expect(
      headline.getByRole('button', { name: 'Train with tfjs anyway (minutes a child)' }),
    ).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Table', exact: true })).toBeChecked();
    await playground.start();
    await expect(headline).toHaveCount(0);
    await expect.poll(() => playground.dots.count()).toBeGreaterThan(5);
    await expect(page.getByText(/Looked up\./).first()).toBeVisible();
  } finally {
    await browser.close();
  }
});

test('Fitted is what a new visitor starts, by the pace that is remembered or by a probe', async ({
  baseURL,
}, info) => {
  test.setTimeout(300_000);
  const browser = await withoutWebGPU(info);
  try {
    // Wide enough for the settings to stand open.
    const page = await browser.newPage({
      baseURL: baseURL as string,
      viewport: { width: 1440, height: 900 },
    });
    await page.addInitScript(() => {
      if (localStorage.getItem('nas-playground') !== null) return;
      const threads = crossOriginIsolated ? Math.min(16, navigator.hardwareConcurrency) : 1;
      const place = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor', threads };
      const paces = [{ place, seconds: { demo: 5 } }];
      localStorage.setItem('nas-playground', JSON.stringify({ version: 1, paces }));
    });
    await page.goto('../');
    const playground = new Playground(page);
    const fitted = page.getByRole('radio', { name: 'Fitted', exact: true });
    await expect(fitted).toBeChecked();
    await expect(page.locator('.preset-title').first()).toHaveText('Fitted');
    // 120 / 5 = 24 trainings, of which 7 are finalists': 16 children, in fours.
    await expect(
      page.getByText('16 children at 8 pixels, chosen by the pace measured on this processor.'),
    ).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Children', exact: true })).toHaveValue('16');
    await playground.start();
    await playground.trials(1);
    await expect(page.locator('.fact-trial')).toContainText('of 16');
    await playground.button('Stop').click();
    await expect(fitted).toBeChecked();
    // Of another number of threads, say, nothing is known.
    await page.evaluate(() => localStorage.setItem('nas-playground', JSON.stringify({ version: 1 })));
    await page.reload();
    await expect(page.getByText(/chosen at Start, by half a second’s probe of this processor/)).toBeVisible();
    const rows = [page.getByLabel('Children', { exact: true }), page.getByLabel('Batch', { exact: true })];
    for (const row of rows) await expect(row).toHaveValue('–');
    const size = page.locator('[data-setting="imageSize"]').getByRole('combobox');
    await expect(size).toHaveValue('');
    await playground.start();
    await expect(page.getByText(/pixels, chosen by the pace measured on this processor/)).toBeVisible({
      timeout: 120_000,
    });
    await playground.button('Stop').click();
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('nas-playground') ?? '{}'));
    expect(kept.fitted).toBe(true);
    expect(kept.paces[0].seconds.demo).toBeGreaterThan(0);
    expect(kept.settings.trials).toBeGreaterThanOrEqual(12);
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

function withoutWebGPU({ project }: TestInfo): Promise<Browser> {
  const { launchOptions, channel = 'chromium' } = project.use;
  const args = (launchOptions?.args ?? []).filter((flag) => !flag.includes('webgpu'));
  return chromium.launch({ ...launchOptions, channel, args: [...args, '--disable-features=WebGPU'] });
}
