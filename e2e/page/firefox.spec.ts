import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { type Browser, type ElementHandle, launch, type Page } from 'puppeteer-core';
import { encodeRoute } from '../../src/codecs/route.ts';
import { presetOf } from '../../src/space/presets.ts';
import { comparedChildren } from '../../src/ui/child/differences/testing/compared.ts';
import { findFirefox, PREFERENCES } from '../bits/firefox.ts';
import { decidedRun } from '../support/decidedRun.ts';
import { groupedRun } from '../support/groupedRun.ts';

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

/** Where the page is, with another fragment. */
async function goToFragment(fragment: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
}

test('@full a row of the leaderboard chooses a looked-up child and opens it, and its tabs work by keys', async () => {
  const shown = await page.evaluate(() => {
    const rows = document.querySelectorAll<HTMLElement>('.board-show');
    rows[1]?.focus();
    return rows[1]?.closest('[data-row]')?.getAttribute('data-row');
  });
  expect(Number(shown)).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await named('tab', `Trial ${shown}`).wait();
  await page.keyboard.press('Enter');
  await named('main', 'Inspector').wait();
  await says(new RegExp(`Trial ${shown}, `));
  await says(/the table says (which of|nothing)/);
  await named('image', 'Held-out accuracy').wait();
  expect(await page.evaluate(() => location.hash)).toBe(`#inspect=${shown}`);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('‹ Search');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await named('image', 'Reduction cell').wait();
});

test('@full two looked-up children are held against each other, chosen, swapped and left', async () => {
  await page.keyboard.press('End');
  await named('region', 'Differences between two children').wait();
  const before = await page.evaluate(() => location.hash);
  expect(before).toMatch(/^#inspect=\d+,\d+$/);
  await page.waitForFunction(() => document.querySelectorAll('.two-cells svg').length >= 2);
  await press('button', 'Swap');
  const [, first, second] = /=(\d+),(\d+)/.exec(before) ?? [];
  await page.waitForFunction(
    (wanted) => location.hash === wanted,
    { polling: 200 },
    `#inspect=${second},${first}`,
  );
  const menu = '.two-choose select';
  await page.select(menu, 'pair DARTS v2');
  await says(/DARTS v2 was not trained in this run/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('.layer') === null);
  expect(await page.evaluate(() => location.hash)).toBe('');
});

test('@full files of runs are taken in, one is opened, and its children are held against each other', async () => {
  const folder = test.info().outputDir;
  await mkdir(folder, { recursive: true });
  const texts = [groupedRun(comparedChildren()), decidedRun(30, 'evolution')];
  const files = texts.map((_, index) => path.join(folder, `run ${index + 1}.json`));
  for (const [index, file] of files.entries())
    await writeFile(file, texts[index]!.replace('"A finished run"', `"Run ${index + 1}"`));
  await page.evaluate(() => {
    const all = [...document.querySelectorAll('button')];
    all.find(({ textContent }) => /^Runs\b/.test(textContent))?.click();
  });
  await named('dialog', 'Runs').wait();
  for (const [index, file] of files.entries()) {
    const field = await page.$('dialog[open] input[type="file"]');
    await (field as ElementHandle<HTMLInputElement>).uploadFile(file);
    await says(new RegExp(`Run ${index + 1}`));
  }
  await inRow('Run 1', 'button', 'Open');
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
  await page.waitForFunction(() => document.querySelector('[data-trials="7"]') !== null);
  await goToFragment('#inspect=1,2');
  await says(/Child 2 leads by 3\.0 points\..*McNemar’s exact test/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('.layer') === null);
});

/** Presses what a row of the list of runs has under that text or label. */
async function inRow(run: string, tag: 'button' | 'label', words: string): Promise<void> {
  await page.evaluate(
    (name, wanted, text) => {
      const rows = [...document.querySelectorAll('dialog[open] li')];
      const row = rows.find(({ textContent }) => textContent.includes(name));
      const found = [...(row?.querySelectorAll<HTMLElement>(wanted) ?? [])].find(
        ({ textContent }) => textContent.trim() === text,
      );
      if (found === undefined) throw new Error(`${name} has no ${text}`);
      found.click();
    },
    run,
    tag,
    words,
  );
}

test('@full runs are laid over each other, read by keys and as a table, and left', async () => {
  await press('button', 'Compare runs');
  await named('dialog', 'Runs').wait();
  await inRow('Run 2', 'label', 'Compare');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('[data-run]').length === 2);
  const along = await named('slider', 'Children in the reward chart').waitHandle();
  await along.focus();
  await page.keyboard.press('End');
  expect(await along.evaluate((slider) => slider.getAttribute('aria-valuetext'))).toMatch(/^30 children; /);
  await press('button', 'Table');
  await named('table', 'Runs compared').wait();
  await press('button', 'Chart');
  await press('button', 'This run alone');
  await page.waitForFunction(() => document.querySelectorAll('[data-run]').length === 0);
});

test('@full a pair that came with a link is drawn, opened and held against a published one', async ({
  baseURL,
}) => {
  const { architecture } = presetOf('amoebanet-a');
  const link = encodeRoute({ view: 'pair', architecture });
  // Another page first: a fragment alone would load nothing.
  await page.goto('about:blank');
  await page.goto(`${baseURL}${link}`);
  await named('tab', 'Shared pair').wait();
  await named('image', 'Normal cell').wait();
  await press('button', 'Inspect');
  await says(/No run trained this pair/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await named('image', 'Normal cell of Shared pair').wait();
  await page.select('.two-choose select', 'pair AmoebaNet-A');
  await says(/Both are one graph\./);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('.layer') === null);
  expect(await page.evaluate(() => location.hash)).toBe(link);
});
