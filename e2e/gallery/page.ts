import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { cachedFolder, fingerprint } from '../../src/cli/bootstrap/cached.mjs';
import { root } from '../../src/cli/bootstrap/folders.mjs';

/** The folder of the gallery's page, built once for each state of what is drawn. */
export function galleryPage(): Promise<string> {
  const sources = ['src', 'e2e/gallery', 'package.json', 'package-lock.json', 'tsconfig.json'];
  const notInIt = ['src/app', 'src/cli', 'src/worker', 'src/engine', 'src/controller'];
  return cachedFolder({
    kind: 'site',
    name: 'gallery',
    key: fingerprint(sources, { except: notInIt }),
    build: async (outDir) => {
      await build({
        root: path.join(root, 'e2e', 'gallery'),
        configFile: false,
        plugins: [react()],
        base: './',
        logLevel: 'error',
        publicDir: false,
        worker: { format: 'es' },
        build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2500 },
      });
    },
  });
}
