import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect, type Page, test } from 'playwright/test';
import { type Contest, contestDigest, encodeContest } from '../../src/codecs/contest/contest.ts';
import { decodeHandIn } from '../../src/codecs/contest/handIn.ts';
import { decodeRoute, encodeRoute } from '../../src/codecs/route.ts';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { costsIn } from '../../src/run/contest/rules.ts';
import { BEYOND_MADE, madeSeed } from '../../src/search/made.ts';
import { PRESET_SETTINGS } from '../../src/settings/settings.ts';
import type { Architecture, Block } from '../../src/space/architecture.ts';
import { presetOf } from '../../src/space/presets.ts';
import { editorTexts } from '../../src/ui/texts/child/layer/editor.ts';
import { openFirst, openWith, tiny } from '../support/playground.ts';

/** A contest, as a student meets it: its link opened, a pair edited within the limit, trained and handed in. */

test.use({ viewport: { width: 1440, height: 900 } });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const settings = { ...tiny, seed: 7, dataset: 'synthetic' } as const;
const block = (operation: Block['operations'][0]): Block => ({
  inputs: [0, 1],
  operations: [operation, operation],
  combiner: 'add',
});
const pairOf = (first: Block['operations'][0], second: Block['operations'][0]): Architecture => ({
  normal: { blocks: [block(first), block(second)] },
  reduction: { blocks: [block('avgpool_3x3')] },
});
const start = pairOf('conv_1x1', 'identity');
/** With another operation first. */
const withFirst = (operation: Block['operations'][0]): Architecture => ({
  ...start,
  normal: { blocks: [{ ...block('conv_1x1'), operations: [operation, 'conv_1x1'] }, block('identity')] },
});
/** Two convolutions of 1 × 1 more are just over it, one is under. */
const limit = costsIn({ settings }, pairOf('sepconv_3x3', 'identity')).parameters;
const contest: Contest = {
  title: 'Tuesday',
  settings,
  limits: { parameters: limit },
  seeds: [BEYOND_MADE, BEYOND_MADE + 1, BEYOND_MADE + 2],
};
const terms = encodeContest(contest);
const linked = encodeRoute({ view: 'contest', terms, architecture: start });

const layer = (page: Page) => page.getByRole('main', { name: 'Editor' });
const row = (page: Page) => page.getByRole('region', { name: 'Contest' });
const node = (page: Page, key: string) => layer(page).locator(`[data-node="${key}"]`);
const option = (page: Page, key: string) =>
  layer(page).getByRole('group', { name: 'Operation', exact: true }).locator(`[data-option="${key}"]`);
const button = (page: Page, name: string) => layer(page).getByRole('button', { name, exact: true });
const figure = (page: Page) => row(page).locator('b.num');

/** What the address says. */
function addressed(page: Page): Architecture | null {
  const route = decodeRoute(new URL(page.url()).hash);
  if (!route.ok || route.value.view !== 'contest') throw new Error(`${page.url()} names no contest`);
  return route.value.architecture;
}

async function violationsIn(page: Page, context: string): Promise<string[]> {
  await page.evaluate((source) => new Function(source)(), AXE);
  return page.evaluate(async (within) => {
    const { axe } = window as unknown as {
      axe: { run(context: string, options: RunOptions): Promise<AxeResults> };
    };
    return (await axe.run(within, { resultTypes: ['violations'] })).violations.map(({ id }) => id);
  }, context);
}

test('opened by its link, edited by keys within the limit, trained on the processor and handed in', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openWith(page, {}, linked, 'gpu');
  await expect(row(page)).toContainText('Contest: Tuesday');
  await expect(row(page)).toContainText('3 fresh seeds');
  // The row says whose settings these are.
  await expect(page.getByText('Settings of this link:')).toHaveCount(0);
  const first = await figure(page).textContent();

  // What is over the limit is off, says why, and arrows skip it.
  await node(page, 'tile 0 0').focus();
  await page.keyboard.press('o');
  await expect(option(page, 'conv_1x1')).toBeFocused();
  await expect(option(page, 'conv_7x7')).toHaveCount(0);
  // What a choice would change is told of what is limited.
  const change = costsIn(contest, withFirst('identity')).parameters - costsIn(contest, start).parameters;
  await expect(option(page, 'identity')).toHaveAccessibleName(
    `identity, ${editorTexts.choices.deltaSays([change], ['trainable'])}`,
  );
  const off = layer(page).locator('[data-group="operation"] [data-option="dilconv_3x3"]');
  await expect(off).toHaveAttribute('aria-disabled', 'true');
  await expect(off).toHaveAttribute('aria-description', /this contest does not have it/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(figure(page)).not.toHaveText(first ?? '');
  await page.keyboard.press('Control+z');
  await expect(figure(page)).toHaveText(first ?? '');
  await node(page, 'tile 0 0').focus();
  await page.keyboard.press('o');
  while ((await page.locator(':focus').getAttribute('data-option')) !== 'sepconv_3x3')
    await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  // Now the other one of its block is over.
  await node(page, 'tile 0 1').focus();
  await page.keyboard.press('o');
  await expect(option(page, 'sepconv_3x3')).toHaveAttribute('aria-disabled', 'true');
  await expect(option(page, 'sepconv_3x3')).toHaveAttribute(
    'aria-description',
    /^sep 3×3 here is over the limit\. .* parameters: this contest asks for fewer\.( Cheaper: .*\.)?$/,
  );
  await expect(option(page, 'sepconv_3x3')).toContainText('over');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Add a block')).toHaveAttribute('aria-disabled', 'true');
  await expect(button(page, 'Add a block')).toHaveAttribute(
    'aria-description',
    /3 blocks, where this contest allows 2/,
  );

  // Pasted over the limit: refused in a sentence, in the field and anywhere else.
  const field = layer(page).getByRole('textbox', { name: 'Cells as text' });
  await field.fill('nasnet-a');
  await expect(layer(page).locator('.text-flaw')).toContainText('Not put in. 5 blocks');
  await expect(button(page, 'Put it in')).toHaveCount(0);
  await button(page, 'Clear').click();
  const code = encodeArchitecture(presetOf('darts-v2').architecture);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, `#c=${code}`);
  await expect(page.getByRole('alert')).toContainText('the contest does not take these cells');
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();

  expect(await violationsIn(page, '.contest-row')).toEqual([]);

  // Off until it has a figure; a reload keeps the contest and the pair.
  await expect(button(page, 'Hand in')).toHaveAttribute('aria-disabled', 'true');
  await expect(button(page, 'Hand in')).toHaveAttribute('aria-description', /^Train it first/);
  const edited = addressed(page);
  await page.reload();
  await expect(row(page)).toContainText('Contest: Tuesday');
  expect(addressed(page)).toEqual(edited);
  await expect(layer(page)).toContainText('trains on the processor, as the contest has it');
  await layer(page).getByLabel('by', { exact: true }).fill('Ada');
  await button(page, 'Train it').click();
  await expect(button(page, 'Hand in')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 120_000 });
  await node(page, 'tile 0 0').focus();
  await page.keyboard.press('h');
  const handed = layer(page).getByRole('region', { name: 'What is handed in' });
  await expect(handed.getByRole('img', { name: 'QR code of what is handed in' })).toBeVisible();
  await expect(handed).toContainText('Nothing leaves this machine until you send the link.');
  const link = await handed.getByRole('textbox').inputValue();
  const read = decodeHandIn(link);
  if (!read.ok) throw new Error(`${link} is no hand-in: ${read.error.kind}`);
  expect(read.value).toMatchObject({
    architecture: edited,
    by: 'Ada',
    seed: madeSeed(1, 1),
    contest: contestDigest(contest),
  });
  expect(await violationsIn(page, '.editor-low')).toEqual([]);

  // A changed cell has no figure, and says what was.
  await node(page, 'combiner 0').focus();
  await page.keyboard.press('c');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(handed).toContainText(/was \d+\.\d\s%/);
  await expect(handed).toContainText('The pair was changed since');
  await expect(button(page, 'Hand in')).toHaveAttribute('aria-disabled', 'true');

  // Left, the limit is gone; what is handed in opens as a pair.
  await button(page, 'Leave the contest').click();
  await expect(row(page)).toHaveCount(0);
  await expect(button(page, 'Hand in')).toHaveCount(0);
  await expect(page).toHaveURL(/#edit=/);
  await page.goto('about:blank');
  await page.goto(link.slice(link.indexOf('#')).replace('#', './#'));
  await expect(page.getByText('Shared pair').first()).toBeVisible();
});

test('on the table: what it lacks is off, a pair is looked up, and handed in without a seed', async ({
  page,
}) => {
  const table = { title: '', settings: PRESET_SETTINGS.table.settings, limits: {}, seeds: contest.seeds };
  const hash = encodeRoute({ view: 'contest', terms: encodeContest(table), architecture: null });
  await openFirst(page);
  await page.goto('about:blank');
  await page.goto(`./${hash}`);
  await expect(row(page)).toContainText('Ranked by the table');
  await expect(layer(page)).toContainText('Copy of a small pair');
  await expect(button(page, 'Add a block')).toHaveAttribute('aria-description', /^The table of this contest/);
  await page.getByRole('tab', { name: 'Reduction cell' }).click();
  await expect(option(page, 'identity')).toHaveAttribute('aria-disabled', 'true');
  await expect(layer(page)).toContainText('looked up in the table as h1');
  await button(page, 'Train it').click();
  await expect(button(page, 'Hand in')).not.toHaveAttribute('aria-disabled', 'true');
  await button(page, 'Hand in').click();
  const handed = layer(page).getByRole('region', { name: 'What is handed in' });
  const read = decodeHandIn(await handed.getByRole('textbox').inputValue());
  expect(read).toMatchObject({ ok: true, value: { seed: 0, contest: contestDigest(table) } });

  // To the board of the class, and back to the pair.
  await row(page).getByRole('button', { name: 'Class board' }).click();
  await expect(page.getByRole('main', { name: 'Class board' })).toBeVisible();
  await page.goBack();
  await expect(row(page)).toContainText('Ranked by the table');
});

test('a damaged link to a contest says so', async ({ page }) => {
  await openWith(page, {}, `#contest=${terms.slice(0, -2)}`);
  await expect(page.getByRole('alert')).toContainText('This link to a contest is damaged');
});

test('a contest is set from the teacher’s pages, and its link opens', async ({ page }) => {
  await openWith(page, {}, '#teacher');
  await page.getByRole('button', { name: 'Set a contest' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set a contest' });
  await dialog.getByLabel('Title').fill('Under 80 k');
  await dialog.getByLabel('Under', { exact: true }).fill('eighty');
  await expect(dialog).toContainText('The limit must be a whole number above 0');
  await expect(dialog.getByRole('textbox', { name: 'Link of the contest' })).toHaveCount(0);
  await dialog.getByLabel('Under', { exact: true }).fill('100');
  await expect(dialog).toContainText(
    /No pair of this space is under that: the smallest has [\d,]+ parameters\./,
  );
  await expect(dialog.getByRole('textbox', { name: 'Link of the contest' })).toHaveCount(0);
  await dialog.getByLabel('Recipe').selectOption('demo');
  await expect(dialog).toContainText('At most 2 blocks a cell');
  await expect(dialog).not.toContainText('NASNet-A');
  await dialog.getByLabel('Recipe').selectOption('mini');
  await dialog.getByLabel('Under', { exact: true }).fill('80,000');
  await expect(dialog.getByRole('img', { name: 'QR code of the contest' })).toBeVisible();
  expect(await violationsIn(page, 'dialog[open]')).toEqual([]);
  const link = await dialog.getByRole('textbox', { name: 'Link of the contest' }).inputValue();
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark';
    window.print = () => {};
  });
  await dialog.getByRole('button', { name: 'Print' }).click();
  await page.emulateMedia({ media: 'print' });
  for (const part of ['h1', '.paper-head p', '.paper-foot p'])
    await expect(page.locator(`body > .paper ${part}`).first(), part).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await page.emulateMedia({ media: 'screen' });
  await page.goto(link.slice(link.indexOf('#')).replace('#', './#'));
  await page.reload();
  await expect(row(page)).toContainText('Contest: Under 80 k');
  await expect(row(page)).toContainText('of under 80.0 k parameters');
});
