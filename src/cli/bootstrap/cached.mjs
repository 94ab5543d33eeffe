// @ts-check
/** Folders that are built once for each state of their sources, and appear whole or not at all. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import { cacheFolder, root } from './folders.mjs';
import { withLock } from './lock.mjs';

/** A process that runs from an older build may still load a part of it: the newest few stay. */
const kept = 3;

/** @param {string} file @param {(file: string) => boolean} isSource @returns {string[]} */
function filesOf(file, isSource) {
  if (!existsSync(file)) return [];
  if (!statSync(file).isDirectory()) return [file];
  return readdirSync(file)
    .sort()
    .flatMap((name) => filesOf(path.join(file, name), isSource))
    .filter(isSource);
}

/**
 * A hash of the names and contents of all source files under `places`, tests left out.
 * @param {readonly string[]} places paths from the root
 * @param {{ except?: readonly string[] }} [options] paths from the root that are not looked into
 * @returns {string}
 */
export function fingerprint(places, { except = [] } = {}) {
  const hash = createHash('sha256');
  const left = except.map((place) => path.join(root, place) + path.sep);
  const isSource = (/** @type {string} */ file) =>
    !/\.test\.tsx?$/.test(file) && !left.some((prefix) => file.startsWith(prefix));
  for (const place of places) {
    for (const file of filesOf(path.join(root, place), isSource)) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** @param {string} parent @param {string} prefix */
function removeOld(parent, prefix) {
  readdirSync(parent)
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ folder: path.join(parent, name), usedAt: statSync(path.join(parent, name)).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(kept)
    .forEach(({ folder }) => {
      rmSync(folder, { recursive: true, force: true });
    });
}

/**
 * The folder `.cache/<kind>/<name>-<key>`, built by `build` if it is not there yet.
 * @param {{ kind: string, name: string, key: string, build: (folder: string) => Promise<void> }} options
 * @returns {Promise<string>}
 */
export async function cachedFolder({ kind, name, key, build }) {
  const parent = path.join(cacheFolder, kind);
  const folder = path.join(parent, `${name}-${key}`);
  if (!existsSync(folder)) {
    mkdirSync(parent, { recursive: true });
    await withLock(path.join(parent, `${name}.lock`), async () => {
      if (existsSync(folder)) return;
      const unfinished = path.join(parent, `.${name}-${process.pid}`);
      try {
        await build(unfinished);
        renameSync(unfinished, folder);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
      removeOld(parent, `${name}-`);
    });
  }
  touch(folder);
  return folder;
}

/**
 * Tells that a folder is in use, which keeps it from being removed: only who may remove it can.
 * @param {string} folder
 */
function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch (thrown) {
    const code = /** @type {NodeJS.ErrnoException} */ (thrown).code ?? '';
    if (!['EPERM', 'EACCES', 'EROFS'].includes(code)) throw thrown;
  }
}
