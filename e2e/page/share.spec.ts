import { readFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import jsQR from 'jsqr';
import { type Download, expect, type Page, test } from 'playwright/test';
import { formatArchitecture } from '../../src/codecs/architectureJson.ts';
import { seal } from '../../src/codecs/envelope.ts';
import { decodeRerun } from '../../src/codecs/rerun/rerun.ts';
import { valueSextets, wholeSextets, wordSextets } from '../../src/codecs/rerun/values.ts';
import { encodeRoute } from '../../src/codecs/route.ts';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { allOf, readSvg, wordsOf } from '../../src/drawings/testing/readSvg.ts';
import { decodeRun } from '../../src/run/file/runFile.ts';
import { presetOf } from '../../src/space/presets.ts';
import { decidedRun } from '../support/decidedRun.ts';
import { openWith, tiny } from '../support/playground.ts';
import { goTo, openRun } from '../support/storedRun.ts';

const { architecture } = presetOf('darts-v2');
const code = encodeArchitecture(architecture);
const pair = encodeRoute({ view: 'pair', architecture });

const popover = (page: Page) => page.getByRole('dialog', { name: 'Share', exact: true });
const entry = (page: Page, name: string) => popover(page).getByRole('button', { name, exact: true });
const link = (page: Page) => popover(page).getByRole('textbox', { name: 'Link', exact: true });

async function openShare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(popover(page).getByRole('heading', { level: 2 })).toBeVisible();
}

async function saved(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await entry(page, name).click();
  const download: Download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** What a camera reads. */
function readCode(png: Uint8Array): string | undefined {
  const { width, height, data, channels } = decode(png);
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let at = 0; at < width * height; at++) {
    for (let channel = 0; channel < 3; channel++) pixels[4 * at + channel] = data[channels * at + channel]!;
  }
  return jsQR(pixels, width, height)?.data;
}

/** Whole in a program that has none of our fonts and loads nothing. */
function expectWhole(svg: string, title: string): void {
  const root = readSvg(svg);
  for (const name of ['text', 'tspan', 'style', 'image', 'use', 'script', 'foreignObject'])
    expect(allOf(root, name), name).toEqual([]);
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|url\(|https?:|var\(|font-/);
  expect(wordsOf(allOf(root, 'title')[0]!)).toBe(title);
}

test('every entry gives the pair that is drawn, in files that are whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWith(page, {}, pair);
  await openShare(page);
  await expect(popover(page).getByRole('heading', { level: 2 })).toHaveText('Shared pair');
  await expect(link(page)).toBeFocused();
  const address = await link(page).inputValue();
  expect(address).toBe(new URL(`./#c=${code}`, page.url()).href);
  await entry(page, 'Copy the link').click();
  await expect(entry(page, 'Copy the link')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  const both = await saved(page, 'SVG');
  expect(both.name).toBe('shared-pair-both-cells.svg');
  expectWhole(both.bytes.toString(), 'Normal and reduction cell');
  await entry(page, 'reduction').first().click();
  const one = await saved(page, 'SVG');
  expect(one.name).toBe('shared-pair-reduction-cell.svg');
  expectWhole(one.bytes.toString(), 'Reduction cell');
  const png = await saved(page, 'PNG');
  expect(png.name).toBe('shared-pair-reduction-cell.png');
  const { width, height } = readSvg(one.bytes.toString()).attributes;
  expect(decode(png.bytes)).toMatchObject({ width: 2 * Number(width), height: 2 * Number(height) });

  const json = await saved(page, 'JSON');
  expect(json.name).toBe('shared-pair.json');
  expect(json.bytes.toString()).toBe(formatArchitecture(architecture));
  const genotype = await saved(page, 'Genotype');
  expect(genotype.bytes.toString()).toMatch(/^Genotype\(normal=\[\('sep_conv_3x3', /);

  const qr = await saved(page, 'PNG of the QR code');
  expect(readCode(qr.bytes)).toBe(address);
  expect(readSvg((await saved(page, 'SVG of the QR code')).bytes.toString()).name).toBe('svg');

  const frame = popover(page).getByRole('textbox', { name: 'Embed code' });
  await expect(frame).toHaveValue(
    new RegExp(
      `^<iframe width="420" height="300" style="border:0;max-width:100%" .*\\?embed=1&amp;cell=normal#c=${code}"></iframe>$`,
    ),
  );
  await popover(page).getByRole('group', { name: 'Which cells are embedded' }).getByText('both').click();
  await expect(frame).toHaveValue(/\?embed=1#c=/);
  await entry(page, 'Copy the embed code').click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await frame.inputValue());
});

test('a child, its settings and its whole run are given; the link makes the same search again', async ({
  page,
}) => {
  await openWith(page);
  await openRun(page, decidedRun(20));
  await page.locator('.board-show').first().click();
  await openShare(page);
  await expect(popover(page).getByRole('heading', { level: 2 })).toHaveText(
    /^Child \d+, ranks? 1.*, \d\d\.\d\s%$/,
  );
  await popover(page).getByRole('tab', { name: 'with the settings' }).click();
  await expect(popover(page)).toContainText(
    'PPO, Mini CIFAR, Finalists 0, seed 1. Opens the drawing with these settings',
  );
  const address = await link(page).inputValue();
  const recipe = decodeRerun(new URL(address).hash.slice('#r='.length));
  if (!recipe.ok) throw new Error('no recipe');
  expect(recipe.value.settings).toMatchObject({ strategy: 'ppo', trials: 20, seed: 1 });
  await popover(page).getByRole('tab', { name: 'the whole run' }).click();
  await expect(popover(page)).toContainText('20 children. Opens');
  await expect(popover(page).getByRole('img', { name: 'QR code of the link to these cells' })).toBeVisible();
  await expect(popover(page)).toContainText('Opens these cells, not the run.');
  const file = await saved(page, 'Save');
  await expect(popover(page)).toContainText(/Saved: \d+ kB\./);
  expect(file.name).toBe('A-finished-run.json');
  const run = decodeRun(file.bytes.toString());
  expect(run.ok && run.value.trials.length).toBe(20);

  await page.keyboard.press('Escape');
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(address).hash);
  await expect(
    page.getByText('Settings of this link: PPO, Mini CIFAR, Finalists 0, seed 1. Start runs'),
  ).toBeVisible();
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  await page.getByRole('button', { name: 'Keep my own settings' }).click();
  await expect(page.getByText('Settings of this link:')).toHaveCount(0);
  const kept = new URL(page.url()).hash;
  expect(kept).toMatch(/^#c=/);
  await page.reload();
  await expect(page.getByText('Shared pair').first()).toBeVisible();
  expect(new URL(page.url()).hash).toBe(kept);
  await expect(page.getByText('Settings of this link:')).toHaveCount(0);
});

test('a search from a link trains the very same children', async ({ page, context }) => {
  const first = await openWith(page, { seed: 7, trials: 2, dataset: 'synthetic' });
  await first.start();
  await first.trials(2);
  await openShare(page);
  await popover(page).getByRole('tab', { name: 'with the settings' }).click();
  const address = await link(page).inputValue();
  const costs = (where: Page) =>
    where.locator('tr[data-row]').evaluateAll((rows) => rows.map((row) => row.textContent));
  await expect.poll(async () => (await costs(page)).length).toBe(2);
  const before = await costs(page);
  const other = await context.browser()!.newContext();
  const again = await other.newPage();
  const second = await openWith(again, { ...tiny, trials: 9 }, new URL(address).hash);
  await expect(again.getByText('Settings of this link: ')).toBeVisible();
  await second.start();
  await expect(again.getByText('Settings of this link: ')).toHaveCount(0);
  await second.trials(2);
  await expect.poll(() => costs(again)).toEqual(before);
  await other.close();
});

test('by keyboard alone: opened, copied and left, with the focus back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await openWith(page, {}, pair);
  const button = page.getByRole('button', { name: 'Share', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(link(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(entry(page, 'Copy the link')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`#c=${code}`);
  // Tabs keep the focus, and what was said of one link is not said of the other.
  const tab = (name: string) => popover(page).getByRole('tab', { name });
  await tab('These cells').focus();
  await page.keyboard.press('ArrowRight');
  await expect(entry(page, 'Copy the link')).toHaveText('Copy');
  await page.keyboard.press('ArrowLeft');
  await expect(link(page)).toHaveValue(new RegExp(`#c=${code}$`));
  await expect(tab('These cells')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(popover(page)).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(link(page)).toBeFocused();
  expect(problems).toEqual([]);
});

test('what a link shows can be edited and sent on', async ({ page }) => {
  await openWith(page, {}, pair);
  await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  await openShare(page);
  await expect(popover(page).getByRole('heading', { level: 2 })).toHaveText('Edited pair');
  await expect(link(page)).toHaveValue(new RegExp(`#c=${code}$`));
  // Escape closes what is open last, and that alone.
  await page.keyboard.press('Escape');
  await expect(popover(page)).toBeHidden();
  await expect(page.locator('.layer')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.layer')).toHaveCount(0);
});

test('where the clipboard is refused the link is selected, and it is said', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await openWith(page, {}, pair);
  await openShare(page);
  await entry(page, 'Copy the link').click();
  await expect(popover(page).getByRole('alert')).toContainText('What is selected can be copied by hand.');
  expect(await page.evaluate(() => getSelection()?.toString())).toContain(`#c=${code}`);
  await popover(page).getByRole('tab', { name: 'with the settings' }).click();
  await expect(popover(page).getByRole('alert')).toHaveCount(0);
});

test('Print gives one clean page of any paper, both cells in one scale', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printed = 'yes';
    };
  });
  await openWith(page, {}, pair);
  await openShare(page);
  await entry(page, 'Print').click();
  await expect(page.locator('html[data-printed]')).toBeAttached();
  const paper = page.locator('body > .paper');
  await page.emulateMedia({ media: 'print' });
  await expect(paper).toContainText(`#c=${code}`);
  await expect(paper).toContainText(/parameters, .* multiply-adds/);
  await expect(page.locator('.frame')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(paper).toBeHidden();
  await page.emulateMedia({ media: null });
  const scales = () =>
    paper
      .locator('.paper-cell > img')
      .evaluateAll((images) =>
        (images as HTMLImageElement[]).map((image) => image.width / image.naturalWidth),
      );
  for (const [width, height] of [
    [559, 794],
    [1123, 794],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ media: 'print' });
    const [normal, reduction] = await scales();
    expect(normal).toBeCloseTo(reduction!, 2);
    await page.emulateMedia({ media: null });
  }
  // The sheet goes with the print: another one is made for each paper.
  const sheet = await paper.evaluateHandle((one) => one.cloneNode(true));
  await paper.evaluate((one) => one.remove());
  const print = async (format: string, landscape: boolean) => {
    await sheet.evaluate((one) => document.body.append(one.cloneNode(true)));
    await page.evaluate(() =>
      Promise.all(
        Array.from(document.querySelectorAll<HTMLImageElement>('body > .paper img'), (one) => one.decode()),
      ),
    );
    const pdf = (await page.pdf({ format, landscape })).toString('latin1');
    await paper.evaluate((one) => one.remove());
    return pdf;
  };
  for (const format of ['A4', 'Letter', 'A5']) {
    for (const landscape of [false, true]) {
      const pages = (await print(format, landscape)).match(/\/Type\s*\/Page\b(?!s)/g);
      expect(pages, `${format} ${landscape}`).toHaveLength(1);
    }
  }
  await page.keyboard.press('Escape');
  await openShare(page);
  await entry(page, 'Print').click();
  await expect(paper).toHaveCount(1);
  await page.pdf();
  await expect(paper).toHaveCount(0);
});

test('on a phone the whole screen, the device’s own sharing first', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => {
    navigator.share = async (data) => {
      document.documentElement.dataset.sent = data?.url ?? '';
    };
  });
  await openWith(page, {}, pair);
  await goTo(page, 'Search');
  await openShare(page);
  expect(await popover(page).boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  const send = entry(page, 'Send');
  await expect(send).toBeFocused();
  await send.click();
  await expect(page.locator(`html[data-sent$="#c=${code}"]`)).toBeAttached();
  const above = await send.boundingBox();
  expect(above!.y).toBeLessThan((await link(page).boundingBox())!.y);
  // What it covers can't be reached, and nothing is too small for a finger.
  const isInside = () => page.evaluate(() => document.activeElement?.closest('.share') !== null);
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    const isPage = await page.evaluate(() => document.activeElement !== document.body);
    if (isPage) expect(await isInside()).toBe(true);
  }
  for (const name of ['Copy the link', 'Close Share', 'SVG'])
    expect((await entry(page, name).boundingBox())!.height, name).toBeGreaterThanOrEqual(44);
  await entry(page, 'Close Share').click();
  await expect(popover(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
});

test('on a phone without sharing of its own the link has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'share', { value: undefined });
  });
  await openWith(page, {}, pair);
  await goTo(page, 'Search');
  await openShare(page);
  await expect(link(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(popover(page)).toBeHidden();
});

test('a receiver sees which setting of a newer page is not known', async ({ page }) => {
  const told = [0, ...wordSextets('warmup'), ...valueSextets(5)];
  const payload = [0, ...wholeSextets(0), ...wordSextets('ppo'), ...wholeSextets(1), ...told];
  await openWith(page, {}, `#r=${seal({ version: 1, payload })}`);
  await expect(page.getByText('has a setting that this page does not know: warmup.')).toBeVisible();
});
