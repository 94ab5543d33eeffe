import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { flagOf, settingFlags } from '../../src/cli/runs/searchOptions.ts';
import { fromArchitectureJson } from '../../src/codecs/architectureJson.ts';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import type { Event } from '../../src/protocol/protocol.ts';
import { SETTING_NAMES, type Settings } from '../../src/settings/settings.ts';
import { openWith, tiny } from '../support/playground.ts';
import { keptRuns, keptTrials } from '../support/runs.ts';

const settings: Partial<Settings> = {
  ...{ strategy: 'reinforce', trials: 4, wave: 3, blocks: 2, epochs: 40, finalists: 0 },
  ...{ childrenPerUpdate: 3, validateEachEpoch: false, trainImages: 64 },
};

/** Keeps what the page hears, and presses Pause as soon as the third child of the wave is heard of. */
async function pausingAtThird(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    let isPaused = false;
    const Browser = window.Worker;
    window.Worker = class extends Browser {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          heard.push(data);
          if (isPaused || data.type !== 'progress' || data.trial !== 3) return;
          const pause = document.querySelector<HTMLElement>('button[aria-label="Pause"]');
          isPaused = pause !== null;
          pause?.click();
        });
      }
    };
    Object.assign(window, { heard });
  });
}

test('three children of a wave train at once, are seen and walked through, and end in their turn', async ({
  page,
}) => {
  await pausingAtThird(page);
  const playground = await openWith(page, settings);
  const status = page.getByText('Paused', { exact: true });
  await playground.start();
  await expect(status).toBeVisible();
  const wave = page.getByRole('list', { name: 'Children of this wave' });
  await expect(wave.getByRole('button')).toHaveText([/^1/, /^2/, /^3/]);
  await expect(page.getByRole('tab', { name: 'Children 1–3' })).toBeVisible();
  await expect(page.getByText('3 in training')).toBeVisible();
  await expect(page.getByText('Trials 1–3 of 4')).toBeVisible();

  // Projected, each has both cells, larger than their usual thumbnails, and all of it stands above the caption.
  await page.keyboard.press('p');
  const cells = wave.locator('svg[data-size]');
  await expect(cells).toHaveCount(6);
  const caption = (await page.locator('.projector-caption').boundingBox())!;
  const [first, last] = [await cells.first().boundingBox(), await wave.boundingBox()];
  expect(first!.height).toBeGreaterThan(140);
  expect(last!.y + last!.height).toBeLessThanOrEqual(caption.y);
  await page.keyboard.press('p');

  // One takes the panel, the arrows walk on, and Escape leads back to it among all.
  await wave.getByRole('button', { name: 'Child 2', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Child 2' })).toBeVisible();
  const strip = page.getByRole('list', { name: 'All children of this wave' });
  await expect(strip.getByRole('button', { name: 'Child 2', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Child 3' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(wave.getByRole('button', { name: 'Child 3', exact: true })).toBeFocused();

  // One more trial alone: the others are held.
  await playground.button('Step').click();
  await playground.trials(1);
  await expect(status).toBeVisible();
  await expect(page.getByText('2 in training')).toBeVisible();
  await playground.button('Stop').click();
  await expect(playground.button('Start search')).toBeVisible();
  const [run = ''] = await keptRuns(page);
  expect(await keptTrials(page, run)).toHaveLength(1);
  const heard = await page.evaluate(() => (window as unknown as { heard: Event[] }).heard);
  const begun = heard.findIndex((event) => event.type === 'progress' && event.trial === 3);
  const ended = heard.findIndex((event) => event.type === 'trial-ended');
  expect(begun).toBeGreaterThan(0);
  expect(begun).toBeLessThan(ended);
});

function codeOf(kept: unknown): string {
  const read = fromArchitectureJson(kept);
  if (!read.ok) throw new Error('an architecture that was kept cannot be read');
  return encodeArchitecture(read.value);
}

/** The trials of a search with these settings by the command, on the processor. */
async function byCommand(wanted: Settings): Promise<{ code: string; accuracy: number; reward: number }[]> {
  const flags = SETTING_NAMES.filter((name) => Object.hasOwn(settingFlags, flagOf(name))).flatMap((name) => {
    const value = wanted[name];
    if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${flagOf(name)}`];
    return [`--${flagOf(name)}`, String(value)];
  });
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['src/cli/bootstrap/run.mjs', 'search', '--engine', 'wasm', '--threads', '1', '--json'],
    ...flags,
  ]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const { code, accuracy, reward } = JSON.parse(line);
      return { code, accuracy, reward };
    });
}

test('a wave here gives the trials of the command', async ({ page }) => {
  const wave: Partial<Settings> = { strategy: 'ppo', trials: 5, wave: 2, childrenPerUpdate: 2, epochs: 2 };
  const playground = await openWith(page, wave, '', 'processor');
  await playground.start();
  await playground.trials(5);
  await expect(playground.button('Start search')).toBeVisible();
  const [run = ''] = await keptRuns(page);
  const trials = await keptTrials(page, run);
  expect(
    trials.map(({ architecture, accuracy, reward }) => ({
      code: codeOf(architecture),
      accuracy,
      reward,
    })),
  ).toEqual(await byCommand({ ...tiny, ...wave }));
});
