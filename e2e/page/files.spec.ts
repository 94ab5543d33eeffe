import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { formatArchitecture } from '../../src/codecs/architectureJson.ts';
import { presetOf } from '../../src/space/presets.ts';
import { dropFile } from '../support/drop.ts';
import { openWith } from '../support/playground.ts';

const small = { trials: 1, blocks: 1, filters: 2, strategy: 'random' } as const;
const cells = formatArchitecture(presetOf('amoebanet-a').architecture);

test('a dropped run is taken in, dropped cells are drawn, and anything else hears what could be', async ({
  page,
}) => {
  const playground = await openWith(page, small);
  await playground.start();
  await playground.trials(1);
  await playground.button('Runs (1)').click();
  const download = page.waitForEvent('download');
  await playground.button('Export').click();
  const stream = await (await download).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  await page.keyboard.press('Escape');

  await dropFile(page, 'run.json', Buffer.concat(parts));
  await expect(page.getByText(/run\.json was taken as “.* \(2\)”\./)).toBeVisible();
  await playground.button('Open the run').click();
  await expect(page.getByText(/run\.json was taken/)).toHaveCount(0);
  await expect(playground.rows).toHaveCount(1);
  await expect(playground.button('Runs (2)')).toBeVisible();

  await dropFile(page, 'cells.json', Buffer.from(`\ufeff${cells}`, 'utf16le'));
  await expect(
    page.getByText(/^Cells opened\. A pair of cells as JSON, 5 blocks a cell, in cells\.json\.$/),
  ).toBeVisible();
  await expect(page.getByText('Shared pair').first()).toBeVisible();

  await dropFile(page, 'cat.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  await expect(
    page.getByText(/cat\.png is a picture \(PNG\), .*runs.*cells.*cifar-10-binary\.tar\.gz/),
  ).toBeVisible();
});

test('the list of runs takes the same files', async ({ page }) => {
  const playground = await openWith(page, small);
  await playground.button('Runs').click();
  const list = page.getByRole('dialog', { name: 'Runs' });
  const field = page.getByLabel('File of a run');
  const give = (name: string, buffer: Buffer) =>
    field.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await give('nul.json', Buffer.alloc(4096));
  await expect(list.getByText(/nul\.json holds only zero bytes/)).toBeVisible();
  await give('broken.json', Buffer.from('{"format":"nas-playground-run"'));
  await expect(list.getByText(/broken\.json was not taken/)).toBeVisible();
  await expect(list.getByText(/nul\.json/)).toHaveCount(0);
  await give('cells.json', Buffer.from(cells));
  await expect(list).toHaveCount(0);
  await expect(page.getByText('Shared pair').first()).toBeVisible();
});

test('an archive that fails takes its notice along, and leaves two ways on', async ({ page }) => {
  const playground = await openWith(page, { ...small, seed: 2 });
  const cut = gzipSync(Buffer.alloc(50_000, 1)).subarray(0, 40);
  await dropFile(page, 'cifar-10-binary.tar.gz', cut);
  await expect(page.getByText('Archive taken.')).toBeVisible();
  await playground.start();
  const failed = page.getByRole('alert').filter({ hasText: 'The images could not be loaded.' });
  await expect(failed).toContainText('could not be read to its end', { timeout: 60_000 });
  await expect(failed).not.toContainText('..');
  await expect(page.getByText('Archive taken.')).toHaveCount(0);
  await expect(playground.button('Choose another')).toBeVisible();
  const another = page.getByLabel('Choose another archive of CIFAR-10');
  await another.setInputFiles({ name: 'other.tar.gz', mimeType: 'application/gzip', buffer: cut });
  await expect(failed).toContainText('other.tar.gz could not be read', { timeout: 60_000 });
  await playground.button('Use the page’s CIFAR-10').click();
  await playground.trials(1);
  await expect(failed).toHaveCount(0);
});
