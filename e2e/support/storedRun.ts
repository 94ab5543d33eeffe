import type { Page } from 'playwright/test';
import { createRandom } from '../../src/base/random.ts';
import { encodeRun } from '../../src/run/file/runFile.ts';
import { newRun } from '../../src/run/run.ts';
import type { Trial } from '../../src/search/trial.ts';
import { childCounts } from '../../src/settings/childGraph.ts';
import { PRESET_SETTINGS } from '../../src/settings/settings.ts';
import { sampleArchitecture } from '../../src/space/sample.ts';

/** A run as a search leaves it, without the search: cells drawn at random, accuracies that rise and waver. */
export function finishedRun(trials: number, blocks = 5): string {
  const random = createRandom(7);
  // Nothing is left to train: else it would not be finished.
  const settings = { ...PRESET_SETTINGS.mini.settings, trials, blocks, finalists: 0 };
  const done = Array.from({ length: trials }, (_, index): Trial => {
    const accuracy = 0.2 + 0.2 * (1 - Math.exp((-3 * index) / trials)) + 0.05 * random.uniform();
    const architecture = sampleArchitecture({ operations: settings.operations, blocks }, random);
    const { trainable, multiplyAdds } = childCounts(architecture, settings);
    return {
      number: index + 1,
      architecture,
      status: 'trained',
      accuracy,
      reward: accuracy,
      trainable,
      multiplyAdds,
      seconds: 9,
      epochs: [1, 2, 3].map((epoch) => ({
        epoch,
        loss: 2.3 - 0.2 * epoch,
        trainAccuracy: accuracy * (0.4 + 0.2 * epoch),
        validationAccuracy: epoch === 3 ? accuracy : accuracy * (0.4 + 0.2 * epoch),
      })),
    };
  });
  const created = '2026-01-31T12:00:00.000Z';
  return encodeRun({
    ...newRun({ name: FINISHED, created, settings }),
    phase: 'finished',
    trainedOn: { engine: 'compiled', backend: 'webgpu', adapter: 'NVIDIA GeForce RTX 4070 Laptop GPU' },
    trials: done,
  });
}

/** What `finishedRun` is called. */
export const FINISHED = 'A finished run';

/** Takes it in as a person does, and opens it. */
export async function openRun(page: Page, text: string): Promise<void> {
  await importRun(page, text);
  await openImported(page);
}

/** On a phone one of the page's destinations is there at a time. */
export async function goTo(page: Page, destination: 'Search' | 'Board' | 'More'): Promise<void> {
  // Before the page stands nobody knows whether it has them.
  await page.locator('.frame[data-mode]').waitFor();
  const bar = page.getByRole('navigation', { name: 'Parts of the page' });
  if (await bar.isVisible()) await bar.getByRole('button', { name: destination }).click();
}

/** Leaves the list of runs open. */
export async function importRun(page: Page, text: string): Promise<void> {
  await goTo(page, 'Board');
  await page.getByRole('button', { name: /^Runs/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Runs' });
  const file = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.getByRole('listitem').filter({ hasText: FINISHED }).waitFor();
}

/** In the list of runs. */
export async function openImported(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Runs' });
  const row = dialog.getByRole('listitem').filter({ hasText: FINISHED }).first();
  await row.getByRole('button', { name: 'Open' }).click();
  await dialog.waitFor({ state: 'hidden' });
}
