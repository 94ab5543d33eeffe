// @ts-check
/** Commands are TypeScript: this gives the bundle of one that Node can import, built when its sources have changed. */
import path from 'node:path';
import { kernels } from './assembly.mjs';
import { cachedFolder, fingerprint } from './cached.mjs';
import { root } from './folders.mjs';

/** What a command can be made of: everything below the page (see the floors), and what builds it. */
const sources = ['src', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** Of them what no command is made of: the page, and runs that a search may be writing just now. */
const others = ['src/app', 'src/ui', 'src/charts', 'src/store', 'src/studies/recorded/runs'];

/**
 * @param {string} file the command's source, from the root
 * @returns {Promise<string>} the module to import
 */
export async function commandBundle(file) {
  const name = path.basename(file, '.ts');
  const folder = await cachedFolder({
    kind: 'cli',
    name,
    key: fingerprint(sources, { except: others }),
    build: async (outDir) => {
      const { build } = await import('vite');
      await build({
        root,
        configFile: false,
        logLevel: 'error',
        publicDir: false,
        plugins: [kernels()],
        build: {
          ssr: true,
          outDir,
          emptyOutDir: true,
          minify: false,
          target: 'node20',
          rolldownOptions: {
            input: path.join(root, file),
            output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
          },
        },
      });
    },
  });
  return path.join(folder, `${name}.mjs`);
}
