import { expect, type Locator, type Page, test } from 'playwright/test';
import { packBits } from '../../src/base/bytes/bits.ts';
import { DATASET_INFOS } from '../../src/data/infos.ts';
import { PRESET_SETTINGS } from '../../src/settings/settings.ts';
import { encodePredictions } from '../../src/studies/tabulated/predictions.ts';
import { RECIPES } from '../../src/studies/tabulated/recipes.ts';
import { CLOSED_FILE, CLOSED_PREDICTIONS_FILE, TABULATED_SPACE } from '../../src/studies/tabulated/space.ts';
import { encodeClosedTable } from '../../src/studies/tabulated/table.ts';
import { searchedBy } from '../../src/studies/tabulated/tabulation.ts';
import { simulatedClosedTable } from '../../src/studies/testing/closedTable.ts';
import { decodePicture } from '../support/pictures.ts';
import { openFirst, openWith } from '../support/playground.ts';

const strip = (page: Page): Locator => page.getByRole('region', { name: /^Held-out images/ });
const images = (page: Page): Locator => strip(page).getByRole('listitem');

const pixelsOf = (address: string): Uint8Array =>
  decodePicture(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')).pixels;

/** Mean difference of two pictures, 0 to 255. */
function distance(one: string, other: string): number {
  const [a, b] = [pixelsOf(one), pixelsOf(other)];
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;
}

test('six held-out images stand beside the curves from the start, and every child says what it takes them for', async ({
  page,
}) => {
  const { classes } = DATASET_INFOS.synthetic;
  const settings = { dataset: 'synthetic', trials: 2, trainImages: 640, epochs: 2 } as const;
  const playground = await openWith(page, settings, '', 'processor');
  await expect(images(page)).toHaveText(
    classes.slice(0, 6).map((name) => new RegExp(`^${name}, not looked at yet–`)),
  );
  // They are six different pictures.
  const drawn = (): Promise<string[]> =>
    images(page)
      .locator('canvas')
      .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
  await expect.poll(async () => new Set(await drawn()).size).toBe(6);
  const before = await drawn();
  await playground.start();
  await playground.trials(2);
  await expect(strip(page)).toHaveAccessibleName(/^Held-out images, [0-6] of 6 right$/);
  const said = await images(page).allTextContents();
  const right = said.filter((text) => text.endsWith('right'));
  for (const [label, text] of said.entries())
    expect(text).toMatch(new RegExp(`^${classes[label]}, (right|taken for (${classes.join('|')}))`));
  await expect(strip(page)).toHaveAccessibleName(`Held-out images, ${right.length} of 6 right`);
  // A browser may add noise to what is read from a canvas: never as much as lies between two pictures.
  for (const [at, picture] of (await drawn()).entries())
    expect(distance(picture, before[at]!)).toBeLessThan(4);
  expect(distance(before[0]!, before[1]!)).toBeGreaterThan(10);
  // The best child's, as it was kept.
  await playground.rows.first().click();
  await expect(strip(page)).toHaveAccessibleName(/^Held-out images, [0-6] of 6 right$/);
});

test('a looked-up child shows its rungs, when it was trained, and which of the six were right', async ({
  page,
  context,
}) => {
  const table = { ...simulatedClosedTable(7, { space: TABULATED_SPACE }).table, recipe: RECIPES.judged };
  const { settings } = PRESET_SETTINGS.table;
  const rows = table.rows.length;
  const seen = {
    images: 8,
    right: Array(rows).fill(packBits(Array(8).fill(true))),
    classes: [] as number[][],
  };
  seen.classes = Array.from({ length: rows }, () => [0, 1, 2, 3, 5, 4]);
  const bytes = encodePredictions(seen);
  const predictions = { training: searchedBy(1), images: 8, shown: 6, bytes: bytes.length };
  await context.route(`**/${CLOSED_FILE}`, (route) =>
    route.fulfill({ body: encodeClosedTable({ ...table, predictions }), contentType: 'application/json' }),
  );
  await context.route(`**/${CLOSED_PREDICTIONS_FILE}`, (route) =>
    route.fulfill({ body: Buffer.from(bytes) }),
  );
  const playground = await openFirst(page, {
    ...settings,
    strategy: 'random',
    trials: 5,
    finalists: 0,
    seed: 1,
  });
  await playground.start();
  await expect(playground.headline).toHaveCount(0);
  await expect(page.getByText('Finished', { exact: true })).toBeVisible();
  expect(await playground.ended()).toBe(5);
  const { classes } = DATASET_INFOS.cifar10;
  await expect(strip(page)).toHaveAccessibleName('Held-out images, 4 of 6 right');
  await expect(images(page)).toHaveText([
    'airplane, rightplaneright',
    'automobile, rightcarright',
    'bird, rightbirdright',
    'cat, rightcatright',
    `${classes[4]}, taken for ${classes[5]}deerwrong`,
    `${classes[5]}, taken for ${classes[4]}dogwrong`,
  ]);
  await expect(
    page.getByText(/^Looked up\. Trained on 29 November 2026, \d+ epochs of [\d,]+ images/),
  ).toBeVisible();
  const rungs = page.getByRole('img', { name: 'Held-out accuracy', exact: true });
  await expect(rungs).toHaveAccessibleDescription(/^Held out after each epoch: \d/);
  await expect(rungs.locator('.curve-ring')).toHaveCount(table.recipe.rungs.length);
  await expect(page.getByText('Training loss')).toHaveCount(0);
});
