import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect, type Page, test } from 'playwright/test';
import { encodeRoute } from '../src/codecs/route.ts';
import { presetOf } from '../src/space/presets.ts';
import { decidedRun } from './support/decidedRun.ts';
import { openFirst, openWith } from './support/playground.ts';
import { goTo, importRun, openImported, openRun } from './support/storedRun.ts';

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
async function look(page: Page, view: string, within = 'html'): Promise<void> {
  for (const [theme, options] of LOOKS) {
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
  for (const view of ['Controller', 'Network', 'Trade-off']) {
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
});
