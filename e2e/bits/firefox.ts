import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The Firefox that FIREFOX_PATH names or a folder of PATH holds; null where there is none. */
export function findFirefox(): string | null {
  const { FIREFOX_PATH, PATH = '' } = process.env;
  const places = PATH.split(path.delimiter).flatMap((folder) =>
    ['firefox', 'firefox-esr'].map((name) => path.join(folder, name)),
  );
  for (const file of FIREFOX_PATH ? [FIREFOX_PATH] : places) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return null;
}

/** Nothing that a new profile would load or ask. */
export const PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/**
 * What a page says in Firefox, which is not driven but opened: `address` makes the page's of the port that it is to tell. Rejects
 * where Firefox ends or says nothing within so many ms.
 */
export async function toldInFirefox(
  program: string,
  address: (port: number) => string,
  patience: number,
): Promise<string> {
  const profile = mkdtempSync(path.join(tmpdir(), 'firefox-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});`);
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, address(port)], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      server.on('request', ({ url = '' }, response) => {
        response.end();
        resolve(decodeURIComponent(url.slice(1)));
      });
      child.once('error', reject);
      child.once('close', () => reject(new Error('Firefox ended without a word.')));
      late = setTimeout(() => reject(new Error(`Firefox said nothing for ${patience} ms.`)), patience);
    });
  } finally {
    clearTimeout(late);
    child.kill();
    await ended;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
