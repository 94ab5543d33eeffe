// @ts-check
/** The Chromium that browser tests run in: one that is installed, else Playwright's, else the system's package. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../child.mjs';
import { root, tell } from '../folders.mjs';

/** @typedef {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} Machine */

/** @type {Machine} */
const thisMachine = { platform: process.platform, env: process.env };

const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
];

/** @type {Record<string, readonly string[]>} Package managers and what they are asked, in turn. */
const packageManagers = {
  'apt-get': ['apt-get update -q', 'apt-get install -y -q chromium'],
  dnf: ['dnf install -y chromium'],
  apk: ['apk add --no-cache chromium'],
  pacman: ['pacman -Sy --noconfirm chromium'],
};

/**
 * Where an installed Chrome or Chromium may be, most wanted first.
 * @param {Machine} machine
 * @returns {string[]}
 */
export function chromiumCandidates({ platform, env } = thisMachine) {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `${app}.app/Contents/MacOS/${app}`,
    );
    return ['/Applications', `${env.HOME}/Applications`].flatMap((folder) =>
      apps.map((app) => `${folder}/${app}`),
    );
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (f) => f !== undefined,
    );
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ];
    return programs.flatMap((program) => folders.map((folder) => path.win32.join(folder, program)));
  }
  const onPath = (env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return [
    ...names.flatMap((name) => onPath.map((folder) => path.join(folder, name))),
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ];
}

/**
 * @param {Machine} machine
 * @param {(file: string) => boolean} exists
 * @returns {string | undefined}
 */
export function findInstalled(machine = thisMachine, exists = existsSync) {
  const chosen = machine.env.CHROME_PATH;
  if (chosen) {
    if (exists(chosen)) return chosen;
    throw new Error(`CHROME_PATH names ${chosen}, which does not exist: correct it or unset it.`);
  }
  return chromiumCandidates(machine).find((file) => exists(file));
}

/** @returns {Promise<string | undefined>} Playwright's own Chromium, if it has been downloaded */
async function findPlaywrights() {
  const { chromium } = await import('playwright');
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

/**
 * A browser whose libraries are missing is no browser. On Windows and macOS the program would open a window.
 * @param {string} file
 * @returns {boolean}
 */
function starts(file) {
  if (process.platform !== 'linux') return true;
  try {
    execFileSync(file, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} program @returns {boolean} */
function isOnPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, program)));
}

const isRoot = process.getuid?.() === 0;

/** @returns {Promise<string | undefined>} */
async function downloadPlaywrights() {
  tell('No Chrome or Chromium is installed; asking Playwright for its Chromium …');
  const withLibraries = isRoot && isOnPath('apt-get') ? ['--with-deps'] : [];
  const cli = path.join(root, 'node_modules', 'playwright', 'cli.js');
  await runProgram(process.execPath, [cli, 'install', ...withLibraries, '--no-shell', 'chromium'], {
    cwd: root,
  });
  const file = await findPlaywrights();
  return file !== undefined && starts(file) ? file : undefined;
}

/** @returns {Promise<string | undefined>} */
async function installFromSystem() {
  const manager = Object.keys(packageManagers).find(isOnPath);
  if (!isRoot || manager === undefined) return undefined;
  tell(`Playwright's Chromium cannot be had; asking ${manager} for chromium …`);
  for (const line of packageManagers[manager] ?? []) {
    const [program = '', ...args] = line.split(' ');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    if ((await runProgram(program, args, { env })) !== 0) break;
  }
  const file = findInstalled();
  return file !== undefined && starts(file) ? file : undefined;
}

/**
 * Finds a Chromium or gets one.
 * @returns {Promise<string | undefined>} its program, or nothing if none can be had
 */
export async function getChromium() {
  const installed = findInstalled();
  if (installed !== undefined && starts(installed)) return installed;
  const playwrights = await findPlaywrights();
  if (playwrights !== undefined && starts(playwrights)) return playwrights;
  return (await downloadPlaywrights()) ?? (await installFromSystem());
}
