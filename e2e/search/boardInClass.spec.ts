import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { encode } from 'uqr';
import { createRandom } from '../../src/base/random.ts';
import { type Contest, encodeContest } from '../../src/codecs/contest/contest.ts';
import { BEYOND_MADE } from '../../src/search/made.ts';
import { presetFor } from '../../src/settings/settings.ts';
import { sampleArchitecture } from '../../src/space/sample.ts';
import { distinctGraphs } from '../../src/studies/tabulated/closedSpace.ts';
import { decodeClosedTable } from '../../src/studies/tabulated/table.ts';
import { board, linkOf, paste, rowOf, rows } from '../support/classBoard.ts';
import { openWith, withTable } from '../support/playground.ts';

/** The class board as a lesson uses it: by camera, on paper, in two tabs, beside a search. Its contest is looked up, to be quick. */

test.use({ viewport: { width: 1440, height: 900 } });

const table = decodeClosedTable(
  JSON.parse(readFileSync(new URL('../../public/benchmark/cifar10-closed.json', import.meta.url), 'utf8')),
);
if (!table.ok) throw new Error(table.error);
const graphs = distinctGraphs(table.value.space).filter((_, at) => at % 80 === 5);
const contest: Contest = {
  title: 'Tuesday group',
  settings: presetFor('table', 'random'),
  limits: {},
  seeds: [BEYOND_MADE + 1],
};
const terms = `#contest=${encodeContest(contest)}`;
const handIn = (by: string, graph: number): string => linkOf(contest, by, graphs[graph]!, 0.4);

const retrained = (page: Page) =>
  expect(board(page).getByText('All are looked up.')).toBeVisible({ timeout: 60_000 });

async function openBoard(page: Page): Promise<void> {
  await openWith(page, {}, '#board');
  await withTable(page);
  await expect(board(page)).toBeVisible();
}

/** A film of one QR code that stands still, as Chromium's false camera plays it: 4:2:0, 640 × 480. */
function film(text: string): Buffer {
  const [width, height, unit] = [640, 480, 5];
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const left = Math.floor((width - size * unit) / 2);
  const top = Math.floor((height - size * unit) / 2);
  if (top < 0) throw new Error(`a code of ${size} modules is larger than the film`);
  const light = Buffer.alloc(width * height, 235);
  for (let y = 0; y < size * unit; y++)
    for (let x = 0; x < size * unit; x++)
      if (data[Math.floor(y / unit)]?.[Math.floor(x / unit)]) light[(top + y) * width + left + x] = 16;
  const frame = [Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)];
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    ...[1, 2, 3].flatMap(() => frame),
  ]);
}

test('a code before the camera is taken; where the camera is refused, what to do is said', async ({
  playwright,
  launchOptions,
  channel,
  baseURL,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'nas-film-'));
  const file = path.join(folder, 'code.y4m');
  writeFileSync(file, film(handIn('Ada', 0)));
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    ...(channel === undefined ? {} : { channel }),
    args: [
      ...(launchOptions.args ?? []),
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  });
  try {
    const context = await browser.newContext({
      baseURL: baseURL ?? '',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await openBoard(page);
    await paste(page, terms);
    // Whoever grants something else refuses the rest.
    await context.grantPermissions(['geolocation']);
    const scan = board(page).getByRole('button', { name: 'Scan', exact: true });
    await scan.click();
    const camera = board(page).getByRole('region', { name: 'Scan QR codes' });
    await expect(camera.getByRole('alert')).toHaveText(/may not use the camera.*choose pictures with Files/);
    await camera.getByRole('button', { name: 'Close' }).click();
    await context.grantPermissions(['camera']);
    await scan.click();
    await expect(camera.getByText('1 read')).toBeVisible({ timeout: 60_000 });
    await expect(rowOf(page, 'Ada')).toBeVisible();
    await retrained(page);
    await camera.getByRole('button', { name: 'Close' }).click();
    await expect(camera).toHaveCount(0);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
});

test('two tabs have one board; on paper it is one table on white', async ({ page, context }) => {
  await openBoard(page);
  await paste(page, `${terms} ${handIn('Ada', 0)}`);
  await retrained(page);
  const other = await context.newPage();
  await openBoard(other);
  await paste(other, handIn('Ben', 1));
  await expect(rows(other)).toHaveCount(2);
  // The first tab shows its search, and hears nothing.
  await page.keyboard.press('Escape');
  await expect(board(page)).toHaveCount(0);
  await paste(other, `${handIn('Cem', 2)} ${handIn('Cut', 3).slice(0, -20)}`);
  await expect(rows(other)).toHaveCount(3);
  await page.getByRole('button', { name: 'Class board', exact: true }).click();
  await expect(board(page)).toBeVisible();
  await expect(rows(page)).toHaveCount(3);
  await paste(
    page,
    graphs
      .slice(3, 15)
      .map((_, at) => handIn(`Name ${at}`, 3 + at))
      .join('\n'),
  );
  await expect(rows(other)).toHaveCount(15);
  await retrained(other);

  await other.evaluate(() => {
    document.documentElement.dataset.theme = 'dark';
  });
  const pdf = await other.pdf({ format: 'A4', printBackground: true });
  const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
  expect(sheets).toHaveLength(2);
  await other.emulateMedia({ media: 'print' });
  await expect(other.getByRole('banner')).toBeHidden();
  await expect(board(other).getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(board(other).getByRole('button', { name: /^Remove/ })).toBeHidden();
  await expect(board(other).getByRole('region', { name: 'Could not be taken' })).toBeVisible();
  const { grounds, cut } = await board(other).evaluate((main) => {
    const around = [main, ...[document.body, document.documentElement]];
    const last = [...main.querySelectorAll('.cb-row')].at(-1)?.getBoundingClientRect().bottom ?? 0;
    return {
      grounds: around.map((one) => getComputedStyle(one).backgroundColor),
      cut: last > document.documentElement.scrollHeight,
    };
  });
  for (const ground of grounds) expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(ground);
  expect(cut).toBe(false);
});

test('on a beamer and on paper figures keep their distance from the edge, notes have an end, and ranks are there', async ({
  page,
}) => {
  await openBoard(page);
  const hands = [handIn('Ada', 0), handIn('Ben', 1), handIn('Cem', 2), handIn('Dan', 3), handIn('Dan', 4)];
  const twins = ['Eva', 'Finn', 'Gil', 'Hans'].map((by) => handIn(`${by} of the last row`, 0));
  await paste(page, [terms, ...hands, ...twins].join(' '));
  await expect(rows(page)).toHaveCount(4);
  await retrained(page);
  await expect(page.getByRole('link', { name: 'Dan: edit a copy of the cell before' })).toHaveClass('link');
  const margin = (): Promise<number> =>
    rowOf(page, 'Ada')
      .locator('.cb-figure')
      .evaluate((one) => {
        const table = one.closest('table') as HTMLElement;
        return table.getBoundingClientRect().right - one.getBoundingClientRect().right;
      });
  const isCut = (): Promise<boolean> =>
    rowOf(page, 'Ada')
      .locator('.cb-notes')
      .evaluate((one) => one.scrollHeight > one.clientHeight);

  await page.setViewportSize({ width: 1024, height: 768 });
  await expect.poll(margin).toBeGreaterThanOrEqual(16);
  await expect.poll(isCut).toBe(true);
  await expect(page.getByTitle(/Eva of .*Hans of the last row sent the same graph/)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  expect(await margin()).toBeGreaterThanOrEqual(8);
  expect(await isCut()).toBe(false);
  await page.emulateMedia({ media: 'screen' });

  await page.keyboard.press('p');
  await expect(board(page)).toHaveAttribute('data-mode', 'single');
  await expect.poll(margin).toBeGreaterThanOrEqual(16);
  await expect(rows(page).nth(2)).toBeInViewport({ ratio: 1 });
  // So large, a narrow window has a phone's room: it is the rows', and each names its rank.
  await page.setViewportSize({ width: 720, height: 900 });
  await expect(board(page)).toHaveAttribute('data-mode', 'phone');
  await expect(page.getByRole('navigation', { name: 'Parts of the page' })).toBeHidden();
  await expect(page.getByText(/^Trial – of/)).toBeHidden();
  await expect(rows(page).first().locator('.cb-rank-too')).toHaveText(/^1/);
  await expect(rows(page).nth(2)).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(margin).toBeGreaterThanOrEqual(16);
});

test('a search of one’s own goes first, and the board says so', async ({ page }) => {
  const playground = await openWith(page, { trials: 1000, dataset: 'synthetic' });
  await withTable(page);
  await playground.start();
  await playground.trials(1);
  await page.getByRole('button', { name: 'Class board', exact: true }).click();
  await expect(board(page)).toBeVisible();
  await paste(page, `${terms} ${handIn('Ada', 0)}`);
  await expect(rowOf(page, 'Ada')).toContainText('waiting');
  await expect(board(page).getByText('Waits until your search is paused or has ended.')).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.button('Stop').click();
  await page.getByRole('button', { name: 'Class board', exact: true }).click();
  await retrained(page);
});

test('thirty cells of a Demo contest are trained and ranked before a class ends @full', async ({ page }) => {
  // A quarter of an hour on two cores with nothing else to do; any other machine has four times as long.
  const patience = (process.env.NAS_QUIET ? 1 : 4) * 15 * 60_000;
  test.setTimeout(patience + 120_000);
  const random = createRandom(24);
  const settings = presetFor('demo', 'random');
  const { blocks, operations } = settings;
  const seeds = [BEYOND_MADE + 1, BEYOND_MADE + 2, BEYOND_MADE + 3];
  const demo: Contest = { title: 'Thirty of a class', settings, limits: {}, seeds };
  const links = Array.from({ length: 30 }, (_, at) =>
    linkOf(demo, `Name ${at}`, sampleArchitecture({ blocks, operations }, random), 0.3),
  );
  await openWith(page, {}, '#board', 'processor');
  await expect(board(page)).toBeVisible();
  await paste(page, `#contest=${encodeContest(demo)}`);
  await expect(board(page).getByText('Thirty of a class')).toBeVisible();
  const began = Date.now();
  await paste(page, links.join('\n'));
  await expect(rows(page)).toHaveCount(30, { timeout: 60_000 });
  await expect(board(page).getByText('All are retrained.')).toBeVisible({ timeout: patience });
  const seconds = Math.round((Date.now() - began) / 1000);
  test.info().annotations.push({ type: 'measured', description: `${seconds} s` });
  // All claim what does not come out; the five first have three fresh seeds.
  await expect(board(page).getByText(/another figure comes out here/)).toHaveCount(30);
});
