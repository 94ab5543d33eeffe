/** `npm run build`: the page and its data in `dist/`, for any static host and any sub-path. */
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { root, tell } from '../bootstrap/folders.mjs';
import { PREPARED_DATASETS, prepareDataset } from '../prepare/preparations.ts';
import { buildPage, dataFolder } from '../site/page.ts';
import { commandOptions } from '../text/help.ts';
import { preparedNames } from '../text/preparedNames.ts';
import { terminalReport } from '../text/terminalReport.ts';

const help = `Usage: npm run build -- [options]

Prepares ${preparedNames('and')}, then builds dist/: static files that work from any host and any sub-path.

  --no-data    leave the images out (180 MB); the page then has only its synthetic set`;

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

/** Hidden files and unfinished ones (`x.part-…`) belong to a preparation, not to the site. */
const isFinished = (file: string) => !/^\.|\.part-/.test(path.basename(file));

export async function main(args: string[]): Promise<number> {
  const flags = commandOptions(help, args, {
    'no-data': { type: 'boolean', default: false },
  });
  if (flags === null) return 0;
  const dist = path.join(root, 'dist');
  const hasImages = !flags['no-data'] && (await prepareImages());
  await buildPage(dist);
  if (hasImages) await cp(dataFolder, path.join(dist, 'data'), { recursive: true, filter: isFinished });
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
