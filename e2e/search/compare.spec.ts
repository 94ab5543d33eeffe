import { readFile } from 'node:fs/promises';
import { chromium, expect, type Locator, type Page, test } from 'playwright/test';
import type { Settings } from '../../src/settings/settings.ts';
import { TABULATED_GRAPHS } from '../../src/studies/tabulated/space.ts';
import { encodeClosedTable } from '../../src/studies/tabulated/table.ts';
import { simulatedClosedTable } from '../../src/studies/testing/closedTable.ts';
import { openWith, type Playground, withTable } from '../support/playground.ts';
import { goTo } from '../support/storedRun.ts';

/** Of 165 graphs, of which searches take next to no time. */
const table = encodeClosedTable(simulatedClosedTable(7).table);
const TABLE = '**/benchmark/*.json';

async function serveTable(page: Page): Promise<void> {
  await page.route(TABLE, (route) => route.fulfill({ body: table, contentType: 'application/json' }));
}

/** The comparison by its accessible names. */
class Comparison {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Compare strategies' });
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async set(seeds: number, trials: number): Promise<void> {
    await this.dialog.getByLabel('Seeds', { exact: true }).fill(String(seeds));
    await this.dialog.getByLabel('Children a search', { exact: true }).fill(String(trials));
  }

  /** Ends what runs since it was opened. */
  async stop(): Promise<void> {
    await this.button('Stop').click();
    await expect(this.button('Stop')).toHaveCount(0);
  }

  get again(): Locator {
    return this.button(/^(Compare|Run again, .*)$/);
  }

  get progress(): Locator {
    return this.dialog.getByRole('progressbar', { name: 'Finished searches' });
  }

  /** Of the strategies that are held against random search. */
  get rows(): Locator {
    return this.dialog.getByRole('table', { name: 'Against random search' }).locator('tr.effect');
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('radio', { name, exact: true }) });
  }

  get chart(): Locator {
    return this.dialog.getByRole('img', { name: /^Regret against / });
  }

  get choices(): Locator {
    return this.dialog.getByRole('table', { name: 'What each choice is worth' }).locator('tbody tr');
  }

  /** Until all seeds are done. */
  async finished(): Promise<void> {
    await expect(this.dialog.getByText(/^looked up in /)).toBeVisible({ timeout: 110_000 });
    await expect(this.progress).toHaveCount(0);
  }
}

/** The page as it is without a search that plays by itself; from then on its host has the table. */
async function open(page: Page, settings: Partial<Settings> = {}): Promise<Playground> {
  const refused = page.waitForResponse(TABLE);
  const playground = await openWith(page, settings);
  await refused;
  await withTable(page);
  return playground;
}

async function openComparison(page: Page): Promise<Comparison> {
  await page.getByRole('button', { name: 'Compare strategies', exact: true }).click();
  return new Comparison(page);
}

/** The comparison on the shipped table, walked by keyboard and pointer. */
async function walk(page: Page): Promise<void> {
  await open(page);
  const comparison = await openComparison(page);
  const { dialog, rows } = comparison;
  // It runs without being asked, with all strategies, and tells what it has found seed by seed.
  await expect(
    dialog.getByText(`${TABULATED_GRAPHS.toLocaleString('en-US')} graphs, all of a`),
  ).toBeVisible();
  await expect(comparison.progress).toHaveAttribute('aria-valuemax', String(8 * 30));
  await expect(rows).toHaveCount(7);
  const effects = dialog.getByRole('region', { name: 'Against random search' });
  await expect(effects.getByText(/^\d+ of 30 seeds$/)).toBeVisible();
  // What is adjusted over all of them is none before they are done.
  await expect(rows.first().getByRole('cell').nth(3)).toHaveText('–');
  await expect(comparison.chart.locator('[data-course]')).toHaveCount(8, { timeout: 60_000 });
  await expect(comparison.progress).toBeVisible();
  await comparison.stop();
  // What was found by then stays, and is a comparison over fewer seeds.
  await expect(dialog.getByText(/points below the best graph, mean of \d+ seeds?$/)).toBeVisible();
  await expect(rows.first()).toHaveText(/[+−]\d\.\d\d\d+–\d+/);

  await comparison.set(4, 40);
  await comparison.again.click();
  await comparison.finished();
  await expect(rows).toHaveCount(7);
  await expect(comparison.row('Evolution')).toHaveText(/[+−]\d\.\d\d\d–\d(< )?\d\.\d+(> 40|\d+)$/);

  // Arrows choose a row; curve and choices follow.
  await expect(dialog.getByRole('radio', { name: 'Linear model' })).toBeChecked();
  await expect(comparison.chart.locator('.regret-chosen[data-course]')).toHaveAttribute(
    'data-course',
    'linear',
  );
  await expect(dialog.getByText(/^Its coefficients after 40 children with seed 1/)).toBeVisible();
  expect(await comparison.choices.count()).toBeGreaterThan(4);
  const names = await rows.locator('label').allTextContents();
  const next = names[(names.indexOf('Linear model') + 1) % names.length]!;
  await dialog.getByRole('radio', { name: 'Linear model' }).press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: next, exact: true })).toBeChecked();
  await expect(
    dialog.getByText(new RegExp(`fitted to the \\d+ children that ${next} trained`)),
  ).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(dialog.getByRole('radio', { name: 'Linear model' })).toBeChecked();
  await comparison.row('Evolution').click();
  await expect(comparison.chart.locator('.regret-chosen[data-course]')).toHaveAttribute(
    'data-course',
    'evolution',
  );

  const slider = dialog.getByRole('slider', { name: 'Place in the chart' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', /^40 trials: .*Random search \d/);
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^1 trials: /);
  await comparison.button('seconds').click();
  await expect(dialog.getByRole('img', { name: 'Regret against seconds' })).toBeVisible();

  await comparison.button('Table').click();
  const final = dialog.getByRole('table', { name: 'Final figures' }).locator('tbody tr');
  await expect(final).toHaveCount(8);
  await expect(final.first()).toHaveText(/PPO\D*\d\d\.\d \d\d\.\d to \d\d\.\d/);
  const places = dialog.getByRole('table', { name: 'Regret', exact: true }).locator('tbody tr');
  expect(await places.count()).toBeGreaterThan(10);
  await comparison.button('Chart').click();

  const saved = page.waitForEvent('download');
  await comparison.button('JSON').click();
  const download = await saved;
  const { table: facts, seeds, strategies } = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(facts).toMatchObject({ graphs: TABULATED_GRAPHS, trainings: 2, engine: 'wasm', adapter: null });
  expect(seeds).toEqual([1, 2, 3, 4]);
  expect(strategies).toHaveLength(8);
  for (const { id, meanTop5, againstRandom } of strategies) {
    expect(meanTop5.low).toBeLessThanOrEqual(meanTop5.high);
    expect(againstRandom === null).toBe(id === 'random');
  }
}

test('strategies are compared on the shipped table as soon as it opens: curves, effects, choices, a file', async ({
  page,
}) => {
  await walk(page);
});

test('so they are in a browser without WebGPU @full', async ({ baseURL }, info) => {
  const { launchOptions, channel = 'chromium' } = info.project.use;
  const args = (launchOptions?.args ?? []).filter((flag) => !flag.includes('webgpu'));
  const browser = await chromium.launch({
    ...launchOptions,
    channel,
    args: [...args, '--disable-features=WebGPU'],
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL as string });
    await walk(page);
    expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBeNull();
  } finally {
    await browser.close();
  }
});

test('it runs in a worker of its own while a search runs, and the search goes on', async ({ page }) => {
  const playground = await open(page, { trials: 200 });
  await serveTable(page);
  await playground.start();
  await playground.rows.first().waitFor({ timeout: 90_000 });
  const comparison = await openComparison(page);
  await comparison.stop();
  await comparison.set(2, 20);
  await comparison.again.click();
  await comparison.finished();
  expect(page.workers().map((worker) => worker.url())).toContainEqual(expect.stringMatching(/comparing/));
  await page.keyboard.press('Escape');
  await expect(comparison.dialog).toHaveCount(0);
  // Of a long board those rows alone are there that are in sight.
  const trials = async () => Number(await page.locator('table.board').getAttribute('aria-rowcount'));
  const before = await trials();
  await expect.poll(trials, { timeout: 60_000 }).toBeGreaterThan(before);
  expect(page.workers().map((worker) => worker.url())).not.toContainEqual(expect.stringMatching(/comparing/));
});

test('it says what is wrong with a count, and keeps the last result while the page lives', async ({
  page,
}) => {
  await open(page);
  await serveTable(page);
  const comparison = await openComparison(page);
  await expect(comparison.dialog.getByText(/165 graphs/)).toBeVisible();
  await expect(
    comparison.dialog.getByText(/twice, on the processor, until 29 Nov 2026: 24 epochs/),
  ).toBeVisible();
  await comparison.stop();
  await comparison.set(0, 2000);
  await expect(comparison.dialog.getByText(/Seeds: “0” will not do.* 1 to 100/)).toBeVisible();
  await expect(
    comparison.dialog.getByText(/Children a search: “2000” will not do.* 1 to 1,000/),
  ).toBeVisible();
  await expect(comparison.again).toBeDisabled();
  await comparison.dialog.getByLabel('Seeds', { exact: true }).press('Enter');
  await expect(comparison.button('Stop')).toHaveCount(0);

  await comparison.set(3, 15);
  for (const name of [/^PPO LSTM/, /REINFORCE/, /^Local search/, /^Evolution/, /^PPO as/, /^Random, rep/])
    await comparison.dialog.getByRole('checkbox', { name }).uncheck();
  await comparison.again.click();
  await comparison.finished();
  await expect(comparison.rows).toHaveCount(1);
  await expect(comparison.dialog.getByText('can’t be told from random')).toBeVisible();
  await comparison.dialog.getByRole('checkbox', { name: /^Linear model/ }).uncheck();
  await expect(comparison.dialog.getByRole('alert')).toHaveText('Choose at least one strategy.');
  const said = await comparison.rows.textContent();
  await page.keyboard.press('Escape');
  await expect(comparison.dialog).toHaveCount(0);
  const again = await openComparison(page);
  await expect(again.rows).toHaveText(said ?? '');
  await expect(again.progress).toHaveCount(0);
  await expect(again.dialog.getByLabel('Seeds', { exact: true })).toHaveValue('3');
});

for (const [what, answer, says] of [
  ['missing', { status: 404 }, /There is no http.*npm run benchmark/],
  ['damaged', { body: table.slice(0, 500) }, /is not JSON.*damaged.*npm run benchmark/],
  ['of another version', { body: '{"version": 9}' }, /version 9; this program reads version 2/],
  ['the one before', { body: '{"version": 1}' }, /version 1, of the small space of 375 graphs/],
  ['out of reach', null, /could not be fetched .*Check the connection/],
] as const) {
  test(`a table that is ${what} is told with what to do, and another try can mend it`, async ({ page }) => {
    await open(page);
    await page.route(TABLE, (route) => (answer === null ? route.abort() : route.fulfill(answer)));
    const comparison = await openComparison(page);
    await expect(comparison.dialog.getByRole('alert')).toHaveText(says);
    await page.unroute(TABLE);
    await serveTable(page);
    await comparison.button('Try again').click();
    await expect(comparison.dialog.getByText(/165 graphs/)).toBeVisible();
    await expect(comparison.dialog.getByRole('alert')).toHaveCount(0);
    await expect(comparison.button('Stop')).toBeVisible();
  });
}

test('on a phone regret comes first, nothing scrolls sideways, and every control can be pressed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await serveTable(page);
  await goTo(page, 'Board');
  const comparison = await openComparison(page);
  await expect(comparison.rows.first()).toHaveText(/[+−]\d\.\d\d/, { timeout: 60_000 });
  const tops = await Promise.all(
    [
      comparison.chart,
      comparison.dialog.getByRole('table', { name: 'Against random search' }),
      comparison.dialog.getByRole('table', { name: 'What each choice is worth' }),
      comparison.dialog.getByLabel('Seeds', { exact: true }),
    ].map(async (part) => (await part.boundingBox())!.y),
  );
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  const wide = await comparison.dialog.evaluate((dialog) =>
    [dialog, ...dialog.querySelectorAll('.comparison-body, .comparison-main, .effects, .worths')].map(
      (element) => element.scrollWidth - element.clientWidth,
    ),
  );
  expect(Math.max(...wide)).toBeLessThanOrEqual(0);
  // A word that opens the glossary is as high as its line.
  const low = await comparison.dialog
    .locator('button:visible:not(.term), .check, tr.effect')
    .evaluateAll((all) => all.map((one) => [one.textContent, one.getBoundingClientRect().height] as const));
  expect(low.filter(([, height]) => height < 24)).toEqual([]);
});
