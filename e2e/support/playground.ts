import type { Locator, Page } from 'playwright/test';
import { expect } from 'playwright/test';
import type { Place } from '../../src/protocol/protocol.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { TINY_SETTINGS } from '../../src/settings/testing/tiny.ts';
import { CLOSED_FILE } from '../../src/studies/tabulated/space.ts';

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

/** A page whose host lacks the table: nothing plays by itself there. */
export async function withoutTable(page: Page): Promise<void> {
  await page.route(`**/${CLOSED_FILE}`, (route) => route.fulfill({ status: 404 }));
}

/** From now on its host has it. */
export const withTable = (page: Page): Promise<void> => page.unroute(`**/${CLOSED_FILE}`);

/** The page's script has drawn it: it comes after the address has loaded. */
const drawn = (page: Page): Promise<void> => page.locator('.frame').waitFor();

/** Opens the page as a first visit does, with what plays by itself. */
export async function openFirst(page: Page, settings?: Partial<Settings>): Promise<Playground> {
  if (settings) await remembering(page, settings);
  await page.goto('./');
  await drawn(page);
  return new Playground(page);
}

/**
 * Opens the page with remembered settings, as a person who was here before finds them, and with nothing that plays by itself.
 * Where there is no graphics card,
 * `automatic` is the processor's own engine, and `gpu` WebGPU on a program on the processor.
 */
export async function openWith(
  page: Page,
  settings: Partial<Settings> = {},
  fragment = '',
  place: Place = 'automatic',
): Promise<Playground> {
  await withoutTable(page);
  await remembering(page, settings, place);
  await page.goto(`./${fragment}`);
  await drawn(page);
  return new Playground(page);
}

async function remembering(
  page: Page,
  settings: Partial<Settings>,
  place: Place = 'automatic',
): Promise<void> {
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

  /** Over a search that plays by itself. */
  get headline(): Locator {
    return this.page.getByRole('region', { name: 'What is searched', exact: true });
  }

  get dots(): Locator {
    return this.page.locator('[data-trial]');
  }

  get board(): Locator {
    return this.page.getByRole('table', { name: 'Leaderboard', exact: true });
  }

  /** Of the leaderboard, those that are shown: groups of many are folded. */
  get rows(): Locator {
    return this.board.locator('tbody tr[data-row]');
  }

  /** A group of the leaderboard by how it is told: "ranks 1 to 4, can’t be told apart, 4 rows". */
  group(name: string | RegExp): Locator {
    return this.board.getByRole('rowgroup', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
  }

  /** How many trials the leaderboard holds, folded ones included. */
  async ended(): Promise<number> {
    return Number(await this.board.getAttribute('data-trials'));
  }

  async start(): Promise<void> {
    await this.button('Start search').click();
  }

  /**
   * Waits until so many trials have ended, or more: a small child takes less than the pause between two looks. A child takes
   * some seconds on a slow adapter.
   */
  async trials(count: number, timeout = 120_000): Promise<void> {
    await expect.poll(() => this.ended(), { timeout }).toBeGreaterThanOrEqual(count);
  }
}
