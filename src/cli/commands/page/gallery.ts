/** `npm run gallery`: photographs all charts and drawings anew, for the pictures that the browser tests compare with. */
import path from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { runProgram } from '../../bootstrap/child.mjs';
import { root, tell } from '../../bootstrap/folders.mjs';
import { getChromium } from '../../bootstrap/graphics/chromium.mjs';
import { commandOptions } from '../../text/help.ts';

const help = `Usage: npm run gallery

Photographs every chart and drawing in its states, light and dark, wide and narrow, into e2e/gallery/pictures.
Look at the pictures before you commit them: npm test compares with them from then on.

  -h, --help   this text`;

/** Answers the exit code. */
export async function main(args: string[]): Promise<number> {
  if (commandOptions(help, args, {}) === null) return 0;
  const chromium = await getChromium();
  if (chromium === undefined) {
    throw new InputError(
      'No Chrome or Chromium can be had: install one, or name its program in CHROME_PATH, and run this again.',
    );
  }
  const runner = path.join(root, 'node_modules', 'playwright', 'cli.js');
  const options = ['test', 'e2e/gallery.spec.ts', '--grep', 'every drawing', '--update-snapshots=all'];
  const code = await runProgram(process.execPath, [runner, ...options], {
    cwd: root,
    env: { ...process.env, CHROME_PATH: chromium },
    output: 'inherit',
  });
  if (code === 0) tell('Renewed e2e/gallery/pictures: look at them before you commit them.');
  return code;
}
