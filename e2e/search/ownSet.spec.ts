import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'fast-png';
import { expect, type Page, test } from 'playwright/test';
import { createRandom } from '../../src/base/random.ts';
import { dropFiles } from '../support/drop.ts';
import { openWith, tiny } from '../support/playground.ts';

/** A person's own pictures: from a folder that the test makes to children that are trained on them, and away again. */

/** Wide enough for the settings beside the page. */
test.use({ viewport: { width: 1600, height: 900 } });

const SIDE = 40;
const shapes: Readonly<Record<string, (x: number, y: number, r: number) => boolean>> = {
  disc: (x, y, r) => x * x + y * y < r * r,
  square: (x, y, r) => Math.abs(x) < r && Math.abs(y) < r,
  cross: (x, y, r) => (Math.abs(x) < r / 3 || Math.abs(y) < r / 3) && Math.abs(x) < r && Math.abs(y) < r,
};
const random = createRandom(25);
const between = (low: number, high: number): number => low + (high - low) * random.uniform();

/** One shape somewhere on a ground of another colour. */
function drawn(shape: string): Uint8Array {
  const [cx, cy, r] = [between(14, 26), between(14, 26), between(8, 13)];
  const light = Array.from({ length: 3 }, () => between(150, 255));
  const dark = Array.from({ length: 3 }, () => between(0, 100));
  const data = new Uint8Array(SIDE * SIDE * 3).map((_, i) => {
    const pixel = Math.floor(i / 3);
    const isIn = shapes[shape]?.((pixel % SIDE) - cx, Math.floor(pixel / SIDE) - cy, r);
    return Math.round((isIn ? light : dark)[i % 3] ?? 0);
  });
  return encode({ width: SIDE, height: SIDE, data, channels: 3, depth: 8 });
}

/** One picture of greys in all ways that PNG has for it: what is read must be the same. */
function alike(): readonly Uint8Array[] {
  const shades = new Uint8Array(SIDE * SIDE).map((_, i) => (7 * i) % 256);
  const picture = (data: Uint8Array | Uint16Array, channels: 1 | 3, depth: 8 | 16): Uint8Array =>
    encode({ width: SIDE, height: SIDE, data, channels, depth });
  const rgb = new Uint8Array(3 * shades.length).map((_, i) => shades[Math.floor(i / 3)] ?? 0);
  return [
    picture(shades, 1, 8),
    picture(
      Uint16Array.from(shades, (shade) => 257 * shade),
      1,
      16,
    ),
    picture(rgb, 3, 8),
    picture(
      Uint16Array.from(rgb, (shade) => 257 * shade),
      3,
      16,
    ),
  ];
}

/** What EXIF says of a picture whose first row is its right side: it is to be turned by a quarter, clockwise. */
const TURNED = '4578696600004d4d002a00000008000101120003000000010006000000000000';

/** A picture as a camera keeps it that is held upright, and one that lies on its side and says so, as JPEG; the same to a person. */
async function uprightAndTurned(page: Page): Promise<readonly Buffer[]> {
  const drawnThere = await page.evaluate(async () => {
    const [width, height, square] = [64, 48, 16];
    const jpeg = async (isTurned: boolean): Promise<number[]> => {
      const canvas = new OffscreenCanvas(isTurned ? height : width, isTurned ? width : height);
      const context = canvas.getContext('2d');
      // Squares of grey, each a block of the format's own: it keeps them to the bit.
      for (let x = 0; x < width; x += square)
        for (let y = 0; y < height; y += square) {
          const shade = x + 4 * y;
          if (context === null) continue;
          context.fillStyle = `rgb(${shade} ${shade} ${shade})`;
          context.fillRect(isTurned ? y : x, isTurned ? width - x - square : y, square, square);
        }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    };
    return [await jpeg(false), await jpeg(true)];
  });
  const [upright, turned] = drawnThere.map((bytes) => Buffer.from(bytes)) as [Buffer, Buffer];
  const exif = Buffer.from(TURNED, 'hex');
  const marker = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return [upright, Buffer.concat([turned.subarray(0, 2), marker, exif, turned.subarray(2)])];
}

/** 51 pictures of each of three classes, and what must not stop them. */
function makeFolder(root: string, sides: readonly Uint8Array[]): void {
  const put = (name: string, bytes: Uint8Array | string): void => {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  for (const shape of Object.keys(shapes))
    for (let i = 0; i < 50; i++) put(`${shape}/${i}.png`, drawn(shape));
  for (const [i, bytes] of alike().entries()) put(`square/alike-${i}.png`, bytes);
  for (const [i, bytes] of sides.entries()) put(`cross/side-${i}.jpg`, bytes);
  const twice = drawn('disc');
  put('disc/twice.png', twice);
  put('disc/again.png', twice);
  put('cross/corrupt.png', twice.slice(0, 40));
  put('cross/phone.heic', `\0\0\0\x18ftypheic${'x'.repeat(40)}`);
  put('lonely/one.png', drawn('square'));
  put('notes.txt', 'three shapes');
}

const images = (page: Page) => page.locator('[data-setting="dataset"] select');

test('pictures of a folder are searched with and removed', async ({ page }, { outputDir }) => {
  const root = path.join(outputDir, 'shapes');
  const playground = await openWith(page);
  makeFolder(root, await uprightAndTurned(page));
  await images(page).selectOption({ label: 'Your own pictures …' });
  const dialog = page.getByRole('dialog', { name: 'Your own pictures' });
  await expect(dialog).toContainText('nothing is sent anywhere');
  await dialog.getByLabel('Folder of pictures').setInputFiles(root);
  const classes = dialog.getByRole('table', { name: 'Classes' });
  await expect(classes.locator('tbody tr')).toHaveText([/^cross51/, /^disc51/, /^square51/]);
  for (const sentence of [
    'cross/corrupt.png cannot be read as a picture',
    'cross/phone.heic is a HEIC picture, which this browser does not read',
    'is the same picture as',
    'The class lonely has 1 picture: fewer than 5.',
    '1 other file was passed over',
  ])
    await expect(dialog.locator('.own-left')).toContainText(sentence);
  const copies = dialog.locator('.own-left li').filter({ hasText: 'is the same picture as' });
  await expect(copies.filter({ hasText: /square\/alike-\d\.png is .*\/square\/alike-/ })).toHaveCount(3);
  await expect(copies.filter({ hasText: /cross\/side-\d\.jpg is .*\/cross\/side-/ })).toHaveCount(1);
  await dialog.getByLabel('Name').fill('Shapes');
  await dialog.getByRole('button', { name: 'Use these' }).click();
  await expect(dialog).toBeHidden();
  await expect(images(page).locator('option:checked')).toHaveText('Shapes');
  await expect(page.getByLabel('Training images')).toHaveValue('62');
  await expect(page.getByLabel('Validation images')).toHaveValue('61');
  const id = await images(page).inputValue();
  expect(id).toMatch(/^own-3-123-[0-9a-f]{12}$/);

  // Another visit, and children that are small enough for any processor.
  const few = {
    ...tiny,
    dataset: id,
    trials: 2,
    imageSize: 16,
    trainImages: 62,
    validationImages: 61,
    batch: 16,
  };
  await page.evaluate((settings) => {
    localStorage.setItem('nas-playground', JSON.stringify({ version: 1, settings, place: 'processor' }));
  }, few);
  await page.reload();
  await expect(images(page).locator('option:checked')).toHaveText('Shapes');
  await playground.start();
  await playground.trials(2);
  await expect(playground.rows).toHaveCount(2);
  // One of each class, none of which it was trained or judged on.
  const seen = page.getByRole('region', { name: /^Held-out images, \d of 3 right$/ });
  await expect(seen.getByRole('listitem')).toHaveCount(3);

  // A picture is tried on one of them, which knows the classes by their names.
  await playground.button('Inspect').click();
  await expect(page.getByRole('img', { name: 'Confusion matrix', exact: true })).toBeVisible();
  await dropFiles(page, [{ name: 'disc.png', bytes: drawn('disc'), type: 'image/png' }], '.inspector-cell');
  const likely = page.getByRole('list', { name: 'What it takes the picture for' }).getByRole('listitem');
  await expect(likely).toHaveCount(3);
  const named = await likely.allTextContents();
  expect(named.map((text) => text.replace(/\d+\s%$/, '')).sort()).toEqual(['cross', 'disc', 'square']);
  await playground.button('‹ Search').click();
  await expect(page).not.toHaveURL(/#/);

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('tab', { name: 'the whole run' }).click();
  const savedRun = async (): Promise<string> => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    return readFileSync(await (await waiting).path(), 'utf8');
  };
  expect(await savedRun()).not.toContain('disc');
  await page.getByRole('checkbox', { name: 'Class names travel too.' }).check();
  expect(await savedRun()).toContain('"classNames": ["cross","disc","square"]');

  await page.reload();
  await images(page).selectOption({ label: 'Your own pictures …' });
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await dialog.getByRole('button', { name: 'Close your own pictures' }).click();
  await expect(images(page)).toHaveValue('cifar10');
  await expect(images(page).locator(`option[value="${id}"]`)).toHaveCount(0);
});

test('frames of a camera are pictures of the class that is named', async ({ page }) => {
  await page.addInitScript(() => {
    // A camera that shows something else at each moment.
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      setInterval(() => {
        if (context === null) return;
        context.fillStyle = `hsl(${performance.now() / 10} 80% 50%)`;
        context.fillRect(0, 0, canvas.width, canvas.height);
      }, 20);
      return canvas.captureStream();
    };
  });
  await openWith(page);
  await images(page).selectOption({ label: 'Your own pictures …' });
  const dialog = page.getByRole('dialog', { name: 'Your own pictures' });
  await dialog.getByRole('button', { name: 'Use the camera' }).click();
  for (const label of ['red/green', 'blue']) {
    await dialog.getByLabel('Class', { exact: true }).fill(label);
    const button = dialog.getByRole('button', { name: 'Hold to take pictures' });
    await button.hover();
    await page.mouse.down();
    await expect(dialog.getByRole('button', { name: /^1[2-9] pictures$/ })).toBeVisible();
    await page.mouse.up();
    await expect(dialog.getByRole('table', { name: 'Classes' })).toContainText(label);
  }
  await expect(dialog.getByRole('button', { name: 'Use these' })).toBeVisible();
});
