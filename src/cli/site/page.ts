/** Builds the page: for `npm start` once for each state of its sources, for `npm run build` into `dist/`. */
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { cachedFolder, fingerprint } from '../bootstrap/cached.mjs';
import { root } from '../bootstrap/folders.mjs';
import { buildServiceWorker } from './offline.ts';
import { packRecordings, writeRecordings } from './recordings.ts';

const publicFolder = path.join(root, 'public');

/** Prepared data; 180 MB that `npm start` serves from where they are. */
export const dataFolder = path.join(publicFolder, 'data');

const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Everything of `public/` but the data. */
async function copyPublic(outDir: string): Promise<void> {
  if (!existsSync(publicFolder)) return;
  for (const name of readdirSync(publicFolder).filter((entry) => entry !== path.basename(dataFolder))) {
    await cp(path.join(publicFolder, name), path.join(outDir, name), { recursive: true });
  }
}

export interface PageOptions {
  /** Whether it is kept by the browsers that visit it. A page that isn't removes what an earlier one at its address left. */
  readonly offline: boolean;
}

/** Builds into `outDir`, which is emptied first. Data are not copied. */
export async function buildPage(outDir: string, { offline }: PageOptions): Promise<void> {
  // Loaded only here: a page that is already built is served without Vite.
  const { build } = await import('vite');
  const recordings = await packRecordings();
  const told = JSON.stringify(recordings.map(({ recording }) => recording));
  await build({
    root,
    logLevel: 'warn',
    define: {
      'import.meta.env.VITE_RECORDINGS': told,
      'import.meta.env.VITE_OFFLINE': JSON.stringify(offline),
    },
    build: { outDir, emptyOutDir: true, copyPublicDir: false },
  });
  await mkdir(outDir, { recursive: true });
  await writeRecordings(outDir, recordings);
  await copyPublic(outDir);
}

/** The folder of the page as the sources are now. */
export function cachedPage(): Promise<string> {
  return cachedFolder({
    kind: 'site',
    name: 'page',
    key: fingerprint(sources, { except: ['public/data', 'src/cli'] }),
    build: async (outDir) => {
      await buildPage(outDir, { offline: false });
      await buildServiceWorker(outDir, true);
    },
  });
}
