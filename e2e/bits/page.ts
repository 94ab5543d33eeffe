import path from 'node:path';
import { build } from 'vite';
import { kernels } from '../../src/cli/bootstrap/assembly.mjs';
import { cachedFolder, fingerprint } from '../../src/cli/bootstrap/cached.mjs';
import { root } from '../../src/cli/bootstrap/folders.mjs';

/** The folder of a page that trains on the processor and writes a digest, built once for each state of the engine. */
export function bitsPage(): Promise<string> {
  const sources = ['src', 'e2e/bits', 'package.json', 'package-lock.json', 'tsconfig.json'];
  const notInIt = ['src/app', 'src/charts', 'src/drawings', 'src/store', 'src/ui', 'src/worker'];
  return cachedFolder({
    kind: 'site',
    name: 'bits',
    key: fingerprint(sources, { except: notInIt }),
    build: async (outDir) => {
      await build({
        root: path.join(root, 'e2e', 'bits'),
        configFile: false,
        base: './',
        logLevel: 'error',
        publicDir: false,
        worker: { format: 'es', plugins: () => [kernels()] },
        build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2500 },
      });
    },
  });
}
