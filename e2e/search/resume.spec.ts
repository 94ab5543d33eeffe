import type { Browser, BrowserContext, Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { createRandom } from '../../src/base/random.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { openWith, type Playground } from '../support/playground.ts';
import { keptHeads, keptRuns, keptTrials } from '../support/runs.ts';

const KILLS = Number(process.env.NAS_KILLS ?? (process.env.NAS_FULL ? 10 : 3));
/** A kill lets the search go on for about two of them: it must outlive all kills. */
const TRIALS = 3 * KILLS;

/** Children of two epochs, so that a cut falls between epochs too; every second one teaches the controller. */
const settings: Partial<Settings> = {
  trials: TRIALS,
  blocks: 1,
  epochs: 2,
  childrenPerUpdate: 2,
  strategy: 'reinforce',
  filters: 2,
};

async function resume(playground: Playground): Promise<void> {
  const offer = playground.page.getByText('A search was interrupted.');
  await expect(offer).toBeVisible();
  await playground.button('Resume').first().click();
  await expect(offer).toHaveCount(0);
}

/** In a browser of its own: after a finished run Start goes on with the next seed. */
async function pageApart(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  return context.newPage();
}

/** Ends the page as a crash does, or as closing its tab does: neither lets it say goodbye. */
async function kill(page: Page, how: 'crash' | 'close'): Promise<void> {
  if (how === 'crash') {
    const crashed = page.waitForEvent('crash');
    page.goto('chrome://crash').catch(() => {});
    await crashed;
  }
  await page.close();
}

test(`a page that is killed ${KILLS} times at random points ends with the trials of one that never was`, async ({
  browser,
  baseURL,
  context,
  page,
}) => {
  test.setTimeout(KILLS * 90_000);
  const seed = Number(process.env.NAS_KILL_SEED ?? Date.now() % 1e6);
  const random = createRandom(seed);
  const apart = await pageApart(browser, baseURL);
  let playground = await openWith(apart, settings);
  await playground.start();
  await playground.trials(1);
  const began = Date.now();
  // Not by its rows: of a long table those in sight alone are there.
  await expect.poll(() => keptHeads(apart), { timeout: TRIALS * 20_000 }).toMatchObject([{ ended: true }]);
  await expect(playground.button('Start search')).toBeVisible();
  const each = (Date.now() - began) / (TRIALS - 1);
  const [whole = ''] = await keptRuns(apart);
  const expected = await keptTrials(apart, whole);
  expect(expected).toHaveLength(TRIALS);
  expect(expected.map(({ status }) => status)).not.toContain('failed');
  await apart.context().close();

  playground = await openWith(page, settings);
  await playground.start();
  await expect.poll(() => keptRuns(page)).toHaveLength(1);
  const cuts: string[] = [];
  let victim = page;
  let resumed = 0;
  for (let count = 0; count < KILLS; count++) {
    const wait = random.uniform() * 2 * each;
    const how = count % 2 === 0 ? 'crash' : 'close';
    cuts.push(`${how} after ${wait.toFixed(0)} ms`);
    await victim.waitForTimeout(wait);
    await kill(victim, how);
    victim = await context.newPage();
    playground = await openWith(victim, settings);
    if ((await keptHeads(victim))[0]?.ended) break;
    await resume(playground);
    resumed++;
    // In training again, or at its end: a cut during the start would find nothing new to lose.
    const page = victim;
    const training = async (): Promise<boolean> =>
      (await page.getByText(/^step/).count()) > 0 || (await keptHeads(page))[0]?.ended === true;
    await expect.poll(training, { timeout: 60_000 }).toBe(true);
  }
  expect(resumed, `${cuts.join(', ')}; NAS_KILL_SEED=${seed}`).toBeGreaterThan(0);
  test.info().annotations.push({ type: 'killed', description: `${cuts.join(', ')}; NAS_KILL_SEED=${seed}` });
  await expect
    .poll(() => keptHeads(victim), { timeout: 240_000 })
    .toEqual([expect.objectContaining({ ended: true })]);
  const [cut = ''] = await keptRuns(victim);
  expect(await keptTrials(victim, cut), `${cuts.join(', ')}; NAS_KILL_SEED=${seed}`).toEqual(expected);
});

test('@full a lost graphics device is replaced, and the child goes on by itself to the same result', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(150_000);
  // Judged after each epoch, so that it is known to be between its first and its last.
  const long = { ...settings, trials: 1, epochs: 40, validateEachEpoch: true };
  const apart = await pageApart(browser, baseURL);
  const whole = await openWith(apart, long, '', 'gpu');
  await whole.start();
  await whole.trials(1);
  await expect(whole.button('Start search')).toBeVisible();
  const [first = ''] = await keptRuns(apart);
  const expected = await keptTrials(apart, first);
  await apart.context().close();

  const playground = await openWith(page, long, '', 'gpu');
  await playground.start();
  await expect.poll(() => keptRuns(page)).toHaveLength(1);
  await expect(page.getByText(/held out/i).first()).toBeVisible({ timeout: 60_000 });
  const session = await browser.newBrowserCDPSession();
  // The process that all graphics of the browser run in ends, as it does when a driver is reset.
  await session.send('Browser.crashGpuProcess').catch(() => {});
  await expect(page.getByText(/was lost and has been replaced/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/Child 1 went on by itself/)).toBeVisible();
  await playground.trials(1, 120_000);
  await expect(playground.button('Start search')).toBeVisible();
  const [second = ''] = await keptRuns(page);
  expect(await keptTrials(page, second)).toEqual(expected);
});

async function openSecond(context: BrowserContext): Promise<Playground> {
  return openWith(await context.newPage(), settings);
}

test('a run in one tab is not offered in another, and cannot be resumed or deleted there', async ({
  context,
  page,
}) => {
  const playground = await openWith(page, { ...settings, trials: 400 });
  await playground.start();
  await expect.poll(() => keptRuns(page), { timeout: 60_000 }).toHaveLength(1);
  const other = await openSecond(context);
  await other.button('Runs (1)').click();
  await expect(other.page.getByText(/in progress in another tab/)).toBeVisible();
  for (const name of ['Resume', 'Delete…'])
    await expect(other.button(name)).toHaveAttribute('aria-disabled', 'true');
  await other.button('Close the list of runs').click();
  await expect(other.page.getByText('A search was interrupted.')).toHaveCount(0);
  await page.close();
  // What it was writing arrives after it; an offer of before that would be out of date.
  await other.page.waitForTimeout(1000);
  await other.page.reload();
  await expect(other.page.getByText('A search was interrupted.')).toBeVisible();
  await other.button('Not now').click();
  await expect.poll(() => keptHeads(other.page)).toEqual([expect.objectContaining({ ended: true })]);
  await other.page.reload();
  await expect(other.button('Runs (1)')).toBeVisible();
  await expect(other.page.getByText('A search was interrupted.')).toHaveCount(0);
});

test('an offer that is refused says why where it was made', async ({ context, page }) => {
  const playground = await openWith(page, { ...settings, trials: 400 });
  await playground.start();
  await expect.poll(() => keptRuns(page), { timeout: 60_000 }).toHaveLength(1);
  await page.close();
  const [first, second] = [await openSecond(context), await openSecond(context)];
  for (const { page } of [first, second])
    await expect(page.getByText('A search was interrupted.')).toBeVisible();
  await first.button('Resume').first().click();
  await expect(first.page.getByText('A search was interrupted.')).toHaveCount(0);
  await second.button('Resume').first().click();
  const offer = second.page.getByRole('status').filter({ hasText: 'A search was interrupted.' });
  await expect(offer).toContainText('It was not resumed. This run is in progress in another tab');
});
