import type { Locator, Page } from 'playwright/test';
import { expect } from 'playwright/test';
import type { Place } from '../../src/protocol/protocol.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { TINY_SETTINGS } from '../../src/settings/testing/tiny.ts';

/** Small enough for a software adapter, too: two blocks, cheap operations, 64 real images. */
export const tiny: Settings = {
  ...TINY_SETTINGS,
  trials: 3,
  finalists: 0,
  childrenPerUpdate: 1,
  seed: 1,
  blocks: 2,
  operations: ['identity', 'avgpool_3x3', 'conv_1x1', 'sepconv_3x3'],
  cellsPerStage: 1,
  filters: 4,
  epochs: 1,
  batch: 32,
  trainImages: 64,
  validationImages: 50,
};

/**
 * Opens the page with remembered settings, as a person who was here before finds them. Where there is no graphics card,
 * `automatic` is the processor's own engine, and `gpu` WebGPU on a program on the processor.
 */
export async function openWith(
  page: Page,
  settings: Partial<Settings> = {},
  fragment = '',
  place: Place = 'automatic',
): Promise<Playground> {
  const memory = JSON.stringify({
    version: 1,
    settings: { ...tiny, ...settings },
    pinned: [],
    randomRewards: {},
    theme: 'light',
    place,
  });
  await page.addInitScript((stored) => {
    if (localStorage.getItem('nas-playground') === null) localStorage.setItem('nas-playground', stored);
  }, memory);
  await page.goto(`./${fragment}`);
  return new Playground(page);
}

/** The page by the accessible names that its users, and these tests, rely on. */
export class Playground {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  image(name: string): Locator {
    return this.page.getByRole('img', { name, exact: true });
  }

  get dots(): Locator {
    return this.page.locator('[data-trial]');
  }

  get rows(): Locator {
    return this.page.getByRole('table', { name: 'Leaderboard', exact: true }).locator('tbody tr[data-row]');
  }

  async start(): Promise<void> {
    await this.button('Start search').click();
  }

  /**
   * Waits until so many trials have ended, or more: a small child takes less than the pause between two looks. A child takes
   * some seconds on a slow adapter.
   */
  async trials(count: number, timeout = 120_000): Promise<void> {
    await expect.poll(() => this.rows.count(), { timeout }).toBeGreaterThanOrEqual(count);
  }
}
