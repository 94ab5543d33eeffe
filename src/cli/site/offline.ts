/** What a site needs to work without a network: which files are fetched beforehand, and the service worker that does. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { SERVICE_WORKER } from '../../protocol/offline.ts';
import { root } from '../bootstrap/folders.mjs';

export interface PrecachedFile {
  /** From the folder of the page. */
  readonly url: string;
  /** Null where the name itself tells the content. */
  readonly revision: string | null;
}

/** What no page asks for, and what the page itself keeps once it was loaded: images of data sets, but for the six that are shown. */
const LEFT_OUT = [
  /^data\/(?!.*shown\.bin$)/,
  /^schemas\//,
  /^preview\.png$/,
  /\.map$/,
  new RegExp(`^${SERVICE_WORKER}$`),
];

/** All files of a built site that a page without a network needs, in the order of their names. */
export function precachedFiles(site: string): readonly PrecachedFile[] {
  return filesBelow(site, '')
    .filter((file) => !LEFT_OUT.some((pattern) => pattern.test(file)))
    .map((url) => ({ url, revision: url.startsWith('assets/') ? null : revisionOf(path.join(site, url)) }));
}

export const precachedBytes = (site: string): number =>
  precachedFiles(site).reduce((sum, { url }) => sum + statSync(path.join(site, url)).size, 0);

const revisionOf = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

function filesBelow(folder: string, prefix: string): string[] {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = prefix + entry.name;
      return entry.isDirectory() ? filesBelow(folder, `${file}/`) : [file];
    });
}

/** Writes the service worker of a site that is otherwise whole; `removing`: the one that removes what an earlier build left. */
export async function buildServiceWorker(site: string, removing: boolean): Promise<void> {
  const { build } = await import('vite');
  const name = removing ? 'removingWorker' : 'serviceWorker';
  const files = removing ? [] : precachedFiles(site);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'import.meta.env.VITE_PRECACHE': JSON.stringify(files) },
    build: {
      target: 'es2023',
      outDir: site,
      emptyOutDir: false,
      rolldownOptions: {
        input: path.join(root, 'src', 'worker', 'offline', `${name}.ts`),
        output: { entryFileNames: SERVICE_WORKER, format: 'iife' },
      },
    },
  });
}
