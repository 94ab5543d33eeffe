import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from 'playwright/test';
import { encodeTable } from '../src/studies/benchmark/table.ts';
import { encodeClosedTable } from '../src/studies/tabulated/table.ts';
import { simulatedClosedTable } from '../src/studies/testing/closedTable.ts';
import { simulatedTable } from '../src/studies/testing/table.ts';
import { openWith } from './support/playground.ts';

const table = encodeTable(simulatedTable(7, { signal: 0.03 }));
const TABLE = '**/benchmark/*.json';

async function serveTable(page: Page): Promise<void> {
  await page.route(TABLE, (route) => route.fulfill({ body: table, contentType: 'application/json' }));
}

/** The comparison by its accessible names. */
class Comparison {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Compare strategies' });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async set(seeds: number, trials: number): Promise<void> {
    await this.dialog.getByLabel('Seeds', { exact: true }).fill(String(seeds));
    await this.dialog.getByLabel('Trials a search', { exact: true }).fill(String(trials));
  }

  get verdicts(): Locator {
    return this.dialog.getByRole('region', { name: 'Against random search' }).getByRole('listitem');
  }

  get figures(): Locator {
    return this.dialog.getByRole('table', { name: 'Final figures' }).locator('tbody tr');
  }
}

async function openComparison(page: Page): Promise<Comparison> {
  await page.getByRole('button', { name: 'Compare strategies', exact: true }).click();
  return new Comparison(page);
}

test('strategies are compared on the shipped table: sentences, figures, curves, a file', async ({ page }) => {
  await openWith(page);
  const comparison = await openComparison(page);
  await expect(comparison.dialog.getByText(/375 different graphs/)).toBeVisible();
  await expect(comparison.dialog.getByText(/noise of an entry is \d/)).toBeVisible();
  await comparison.dialog.getByRole('checkbox', { name: /PPO as published/ }).check();
  await comparison.set(4, 40);
  await comparison.button('Compare').click();
  await expect(comparison.verdicts).toHaveCount(6, { timeout: 60_000 });
  await expect(
    comparison.verdicts.filter({ hasText: /^Evolution (beat|lost to|cannot be told from) random/ }),
  ).toHaveText(/in \d of 4 seeds.*, p (=|<) \d\.\d+/);
  await expect(comparison.figures).toHaveCount(7);
  await expect(comparison.figures.first()).toHaveText(/PPO\D*\d\d\.\d \d\d\.\d to \d\d\.\d/);

  // Against children at first, then against seconds: another axis for the same figure.
  const chart = (name: string): Locator => comparison.dialog.getByRole('img', { name, exact: true });
  await expect(chart('Mean of top 5 against children trained').locator('[data-course]')).toHaveCount(7);
  const slider = comparison.dialog.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', /^40 children: .*Random search \d/);
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', /^39 children: /);
  await comparison.button('seconds of training').click();
  await comparison.button('Best').click();
  await expect(chart('Best against seconds of training')).toBeVisible();
  await page.keyboard.press('Tab');
  await comparison.button('Table').click();
  const rows = comparison.dialog.getByRole('table', { name: 'Course of the searches' }).locator('tbody tr');
  await expect(rows.last()).toHaveText(/^[\d,]+(\d\d\.\d \d\d\.\d to \d\d\.\d){7}$/);

  const saved = page.waitForEvent('download');
  await comparison.button('Export').click();
  const download = await saved;
  const { strategies } = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(strategies.map(({ id }: { id: string }) => id).sort()).toEqual([
    'evolution',
    'linear',
    'local',
    'ppo',
    'ppo-paper',
    'random',
    'reinforce',
  ]);
  for (const { id, meanTop5, againstRandom } of strategies) {
    expect(meanTop5.low).toBeLessThanOrEqual(meanTop5.high);
    expect(againstRandom === null).toBe(id === 'random');
  }
});

test('on a closed table it says what was compared, and what cannot be told apart', async ({ page }) => {
  const body = encodeClosedTable(simulatedClosedTable(7).table);
  await page.route(TABLE, (route) => route.fulfill({ body, contentType: 'application/json' }));
  await openWith(page);
  const comparison = await openComparison(page);
  await expect(comparison.dialog.getByText(/165 different graphs/)).toBeVisible();
  await expect(comparison.dialog.getByText(/twice, on the processor: 24 epochs/)).toBeVisible();
  await comparison.set(2, 20);
  await comparison.button('Compare').click();
  await expect(comparison.verdicts).toHaveCount(5, { timeout: 60_000 });
  await expect(comparison.verdicts.first()).toHaveText(
    /cannot be told from random: better in \d of 2 seeds, worse/,
  );
  await expect(
    comparison.dialog.getByText(/after all trials, in the accuracies of trainings that/),
  ).toBeVisible();
});

test('it runs in a worker of its own while a search runs, and the search goes on', async ({ page }) => {
  await serveTable(page);
  const playground = await openWith(page, { trials: 200 });
  await playground.start();
  await playground.rows.first().waitFor({ timeout: 90_000 });
  const comparison = await openComparison(page);
  await comparison.set(2, 20);
  await comparison.button('Compare').click();
  await expect(comparison.verdicts).toHaveCount(5, { timeout: 60_000 });
  expect(page.workers().map((worker) => worker.url())).toContainEqual(expect.stringMatching(/comparing/));
  await page.keyboard.press('Escape');
  await expect(comparison.dialog).toHaveCount(0);
  // Of a long board those rows alone are there that are in sight.
  const trials = async () => Number(await page.locator('table.board').getAttribute('aria-rowcount'));
  const before = await trials();
  await expect.poll(trials, { timeout: 60_000 }).toBeGreaterThan(before);
  expect(page.workers().map((worker) => worker.url())).not.toContainEqual(expect.stringMatching(/comparing/));
});

test('it can be stopped, says what is wrong with a count, and keeps the last result while the page lives', async ({
  page,
}) => {
  await serveTable(page);
  await openWith(page);
  const comparison = await openComparison(page);
  await comparison.set(0, 2000);
  await expect(comparison.dialog.getByText(/Seeds: “0” will not do.* 1 to 100/)).toBeVisible();
  await expect(comparison.dialog.getByText(/Trials a search: “2000” will not do.* 1 to 1,000/)).toBeVisible();
  await expect(comparison.button('Compare')).toBeDisabled();
  await comparison.dialog.getByLabel('Seeds', { exact: true }).press('Enter');
  await expect(comparison.button('Stop')).toHaveCount(0);

  await comparison.set(100, 300);
  await comparison.button('Compare').click();
  const progress = comparison.dialog.getByRole('progressbar', { name: 'Finished searches' });
  await expect(progress).toHaveAttribute('aria-valuemax', '600');
  await expect(progress).not.toHaveAttribute('aria-valuenow', '0');
  await comparison.button('Stop').click();
  await expect(progress).toHaveCount(0);
  await expect(comparison.figures).toHaveCount(0);

  await comparison.set(3, 15);
  for (const name of [/^PPO LSTM/, /REINFORCE/, /^Local search/, /^Linear model/])
    await comparison.dialog.getByRole('checkbox', { name }).uncheck();
  await comparison.button('Compare').click();
  await expect(comparison.verdicts).toHaveCount(1, { timeout: 60_000 });
  const said = await comparison.verdicts.textContent();
  await page.keyboard.press('Escape');
  await expect(comparison.dialog).toHaveCount(0);
  const again = await openComparison(page);
  await expect(again.verdicts).toHaveText(said ?? '');
});

for (const [what, answer, says] of [
  ['missing', { status: 404 }, /There is no http.*npm run tabulate/],
  ['damaged', { body: table.slice(0, 500) }, /is not JSON.*damaged.*npm run tabulate/],
  ['of another version', { body: '{"version": 9}' }, /version 9; this program reads versions 1 and 2/],
  ['out of reach', null, /could not be fetched .*Check the connection/],
] as const) {
  test(`a table that is ${what} is told with what to do, and another try can mend it`, async ({ page }) => {
    await page.route(TABLE, (route) => (answer === null ? route.abort() : route.fulfill(answer)));
    await openWith(page);
    const comparison = await openComparison(page);
    await expect(comparison.dialog.getByRole('alert')).toHaveText(says);
    await page.unroute(TABLE);
    await serveTable(page);
    await comparison.button('Try again').click();
    await expect(comparison.dialog.getByText(/375 different graphs/)).toBeVisible();
    await expect(comparison.dialog.getByRole('alert')).toHaveCount(0);
  });
}
