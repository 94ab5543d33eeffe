import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { dataFolder } from '../src/cli/site/page.ts';
import { type Listening, listen } from '../src/cli/site/server.ts';
import { galleryPage } from './gallery/page.ts';
import { comparePictures, type Difference, decodePicture, packed } from './support/pictures.ts';

/** The contact sheet of all charts and drawings, against the pictures in gallery/pictures; `npm run gallery` renews them. */

const folder = path.join(import.meta.dirname, 'gallery', 'pictures');
const themes = ['light', 'dark'] as const;
const widths = [1440, 390] as const;
type Theme = (typeof themes)[number];

let server: Listening;

test.describe.configure({ timeout: 300_000 });

test.beforeAll(async () => {
  server = await listen({ site: await galleryPage(), data: dataFolder }, 'localhost', 0);
});
test.afterAll(() => server.close());

async function openGallery(page: Page, theme: Theme, width: number): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`http://localhost:${server.port}/?theme=${theme}`);
  await expect(page.locator('[data-tile]').last()).toBeVisible();
  // Rows of a leaderboard draw their cells when they come near the window.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
  // Cells are laid out in a worker: until then their boxes are busy or empty.
  await expect(
    page.locator('[aria-busy="true"], .cell-thumbnail:empty, .thumbnail:empty').filter({ visible: true }),
  ).toHaveCount(0, {
    timeout: 90_000,
  });
  await expect(page.locator('parsererror')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

const photograph = (page: Page): Promise<Buffer> =>
  page.screenshot({ fullPage: true, animations: 'disabled' });

const fileOf = (theme: Theme, width: number): string => path.join(folder, `${theme}-${width}.png`);

/** Names the drawings in which the differences lie. */
async function told(page: Page, differences: readonly Difference[]): Promise<string> {
  const tiles = await page.locator('[data-tile]').evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const head = element.closest('section')?.querySelector('h2')?.textContent;
      const [x, y] = [window.scrollX, window.scrollY];
      const name = `${head}: ${element.getAttribute('data-tile')}`;
      return { name, left: left + x, top: top + y, right: right + x, bottom: bottom + y };
    }),
  );
  const lines = differences.slice(0, 20).map(({ x, y, width, height, area }) => {
    const tile = tiles.find(
      (one) => x >= one.left - 8 && x < one.right + 8 && y >= one.top - 8 && y < one.bottom,
    );
    return `${tile?.name ?? 'between drawings'}: ${area} pixels in ${width} × ${height} at ${x}, ${y}`;
  });
  return [...lines, ...(differences.length > 20 ? [`and ${differences.length - 20} more`] : [])].join('\n');
}

for (const theme of themes) {
  for (const width of widths) {
    test(`every drawing looks as in the ${theme} picture of ${width} px`, async ({ page }, info) => {
      await openGallery(page, theme, width);
      const png = await photograph(page);
      const file = fileOf(theme, width);
      if (info.config.updateSnapshots === 'all') {
        await mkdir(folder, { recursive: true });
        await writeFile(file, packed(png));
        return;
      }
      if (!existsSync(file)) throw new Error(`There is no ${path.basename(file)}: npm run gallery makes it.`);
      const found = comparePictures(decodePicture(readFileSync(file)), decodePicture(png));
      if (found === null) return;
      await info.attach('now', { body: png, contentType: 'image/png' });
      await info.attach('before', { path: file, contentType: 'image/png' });
      const where = typeof found === 'string' ? found : await told(page, found);
      throw new Error(
        `${where}\nIf this is meant, renew the pictures with npm run gallery and look at them.`,
      );
    });
  }
}

test.describe('the comparison @full', () => {
  /** What it says of one drawing before and after something is done to it. */
  async function changed(page: Page, tile: string, change: string, to: (element: SVGElement) => void) {
    const drawing = page.locator(`[data-tile="${tile}"]`).first();
    const before = decodePicture(await drawing.screenshot());
    expect(comparePictures(before, decodePicture(await drawing.screenshot()))).toBeNull();
    await drawing.locator(change).first().evaluate(to);
    return comparePictures(before, decodePicture(await drawing.screenshot()));
  }

  const remove = (element: SVGElement): void => element.remove();
  const move = (element: SVGElement): void => {
    element.setAttribute('transform', `translate(4 0) ${element.getAttribute('transform')}`);
  };

  test('sees a tile that moves by 4 px, a line that is gone, a word that changes', async ({ page }) => {
    await openGallery(page, 'light', 1440);
    const tile = 'g.cell-row:nth-of-type(3) > g';
    for (const size of ['L', 'M', 'S', 'T']) {
      expect(await changed(page, `${size}, normal`, tile, move), `${size} moved`).toHaveProperty('[0].area');
    }
    expect(await changed(page, 'W, normal', '.cell-lines > path', remove)).toHaveProperty('[0].area');
    expect(await changed(page, 'S, normal', '.cell-lines > path:nth-of-type(2)', remove)).toHaveProperty(
      '[0].area',
    );
    expect(await changed(page, 'full', '.reward-row', remove)).toHaveProperty('[0].area');
    const whiskers = 'g:has(> .reward-whisker)';
    expect(await changed(page, '40 trials, running', whiskers, remove)).toHaveProperty('[0].area');
    const title = '.reward-again-title';
    expect(await changed(page, 'trained again, done', title, remove)).toHaveProperty('[0].area');
    expect(await changed(page, '100 trials', '.reward-mean', remove)).toHaveProperty('[0].area');
    expect(await changed(page, 'running', '.reward-baseline', remove)).toHaveProperty('[0].area');
    expect(await changed(page, 'loss, full', '.curve-epoch', remove)).toHaveProperty('[0].area');
    expect(await changed(page, 'one strategy', '.regret-band', remove)).toHaveProperty('[0].area');
    const reworded = await changed(page, 'failed trials', '.reward-label-band', (label) => {
      label.textContent = 'something else';
    });
    expect(reworded).toHaveProperty('[0].area');
  });

  test('bears with another rasteriser: letters shifted by part of a pixel, softer', async ({ page }) => {
    await openGallery(page, 'light', 390);
    const picture = decodePicture(readFileSync(fileOf('light', 390)));
    const letters = '.sheet text, .sheet figcaption, [role="tooltip"] > div';
    for (const style of [
      'translate: 0.4px 0.3px',
      'translate: -0.4px 0; opacity: 0.85',
      'translate: 0.2px -0.4px; opacity: 0.92',
    ]) {
      const sheet = await page.addStyleTag({ content: `${letters} { ${style} }` });
      const found = comparePictures(picture, decodePicture(await photograph(page)));
      expect(found, style).toBeNull();
      await sheet.evaluate((element) => (element as Element).remove());
    }
  });

  test('a picture of other measures is told', () => {
    const picture = (width: number) => ({ width, height: 2, pixels: new Uint8Array(6 * width) });
    expect(comparePictures(picture(4), picture(5))).toBe('it was 4 × 2 px and is 5 × 2 px');
  });
});
