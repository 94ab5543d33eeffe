import { expect, type Page, test } from 'playwright/test';
import { PUBLISHED, type PublishedFile } from '../../src/codecs/cells/testing/published.ts';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { presetOf } from '../../src/space/presets.ts';
import { dropFile, dropText } from '../support/drop.ts';
import { openWith } from '../support/playground.ts';

const other = encodeArchitecture(presetOf('nasnet-a').architecture);

/** What is drawn of both cells. */
async function drawnBy(page: Page): Promise<string> {
  const cells = page.getByRole('img', { name: /^(Normal|Reduction) cell$/ });
  const parts = await cells.evaluateAll((all) =>
    all.map((cell) => [...cell.querySelectorAll('path')].map((path) => path.getAttribute('d')).join()),
  );
  return parts.join('\n');
}

async function open(page: Page, fragment: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
}

/** With nothing focused, by the keyboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((plain) => navigator.clipboard.writeText(plain), text);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('ControlOrMeta+V');
}

async function importFile(page: Page, file: string, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Runs/ }).first().click();
  await page
    .getByLabel('File of a run')
    .setInputFiles({ name: file, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

const DOORS: Readonly<Record<string, (page: Page, one: PublishedFile) => Promise<void>>> = {
  paste: (page, { text }) => paste(page, text),
  'drop of text': (page, { text }) => dropText(page, text),
  'drop of a file': (page, { file, text }) => dropFile(page, file, Buffer.from(text)),
  Import: (page, { file, text }) => importFile(page, file, text),
  'an address': (page, { text }) => open(page, `#c=${encodeURIComponent(text)}`),
};

/** The cells of a pair are laid out apart from the page, one after the other. */
async function settled(page: Page): Promise<string> {
  let drawn = await drawnBy(page);
  await expect
    .poll(
      async () => {
        const before = drawn;
        drawn = await drawnBy(page);
        return drawn === before;
      },
      { intervals: [500] },
    )
    .toBe(true);
  return drawn;
}

/** As their links draw them. */
async function drawings(page: Page): Promise<ReadonlyMap<string, string>> {
  const drawn = new Map<string, string>();
  let before = await drawnBy(page);
  for (const { gives } of PUBLISHED) {
    if (typeof gives !== 'string' || drawn.has(gives)) continue;
    await open(page, `#c=${gives}`);
    await expect.poll(() => drawnBy(page)).not.toBe(before);
    before = await settled(page);
    drawn.set(gives, before);
  }
  return drawn;
}

for (const [door, give] of Object.entries(DOORS)) {
  test(`published cells come in by ${door}, or are said to be what they are`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const playground = await openWith(page, {}, `#c=${other}`);
    await expect(page.getByText('Shared pair').first()).toBeVisible();
    const drawn = await drawings(page);
    for (const one of PUBLISHED) {
      await open(page, `#c=${other}`);
      if (typeof one.gives === 'string')
        await expect.poll(() => drawnBy(page)).not.toBe(drawn.get(one.gives));
      await give(page, one);
      if (typeof one.gives === 'string') {
        await expect(page.getByText('A DARTS genotype,')).toBeVisible();
        await expect.poll(() => drawnBy(page), one.file).toBe(drawn.get(one.gives));
      } else {
        await expect(page.getByText(one.gives), one.file).toBeVisible();
        await page.keyboard.press('Escape');
      }
      for (const close of await playground.button('Close').all()) await close.click();
      await expect(page.getByText('A DARTS genotype,')).toHaveCount(0);
    }
  });
}

test('what is pasted into a field stays there, and what holds nothing is said', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWith(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await paste(page, 'PNASNet 5');
  await expect(page.getByText('PNASNet-5, 5 blocks a cell.')).toBeVisible();
  await paste(page, 'hello');
  await expect(page.getByText(/^Not this text\. The text is nothing that this page reads/)).toBeVisible();
  await page.evaluate(() => navigator.clipboard.writeText('6'));
  const filters = page.getByRole('textbox', { name: /^Filters/ });
  await filters.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  await expect(filters).toHaveValue('6');
  await expect(page.getByText(/^Not this text/)).toHaveCount(1);
});
