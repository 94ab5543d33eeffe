import { expect, type Page, test } from 'playwright/test';
import {
  createStandings,
  type Standing,
  type StandingInput,
} from '../../src/ui/search/board/groups/standing.ts';
import { falling, runOf } from '../../src/ui/search/board/groups/testing/children.ts';
import { groupedRun } from '../support/groupedRun.ts';
import { openWith, type Playground } from '../support/playground.ts';
import { openRun } from '../support/storedRun.ts';

/** The leaderboard in groups that can't be told apart. */

const STORY = { own: falling(22, 0.47, 0.33), images: 5000, luck: 0.007 } as const;
const run = runOf(STORY);

const standingOf = (input: StandingInput): Standing => createStandings(() => null).of(input);

async function opened(page: Page, input: StandingInput): Promise<Playground> {
  const playground = await openWith(page);
  await openRun(page, groupedRun(input));
  await expect.poll(() => playground.ended()).toBe(input.trials.length);
  return playground;
}

const nameOf = (first: number, last: number): string =>
  `ranks ${first} to ${last}, can’t be told apart, ${last - first + 1} rows`;

test.describe('on a wide page', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('a group is told as such, and opened and closed by mouse and by keys', async ({ page }) => {
    const playground = await opened(page, run);
    const { groups } = standingOf(run);
    const [first, second] = groups;
    if (!first || !second) throw new Error('there are two groups or more');
    const whole = playground.group(nameOf(first.first, first.last));
    await expect(whole.locator('[data-row]')).toHaveCount(first.rows.length);
    // One rank for all of them, on the group's line.
    await expect(whole.locator('.board-place')).toHaveCount(0);
    await expect(whole.getByRole('button', { name: /can’t be told apart/ })).toHaveCount(0);

    const cut = playground.group(nameOf(second.first, second.last));
    const rows = cut.locator('[data-row]');
    const shown = await rows.count();
    expect(shown).toBeLessThan(second.rows.length);
    const line = cut.getByRole('button', { name: /can’t be told apart/ });
    await expect(line).toHaveText(new RegExp(`${second.rows.length - shown} more$`));
    await expect(line).toHaveAttribute('aria-expanded', 'false');
    await line.click();
    await expect(rows).toHaveCount(second.rows.length);
    await expect(line).toHaveAttribute('aria-expanded', 'true');
    await expect(line).toHaveText(/fewer$/);
    await line.press('Enter');
    await expect(rows).toHaveCount(shown);
    await line.press('Space');
    await expect(rows).toHaveCount(second.rows.length);
    await line.press('Enter');

    // A low group is one line with its range.
    const third = groups[2];
    const folded = playground.group(nameOf(third?.first ?? 0, third?.last ?? 0));
    await expect(folded.locator('[data-row]')).toHaveCount(0);
    const low = folded.getByRole('button', { name: /can’t be told apart/ });
    await expect(low).toHaveText(/\d\d\.\d to \d\d\.\d\s%$/);
    await low.focus();
    await page.keyboard.press('Enter');
    await expect(folded.locator('[data-row]')).toHaveCount(third?.rows.length ?? 0);
    await expect(low).toBeFocused();
  });

  test('a touched row has a blue line along exactly what it can’t be told from, and words for it', async ({
    page,
  }) => {
    const playground = await opened(page, run);
    const standing = standingOf(run);
    const row = playground.rows.nth(3);
    const trial = Number(await row.getAttribute('data-row'));
    await row.hover();
    const alike = new Set([trial, ...standing.alike(trial)]);
    await expect(page.locator('.board-reach')).not.toHaveCount(0);
    const boxes = await page.locator('.board-reach').evaluateAll((all) =>
      all.map((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return { top, bottom };
      }),
    );
    for (const other of await playground.rows.all()) {
      const { y = 0, height = 0 } = (await other.boundingBox()) ?? {};
      const middle = y + height / 2;
      const isBeside = boxes.some(({ top, bottom }) => top < middle && middle < bottom);
      expect(isBeside).toBe(alike.has(Number(await other.getAttribute('data-row'))));
    }
    const says = page.locator('.tip');
    await expect(says).toHaveText(/^Trial \d+, in ranks 1 to \d+\s+\d\d\.\d\s% ±\s\d\.\d, images only/);
    await expect(says).toContainText(/below trial \d+; can’t be told from ranks 1 to \d+$/);
    const button = row.getByRole('button', { name: `Show trial ${trial}` });
    await expect(button).toHaveAttribute('aria-description', /can’t be told from ranks/);
  });

  test('other orders are plain rows, each with its ranks', async ({ page }) => {
    const playground = await opened(page, run);
    await page.getByRole('combobox', { name: 'Order of the leaderboard' }).selectOption('trial');
    await expect(playground.rows.first()).toHaveAttribute('data-row', '1');
    const place = standingOf(run).places.get(1)?.group;
    await expect(playground.rows.first().locator('.board-place')).toHaveText(
      `${place?.first}–${place?.last}`,
    );
    await expect(page.locator('.board-bracket, .group-line')).toHaveCount(0);
  });

  test('finalists head the board, trained again, and stand there once', async ({ page }) => {
    // The best three are equal but for their luck.
    const own = [0.47, 0.47, 0.47, ...falling(19, 0.42, 0.33)];
    const finished = runOf({ ...STORY, own, further: 7 });
    const playground = await opened(page, finished);
    const group = playground.group(/^ranks 1 to 3, can’t be told apart, trained again, 3 rows$/);
    await expect(group.locator('[data-row]')).toHaveCount(3);
    const chosen = new Set(finished.finalists.map(({ trial }) => trial));
    for (const trial of chosen) {
      await expect(playground.board.locator(`[data-row="${trial}"]`)).toHaveCount(1);
      const was = ((finished.trials[trial - 1]?.accuracy ?? 0) * 100).toFixed(1);
      await expect(group.locator(`[data-row="${trial}"]`)).toContainText(`was ${was}`);
    }
    const final = finished.finalists.find(({ training }) => training === 3);
    await expect(group.locator('[data-from="final"]')).toHaveText(
      new RegExp(`^${((final?.accuracy ?? 0) * 100).toFixed(1)}\\s%$`),
    );
  });

  test('a row in focus keeps it, and stays in sight of keys, while results come', async ({ page }) => {
    const playground = await openWith(page, { trials: 40, validationImages: 200 });
    await playground.start();
    await playground.trials(2);
    // Held, so that the row does not fold before it has the focus.
    await playground.button('Pause').click();
    await expect(page.getByText('Paused', { exact: true })).toBeVisible();
    const name = `Show trial ${await playground.rows.last().getAttribute('data-row')}`;
    await playground.button(name).focus();
    // By script, since a press would take the focus.
    await playground.button('Resume').evaluate((button: HTMLElement) => button.click());
    await playground.trials(20);
    await expect(playground.button(name)).toBeFocused();
    await expect(page.locator('.board-row[data-lit]')).toHaveCount(1);
    await playground.button('Stop').click();
  });

  test('a long run has few lines until a group is opened, and then those in sight', async ({ page }) => {
    const long = runOf({ own: falling(1500, 0.46, 0.3), images: 1000, hasBits: false });
    const playground = await opened(page, long);
    expect(await playground.rows.count()).toBeLessThan(12);
    const [first] = standingOf(long).groups;
    const group = playground.group(nameOf(first?.first ?? 0, first?.last ?? 0));
    await group.getByRole('button', { name: /more$/ }).click();
    await expect.poll(() => playground.rows.count()).toBeGreaterThan(12);
    expect(await playground.rows.count()).toBeLessThan(60);
    // Row by row, it is scrolled to its end.
    await page.locator('.board-scroll').evaluate((box) => box.scrollTo(0, 82 * 200));
    await expect(playground.board.locator('[aria-rowindex="203"]')).toHaveCount(1);
    expect(await playground.rows.count()).toBeLessThan(60);
  });
});

for (const width of [390, 360]) {
  test.describe(`on a phone of ${width} px`, () => {
    test.use({ viewport: { width, height: 780 }, hasTouch: true, isMobile: true });

    test('groups of the board open by touch, and nothing scrolls sideways', async ({ page }) => {
      const playground = await openWith(page);
      await openRun(page, groupedRun(run));
      const line = playground.board.getByRole('button', { name: /can’t be told apart.*more$/ }).first();
      const before = await playground.rows.count();
      await line.tap();
      await expect.poll(() => playground.rows.count()).toBeGreaterThan(before);
      for (const selector of ['html', '.board-scroll']) {
        const [wide, wider] = await page
          .locator(selector)
          .evaluate((box) => [box.clientWidth, box.scrollWidth] as const);
        expect(wider).toBe(wide);
      }
      const clipped = await page
        .locator('.group-words')
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
      expect(clipped).toBe(0);
    });
  });
}
