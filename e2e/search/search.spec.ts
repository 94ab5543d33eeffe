import { expect, test } from 'playwright/test';
import { PRESET_SETTINGS } from '../../src/settings/settings.ts';
import { openWith } from '../support/playground.ts';

for (const [place, name] of [
  ['gpu', 'WebGPU'],
  ['processor', 'the processor'],
] as const) {
  test(`a search of three children on real images finishes, on ${name}: accuracies, dots, the cells drawn`, async ({
    page,
  }) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    const playground = await openWith(page, {}, '', place);
    await playground.start();
    if (place === 'gpu')
      await expect(page.getByText(/^compiling \d+ kernels$/)).toBeVisible({ timeout: 60_000 });
    await playground.trials(3);
    await expect(playground.button('Start search')).toBeVisible();
    await expect(playground.dots).toHaveCount(3);
    for (const number of [1, 2, 3]) await expect(page.locator(`[data-trial="${number}"]`)).toHaveCount(1);
    for (const row of await playground.rows.all()) await expect(row).toContainText(/\d+(\.\d+)?\s*%/);
    for (const drawn of ['Normal cell', 'Reduction cell', 'Reward chart'])
      await expect(playground.image(drawn)).toHaveCount(1);
    await expect(page.getByText('synthetic')).toHaveCount(0);
    expect(problems).toEqual([]);
  });
}

test('the same seed gives the same cells and accuracies', async ({ browser, baseURL }) => {
  const results: string[][] = [];
  // Each in a browser of its own: after a finished run Start goes on with the next seed.
  for (let run = 0; run < 2; run++) {
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const playground = await openWith(await context.newPage(), { trials: 2 });
    await playground.start();
    await playground.trials(2);
    results.push(await playground.rows.evaluateAll((rows) => rows.map((row) => row.textContent ?? '')));
    await context.close();
  }
  expect(results[1]).toEqual(results[0]);
});

test('pause holds the search still, resume goes on, step ends with a pause, stop ends it', async ({
  page,
}) => {
  const playground = await openWith(page, { trials: 60 });
  await playground.button('Step').click();
  await playground.trials(1);
  await expect(playground.button('Resume')).toBeVisible();
  await page.waitForTimeout(3000);
  await expect(playground.rows).toHaveCount(1);

  await playground.button('Step').click();
  await playground.trials(2);
  await expect(playground.button('Resume')).toBeVisible();

  await playground.button('Resume').click();
  await playground.button('Pause').click();
  await expect(playground.button('Resume')).toBeVisible();
  const paused = await playground.ended();
  await page.waitForTimeout(3000);
  expect(await playground.ended()).toBe(paused);

  await playground.button('Resume').click();
  await playground.trials(paused + 1);
  await playground.button('Stop').click();
  await expect(playground.button('Start search')).toBeVisible();
  expect(await playground.ended()).toBeLessThan(60);
});

test('the images of the Demo are loaded at their size: under 1.5 MB', async ({ page }) => {
  const read: Promise<readonly [file: string, bytes: number]>[] = [];
  page.context().on('response', (response) => {
    const [, file] = /\/data\/cifar10\/(.+)$/.exec(response.url()) ?? [];
    if (file !== undefined) read.push(response.body().then(({ length }) => [file, length] as const));
  });
  const { imageSize, trainImages, validationImages } = PRESET_SETTINGS.demo.settings;
  const demo = { imageSize, trainImages, validationImages };
  const playground = await openWith(page, { trials: 1, operations: ['identity'], batch: 128, ...demo });
  await playground.start();
  await playground.trials(1);
  const files = await Promise.all(read);
  const own = new RegExp(`^(${imageSize}/|shown.bin$)`);
  expect(files.map(([file]) => file)).toEqual(files.map(() => expect.stringMatching(own)));
  const bytes = files.reduce((sum, [, length]) => sum + length, 0);
  expect(bytes).toBeGreaterThan((trainImages + validationImages) * 3 * imageSize ** 2);
  expect(bytes).toBeLessThan(1_500_000);
});

test('a search of few images reads few: of a shard those alone that it looks at', async ({ page }) => {
  const read: Promise<readonly [file: string, bytes: number]>[] = [];
  page.context().on('response', (response) => {
    const [, file] = /\/data\/cifar10\/(.+)$/.exec(response.url()) ?? [];
    if (file !== undefined) read.push(response.body().then(({ length }) => [file, length] as const));
  });
  const playground = await openWith(page, { trials: 1, trainImages: 96, validationImages: 100 });
  await playground.start();
  await playground.trials(1);
  const shards = (await Promise.all(read)).filter(([file]) => /^train-\d+\./.test(file));
  expect(shards.map(([file]) => file.split('.')[1])).toEqual(['sums', 'bin']);
  const bytes = shards.reduce((sum, [, length]) => sum + length, 0);
  expect(bytes).toBeGreaterThan(196 * 3072);
  expect(bytes).toBeLessThan(1.1 * 196 * 3072);
});
