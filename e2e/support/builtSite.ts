import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildServiceWorker } from '../../src/cli/site/offline.ts';
import { type Listening, listen } from '../../src/cli/site/server.ts';

/** Below a host's root, as most sites are. */
export const SUB_PATH = 'class/nas';

/** What `npm run build` makes, and a version after it, on a server that can be cut off. */
export interface BuiltSite {
  readonly address: string;
  /** Of that folder from now on; of the first version at first. */
  serve(root: string): void;
  readonly versions: { readonly first: string; readonly second: string };
  cut(): void;
  reconnect(): Promise<void>;
  close(): void;
}

export async function buildSite(): Promise<BuiltSite> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nas-built-'));
  const versions = { first: path.join(folder, 'first'), second: path.join(folder, 'second') };
  const out = path.join(versions.first, SUB_PATH);
  await promisify(execFile)(process.execPath, [
    ...['src/cli/bootstrap/run.mjs', 'build', '--images', '1000', '--out', out],
  ]);
  cpSync(versions.first, versions.second, { recursive: true });
  await renew(path.join(versions.second, SUB_PATH));
  let root = versions.first;
  const site = {
    get site() {
      return root;
    },
    get data() {
      return path.join(root, 'data');
    },
  };
  let server: Listening = await listen(site, 'localhost', 0);
  const { port } = server;
  return {
    address: `http://localhost:${port}/`,
    versions,
    serve(other) {
      root = other;
    },
    cut: () => server.close(),
    async reconnect() {
      server = await listen(site, 'localhost', port);
    },
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As if every script were another: each file of assets/ gets another name, and the page another title. */
async function renew(site: string): Promise<void> {
  const assets = path.join(site, 'assets');
  const names = readdirSync(assets).map((name) => {
    const [, stem = '', hash = '', end = ''] = /^(.+)-([\w-]{8})(\.\w+)$/.exec(name) ?? [];
    return { name, hashed: `${stem}-${hash}`, renamed: `${stem}-2${hash.slice(1)}`, end };
  });
  const renewed = (text: string): string =>
    names.reduce((so, { hashed, renamed }) => so.replaceAll(hashed, renamed), text);
  for (const { name, renamed, end } of names) {
    const file = path.join(assets, name);
    if (/\.(js|css)$/.test(name)) writeFileSync(file, renewed(readFileSync(file, 'utf8')));
    renameSync(file, path.join(assets, renamed + end));
  }
  const start = path.join(site, 'index.html');
  const html = renewed(readFileSync(start, 'utf8'));
  writeFileSync(start, html.replace('<html lang="en">', '<html lang="en" data-version="second">'));
  await buildServiceWorker(site, false);
}
