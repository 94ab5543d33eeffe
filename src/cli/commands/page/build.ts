/** `npm run build`: the page and its data in `dist/`, for any static host and any sub-path. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError, messageOf } from '../../../base/errors.ts';
import { datasetInfo } from '../../../data/infos.ts';
import { SERVICE_WORKER } from '../../../protocol/offline.ts';
import { whyNot } from '../../../storage/files/put.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { folderOf, PREPARED_DATASETS, prepareDataset } from '../../prepare/preparations.ts';
import { buildServiceWorker, precachedBytes } from '../../site/offline.ts';
import { buildPage } from '../../site/page.ts';
import { shipImages } from '../../site/ship.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { preparedNames } from '../../text/preparedNames.ts';
import { terminalReport } from '../../text/terminalReport.ts';

const help = `Usage: npm run build -- [options]

Prepares ${preparedNames('and')}, then builds dist/: static files that work from any host and any sub-path.

  --images N   ship only so many training images, at least 1,000: 15,000 make dist/ about 60 MB, and are enough for each
               preset but the paper's (default: all, 200 MB)
  --no-data    leave the images out; the page then has only its synthetic set
  --out FOLDER where to (default: dist/): a folder that is not there yet, or empty, or an earlier build, which is replaced`;

/** A page without images still works, so a failure is told, not fatal. */
async function prepareImages(): Promise<boolean> {
  try {
    for (const id of PREPARED_DATASETS) await prepareDataset(id, { report: terminalReport(process.stderr) });
    return true;
  } catch (error) {
    tell(messageOf(error));
    return false;
  }
}

/** What lies in a folder that may not be there yet. */
function held(given: string, folder: string): readonly string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (thrown) {
    throw new InputError(`--out ${given}: it cannot be looked into, ${whyNot(thrown)}.`);
  }
}

/** Not a folder of something else: what is there is emptied first. */
function outFlag(given: string | undefined): string {
  if (given === undefined) return path.join(root, 'dist');
  if (given.trim() === '') throw new InputError('--out "": name a folder.');
  const folder = path.resolve(given);
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new InputError(`--out ${given} is a file: give a folder.`);
  const there = held(given, folder);
  if (there.length > 0 && !there.includes(SERVICE_WORKER))
    throw new InputError(
      `--out ${given} holds other files, which would be lost: give a new folder, an empty one, or one of an earlier build.`,
    );
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (thrown) {
    throw new InputError(`--out ${given}: no site can be written there, ${whyNot(thrown)}.`);
  }
  return folder;
}

export async function main(args: string[]): Promise<number> {
  const flags = commandOptions(help, args, {
    'no-data': { type: 'boolean', default: false },
    images: { type: 'string' },
    out: { type: 'string' },
  });
  if (flags === null) return 0;
  const images = integerFlag('images', flags.images, { min: 1000, max: 1_000_000 });
  if (flags['no-data'] && images !== undefined)
    throw new InputError('--images cannot go with --no-data: one ships images, the other none.');
  const dist = outFlag(flags.out);
  const hasImages = !flags['no-data'] && (await prepareImages());
  await buildPage(dist, { offline: true });
  if (hasImages) {
    for (const id of PREPARED_DATASETS) {
      const info = datasetInfo(id);
      const bytes = await shipImages(info, folderOf(id), path.join(dist, 'data', id), images);
      const shipped = Math.min(images ?? Infinity, info.trainingImages).toLocaleString('en-US');
      tell(`${shipped} training images of ${info.title}: ${(bytes / 1e6).toFixed(1)} MB.`);
    }
  }
  // It names all the others.
  await buildServiceWorker(dist, false);
  tell(
    `Browsers keep ${(precachedBytes(dist) / 1e6).toFixed(1)} MB of it at the first visit, for use without a network.`,
  );
  process.stdout.write(
    `Built ${path.relative(process.cwd(), dist) || '.'}${path.sep}, to be copied to any static host.\n`,
  );
  if (!hasImages && !flags['no-data']) {
    tell(
      `WARNING: the built site has no ${preparedNames('or')} images, for the reason above; on it people can only use the synthetic set or drop an archive. Run "npm run build" again once they can be had.`,
    );
  }
  return 0;
}
