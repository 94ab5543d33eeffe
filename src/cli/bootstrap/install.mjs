// @ts-check
/** Installs the packages of package-lock.json when node_modules lacks any of them; does nothing, fast, when it does not. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from './child.mjs';
import { cacheFolder, root, tell } from './folders.mjs';
import { withLock } from './lock.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, link?: boolean }} LockedPackage */

/**
 * The versions Vite runs on.
 * @param {string} version
 * @returns {boolean}
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;
}

/**
 * Whether npm's own record of what lies in node_modules has every package that the lockfile asks for.
 * Optional packages of other platforms may be absent.
 * @param {Record<string, LockedPackage>} wanted `packages` of package-lock.json
 * @param {Record<string, LockedPackage>} present `packages` of node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isComplete(wanted, present) {
  const names = Object.keys(wanted).filter((name) => name !== '');
  const known = new Set(names);
  return (
    Object.keys(present).every((name) => known.has(name)) &&
    names.every((name) => {
      const found = present[name];
      if (!found) return wanted[name]?.optional === true;
      return found.version === wanted[name]?.version && found.integrity === wanted[name]?.integrity;
    })
  );
}

/** @param {string} file @returns {Record<string, LockedPackage> | undefined} */
function packagesOf(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} folder @returns {boolean} */
function isInstalled(folder) {
  const wanted = packagesOf(path.join(folder, 'package-lock.json'));
  const present = packagesOf(path.join(folder, 'node_modules', '.package-lock.json'));
  return wanted !== undefined && present !== undefined && isComplete(wanted, present);
}

/** Resolves when everything is installed; ends the process with one sentence when that cannot be had. */
export async function ensureInstalled() {
  if (!isSupportedNode(process.versions.node)) {
    tell(
      `NAS Playground needs Node.js 20.19 or newer (of the 22 line, 22.12); this is ${process.versions.node}. Get a newer one at https://nodejs.org.`,
    );
    process.exit(1);
  }
  if (isInstalled(root)) return;
  await withLock(
    path.join(cacheFolder, 'install.lock'),
    async () => {
      if (isInstalled(root)) return;
      tell('Installing the packages of package-lock.json (npm ci) …');
      const started = Date.now();
      const code = await runProgram('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
        cwd: root,
        shell: process.platform === 'win32',
      });
      if (code !== 0) {
        tell(
          `The packages could not be installed: npm ci ended with code ${code}, for the reason above. With a connection to the npm registry, run the command again.`,
        );
        process.exit(1);
      }
      tell(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
    },
    { onWait: () => tell('Another command is installing the packages; waiting for it …') },
  );
}
