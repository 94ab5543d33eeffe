import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, type Page, test } from 'playwright/test';
import { fromArchitectureJson } from '../../src/codecs/architectureJson.ts';
import { type Contest, encodeContest } from '../../src/codecs/contest/contest.ts';
import { seal } from '../../src/codecs/envelope.ts';
import { qrPicture } from '../../src/drawings/qr/qr.ts';
import { BEYOND_MADE } from '../../src/search/made.ts';
import { presetFor } from '../../src/settings/settings.ts';
import type { Architecture } from '../../src/space/architecture.ts';
import { distinctGraphs } from '../../src/studies/tabulated/closedSpace.ts';
import { closedEvaluator } from '../../src/studies/tabulated/evaluator.ts';
import { decodeClosedTable } from '../../src/studies/tabulated/table.ts';
import { searchedBy } from '../../src/studies/tabulated/tabulation.ts';
import { board, linkOf, paste, rowOf, rows } from '../support/classBoard.ts';
import { dropFile } from '../support/drop.ts';
import { openWith, tiny, withTable } from '../support/playground.ts';
import { keptRuns, keptTrials } from '../support/runs.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const seeds = [BEYOND_MADE + 1, BEYOND_MADE + 2, BEYOND_MADE + 3];

/** As a later version of the page would seal it. */
function newerLink(link: string): string {
  const told = link.slice(link.indexOf('#') + 1, link.indexOf('&sum='));
  const payload = [...told].flatMap((sign) => [(sign.charCodeAt(0) >> 6) & 63, sign.charCodeAt(0) & 63]);
  const sealed = seal({ version: 2, payload });
  return `#${told}&sum=${sealed.charAt(0)}${sealed.slice(-4)}`;
}

/** Nothing that axe calls serious or critical, in either theme. */
async function lookedAt(page: Page): Promise<void> {
  await page.evaluate((source) => new Function(source)(), AXE);
  for (const theme of ['dark', 'light']) {
    const found = await page.evaluate(async (name) => {
      document.documentElement.dataset.theme = name;
      const { axe } = window as unknown as { axe: { run(part: string): Promise<AxeResults> } };
      return (await axe.run('.class-board')).violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
    }, theme);
    expect(found, theme).toEqual([]);
  }
}

/** PNG of a link's QR code, 1.4 times as large, turned by 12 degrees, blurred by 1.5 px, on grey. */
async function photoOf(page: Page, link: string): Promise<Buffer> {
  const picture = qrPicture(link, 'QR code');
  if (picture === null) throw new Error('too long');
  const base64 = await page.evaluate(
    async ([svg, side]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = Math.round(side * 2);
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#bbb';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.translate(canvas.width / 2, canvas.height / 2);
      context.rotate((12 * Math.PI) / 180);
      context.scale(1.4, 1.4);
      context.filter = 'blur(1.5px)';
      context.drawImage(image, -side / 2, -side / 2, side, side);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    },
    [picture.svg, picture.side] as const,
  );
  return Buffer.from(base64, 'base64');
}

test('thirty links: equal graphs, damaged ones, one of a newer version, five that claim what does not come out', async ({
  page,
}) => {
  const table = decodeClosedTable(
    JSON.parse(readFileSync(new URL('../../public/benchmark/cifar10-closed.json', import.meta.url), 'utf8')),
  );
  if (!table.ok) throw new Error(table.error);
  const settings = presetFor('table', 'random');
  const contest: Contest = { title: 'Tuesday group', settings, limits: {}, seeds };
  const evaluator = closedEvaluator(table.value, searchedBy(settings.seed));
  const figureOf = async (architecture: Architecture): Promise<number> => {
    const step = await evaluator.evaluate(architecture, 1, {}).next();
    if (!step.done || step.value.accuracy === null) throw new Error('not in the table');
    return step.value.accuracy;
  };
  const graphs = distinctGraphs(table.value.space).filter((_, at) => at % 80 === 5);
  const links: string[] = [];
  for (const [at, graph] of graphs.slice(0, 24).entries()) {
    const figure = await figureOf(graph);
    links.push(linkOf(contest, `Name ${at}`, graph, at < 5 ? figure + 0.011 : figure));
  }
  for (const at of [6, 7, 8])
    links.push(linkOf(contest, `Twin ${at}`, graphs[at]!, await figureOf(graphs[at]!)));
  const whole = linkOf(contest, 'Lea', graphs[24]!, 0.4);
  links.push(whole.slice(0, -20), whole.replace('by=Lea', 'by=Mo').replace('claim=0.4', 'claim=0.5'));
  links.push(newerLink(whole));
  expect(links).toHaveLength(30);

  await openWith(page, {}, '#board');
  await withTable(page);
  await expect(board(page).getByText('Nothing handed in yet')).toBeVisible();
  await paste(page, `The contest: https://school.example/#contest=${encodeContest(contest)}`);
  await expect(board(page).getByText('Tuesday group')).toBeVisible();
  await paste(page, links.join('\n'));
  await expect(board(page).getByText('All are looked up.')).toBeVisible({ timeout: 60_000 });
  await expect(rows(page)).toHaveCount(24);
  for (const at of [0, 1, 2, 3, 4])
    await expect(rowOf(page, `Name ${at}`)).toContainText(
      `another figure comes out here: ${(100 * (await figureOf(graphs[at]!))).toFixed(1)}`,
    );
  await expect(board(page).getByText('proved', { exact: true })).toHaveCount(19);
  await expect(rows(page).filter({ hasText: /Twin \d sent the same graph/ })).toHaveCount(3);
  const refused = board(page).getByRole('region', { name: 'Could not be taken' }).getByRole('listitem');
  await expect(refused).toHaveCount(3);
  await expect(refused.nth(0)).toContainText(/Lea.*cut off.*Ask for the whole link/);
  await expect(refused.nth(1)).toContainText(/Mo.*was changed on its way/);
  await expect(refused.nth(2)).toContainText(/from a newer version of the playground/);

  // One stop of Tab, arrows within; Enter opens a copy, Back leads to the board.
  const names = board(page).getByRole('link');
  await names.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#edit=/);
  await expect(page.getByRole('main', { name: 'Editor' })).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(24);

  await lookedAt(page);

  // A code as a camera sees it: scaled, turned and blurred. What is read of it is told meanwhile.
  const told = await board(page)
    .getByRole('status')
    .filter({ hasText: /taken/ })
    .evaluateHandle((status) => {
      const all: string[] = [];
      new MutationObserver(() => all.push(status.textContent ?? '')).observe(status, {
        ...{ subtree: true, childList: true, characterData: true },
      });
      return all;
    });
  await dropFile(
    page,
    'photo.png',
    await photoOf(page, linkOf(contest, 'Zoe', graphs[25]!, await figureOf(graphs[25]!))),
    'image/png',
  );
  await expect(rowOf(page, 'Zoe')).toContainText('proved');
  expect((await told.jsonValue()).map((says) => says.trim())).toEqual(['Reading the picture', '1 taken.']);
  await board(page).getByRole('button', { name: 'Projector' }).click();
  await expect(board(page).getByRole('complementary')).toHaveCount(0);
  await board(page).getByRole('button', { name: 'Projector' }).click();

  // Kept on this machine, saved, cleared by an asked-for press, and read back.
  await page.reload();
  await expect(rows(page)).toHaveCount(25);
  const saved = page.waitForEvent('download');
  await board(page).getByRole('button', { name: 'Save the board' }).click();
  const file = readFileSync(await (await saved).path());
  await board(page).getByRole('button', { name: 'Clear', exact: true }).click();
  await board(page).getByRole('button', { name: 'Clear them' }).click();
  await expect(board(page).getByText('Nothing handed in yet')).toBeVisible();
  await dropFile(page, 'class-board.json', file);
  await expect(rows(page)).toHaveCount(25);
  await expect(board(page).getByText('All are looked up.')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(rowOf(page, 'Zoe')).toBeVisible();
  await expect(page.locator('.phone-destination[aria-current="page"]')).toHaveText('More');
  await lookedAt(page);
});

test('a search’s children are handed in: proved to the last digit, or what comes out is said', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const settings = { ...tiny, trials: 2 };
  const contest: Contest = { title: 'Tiny', settings, limits: {}, seeds };
  const playground = await openWith(page, settings);
  await playground.button('Start search').click();
  await playground.trials(2);
  await expect(playground.button('Start search')).toBeVisible();
  const kept = async () => {
    const [run] = await keptRuns(page);
    return run === undefined ? [] : keptTrials(page, run);
  };
  await expect.poll(async () => (await kept()).length).toBe(2);
  const [one, two] = await kept();
  if (one?.accuracy == null || two?.accuracy == null) throw new Error('no two trials');
  await page.getByRole('button', { name: 'Class board', exact: true }).click();
  await expect(page).toHaveURL(/#board$/);
  await expect(board(page).getByText('No contest yet')).toBeVisible();
  await paste(page, `#contest=${encodeContest(contest)}`);
  const [first, second] = [one, two].map(({ architecture }) => {
    const read = fromArchitectureJson(architecture);
    if (!read.ok) throw new Error(read.error);
    return read.value;
  });
  await paste(
    page,
    `${linkOf(contest, 'Ada', first!, one.accuracy, 1)} ${linkOf(contest, 'Ben', second!, two.accuracy + 0.02, 2)}`,
  );
  await expect(board(page).getByText('All are retrained.')).toBeVisible({ timeout: 90_000 });
  await expect(rows(page).filter({ hasText: 'Ada' })).toContainText('proved');
  await expect(rows(page).filter({ hasText: 'Ada' })).toContainText('mean of 3 seeds');
  await expect(rows(page).filter({ hasText: 'Ben' })).toContainText(
    `another figure comes out here: ${(100 * two.accuracy).toFixed(1)}`,
  );
  await page.goBack();
  await expect(board(page)).toHaveCount(0);
});
