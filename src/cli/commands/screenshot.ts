import path from 'node:path';
import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { root, tell } from '../bootstrap/folders.mjs';
import { prepareDataset } from '../prepare/preparations.ts';
import { launchChromium } from '../site/gpuBrowser.ts';
import { cachedPage, dataFolder } from '../site/page.ts';
import { listen } from '../site/server.ts';
import { commandOptions } from '../text/help.ts';
import { terminalReport } from '../text/terminalReport.ts';

const help = `Usage: npm run screenshot

Makes docs/search.png: a real search on real images in Chromium, photographed while a later child trains.`;

/** Small children, so that a software adapter gets through them; cells as rich as a mini search's. */
const settings: Settings = {
  ...PRESET_SETTINGS.demo.settings,
  trials: 12,
  blocks: 5,
  seed: 7,
  epochs: 3,
  batch: 32,
  learningRate: 0.05,
  imageSize: 32,
  cropPadding: 4,
  trainImages: 160,
  validationImages: 100,
};
const photographAfter = 8;
const patience = 40 * 60_000;

export async function main(args: string[]): Promise<number> {
  if (commandOptions(help, args, {}) === null) return 0;
  await prepareDataset(settings.dataset, { report: terminalReport(process.stderr) });
  const server = await listen({ site: await cachedPage(), data: dataFolder }, 'localhost', 0);
  const browser = await launchChromium('software');
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    const memory = JSON.stringify({ version: 1, settings, pinned: [], randomRewards: {}, theme: 'light' });
    await page.addInitScript((stored) => localStorage.setItem('nas-playground', stored), memory);
    await page.goto(`http://localhost:${server.port}/`);
    await page.getByRole('button', { name: 'Start search', exact: true }).click();
    tell(`Waiting for ${photographAfter} children …`);
    await page.locator(`[data-trial="${photographAfter}"]`).waitFor({ timeout: patience });
    await page.getByText(/step [2-9] of|step 1\d of/).waitFor({ timeout: patience });
    const file = path.join(root, 'docs', 'search.png');
    await page.screenshot({ path: file });
    tell(`Wrote ${path.relative(process.cwd(), file)}.`);
    return 0;
  } finally {
    await browser.close();
    server.close();
  }
}
