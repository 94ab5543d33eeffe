import { expect, test } from 'playwright/test';

/** Whether the software adapter is there; in a worker too, since that is where children train. */
const askForAdapter = 'navigator.gpu?.requestAdapter().then((adapter) => adapter !== null) ?? false';

test('the page loads', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto('../');
  await expect(page).toHaveTitle(/NAS Playground/);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(problems).toEqual([]);
});

test('WebGPU is there, on the page and in a worker', async ({ browser, baseURL }) => {
  // The page's policy takes workers from its host alone; here it is the browser that is asked.
  const page = await browser.newPage({ bypassCSP: true, ...(baseURL === undefined ? {} : { baseURL }) });
  await page.goto('../');
  expect(await page.evaluate(askForAdapter)).toBe(true);
  const inWorker = await page.evaluate(async (ask) => {
    const url = URL.createObjectURL(
      new Blob([`Promise.resolve(${ask}).then((found) => postMessage(found))`]),
    );
    const worker = new Worker(url);
    const answer = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
    worker.terminate();
    URL.revokeObjectURL(url);
    return answer;
  }, askForAdapter);
  expect(inWorker).toBe(true);
  await page.close();
});
