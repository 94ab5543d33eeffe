import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { expect, type Page, test } from 'playwright/test';
import type { ImageSet } from '../../src/data/dataset.ts';
import { DATASETS } from '../../src/data/datasets.ts';
import type { ShardSource } from '../../src/data/shards/source.ts';
import { splitSet } from '../../src/data/split.ts';
import { loadOnnx, onnxScores } from '../../src/exports/onnx/testing/runtime.ts';
import { loadTfjs, tfjsScores } from '../../src/exports/testing/loadTfjs.ts';
import { deviation, MOST_DEVIATION, toNchw } from '../../src/exports/testing/reference.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { dropFile } from '../support/drop.ts';
import { openWith, tiny } from '../support/playground.ts';

/** Enough that a child is right more often than by chance, and not always. */
const settings: Settings = {
  ...tiny,
  dataset: 'synthetic',
  trials: 1,
  imageSize: 16,
  epochs: 6,
  trainImages: 320,
  validationImages: 200,
};

const popover = (page: Page) => page.getByRole('dialog', { name: 'Share', exact: true });

async function saved(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await popover(page).getByRole('button', { name, exact: true }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const folderOf = (zip: Uint8Array) =>
  Object.entries(unzipSync(zip)).map(([path, bytes]) => ({ path, bytes: bytes as Uint8Array<ArrayBuffer> }));

/** The validation images of the run, as any program would normalise them by what an export says of them. */
async function validationImages(): Promise<{ nhwc: Float32Array; labels: readonly number[] }> {
  const { imageSize: size, trainImages, validationImages: count, seed } = settings;
  const unread: ShardSource = new Proxy({} as ShardSource, {
    get: () => {
      throw new Error('made in code');
    },
  });
  const images = trainImages + count;
  const set: ImageSet = await DATASETS.synthetic.open({ images, size, seed, source: unread, report() {} });
  const { validation } = splitSet(set, trainImages, count, seed);
  const { mean, deviation: spread } = set.info;
  const bytes = size * size * 3;
  const nhwc = new Float32Array(validation.length * bytes);
  validation.forEach((index, place) => {
    for (let at = 0; at < bytes; at++)
      nhwc[place * bytes + at] = (set.images[index * bytes + at]! / 255 - mean[at % 3]!) / spread[at % 3]!;
  });
  return { nhwc, labels: Array.from(validation, (index) => set.labels[index]!) };
}

function shareRight(scores: Float32Array, labels: readonly number[]): number {
  const classes = scores.length / labels.length;
  const right = labels.filter((label, i) => {
    const own = scores.subarray(i * classes, (i + 1) * classes);
    return own.indexOf(Math.max(...own)) === label;
  });
  return right.length / labels.length;
}

test('a child that the page trained is as accurate in ONNX Runtime and tfjs as the page says', async ({
  page,
}) => {
  const playground = await openWith(page, settings);
  await playground.start();
  await playground.trials(1);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(popover(page).getByText(/^As it was trained here: \d/)).toBeVisible();

  const onnx = await saved(page, 'ONNX');
  const tfjs = await saved(page, 'tfjs');
  const all = await saved(page, 'Everything');
  expect([onnx.name, tfjs.name, all.name]).toEqual(['child-1.onnx', 'child-1-tfjs.zip', 'child-1.zip']);
  const torch = await saved(page, 'PyTorch');
  const module = unzipSync(torch.bytes);
  expect(Object.keys(module).sort()).toEqual(['model.py', 'weights.safetensors']);

  const { nhwc, labels } = await validationImages();
  const shape = [settings.imageSize, settings.imageSize, 3] as const;
  const count = labels.length;
  const session = await loadOnnx(onnx.bytes);
  const scores = await onnxScores(
    session,
    toNchw({ count, nhwc: nhwc as Float32Array<ArrayBuffer> }, shape),
    [count, 3, settings.imageSize, settings.imageSize],
  );
  const model = await loadTfjs(folderOf(tfjs.bytes));
  expect(deviation(tfjsScores(model, nhwc), scores)).toBeLessThan(MOST_DEVIATION);

  const files = unzipSync(all.bytes);
  expect(Buffer.compare(files['model.onnx']!, onnx.bytes)).toBe(0);
  const readme = new TextDecoder().decode(files['README.md']);
  const said = /Accuracy: (\d+\.\d) % \(95 % interval: .*\), on 200 validation images of/.exec(readme)?.[1];
  expect(said).toBe((100 * shareRight(scores, labels)).toFixed(1));
  expect(shareRight(scores, labels)).toBeGreaterThan(0.15);

  // Back again, as on another machine: the same images judge it, and it is as often right.
  await page.keyboard.press('Escape');
  const weights = module['weights.safetensors']!;
  await dropFile(page, 'cut.safetensors', weights.slice(0, -40));
  const refused = page.getByText(
    'cut.safetensors is no child that can be opened here. The file is cut short',
  );
  await expect(refused).toBeVisible();
  await dropFile(page, 'weights.safetensors', weights);
  await expect(
    page.getByText('From weights.safetensors, trained elsewhere, 6 epochs on', { exact: false }),
  ).toBeVisible();
  const judged = page.getByText(new RegExp(`The file says: ${said}\\s% on 200 validation images of`));
  await expect(judged).toContainText('These images were held out from its training');
  const right = Math.round(200 * shareRight(scores, labels));
  const sentence = `${right} of 200 held-out images are right.`;
  await expect(page.locator(`[aria-description="${sentence}"]`)).toBeVisible();
});

test('a pair that nobody trained is offered with drawn weights, and says so', async ({ page }) => {
  await openWith(page, settings);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(popover(page).getByText('Nobody trained this pair', { exact: false })).toBeVisible();
  const all = await saved(page, 'Everything');
  const readme = new TextDecoder().decode(unzipSync(all.bytes)['README.md']);
  expect(readme).toContain('seed 1: **not trained**');
});
