import { expect, type Page, test } from 'playwright/test';
import { encodeRoute } from '../../src/codecs/route.ts';
import { presetOf } from '../../src/space/presets.ts';
import { openFirst, openWith, withTable } from '../support/playground.ts';
import { finishedRun, goTo, openRun } from '../support/storedRun.ts';
import { tinyRun } from '../support/tinyRun.ts';

/** A child, opened: by keys alone where a person could. */

test.use({ viewport: { width: 1440, height: 900 } });

const layer = (page: Page) => page.getByRole('main', { name: 'Inspector' });
const covered = (page: Page) => page.locator('.column-main');

test('the layer leads back to the focus it was opened from, and covers what it lies over', async ({
  page,
}) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  const inspect = playground.button('Inspect');
  await inspect.focus();
  await page.keyboard.press('Enter');
  await expect(layer(page)).toBeVisible();
  await expect(playground.button('‹ Search')).toBeFocused();
  await expect(page).toHaveURL(/#inspect=20$/);
  await expect(covered(page)).toHaveAttribute('inert');
  await expect(page.getByRole('tab', { name: 'Controller' })).toHaveCount(0);
  // From a node too, which has no tooltip here that would go first.
  await layer(page).locator('[data-node="tile 0 0"]').first().focus();
  await page.keyboard.press('Escape');
  await expect(layer(page)).toHaveCount(0);
  await expect(inspect).toBeFocused();
  await expect(page).not.toHaveURL(/#/);
  await expect(covered(page)).not.toHaveAttribute('inert');

  // A row chooses the child, and once more opens it; the browser's Back closes.
  const [row, other] = [playground.rows.nth(0), playground.rows.nth(1)].map((one) =>
    one.locator('.board-show'),
  );
  const number = await playground.rows.nth(0).getAttribute('data-row');
  const next = await playground.rows.nth(1).getAttribute('data-row');
  await row!.focus();
  await page.keyboard.press('Enter');
  await expect(layer(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`#inspect=${number}$`));
  await other!.click();
  await expect(page).toHaveURL(new RegExp(`#inspect=${next}$`));
  await page.goBack();
  await expect(layer(page)).toHaveCount(0);
  await expect(row!).toBeFocused();
  await expect(page).not.toHaveURL(/#/);
  await page.goForward();
  await expect(layer(page)).toBeVisible();
  await playground.button('‹ Search').click();
  await expect(layer(page)).toHaveCount(0);
});

test('an address opens a child of the run that is kept, and the network’s rows lead to it', async ({
  page,
}) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  await page.goto('../#inspect=7');
  await page.reload();
  await expect(layer(page)).toBeVisible();
  await expect(layer(page)).toContainText('Trial 7');
  await playground.button('‹ Search').click();
  await expect(page).not.toHaveURL(/#/);
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#inspect=7$/);
});

test('of a child that is not there, or not yet, nothing of another is drawn', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, finishedRun(20));
  const drawn = layer(page).getByRole('img', { name: 'Normal cell', exact: true });
  await page.goto('../#inspect=99');
  await expect(layer(page)).toContainText('There is no child 99 here.');
  await expect(drawn).toHaveCount(0);
  await page.getByRole('tab', { name: 'Differences' }).click();
  await expect(layer(page)).toContainText('There is no child 99 here.');
  await playground.button('‹ Search').click();
  await playground.button('Replay').click();
  await page.keyboard.press('Space');
  await page.keyboard.press('Home');
  await page.goto('../#inspect=7');
  await expect(layer(page)).toContainText('At this moment of the replay child 7 is not trained yet.');
  await expect(drawn).toHaveCount(0);
  await playground.button('‹ Search').click();
  await page.getByRole('slider', { name: 'Moment of the replay' }).press('End');
  await page.goto('../#inspect=7');
  await expect(drawn).toBeVisible();
  await expect(layer(page)).toContainText('Trial 7');
});

test('a training that is asked for can be cancelled', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, tinyRun({ epochs: 60 }));
  await playground.button('Inspect').click();
  const train = page.getByRole('button', { name: 'Train it again here' });
  await train.press('Enter');
  const cancel = layer(page).getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeVisible({ timeout: 60_000 });
  await expect(layer(page)).toContainText('Whoever leaves this child ends its training.');
  await cancel.press('Enter');
  await expect(train).toBeVisible();
  await expect(cancel).toHaveCount(0);
  await expect(layer(page).locator('.inspector-low')).toBeFocused();
});

test('a pair that came with a link keeps its address', async ({ page }) => {
  const { architecture } = presetOf('darts-v2');
  const link = encodeRoute({ view: 'pair', architecture });
  const playground = await openWith(page, {}, link);
  await playground.button('Inspect').click();
  await expect(layer(page)).toBeVisible();
  expect(new URL(page.url()).hash).toBe(link);
  await page.keyboard.press('Escape');
  await expect(layer(page)).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe(link);
  await expect(page.getByRole('tab', { name: 'Shared pair' })).toBeVisible();
});

const matrix = (page: Page) => page.getByRole('img', { name: 'Confusion matrix', exact: true });
const squares = (page: Page) => page.getByRole('group', { name: 'Confusion matrix, squares' });
const images = (page: Page) => page.getByRole('group', { name: 'Held-out images' }).getByRole('button');

test('a child of a file is trained again, and looked into by keys alone', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, tinyRun());
  await playground.button('Inspect').focus();
  await page.keyboard.press('Enter');
  await expect(layer(page)).toContainText('Its weights are not kept here.');
  await expect(matrix(page)).toHaveCount(0);
  const train = page.getByRole('button', { name: 'Train it again here, about 2' });
  // A file tells no machine that its seconds were of.
  await expect(train).toContainText('where it was trained');
  await expect(layer(page)).toContainText('is not recorded: trained again, it may differ');
  await train.focus();
  await page.keyboard.press('Enter');
  await expect(matrix(page)).toBeVisible({ timeout: 60_000 });
  // The button is gone; the focus is where its result has come.
  await expect(layer(page).locator('.inspector-low')).toBeFocused();
  await expect(matrix(page)).toHaveAttribute('aria-description', /^\d+ of 50 held-out images are right\.$/);
  await expect(layer(page)).toContainText('what the search trained on is not recorded');

  // A node, and the maps of it.
  const node = page.getByRole('region', { name: 'Node' });
  await expect(node.getByRole('heading')).toHaveText(/^sep 3×3 on h/);
  await expect(layer(page)).toContainText(/all 4 maps of it/);
  await layer(page).locator('[data-node="tile 0 0"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect(node.getByRole('heading')).toHaveText(/^add makes/);
  await page.keyboard.press('End');
  await expect(node).toContainText('what the next cell reads, in cell 1 of 5');
  await expect(layer(page)).toContainText(/all [48] maps of it/);
  await node.getByRole('button', { name: 'The cell of its kind after' }).focus();
  await page.keyboard.press('Enter');
  await expect(node).toContainText('in cell 3 of 5');
  await expect(node).toContainText('16 × 16');

  // A square of the matrix filters the images; once more, and all are there.
  const shown = layer(page).locator('.held-out-foot');
  await expect(shown).toContainText('15 of 50');
  await squares(page).locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  const square = page.locator('.confusion-square:focus');
  const name = (await square.getAttribute('aria-label')) ?? '';
  expect(name).toMatch(/^automobile, taken for airplane: \d+ of \d+$/);
  const count = Number(/: (\d+) of/.exec(name)?.[1]);
  await page.keyboard.press('Enter');
  await expect(square).toHaveAttribute('aria-pressed', 'true');
  await expect(shown).toContainText(`of ${count}`);
  await expect(images(page)).toHaveCount(Math.min(15, count));
  await layer(page).getByRole('button', { name: 'All images' }).press('Enter');
  await expect(shown).toContainText('15 of 50');
  const grid = page.getByRole('group', { name: 'Held-out images' });
  await expect(grid).toBeFocused();

  // Images: wrong ones first, arrows walk, Enter picks.
  const truth = async (at: number) => (await images(page).nth(at).getAttribute('aria-description')) ?? '';
  await expect(images(page).first()).toHaveAccessibleName(/^\w+ \d+\s% is an? \w+$/);
  expect(await truth(0)).toMatch(/^Taken for an? \w+ at \d+\s%, is an? \w+$/);
  await layer(page).getByRole('button', { name: 'least sure' }).focus();
  await page.keyboard.press('Enter');
  const shares = await images(page).evaluateAll((all) =>
    all.map((one) => Number(/at (\d+)/.exec(one.getAttribute('aria-description') ?? '')?.[1])),
  );
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  await images(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(images(page).nth(6)).toBeFocused();
  await expect(images(page).nth(6)).toHaveAttribute('aria-pressed', 'true');
  await expect(images(page).nth(0)).toHaveAttribute('aria-pressed', 'false');
  await layer(page).getByRole('button', { name: 'Show 30 more' }).press('Enter');
  await expect(images(page)).toHaveCount(45);
  await layer(page).getByRole('button', { name: 'Show 5 more' }).press('Enter');
  await expect(images(page)).toHaveCount(50);
  await expect(grid).toBeFocused();

  // Its table, and the other cell.
  await layer(page).getByRole('button', { name: 'Table' }).press('Enter');
  const cells = page.getByRole('table', { name: 'What it takes for what' }).locator('tbody td');
  await expect(cells).toHaveCount(100);
  const all = (await cells.allTextContents()).map(Number);
  expect(all.reduce((a, b) => a + b)).toBe(50);
  await page.getByRole('tab', { name: 'Normal cell' }).press('ArrowRight');
  await expect(page.getByRole('img', { name: 'Reduction cell', exact: true })).toBeVisible();
  await expect(node).toContainText('in cell 2 of 5');

  // It is kept now: opened again it is there at once.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(matrix(page)).toBeVisible();
  // What trained it stays with its weights.
  await expect(layer(page)).toContainText('what the search trained on is not recorded');
  await expect(layer(page)).toContainText('It has the accuracy of the recorded child');
});

test('with shared weights it can’t be trained again, and says so', async ({ page }) => {
  const playground = await openWith(page);
  await openRun(page, tinyRun({ weightSharing: true }));
  await playground.button('Inspect').click();
  await expect(layer(page)).toContainText('it began with what earlier children had left');
  await expect(page.getByRole('button', { name: /^Train it again/ })).toHaveCount(0);
});

test('a looked-up child says what its table does not have', async ({ page }) => {
  await withTable(page);
  const playground = await openFirst(page);
  await expect.poll(() => playground.ended()).toBeGreaterThan(2);
  await playground.button('Inspect').click();
  // It has single images of one training of each graph.
  const says =
    /Of single images the table says which of 2,800 it got right|Of this training the table says nothing/;
  await expect(layer(page)).toContainText(says);
  await expect(page.getByRole('img', { name: 'Held-out accuracy' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Node' })).toContainText('Multiply-adds');
});

test('a pair has cells and counts, and a child that is not there is told', async ({ page }) => {
  const { architecture } = presetOf('darts-v2');
  const playground = await openWith(page, {}, encodeRoute({ view: 'pair', architecture }));
  await playground.button('Inspect').click();
  await expect(layer(page)).toContainText('No run trained this pair');
  await expect(page.getByRole('region', { name: 'Node' })).toContainText('Parameters');
  await page.goto('../#inspect=99');
  await expect(layer(page)).toContainText('There is no child 99 here.');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('it lies over a child that the board opened, and leads back there', async ({ page }) => {
    const playground = await openWith(page);
    await openRun(page, finishedRun(20));
    await goTo(page, 'Board');
    await playground.rows.first().locator('.board-show').click();
    await playground.button('Inspect').click();
    await expect(layer(page)).toBeVisible();
    await expect(playground.button('‹ Board')).toBeHidden();
    await page.goBack();
    await expect(playground.button('Inspect')).toBeFocused();
    await playground.button('Inspect').click();
    await goTo(page, 'Board');
    await expect(layer(page)).toHaveCount(0);
    await expect(playground.board).toBeVisible();
  });
});
