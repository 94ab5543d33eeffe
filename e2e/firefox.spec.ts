import { expect, test } from 'playwright/test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { findFirefox, PREFERENCES } from './bits/firefox.ts';

/**
 * The page in Firefox, driven over WebDriver BiDi: all that needs no training. Whether it trains there to the same bits is
 * bits.spec.ts's.
 */

const firefox = findFirefox();
const SOON = 60_000;

let browser: Browser;
let page: Page;
const problems: string[] = [];

test.describe.configure({ mode: 'serial' });
test.skip(firefox === null, 'No Firefox is to be had: install firefox-esr, or name one in FIREFOX_PATH.');

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(2 * SOON);
  browser = await launch({
    browser: 'firefox',
    executablePath: firefox as string,
    headless: true,
    args: ['--width=1440', '--height=900'],
    extraPrefsFirefox: { ...PREFERENCES, 'dom.webgpu.enabled': false },
  });
  page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  page.setDefaultTimeout(SOON);
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(baseURL as string);
});

test.afterAll(async () => {
  await browser?.close();
});

test.afterEach(() => {
  expect(problems).toEqual([]);
});

const named = (role: string, name: string) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
const press = (role: string, name: string): Promise<void> => named(role, name).click();

/** Until the page says it. */
async function says(words: RegExp): Promise<void> {
  await page.waitForFunction(
    (source) => new RegExp(source).test(document.body.textContent),
    { polling: 200 },
    words.source,
  );
}

/** Until the leaderboard holds so many trials, or more. */
async function trials(count: number): Promise<void> {
  await page.waitForFunction(
    (least) => Number(document.querySelector('[data-trials]')?.getAttribute('data-trials')) >= least,
    { polling: 200 },
    count,
  );
}

const countOf = (selector: string): Promise<number> =>
  page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);

test('@full a first visit plays a looked-up search, draws cells and dots, and says that there is no WebGPU', async () => {
  expect(await page.title()).toContain('NAS Playground');
  await named('button', 'Start search').wait();
  await trials(10);
  expect(await countOf('[data-trial]')).toBeGreaterThan(5);
  expect(await countOf('.cell-node')).toBeGreaterThan(10);
  await says(/No WebGPU here: Start trains .*this processor/);
});

test('@full the views of both panels open, by pointer and by keys', async () => {
  for (const [tab, image] of [
    ['Network', 'Network'],
    ['Trade-off', 'Trade-off chart'],
    ['Reward', 'Reward chart'],
  ] as const) {
    await press('tab', tab);
    await named('image', image).wait();
  }
  await press('tab', 'Network');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(
    () =>
      document.activeElement?.getAttribute('aria-selected') === 'true' && document.activeElement.textContent,
  );
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Controller');
});

test('@full the preset Table looks a whole search up', async () => {
  test.setTimeout(3 * SOON);
  await press('radio', 'Table');
  await press('button', 'Start search');
  await says(/Trial \d+ of \d+/);
  await says(/Finished/);
  await named('button', 'Replay').wait();
});

test('@full a finished search is replayed, and left again', async () => {
  await press('button', 'Replay');
  await named('slider', 'Moment of the replay').wait();
  // It plays, until it is held.
  await page.keyboard.press(' ');
  await named('button', 'Play').wait();
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelectorAll('[data-trial]').length === 0);
  for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelectorAll('[data-trial]').length === 3);
  await press('button', 'Close the replay');
  await trials(20);
});

test('@full strategies are compared on the table', async () => {
  await press('button', 'Compare strategies');
  await named('dialog', 'Compare strategies').wait();
  await page.waitForFunction(() => document.querySelectorAll('[data-course]').length === 8);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
});
