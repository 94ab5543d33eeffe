import { expect, type Locator, type Page, test } from 'playwright/test';
import { decodeRoute, encodeRoute } from '../../src/codecs/route.ts';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import type { Architecture } from '../../src/space/architecture.ts';
import { presetOf } from '../../src/space/presets.ts';
import { openFirst, openWith } from '../support/playground.ts';
import { finishedRun, openRun } from '../support/storedRun.ts';

/** A pair of cells, changed by hand: with the pointer, and by keys alone. */

test.use({ viewport: { width: 1440, height: 900 } });

const layer = (page: Page) => page.getByRole('main', { name: 'Editor' });
const node = (page: Page, key: string) => layer(page).locator(`[data-node="${key}"]`);
const button = (page: Page, name: string | RegExp) =>
  layer(page).getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
const group = (page: Page, name: string) => layer(page).getByRole('group', { name, exact: true });
const option = (page: Page, name: string, key: string) => group(page, name).locator(`[data-option="${key}"]`);
const changes = (page: Page) => layer(page).getByRole('region', { name: 'Changes' }).getByRole('listitem');
const costs = (page: Page) => layer(page).getByRole('region', { name: 'What it costs' });
const darts = presetOf('darts-v2').architecture;
const linked = encodeRoute({ view: 'editor', architecture: darts });

/** What the address says. */
function addressed(page: Page): Architecture | null {
  const route = decodeRoute(new URL(page.url()).hash);
  if (!route.ok || route.value.view !== 'editor') throw new Error(`${page.url()} names no edited pair`);
  return route.value.architecture;
}
const blockOf = (page: Page, block: number) => addressed(page)?.normal.blocks[block];

test('a child is copied, changed with the pointer, undone and gone back to; nothing is lost', async ({
  page,
}) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  await playground.button('Edit').click();
  await expect(layer(page)).toContainText('Copy of child 20, no change yet');
  await expect(button(page, 'Undo')).toHaveAttribute('aria-disabled', 'true');
  const start = addressed(page)!;
  await expect(costs(page)).toContainText('Child 20');
  await expect(costs(page)).toContainText('Held out');

  // Pointing changes the counts alone; pressing the cell.
  await node(page, 'tile 0 0').click();
  const now = start.normal.blocks[0]!.operations[0];
  const to = now === 'sepconv_7x7' ? 'identity' : 'sepconv_7x7';
  const change = costs(page).locator('.costs-change').first();
  await expect(change).toHaveText('0');
  await option(page, 'Operation', to).hover();
  await expect(change).not.toHaveText('0');
  expect(addressed(page)).toEqual(start);
  await option(page, 'Operation', to).click();
  await expect(node(page, 'tile 0 0')).toHaveAccessibleName(
    to === 'identity' ? /^identity on / : /^sep 7×7 on /,
  );
  await expect(node(page, 'tile 0 0')).toBeFocused();
  expect(blockOf(page, 0)?.operations[0]).toBe(to);
  const other = start.normal.blocks[0]!.combiner === 'add' ? 'concat' : 'add';
  await option(page, 'Combine', other).click();
  await expect(changes(page)).toHaveCount(3);
  await expect(changes(page).nth(2)).toContainText(/^2block 1: (add → concat|concat → add)$/);
  await expect(layer(page).locator('.cell-changed rect')).toHaveCount(2);

  await button(page, 'Undo').click();
  expect(blockOf(page, 0)?.combiner).toBe(start.normal.blocks[0]!.combiner);
  await button(page, 'Redo').click();
  expect(blockOf(page, 0)?.combiner).toBe(other);
  await changes(page).nth(0).getByRole('button').click();
  expect(addressed(page)).toEqual(start);
  await expect(changes(page)).toHaveCount(3);
  await changes(page).nth(2).getByRole('button').click();
  const edited = addressed(page);

  // Left and found again; the browser's Back leaves it too, and a reload keeps the pair.
  await page.keyboard.press('Escape');
  await expect(layer(page)).toHaveCount(0);
  await playground.button('Edit').click();
  await expect(layer(page)).toContainText('Copy of child 20, 2 changes');
  await page.goBack();
  await expect(layer(page)).toHaveCount(0);
  await page.goForward();
  await expect(layer(page)).toContainText('Copy of child 20, 2 changes');
  await page.reload();
  await expect(layer(page)).toContainText('Copy of a linked pair, no change yet');
  expect(addressed(page)).toEqual(edited);
});

test('by keys alone: walked, chosen, added to, deleted from, undone, trained, and its link copied', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWith(page, { dataset: 'synthetic' }, linked);
  const focused = page.locator(':focus');
  await node(page, 'tile 0 0').focus();
  await page.keyboard.press('ArrowUp');
  await expect(node(page, 'combiner 0')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAccessibleName(/^sep 3×3 on h i/);

  // Operation: arrows point, Enter chooses, and the focus is back at the node. Escape leads out of the choices first.
  await page.keyboard.press('Enter');
  await expect(option(page, 'Operation', 'sepconv_3x3')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(focused).toHaveAttribute('data-node', /^tile 0/);
  await page.keyboard.press('o');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAccessibleName(/^sep 5×5 on h i/);
  expect(blockOf(page, 0)?.operations).toContain('sepconv_5x5');
  await page.keyboard.press('c');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAccessibleName(/concat, changed$/);

  // A new block is unfinished: no address, no counts, no training of it.
  const before = page.url();
  await page.keyboard.press('+');
  await expect(focused).toHaveAccessibleName(/^no operation yet on no state yet/);
  await expect(layer(page)).toContainText('The normal cell lacks 2 operations and 2 inputs.');
  expect(page.url()).toBe(before);
  await expect(layer(page).locator('.train-button')).toHaveAttribute('aria-disabled', 'true');
  await expect(button(page, 'Copy link')).toHaveCount(0);
  for (const slot of [0, 1]) {
    if (slot === 1) {
      // Of a block that adds either operation may stand at left.
      const [one, other] = [
        await node(page, 'tile 4 0').boundingBox(),
        await node(page, 'tile 4 1').boundingBox(),
      ];
      await page.keyboard.press(one!.x < other!.x ? 'ArrowRight' : 'ArrowLeft');
    }
    await expect(focused).toHaveAttribute('data-node', `tile 4 ${slot}`);
    await page.keyboard.press('o');
    await page.keyboard.press('Enter');
    await expect(focused).toHaveAccessibleName(/^identity on no state yet/);
    await page.keyboard.press('i');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(focused).toHaveAccessibleName(/^identity on h i,/);
  }
  await expect(layer(page)).not.toContainText('lacks');
  expect(blockOf(page, 4)).toEqual({ inputs: [0, 0], operations: ['identity', 'identity'], combiner: 'add' });

  // Deleted: the focus survives. Undo and redo by either habit; letters in fields are letters.
  await page.keyboard.press('Delete');
  await expect(node(page, 'combiner 3')).toBeFocused();
  expect(addressed(page)?.normal.blocks).toHaveLength(4);
  await page.keyboard.press('Control+z');
  expect(addressed(page)?.normal.blocks).toHaveLength(5);
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+z');
  expect(addressed(page)?.normal.blocks).toHaveLength(5);
  const field = layer(page).getByRole('textbox', { name: 'Cells as text' });
  const steps = await changes(page).count();
  await field.focus();
  await page.keyboard.type('octi+');
  await page.keyboard.press('Backspace');
  await expect(field).toHaveValue('octi');
  await expect(changes(page)).toHaveCount(steps);
  await button(page, 'Clear').press('Enter');

  await button(page, 'Copy link').press('Enter');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(`#c=${encodeArchitecture(addressed(page)!)}`);
  await expect(layer(page).locator('.text-own')).toHaveText(/^#c=/);

  await node(page, 'combiner 3').focus();
  await page.keyboard.press('t');
  await expect(layer(page)).toContainText('trains as h2');
});

test('focus stays where what had it goes; a held key asks once; every control tells what it leads to', async ({
  page,
}) => {
  await openWith(page, { dataset: 'synthetic' }, linked);
  const focused = page.locator(':focus');
  const hold = async (key: string): Promise<void> => {
    for (let times = 0; times < 4; times++) await page.keyboard.down(key);
    await page.keyboard.up(key);
  };
  await node(page, 'tile 0 0').focus();
  await hold('+');
  await expect(node(page, 'tile 4 0')).toBeFocused();
  await expect(changes(page)).toHaveCount(2);

  // The block that is undone takes its choices along.
  await page.keyboard.press('o');
  await expect(option(page, 'Operation', 'identity')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(focused).toHaveAttribute('data-node', 'tile 3 0');
  await page.keyboard.press('Control+y');

  // Counts of what is pointed at, wherever it is.
  const pointed = costs(page).getByText('with the choice pointed at');
  const change = costs(page).locator('.costs-change').first();
  await expect(change).toHaveText('');
  for (const name of ['Undo', 'Remove block 4'] as const) {
    await button(page, name).hover();
    await expect(pointed).toBeVisible();
  }
  await button(page, 'Undo').click();
  await button(page, 'Remove block 4').hover();
  await expect(change).toContainText('−');
  await button(page, 'Add a block').hover();
  await expect(change).toHaveText('');
  await expect(pointed).toBeVisible();
  await button(page, 'Empty both cells').hover();
  await expect(pointed).toBeVisible();
  const field = layer(page).getByRole('textbox', { name: 'Cells as text' });
  await field.fill('NASNet-A');
  await button(page, 'Put it in').focus();
  await expect(change).not.toHaveText('0');
  await expect(pointed).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAttribute('data-node', /./);
  await button(page, 'Clear').press('Enter');
  await expect(field).toBeFocused();

  // Changes: one tab stop, and the current one in sight.
  await node(page, 'combiner 0').focus();
  for (let times = 0; times < 10; times++) {
    await page.keyboard.press('c');
    await page.keyboard.press(times % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(node(page, 'combiner 0')).toBeFocused();
  }
  await expect(changes(page)).toHaveCount(12);
  const list = layer(page).locator('.changes');
  const [row, box] = [await list.locator('[aria-current]').boundingBox(), await list.boundingBox()];
  expect(row!.y + row!.height).toBeLessThanOrEqual(box!.y + box!.height + 1);
  await expect(list.locator('[tabindex="0"]')).toHaveCount(1);
  await expect(list.locator('[tabindex="0"]')).toHaveAttribute('aria-current', 'step');
  await list.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect(changes(page).nth(10).getByRole('button')).toBeFocused();
  await expect(pointed).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  expect(addressed(page)).toEqual(darts);
  await expect(changes(page).first().getByRole('button')).toBeFocused();

  // Down is down, however many stand in a row.
  for (const width of [1120, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await node(page, 'tile 0 0').focus();
    await page.keyboard.press('o');
    await page.keyboard.press('ArrowLeft');
    const from = (await focused.boundingBox())!;
    await page.keyboard.press('ArrowUp');
    const up = (await focused.boundingBox())!;
    if (up.y !== from.y) expect(up.x).toBeCloseTo(from.x, 0);
    await page.keyboard.press('ArrowDown');
    const down = (await focused.boundingBox())!;
    expect(down.x).toBeCloseTo(from.x, 0);
    expect(width === 1120 || up.y < from.y).toBe(true);
  }

  await node(page, 'tile 0 0').focus();
  await hold('t');
  await expect(layer(page)).toContainText('trains as h2');
  await expect(page.locator('[data-row="-1"]')).toHaveCount(1);
  await expect(page.locator('[data-row="-2"]')).toHaveCount(0);
  await expect(node(page, 'tile 0 0')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(layer(page)).toHaveCount(0);
});

test('from nothing; what is pasted is read, put in, and undone; what is wrong is said', async ({ page }) => {
  await openWith(page, {}, '#edit=new');
  await expect(layer(page)).toContainText('From nothing, no change yet');
  await expect(layer(page)).toContainText('The normal cell has no block yet.');
  await expect(layer(page).locator('.cell-node')).toHaveCount(3);
  await button(page, 'Add a block').click();
  await expect(node(page, 'tile 0 0')).toBeFocused();
  await expect(page).toHaveURL(/#edit=new$/);

  const field = layer(page).getByRole('textbox', { name: 'Cells as text' });
  await field.fill('Genotype(normal=[("sep_conv_9x9", 0)])');
  await expect(layer(page).locator('.text-flaw')).toContainText('sep_conv_9x9');
  await expect(button(page, 'Put it in')).toHaveCount(0);
  await field.fill('darts v2');
  await expect(layer(page).locator('.text-read')).toContainText('DARTS v2, 4 blocks a cell.');
  await button(page, 'Put it in').click();
  expect(addressed(page)).toEqual(darts);
  await expect(changes(page).last()).toContainText('put in: DARTS v2');
  await button(page, 'genotype').click();
  await expect(layer(page).locator('.text-own')).toContainText('Genotype(');
  await button(page, 'Undo').click();
  await expect(layer(page)).toContainText('The normal cell lacks 2 operations and 2 inputs.');
  await button(page, 'Redo').click();

  // An operation that the search's space does not have says so, and can be chosen.
  await node(page, 'tile 0 0').click();
  const outside = option(page, 'Operation', 'dilconv_5x5');
  await expect(outside).toHaveAccessibleName(/outside$/);
  await outside.click();
  await expect(layer(page)).toContainText(/dil 5×5.* outside this search’s space/);
  expect(blockOf(page, 0)?.operations[0]).toBe('dilconv_5x5');

  // A damaged address says so, here and on a page that opens with it.
  const damaged = `#edit=${encodeArchitecture(darts).slice(1)}`;
  await page.evaluate((hash) => {
    location.hash = hash;
  }, damaged);
  await expect(
    layer(page)
      .getByText(/damaged/)
      .first(),
  ).toBeVisible();
  const other = await page.context().newPage();
  await openWith(other, {}, damaged);
  await expect(other.getByText(/damaged/).first()).toBeVisible();
  await expect(layer(other)).toHaveCount(0);
});

test('while a run plays by itself, its child is counted as it was, another pair as what is trained from there', async ({
  page,
}) => {
  const playground = await openFirst(page, { dataset: 'synthetic' });
  await expect(playground.rows.first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[data-row="-1"]')).toHaveCount(0);
  await playground.button('Edit').click();
  await expect(costs(page)).toContainText(/^What it costsN 1, F 4, 8\spxChild \d+Now/);
  await expect(costs(page)).toContainText(/Held out,\s%(\d\d\.\d)(?:\1)0\.0/);
  await expect(costs(page)).toContainText(/Trained from here by other settings: N 1, F 4, \d+\spx\.$/);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, linked);
  const outside = layer(page).getByText(/^dil 3×3 and max 3×3 are outside this search’s space/);
  await expect(outside).toBeVisible();
  await expect(costs(page)).not.toContainText('Trained from here');
  await expect(costs(page)).not.toContainText('Held out');
  const [counted = ''] = (await costs(page).textContent())?.split('As a whole') ?? [];
  await button(page, 'Train it').click();
  await expect(page.locator('[data-row="-1"]')).toHaveCount(1);
  await expect(outside).toBeVisible();
  // What it came to stands below the counts, which are what they were.
  await expect(costs(page)).toContainText(/Held out,\s%–\d+\.\d/, { timeout: 60_000 });
  expect((await costs(page).textContent())?.startsWith(counted)).toBe(true);
});

test('on a phone the choices are a sheet, at most half as high as the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWith(page, { dataset: 'synthetic' }, linked);
  await node(page, 'tile 1 1').click();
  const sheet = layer(page).getByRole('complementary', { name: 'Choices of the chosen node' });
  await expect(sheet).toBeVisible();
  const box = (await sheet.boundingBox())!;
  expect(box.height).toBeLessThan(423);
  await option(page, 'Operation', 'maxpool_3x3').click();
  await expect(node(page, 'tile 1 1')).toHaveAccessibleName(/^max 3×3 on /);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toHaveCount(0);
  expect(blockOf(page, 1)?.operations[1]).toBe('maxpool_3x3');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  // The bar: undo and redo, then the training in one row, and what comes of it.
  await page.evaluate(() => window.scrollTo(0, 0));
  const middle = async (of: Locator): Promise<number> => {
    const { y, height } = (await of.boundingBox())!;
    return y + height / 2;
  };
  const [undo, redo] = [await middle(button(page, 'Undo')), await middle(button(page, 'Redo'))];
  const bar = layer(page).getByRole('region', { name: 'Train it' });
  const training = [bar.locator('.train-name'), bar.getByLabel('Three seeds'), bar.locator('.train-button')];
  const [by, three, act] = await Promise.all(training.map(middle));
  expect(redo).toBeCloseTo(undo, 0);
  expect(by).toBeGreaterThan(undo);
  expect(three).toBeCloseTo(by!, -1);
  expect(act).toBeCloseTo(by!, -1);
  expect(await middle(bar.locator('.train-says'))).toBeGreaterThan(by!);

  // The child of the same graph is what is seen then.
  await button(page, 'Train it').click();
  await expect(bar).toContainText('trains as h2');
  await button(page, 'Train it').click();
  await button(page, 'Show h1').click();
  await expect(layer(page)).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('h1');
});
