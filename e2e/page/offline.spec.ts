import path from 'node:path';
import { type BrowserContext, expect, type Page, test } from 'playwright/test';
import { cachedPage } from '../../src/cli/site/page.ts';
import { fromArchitectureJson } from '../../src/codecs/architectureJson.ts';
import { encodeContest } from '../../src/codecs/contest/contest.ts';
import { BEYOND_MADE } from '../../src/search/made.ts';
import { type BuiltSite, buildSite, SUB_PATH } from '../support/builtSite.ts';
import { board, linkOf, paste, rowOf } from '../support/classBoard.ts';
import { goOn, showMe } from '../support/lessons.ts';
import { openFirst, type Playground, tiny } from '../support/playground.ts';
import { keptRuns, keptTrials } from '../support/runs.ts';

/** The built page on a host's sub-path: whole without a network, and replaced by a newer version only when that is asked for. */

let site: BuiltSite;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  site = await buildSite();
});
test.afterAll(() => site?.close());
test.beforeEach(() => site.serve(site.versions.first));

test.use({ viewport: { width: 1440, height: 900 } });

const start = (): string => `${site.address}${SUB_PATH}/`;

/** Until all files of this version are kept, and the page is answered from them. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

/** To its end, as the browser's run of that number. */
async function search(playground: Playground, run: number): Promise<void> {
  await playground.start();
  await expect(playground.button(`Runs (${run})`)).toBeVisible();
  await expect(playground.page.getByText('Finished', { exact: true })).toBeVisible();
}

const newer = (page: Page) => page.getByRole('status').filter({ hasText: 'A new version is there.' });
const version = (page: Page) => page.locator('html').getAttribute('data-version');

async function cutOff(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  site.cut();
}

/** Its first steps by acts, the rest by Show me. */
async function lessonOne(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./#lesson=1');
  await page.getByRole('radio', { name: 'A pattern that a network repeats' }).check();
  await goOn(page, 60_000);
  await page.locator('.scrubber [role="slider"]').focus();
  for (let at = 0; at < 4; at++) await page.keyboard.press('Shift+ArrowRight');
  await goOn(page, 60_000);
  for (let step = 3; step <= 11; step++) {
    await expect(page.getByText(`step ${step} of 11`, { exact: true })).toBeVisible();
    await showMe(page);
    await goOn(page, 60_000);
  }
  await expect(page.getByText('What came out')).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Leave the lessons', exact: true }).click();
}

/** A hand-in to a contest with the settings of the last search, whose images are kept. */
async function proveOne(page: Page): Promise<void> {
  const [run = ''] = await keptRuns(page);
  const [trial] = await keptTrials(page, run);
  const read = fromArchitectureJson(trial?.architecture);
  if (!read.ok || trial?.accuracy == null) throw new Error('no trial');
  const contest = {
    title: 'Without a network',
    settings: { ...tiny, trials: 2 },
    limits: {},
    seeds: [BEYOND_MADE],
  };
  await page.goto('./#board');
  await expect(board(page)).toBeVisible();
  await paste(
    page,
    `#contest=${encodeContest(contest)} ${linkOf(contest, 'Ada', read.value, trial.accuracy, 1)}`,
  );
  await expect(board(page).getByText('All are retrained.')).toBeVisible({ timeout: 60_000 });
  await expect(rowOf(page, 'Ada')).toContainText('proved');
  await page.keyboard.press('Escape');
  await expect(board(page)).toHaveCount(0);
}

test('after one visit the page needs no network', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: start() });
  const page = await context.newPage();
  const playground = await openFirst(page, { trials: 2 });
  await kept(page);
  await search(playground, 1);
  const images = page.getByRole('button', { name: /^Remove \d+\.\d MB of images kept here$/ });
  await expect(images).toBeVisible();

  await cutOff(context);
  try {
    // As a beamer's, or an embedding page's address: still the page.
    await page.goto('.?big');
    await page.keyboard.press('Escape');
    await page.goto('./index.html');
    await expect(page.getByRole('img', { name: 'Normal cell', exact: true })).toBeVisible();

    // Kept with its headers: threads are there as before.
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);

    // What was trained trains again, on images that are kept in parts.
    await search(playground, 2);
    // Start after a finished run takes the next seed, whose images never came.
    const seed = page.getByRole('textbox', { name: 'Seed', exact: true });
    await playground.start();
    await expect(page.getByRole('alert')).toContainText('set the seed back to one that has run here');
    await expect(seed).toHaveValue('2');
    await seed.fill('1');
    await search(playground, 3);

    await lessonOne(page);
    await proveOne(page);

    // A looked-up search.
    await page.getByRole('radio', { name: 'Table', exact: true }).check();
    await playground.start();
    await expect(playground.button('Runs (4)')).toBeVisible();
    await playground.trials(5);
    await playground.button('Stop').click();

    // A recorded run, with a child of it inspected.
    await playground.button('Watch a recorded run').click();
    await page
      .getByRole('dialog', { name: 'Recorded runs' })
      .getByRole('listitem')
      .first()
      .getByRole('button')
      .click();
    await page.getByRole('slider', { name: 'Moment of the replay' }).press('End');
    await expect(playground.rows.first()).toBeVisible();
    await playground.rows.nth(1).click();
    await page.getByRole('button', { name: 'Inspect', exact: true }).click();
    const inspector = page.getByRole('main', { name: 'Inspector' });
    await expect(inspector.getByRole('img').first()).toBeVisible();
    await inspector.getByRole('button', { name: '‹ Search' }).click();

    await images.click();
    await expect(images).toBeHidden();
    const rest = await page.evaluate(
      async () => (await (await caches.open('nas-playground images')).keys()).length,
    );
    expect(rest).toBe(0);
  } finally {
    await site.reconnect();
    await context.close();
  }
});

test('a newer version waits for searches, and comes when it is asked for', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: start() });
  const page = await context.newPage();
  const playground = await openFirst(page, { trials: 400 });
  await kept(page);
  const other = await context.newPage();
  await other.goto('./');
  await page.bringToFront();
  await playground.start();
  await expect(playground.button('Runs (1)')).toBeVisible();
  // One that is held is still under way, and leaves the processor to the rest of this test.
  await playground.button('Pause').click();
  await expect(playground.button('Resume')).toBeVisible();

  site.serve(site.versions.second);
  await other.reload();
  expect(await version(other)).toBeNull();
  await other.bringToFront();
  await expect(newer(other)).toBeVisible({ timeout: 60_000 });
  await newer(other).getByRole('button', { name: 'Use it' }).click();
  await expect(newer(other)).toContainText('Another tab of this page runs a search');
  // Here too, where it can't even be asked for.
  await expect(newer(page)).toContainText('It comes once your search has ended');
  await expect(newer(page).getByRole('button')).toHaveCount(0);

  await playground.button('Stop').click();
  await newer(other).getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => version(other)).toBe('second');
  await expect(newer(other)).toHaveCount(0);

  // The page of before still has what it loads only now, though its host has it no more.
  expect(await version(page)).toBeNull();
  await playground.button('Compare strategies').click();
  await expect(page.getByRole('dialog', { name: 'Compare strategies' })).toBeVisible();
  await page.keyboard.press('Escape');
  await newer(page).getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => version(page)).toBe('second');
  await expect(playground.button('Runs (1)')).toBeVisible();
  await context.close();
});

test('npm start removes what a build has left at its address, but for runs', async ({ browser }) => {
  site.serve(path.join(site.versions.first, SUB_PATH));
  const context = await browser.newContext({ baseURL: site.address });
  const page = await context.newPage();
  const playground = await openFirst(page, { trials: 1 });
  await kept(page);
  await search(playground, 1);

  site.serve(await cachedPage());
  await page.goto('./');
  const left = () =>
    page.evaluate(async () => [
      (await navigator.serviceWorker.getRegistrations()).length,
      (await caches.keys()).length,
    ]);
  // The worker that removes loads the page once more itself, at a time of its own: no longer controlled, it is that one.
  await expect(async () => {
    expect(await left()).toEqual([0, 0]);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  }).toPass({ timeout: 30_000 });
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await expect(playground.button('Runs (1)')).toBeVisible();
  await page.waitForTimeout(1000);
  expect(await left()).toEqual([0, 0]);
  await context.close();
});
