import { expect, type Page, test } from 'playwright/test';
import { createRandom } from '../../src/base/random.ts';
import { rasterise } from '../../src/cli/text/rasterise.ts';
import { encodeRoute } from '../../src/codecs/route.ts';
import { drawCell } from '../../src/drawings/cell/cellMarks.ts';
import { arrangementOf } from '../../src/drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../src/drawings/cell/layout/layout.ts';
import type { SizeName } from '../../src/drawings/cell/sizes.ts';
import { outlined } from '../../src/drawings/outlines/outlines.ts';
import { writeSvg } from '../../src/drawings/svg.ts';
import type { Architecture } from '../../src/space/architecture.ts';
import { OPERATION_IDS } from '../../src/space/operations/index.ts';
import { presetOf } from '../../src/space/presets.ts';
import { sampleArchitecture } from '../../src/space/sample.ts';
import { comparePictures, decodePicture, type Picture } from '../support/pictures.ts';
import { openWith } from '../support/playground.ts';

/** Pictures that stand by themselves against the page's own drawing of ten cells. */

test.use({ viewport: { width: 1440, height: 1200 } });

/** Around a picture's drawing, in px. */
const MARGIN = 12;
const KINDS = ['normal', 'reduction'] as const;

const random = createRandom(5);
const drawn = (blocks: number): Architecture =>
  sampleArchitecture({ blocks, operations: OPERATION_IDS }, random);
const ALL: readonly (readonly [name: string, theme: 'light' | 'dark', pair: Architecture])[] = [
  ['NASNet-A', 'light', presetOf('nasnet-a').architecture],
  ['AmoebaNet-A', 'dark', presetOf('amoebanet-a').architecture],
  ['DARTS v2', 'light', presetOf('darts-v2').architecture],
  ['a random pair of four blocks', 'dark', drawn(4)],
  ['a random pair of two blocks', 'light', drawn(2)],
];
const PAIRS = process.env.NAS_FULL ? ALL : ALL.slice(2, 4);

function inside({ width, height, pixels }: Picture): Picture {
  const [w, h] = [width - 2 * MARGIN, height - 2 * MARGIN];
  const kept = new Uint8Array(3 * w * h);
  for (let y = 0; y < h; y++) {
    const from = 3 * ((y + MARGIN) * width + MARGIN);
    kept.set(pixels.subarray(from, from + 3 * w), 3 * y * w);
  }
  return { width: w, height: h, pixels: kept };
}

/** As a browser without our fonts draws the file. */
async function photographed(page: Page, svg: string): Promise<Picture> {
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(`<style>body { margin: 0 } img { display: block }</style><img src="${address}">`);
  const image = page.locator('img');
  await image.evaluate((one: HTMLImageElement) => one.decode());
  return decodePicture(await image.screenshot());
}

test('SVG and PNG of cells look as the page draws them', async ({ page, context }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWith(page);
  const bare = await context.newPage();
  for (const [name, theme, architecture] of PAIRS) {
    await page.evaluate(
      ([hash, look]) => {
        location.hash = hash;
        document.documentElement.dataset.theme = look;
      },
      [encodeRoute({ view: 'pair', architecture }), theme] as const,
    );
    for (const [at, kind] of KINDS.entries()) {
      const image = page.locator('.cell-image').nth(at);
      await page.mouse.move(1, 1);
      await expect(async () => {
        const size = (await image.getAttribute('data-size')) as SizeName;
        // The page's height spreads its rows; a picture stands at its own.
        const own = decodePicture(await image.screenshot({ animations: 'disabled' }));
        const layout = layoutCell(architecture[kind], arrangementOf(architecture[kind]), size, own.height);
        const drawing = outlined(drawCell(layout, { stride: kind === 'reduction' }));
        const svg = writeSvg(drawing, { theme, title: kind, margin: MARGIN });
        const shown = inside(await photographed(bare, svg));
        expect(comparePictures(own, shown), `${name}, ${kind}, SVG`).toBeNull();
        const png = inside(decodePicture(await rasterise(svg, 1)));
        expect(comparePictures(own, png), `${name}, ${kind}, PNG`).toBeNull();
      }).toPass({ timeout: 15_000 });
    }
  }
});
