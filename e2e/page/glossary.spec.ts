import { expect, type Page, test } from 'playwright/test';
import { TERMS } from '../../src/ui/texts/classroom/glossary/terms.ts';
import { decidedRun } from '../support/decidedRun.ts';
import { openFirst, openWith, withTable } from '../support/playground.ts';
import { goTo, openRun } from '../support/storedRun.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const COUNT = Object.keys(TERMS).length;

const word = (page: Page, id: string) => page.locator(`[data-term="${id}"]:visible`).first();
const card = (page: Page, term: string) => page.getByRole('dialog', { name: term, exact: true });
const glossary = (page: Page) => page.getByRole('region', { name: 'Glossary', exact: true });
const field = (page: Page) => page.getByRole('searchbox', { name: 'Search the glossary' });
const entry = (page: Page, name: string) => glossary(page).getByRole('button', { name, exact: true });

test('a word is explained in place, leads to others, to the page and to all words', async ({ page }) => {
  await openWith(page);
  await openRun(page, decidedRun(20));
  await page.getByRole('tab', { name: 'Controller' }).click();
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await word(page, 'advantage').click();
  await expect(card(page, 'Advantage')).toContainText('A reward less the baseline.');
  await expect(word(page, 'advantage')).toHaveAttribute('aria-expanded', 'true');
  await card(page, 'Advantage').getByRole('button', { name: 'Reward' }).click();
  await expect(card(page, 'Reward')).toBeFocused();
  await card(page, 'Reward').getByRole('button', { name: 'On the page: Reward' }).click();
  await expect(card(page, 'Reward')).toHaveCount(0);
  await expect(page.locator('.reward-panel')).toHaveAttribute('data-pointed');

  // Elsewhere pressed it closes, and the same word closes it too.
  await word(page, 'baseline').click();
  await expect(card(page, 'Baseline')).toBeVisible();
  await word(page, 'baseline').click();
  await expect(card(page, 'Baseline')).toHaveCount(0);
  await word(page, 'baseline').click();
  await page.getByRole('heading', { name: 'NAS Playground' }).click();
  await expect(card(page, 'Baseline')).toHaveCount(0);

  await word(page, 'baseline').click();
  await card(page, 'Baseline')
    .getByRole('button', { name: `All ${COUNT} words` })
    .click();
  await expect(glossary(page)).toBeVisible();
  await expect(entry(page, 'Baseline')).toHaveAttribute('aria-expanded', 'true');
  expect(page.url()).toContain('#glossary=baseline');
  await page.goBack();
  await expect(glossary(page)).toHaveCount(0);
  expect(page.url()).not.toContain('#glossary');
  await page.goForward();
  await expect(entry(page, 'Baseline')).toHaveAttribute('aria-expanded', 'true');
});

test('by keys alone: a word, its card and back; the list, searched and walked', async ({ page }) => {
  await openWith(page);
  await openRun(page, decidedRun(20));
  const accuracy = page.locator('thead [data-term="held-out-accuracy"]');
  await accuracy.focus();
  await page.keyboard.press('Enter');
  await expect(card(page, 'Held-out accuracy')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card(page, 'Held-out accuracy')).toHaveCount(0);
  await expect(accuracy).toBeFocused();
  await page.keyboard.press('Space');
  await expect(card(page, 'Held-out accuracy')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(accuracy).toBeFocused();
  await page.keyboard.press('Enter');
  for (
    let presses = 0;
    presses < 12 && !(await accuracy.evaluate((one) => one === document.activeElement));
    presses++
  )
    await page.keyboard.press('Tab');
  await expect(accuracy).toBeFocused();
  await expect(card(page, 'Held-out accuracy')).toHaveCount(0);

  await page.evaluate(() => {
    location.hash = '#glossary';
  });
  await expect(field(page)).toBeFocused();
  await expect(glossary(page).getByRole('status').first()).toHaveText(`${COUNT} words`);
  await page.keyboard.type('depthwise sep');
  await expect(glossary(page).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(entry(page, 'Separable convolution')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(glossary(page)).toContainText('k·k·c + c·F');
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
  await page.keyboard.type('qqq');
  await expect(glossary(page)).toContainText('No word of the glossary begins like “qqq”.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(glossary(page)).toHaveCount(0);
  await expect(page.locator('.board-scroll')).toBeVisible();
});

test('a link names a term by its id, or by what a person would type', async ({ page }) => {
  await openWith(page, {}, '#glossary=wilcoxon');
  const told = glossary(page).getByText('Asks of paired figures');
  await expect(told).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(told).toBeInViewport({ ratio: 1 });
  await page.evaluate(() => {
    location.hash = '#glossary=atrous';
  });
  await page.reload();
  await expect(field(page)).toHaveValue('atrous');
  await expect(glossary(page).getByRole('listitem')).toHaveCount(1);
});

test('in a dialog, in the drawer and over a child that is opened', async ({ page }) => {
  await page.setViewportSize({ width: 1300, height: 900 });
  const playground = await openWith(page);
  await openRun(page, decidedRun(20));
  await playground.button('Settings').click();
  await word(page, 'block').click();
  await expect(card(page, 'Block')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expect(word(page, 'block')).toBeFocused();
  await page.keyboard.press('Escape');
  await playground.button('Compare strategies').click();
  await page.locator('dialog [data-term="regret"]').first().click();
  await expect(card(page, 'Regret')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Compare strategies' })).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.button('Inspect').click();
  await page.getByRole('main', { name: 'Inspector' }).locator('[data-term]').first().click();
  await expect(page.locator('.term-card')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('main', { name: 'Inspector' })).toBeVisible();
});

test('on a phone: a sheet of half the height at most, and all words over the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWith(page);
  await openRun(page, decidedRun(20));
  await goTo(page, 'Board');
  await page.locator('thead [data-term="held-out-accuracy"]').click();
  const sheet = await card(page, 'Held-out accuracy').boundingBox();
  expect(sheet!.height).toBeLessThanOrEqual(422);
  expect(Math.round(sheet!.y + sheet!.height)).toBe(844);
  expect(Math.round(sheet!.width)).toBe(390);
  await card(page, 'Held-out accuracy')
    .getByRole('button', { name: `All ${COUNT} words` })
    .click();
  const all = await glossary(page).boundingBox();
  expect([all!.width, all!.height]).toEqual([390, 844]);
  await field(page).fill('stride');
  await entry(page, 'Stride').click();
  await glossary(page)
    .getByRole('button', { name: /^On the page/ })
    .click();
  await expect(glossary(page)).toHaveCount(0);
  await expect(page.locator('.cell-panel')).toBeVisible();
});

/** Places that a run of this kind has, each reached from the glossary. */
test('every place that a term names is on the page', async ({ page }) => {
  await withTable(page);
  await openWith(page);
  await openRun(page, decidedRun(20));
  const places = new Map(Object.entries(TERMS).map(([id, { place }]) => [place, id] as const));
  for (const [place, id] of places) {
    await page.evaluate((to) => {
      location.hash = `#glossary=${to}`;
    }, id);
    await expect(glossary(page)).toBeVisible();
    await glossary(page)
      .getByRole('button', { name: /^On the page/ })
      .click();
    await expect(page.locator('[data-pointed]'), place).toHaveCount(1);
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('[data-pointed]')) one.removeAttribute('data-pointed');
      location.hash = '';
    });
    await expect(page.locator('[data-pointed]')).toHaveCount(0);
  }
});

test('first visit: words of its headline', async ({ page }) => {
  await withTable(page);
  await openFirst(page);
  await word(page, 'reward').click();
  await expect(card(page, 'Reward')).toBeVisible();
});
