// @ts-check
/**
 * WebGPU in Node (Dawn) needs Vulkan's loader and a driver when its process starts. A Linux machine that has
 * neither may still have Chromium's copies: the loader, and SwiftShader, which computes on the processor.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { chromiumCandidates } from './chromium.mjs';

/**
 * @typedef {{ drivers: readonly string[], hasLoader: boolean, folders: readonly string[] }} VulkanState
 *   `drivers` are the system's driver manifests, `folders` those where Chromium's copies may lie
 * @typedef {{ variables: Record<string, string>, adapter: 'system' | 'swiftshader' | 'none' }} VulkanChoice
 */

const driverFolders = ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
const softwareManifest = 'vk_swiftshader_icd.json';
const loader = 'libvulkan.so.1';

/** @returns {boolean} */
function hasLoader() {
  for (const program of ['ldconfig', '/sbin/ldconfig']) {
    try {
      return execFileSync(program, ['-p'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).includes(loader);
    } catch {
      // Not on the path of every user.
    }
  }
  return ['/usr/lib', '/usr/lib64', '/lib64'].some((folder) => existsSync(path.join(folder, loader)));
}

/** @returns {string[]} where Playwright keeps the Chromiums that it has downloaded, newest first */
function playwrightFolders() {
  const home = process.env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => name.startsWith('chromium-'))
    .reverse()
    .flatMap((name) => ['chrome-linux64', 'chrome-linux'].map((folder) => path.join(home, name, folder)));
}

/** @returns {VulkanState} */
function lookAtSystem() {
  const drivers = driverFolders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  const installed = chromiumCandidates().filter((file) => existsSync(file));
  const folders = [
    '/usr/lib/chromium',
    '/usr/lib64/chromium-browser',
    '/usr/lib/chromium-browser',
    ...installed.map((file) => path.dirname(realpathSync(file))),
    ...playwrightFolders(),
  ];
  return { drivers, hasLoader: hasLoader(), folders };
}

/**
 * What to add to the environment. A real driver, or one that the person has chosen, is never replaced.
 * @param {VulkanState} state
 * @param {NodeJS.ProcessEnv} env
 * @param {(file: string) => boolean} exists
 * @returns {VulkanChoice}
 */
export function chooseVulkan({ drivers, hasLoader: loaderFound, folders }, env, exists = existsSync) {
  const driverFound = drivers.length > 0 || Boolean(env.VK_ICD_FILENAMES ?? env.VK_DRIVER_FILES);
  const software = folders.find((folder) => exists(path.join(folder, softwareManifest)));
  const loaderFolder = loaderFound ? undefined : folders.find((folder) => exists(path.join(folder, loader)));
  if (!driverFound && software === undefined) return { variables: {}, adapter: 'none' };
  if (!loaderFound && loaderFolder === undefined) return { variables: {}, adapter: 'none' };
  /** @type {Record<string, string>} */
  const variables = {};
  if (loaderFolder !== undefined) {
    variables.LD_LIBRARY_PATH = [loaderFolder, env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  if (!driverFound && software !== undefined)
    variables.VK_ICD_FILENAMES = path.join(software, softwareManifest);
  return { variables, adapter: driverFound ? 'system' : 'swiftshader' };
}

/** @returns {VulkanChoice} for this machine; macOS and Windows bring their own graphics interfaces */
export function vulkanForNode() {
  if (process.platform !== 'linux') return { variables: {}, adapter: 'system' };
  return chooseVulkan(lookAtSystem(), process.env);
}

/**
 * What to put into the environment for SwiftShader in place of drivers that have no device; null where it is not there.
 * @param {VulkanState} state
 * @param {NodeJS.ProcessEnv} env
 * @param {(file: string) => boolean} exists
 * @returns {Record<string, string> | null}
 */
export function softwareInstead(state, env, exists = existsSync) {
  // Of the two variables that choose drivers, the loader prefers the newer.
  const { VK_ICD_FILENAMES: _, VK_DRIVER_FILES: __, ...others } = env;
  const { adapter, variables } = chooseVulkan({ ...state, drivers: [] }, others, exists);
  const { VK_ICD_FILENAMES: manifest } = variables;
  return adapter === 'swiftshader' && manifest !== undefined
    ? { ...variables, VK_DRIVER_FILES: manifest }
    : null;
}

/** @returns {Record<string, string> | null} for this machine */
export function softwareVulkan() {
  return process.platform === 'linux' ? softwareInstead(lookAtSystem(), process.env) : null;
}
