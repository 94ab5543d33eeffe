import { statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { InputError } from '../../../base/errors.ts';
import type { Run } from '../../../run/run.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { STRATEGIES } from '../../../strategies/list.ts';
import { RECORDINGS, type RecordingId } from '../../../studies/recorded/list.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { launchChromium } from '../../site/gpuBrowser.ts';
import { ICONS, iconPage } from '../../site/icons.ts';
import { cachedPage, dataFolder } from '../../site/page.ts';
import { previewPage } from '../../site/preview.ts';
import { readRecording } from '../../site/recordings.ts';
import { listen } from '../../site/server.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';

const IDS = RECORDINGS.map(({ id }) => id);
/** Most of a search, with children still to come. */
const MOMENT = 30;

const help = `Usage: npm run screenshot -- [options]

Makes two pictures of a real search that comes with the page, as the page replays it in Chromium: docs/search.png, of
the search screen, and public/preview.png, which services show for a link; and public/icons/, of the page where it is
installed. Nothing is trained for it.

  --recording ID   which one, of ${IDS.join(', ')} (default: ${IDS[0]})
  --moment N       photographed after so many of its children, finalists not counted (default: ${MOMENT})
  --icons          the icons alone
  --out FOLDER     where docs/ and public/ are (default: this repository); both must be there
  -h, --help       this text`;

const PATIENCE = 10 * 60_000;

export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, {
    recording: { type: 'string' },
    moment: { type: 'string' },
    icons: { type: 'boolean', default: false },
    out: { type: 'string' },
  });
  if (given === null) return 0;
  const out = path.resolve(given.out ?? root);
  const needed = (given.icons ? ['.'] : ['docs', 'public']).map((name) => path.join(out, name));
  const missing = needed.find((folder) => !isFolder(folder));
  if (missing !== undefined)
    throw new InputError(
      `--out ${out}: there is no folder ${missing}; the pictures go into it: make it first.`,
    );
  if (given.icons) {
    const browser = await launchChromium('software');
    await keepIcons(browser, out).finally(() => browser.close());
    return 0;
  }
  const id = recordingFlag(given.recording);
  const run = await readRecording(id);
  if (run === null)
    throw new InputError(
      `The recorded run ${id} is not finished yet: docs/RECORDED.md says how to go on with it.`,
    );
  const moment = integerFlag('moment', given.moment, { min: 1, max: run.trials.length });
  const server = await listen({ site: await cachedPage(), data: dataFolder }, 'localhost', 0);
  const browser = await launchChromium('software');
  try {
    const at = `http://localhost:${server.port}/`;
    await keep(out, 'docs/search.png', await searchPicture(browser, at, run, moment ?? MOMENT));
    await keep(out, 'public/preview.png', await previewPicture(browser, run, id));
    await keepIcons(browser, out);
    return 0;
  } finally {
    await browser.close();
    server.close();
  }
}

const isFolder = (place: string): boolean =>
  statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;

function recordingFlag(given: string | undefined): RecordingId {
  const found = IDS.find((id) => id === (given ?? IDS[0]));
  if (found === undefined) throw new InputError(`--recording ${given}: give ${IDS.join(' or ')}.`);
  return found;
}

/** The page as it replays the run. */
async function searchPicture(browser: Browser, at: string, run: Run, moment: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  page.setDefaultTimeout(PATIENCE);
  const { settings } = run;
  const memory = JSON.stringify({ version: 1, settings, pinned: [], randomRewards: {}, theme: 'light' });
  await page.addInitScript((stored) => localStorage.setItem('nas-playground', stored), memory);
  await page.goto(at);
  await page.getByRole('button', { name: 'Watch a recorded run' }).click();
  await page
    .getByRole('dialog', { name: 'Recorded runs' })
    .getByRole('button', { name: titleOf(run) })
    .click();
  await seek(page, moment);
  await page.evaluate(() => document.fonts.ready);
  // Rows slide, and blocks are drawn one by one.
  await page.waitForTimeout(1500);
  const picture = await page.screenshot({ animations: 'disabled' });
  await page.close();
  return picture;
}

const titleOf = ({ settings }: Run): string =>
  STRATEGIES.find(({ id }) => id === settings.strategy)?.title ?? settings.strategy;

async function seek(page: Page, moment: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Moment of the replay' });
  // At its end it no longer plays by itself.
  await slider.press('End');
  await slider.press('Home');
  for (let left = moment; left > 0; left -= left >= 5 ? 5 : 1)
    await slider.press(left >= 5 ? 'Shift+ArrowRight' : 'ArrowRight');
  const label = await slider.getAttribute('aria-valuenow');
  if (label !== `${moment}`) throw new Error(`The replay stands at ${label}, not at ${moment}.`);
  await page.locator(`[data-trial="${moment}"]`).first().waitFor();
  // The focus' ring is no part of the picture.
  await slider.evaluate((one) => (one as HTMLElement).blur());
}

/** Title, sentence, and the cell that won. */
async function previewPicture(browser: Browser, run: Run, id: RecordingId): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  const read = (file: string) => readFile(path.join(root, 'node_modules', file));
  await page.setContent(await previewPage(run, foundBy(run, id), read));
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

async function keepIcons(browser: Browser, out: string): Promise<void> {
  await mkdir(path.join(out, 'public', 'icons'), { recursive: true });
  for (const icon of ICONS) {
    const { file, pixels } = icon;
    const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
    await page.setContent(iconPage(icon));
    await keep(out, `public/${file}`, await page.screenshot());
    await page.close();
  }
}

function foundBy(run: Run, id: RecordingId): string {
  const preset = RECORDINGS.find((one) => one.id === id)!.preset;
  return `Found by ${titleOf(run)} among ${run.trials.length} children, ${PRESET_SETTINGS[preset].title}`;
}

async function keep(out: string, name: string, picture: Buffer): Promise<void> {
  const file = path.join(out, name);
  await writeFile(file, picture);
  tell(`Wrote ${path.relative(process.cwd(), file)}, ${Math.round(picture.length / 1000)} kB.`);
}
