// @ts-check
/** Where a person stands: npm runs a script in its package's folder, wherever it was started itself. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { root } from './folders.mjs';

/**
 * The folder that npm was started in, if this process is the very script that it was asked for; what such a script starts
 * in turn has npm's variables too, and stays where it is put.
 * @param {string} script as package.json names it
 * @param {NodeJS.ProcessEnv} env
 * @param {string} here
 * @returns {string | undefined}
 */
export function startedIn(script, env, here) {
  const { INIT_CWD: from, npm_lifecycle_event: event, npm_package_json: manifest } = env;
  if (from === undefined || event !== script || manifest === undefined) return undefined;
  const isOurs = path.basename(manifest) === 'package.json' && isRoot(path.dirname(manifest));
  return isOurs && isRoot(here) ? from : undefined;
}

/** @param {string} folder */
function isRoot(folder) {
  try {
    return realpathSync(folder) === realpathSync(root);
  } catch {
    return false; // it is not there
  }
}

/**
 * Names of files that a person gives are meant from where he stands.
 * @param {string} script
 */
export function standWhereStarted(script) {
  const from = startedIn(script, process.env, process.cwd());
  if (from === undefined) return;
  process.chdir(from);
  // So that nothing that this process starts is moved again.
  delete process.env.INIT_CWD;
}
