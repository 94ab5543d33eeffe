import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { encode } from 'fast-png';
import { expect, type Page, test } from 'playwright/test';
import { encodeRerun } from '../../src/codecs/rerun/rerun.ts';
import { encodeRoute } from '../../src/codecs/route.ts';
import { PRESET_SETTINGS } from '../../src/settings/settings.ts';
import { presetOf } from '../../src/space/presets.ts';
import { comparedChildren } from '../../src/ui/child/differences/testing/compared.ts';
import { decidedRun } from '../support/decidedRun.ts';
import { groupedRun } from '../support/groupedRun.ts';
import { openFirst, openWith, withTable } from '../support/playground.ts';
import { goTo, importRun, openImported, openRun } from '../support/storedRun.ts';
import { tinyRun } from '../support/tinyRun.ts';

/** Nothing that axe calls serious or critical, on any view, in either theme. Several views share a page, to be quick. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A theme changes colours alone: what axe says of all else it says once. */
const LOOKS: readonly (readonly [theme: string, options: RunOptions])[] = [
  ['light', {}],
  ['dark', { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }],
];
const TOLD = new Set(['serious', 'critical']);

test.use({ viewport: { width: 1440, height: 900 } });

/** `within`: a part that holds all that is new beside what was looked at before. */
async function look(page: Page, view: string, within = 'html', looks = LOOKS): Promise<void> {
  for (const [theme, options] of looks) {
    const { violations, passes } = await page.evaluate(
      async ([source, name, given, part]) => {
        document.documentElement.dataset.theme = name;
        const axe = window as unknown as {
          axe?: { run(part: string, options: RunOptions): Promise<AxeResults> };
        };
        // The page's policy lets no script in; this is no script of the page.
        if (axe.axe === undefined) new Function(source)();
        return (axe.axe as NonNullable<typeof axe.axe>).run(part, {
          ...given,
          resultTypes: ['violations'],
          preload: false,
        });
      },
      [AXE, theme, options, within] as const,
    );
    expect(passes.length, `${view}, ${theme}: something was looked at`).toBeGreaterThan(0);
    const found = violations
      .filter(({ impact }) => TOLD.has(impact ?? ''))
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
      );
    expect.soft(found, `${view}, ${theme}`).toEqual([]);
  }
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

test('a search before it, its dialogs, and the views of one that has ended', async ({ page }) => {
  const playground = await openWith(page);
  await expect(page.locator('.cell-node').first()).toBeVisible();
  await look(page, 'nothing searched yet');
  await playground.button('Compare strategies').click();
  const comparison = page.getByRole('dialog', { name: 'Compare strategies' });
  await expect(comparison).toBeVisible();
  await look(page, 'comparison', 'dialog[open]');
  await page.keyboard.press('Escape');
  await importRun(page, decidedRun(20));
  await importRunAgain(page, decidedRun(30, 'evolution'));
  await look(page, 'list of runs', 'dialog[open]');
  await openImported(page);
  await expect(page.getByText('Finished', { exact: true })).toBeVisible();
  await look(page, 'finished');
  await playground.button('Table').click();
  await look(page, 'rewards as a table', 'main');
  await playground.button('Chart').click();
  for (const view of ['Strategy', 'Network', 'Trade-off']) {
    await tab(page, view).click();
    await expect(page.getByRole('tabpanel', { name: view })).toBeVisible();
    await look(page, view, 'main');
  }
  await tab(page, 'Reward').click();
  await playground.button('Compare runs').click();
  const boxes = page.getByRole('checkbox', { name: 'Compare' });
  for (const box of await boxes.all()) await box.check();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-run]')).toHaveCount(2);
  await look(page, 'runs compared', 'main');
  await playground.button('This run alone').click();
  await playground.button('Replay').click();
  await expect(page.getByRole('slider', { name: 'Moment of the replay' })).toBeVisible();
  await page.keyboard.press('Home');
  await look(page, 'replay');
});

/** Where the list of runs is open. */
async function importRunAgain(page: Page, text: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Runs' });
  const file = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
}

test('decisions one after the other, and the update that learned from them', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, decidedRun(20));
  await tab(page, 'Controller').click();
  await playground.button('Decision step').click();
  await playground.button('Next decision').click();
  await look(page, 'decision step', '[role="tabpanel"]');
  await playground.button('Update').click();
  await expect(page.getByRole('table', { name: 'Rewards of the update' })).toBeVisible();
  await look(page, 'update', '[role="tabpanel"]');
});

test('a pair that is edited, whole and unfinished, and text that is no cells', async ({ page }) => {
  const { architecture } = presetOf('darts-v2');
  await openWith(page, {}, encodeRoute({ view: 'editor', architecture }));
  const editor = page.getByRole('main', { name: 'Editor' });
  await expect(editor.locator('.cell-node').first()).toBeVisible();
  await editor.locator('[data-option="dilconv_5x5"]').click();
  await look(page, 'editor');
  await page.keyboard.press('+');
  await editor.getByRole('textbox', { name: 'Cells as text' }).fill('Genotype(normal=[("sep_conv_9x9", 0)])');
  await expect(editor.locator('.text-flaw')).toBeVisible();
  await look(page, 'editor, unfinished', '.layer');
  await page.setViewportSize({ width: 390, height: 844 });
  await editor.locator('[data-node="tile 0 0"]').click();
  await expect(editor.getByRole('complementary')).toBeVisible();
  await look(page, 'editor on a phone');
});

test('a search that runs, and one that is paused', async ({ page }) => {
  const playground = await openWith(page, { trials: 1000, dataset: 'synthetic' });
  await playground.start();
  await playground.trials(3);
  await look(page, 'running');
  await playground.button('Pause').click();
  await expect(playground.button('Resume')).toBeVisible();
  await look(page, 'paused');
});

test('a first visit', async ({ page }) => {
  const playground = await openFirst(page);
  await expect(playground.headline).toBeVisible();
  await playground.trials(5);
  await look(page, 'first visit');
});

test('a pair that came with a link', async ({ page }) => {
  const { architecture } = presetOf('amoebanet-a');
  await openWith(page, {}, encodeRoute({ view: 'pair', architecture }));
  await expect(page.locator('.cell-node').first()).toBeVisible();
  await look(page, 'shared pair');
  await lookAtShare(page, 'share');
});

/** All of the popover, tab by tab. */
/** A phone's is modal. */
const SHARE = '.share:is(:popover-open, :modal)';

async function lookAtShare(page: Page, where: string): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toBeVisible();
  // Of what covers a whole phone axe can't tell the colours; they are those of wider pages.
  const looks = where.startsWith('phone') ? LOOKS.slice(0, 1) : LOOKS;
  await look(page, where, SHARE, looks);
  for (const name of ['with the settings', 'the whole run']) {
    await tab(page, name).click();
    await look(page, `${where}, ${name}`, SHARE, looks);
  }
  await page.keyboard.press('Escape');
}

test('settings that came with a link, and a drawing in a frame', async ({ page }) => {
  const { architecture } = presetOf('amoebanet-a');
  const settings = { ...PRESET_SETTINGS.mini.settings, seed: 7 };
  await openWith(page, {}, encodeRoute({ view: 'rerun', recipe: encodeRerun({ architecture, settings }) }));
  await expect(page.getByRole('button', { name: 'Keep my own settings' })).toBeVisible();
  await look(page, 'settings of a link');
  await page.goto(`./?embed=1${encodeRoute({ view: 'pair', architecture })}`);
  await expect(page.getByRole('img', { name: 'Normal cell' })).toBeVisible();
  await look(page, 'embedded');
});

const layer = (page: Page) => page.getByRole('main', { name: 'Inspector' });
/** What lies below is inert, and was looked at before. */
const LAYER = 'main[aria-label="Inspector"]';
const differences = (page: Page) => page.getByRole('region', { name: 'Differences between two children' });

/** A child whose weights are gone, and the same one trained again. */
async function lookInside(page: Page, where: string): Promise<void> {
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await expect(layer(page)).toContainText('Its weights are not kept here.');
  await look(page, `${where}, not kept`, LAYER);
  await page.getByRole('button', { name: /^Train it again here/ }).click();
  await expect(page.getByRole('img', { name: 'Confusion matrix', exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(layer(page)).toContainText(/maps? of it/);
  await page.getByRole('group', { name: 'Held-out images' }).getByRole('button').nth(2).click();
  const buffer = Buffer.from(encode({ width: 2, height: 2, channels: 3, data: new Uint8Array(12) }));
  await layer(page)
    .getByLabel('Picture to try')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
  await expect(page.getByRole('list', { name: 'What it takes the picture for' })).toBeVisible();
  await look(page, `${where}, trained, a picture tried`);
  await page
    .getByRole('group', { name: 'Confusion matrix, squares' })
    .locator('[tabindex="0"]')
    .press('Enter');
  await look(page, `${where}, a square`, LAYER);
  await layer(page).getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('table', { name: 'What it takes for what' })).toBeVisible();
  await look(page, `${where}, its table`, LAYER);
}

async function lookAtDifferences(page: Page, where: string): Promise<void> {
  await openRun(page, groupedRun(comparedChildren()));
  await goTo(page, 'Search');
  await page.evaluate(() => {
    location.hash = '#inspect=1,2';
  });
  await expect(differences(page)).toContainText('McNemar’s exact test');
  await look(page, where);
}

test('a child that is opened: without its weights, and trained again', async ({ page }) => {
  await openWith(page);
  await openRun(page, tinyRun());
  await lookInside(page, 'inspector');
});

test('a looked-up child that is opened', async ({ page }) => {
  await withTable(page);
  const playground = await openFirst(page);
  await playground.trials(3);
  await playground.button('Inspect').click();
  await expect(layer(page)).toContainText(/the table says/);
  await look(page, 'looked up', LAYER);
});

test('two children held against each other', async ({ page }) => {
  await openWith(page);
  await lookAtDifferences(page, 'differences');
  await page.getByRole('combobox', { name: 'Child beside it' }).selectOption({ label: 'AmoebaNet-A' });
  await expect(differences(page)).toContainText('AmoebaNet-A was not trained in this run');
  await look(page, 'differences from a published pair', LAYER);
});

test('on a phone: a child that is opened', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWith(page);
  await openRun(page, tinyRun());
  await goTo(page, 'Board');
  await page.locator('.board-show').first().click();
  await lookInside(page, 'phone, inspector');
});

test('on a phone: two children held against each other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWith(page);
  await lookAtDifferences(page, 'phone, differences');
});

test('on a phone: the search, the leaderboard and the rest', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWith(page);
  await openRun(page, decidedRun(20));
  await look(page, 'phone, leaderboard');
  await goTo(page, 'Search');
  await look(page, 'phone, search');
  await goTo(page, 'More');
  await look(page, 'phone, more');
  await goTo(page, 'Search');
  await lookAtShare(page, 'phone, share');
});

test('a term in place, all of them, and the teacher’s pages', async ({ page }) => {
  await openWith(page);
  await openRun(page, decidedRun(20));
  await page.locator('thead [data-term="held-out-accuracy"]').click();
  await expect(page.getByRole('dialog', { name: 'Held-out accuracy' })).toBeVisible();
  await look(page, 'a term');
  await page.evaluate(() => {
    location.hash = '#glossary=entropy';
  });
  await expect(page.getByRole('region', { name: 'Glossary', exact: true })).toBeVisible();
  await look(page, 'glossary');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'phone, glossary');
  await page.evaluate(() => {
    location.hash = '#teacher';
  });
  await expect(page.getByRole('main', { name: 'Teacher’s pages' })).toBeVisible();
  await look(page, 'teacher’s pages');
});

test('lessons, their list and questions; on a phone, too', async ({ page }) => {
  await openFirst(page);
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  const phone = { width: 390, height: 844 };
  const onBoth = async (what: string): Promise<void> => {
    const wide = page.viewportSize() ?? phone;
    await look(page, what, '.lessons');
    await page.setViewportSize(phone);
    await expect(page.locator('.frame[data-mode="phone"]')).toBeVisible();
    await look(page, `${what} on a phone`, '.lessons');
    await page.setViewportSize(wide);
  };
  await expect(page.getByRole('list', { name: 'The lessons' })).toBeVisible();
  await onBoth('the list of lessons');
  await page.getByRole('button', { name: /Three questions before/ }).click();
  await onBoth('the three questions');
  await page.goto('./#lesson=5&step=4');
  await expect(page.getByRole('img', { name: /NASNet-A: / })).toBeVisible();
  await onBoth('a lesson');
});
