// @ts-check
/** Where things are, and how a command talks to a person. No dependencies: this runs before anything is installed. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} folder @returns {boolean} */
function isProject(folder) {
  const manifest = path.join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'nas-playground';
}

/** @returns {string} */
function findRoot() {
  const here = path.dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = path.dirname(folder)) {
    if (isProject(folder)) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no package.json of NAS Playground above ${here}`);
  }
}

/** Looked for upwards, because this file runs from `src/cli/bootstrap/` and, bundled, from `.cache/`. */
export const root = findRoot();

/** Everything that can be made again: bundles of the commands, built pages, locks. */
export const cacheFolder = path.join(root, '.cache');

/**
 * Names of folders end up in addresses of modules, where these signs begin something else.
 * @param {string} [folder]
 * @returns {string | undefined} why nothing can be built here, as a sentence
 */
export function whyNotHere(folder = root) {
  const sign = /[#?]/.exec(folder)?.[0];
  return sign === undefined
    ? undefined
    : `The folder ${folder} has a ${sign} in its name, which the builder cannot read: rename or move it, then start again.`;
}

/**
 * Says something to the person. Standard output is for what was asked for alone.
 * @param {string} text
 */
export function tell(text) {
  process.stderr.write(`${text}\n`);
}
