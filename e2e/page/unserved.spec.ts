import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'playwright/test';

const says = 'NAS Playground has to be served';

test('the built page, opened as a file, says that it must be served, and how', async ({ page }, info) => {
  const html = await (await page.request.get('../')).text();
  const folder = info.outputPath('dist');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), html);
  const parts = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, part = '']) => part);
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts)
    writeFileSync(path.join(folder, part), await (await page.request.get(part)).body());
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
  await expect(page.getByRole('heading', { name: says })).toBeVisible();
  await expect(page.getByText('python3 -m http.server')).toBeVisible();
});

test('where it is served nobody sees that, not even before the script runs', async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.route('**/*.css', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.goto('../', { waitUntil: 'commit' });
  // A stylesheet in the head keeps the page from being painted before it has come.
  await expect.poll(() => page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
  await expect(page.getByText(says)).toBeAttached();
  await expect(page.getByText(says)).toBeHidden();
  const early = await page.evaluate(() => {
    const [sheet] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.css'));
    const [paint] = performance.getEntriesByType('paint');
    return (
      paint !== undefined &&
      sheet !== undefined &&
      paint.startTime < (sheet as PerformanceResourceTiming).responseEnd
    );
  });
  expect(early).toBe(false);
  release();
  await expect(page.getByRole('button', { name: 'Start search', exact: true })).toBeVisible();
  await expect(page.getByText(says)).toBeHidden();
});
