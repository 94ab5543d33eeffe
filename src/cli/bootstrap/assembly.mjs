// @ts-check
/**
 * The processor's kernels are AssemblyScript: this compiles them for whoever imports `virtual:kernels`, for one thread and
 * for several. No binary lies in git; what was compiled is kept under .cache/ for as long as its sources stay.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cachedFolder, fingerprint } from './cached.mjs';
import { root } from './folders.mjs';

const folder = path.join(root, 'src', 'engine', 'wasm');
const sources = [
  'src/engine/wasm/assembly',
  'src/engine/wasm/calls.json',
  'src/engine/wasm/words.json',
  'package-lock.json',
];

/** Pages of a memory at most: all that 32 bits address. */
const MOST_PAGES = 65_536;
/** Where the kernels' own constants lie; before them what threads share, see src/engine/wasm/memory.ts. */
const MEMORY_BASE = 16_384;

/**
 * Constants for the words of every call, so that they are described once.
 * @returns {string}
 */
function callConstants() {
  /** @type {Record<string, string[]>} */
  const calls = JSON.parse(readFileSync(path.join(folder, 'calls.json'), 'utf8'));
  const lines = Object.entries(calls).flatMap(([name, words], number) => {
    let at = 1;
    const upper = name.toUpperCase();
    const own = words.map((word) => {
      const [id, kind] = word.split(':');
      const line = `export const ${upper}_${id}: i32 = ${at};`;
      at += kind === 'view' ? 3 : 1;
      return line;
    });
    return [`export const ${upper}: i32 = ${number};`, ...own];
  });
  return lines.join('\n');
}

/**
 * Where the words lie that threads share.
 * @returns {string}
 */
function sharedWords() {
  const words = JSON.parse(readFileSync(path.join(folder, 'words.json'), 'utf8'));
  return Object.entries(words)
    .map(([name, at]) => `export const ${name}: usize = ${at};`)
    .join('\n');
}

/**
 * @param {boolean} shared whether several threads share the memory
 * @returns {Promise<Uint8Array>}
 */
async function compile(shared) {
  const { default: asc } = await import('assemblyscript/asc');
  const constants = callConstants();
  const words = sharedWords();
  /** @type {Uint8Array | null} */
  let binary = null;
  const options = ['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--use', 'abort='];
  const features = ['--enable', 'simd', '--enable', 'threads'];
  const memory = ['--importMemory', '--initialMemory', '2', '--maximumMemory', String(MOST_PAGES)];
  const { error, stderr } = await asc.main(
    [
      ...['index.ts', '--outFile', 'kernels.wasm', ...options, ...features, ...memory],
      ...['--memoryBase', String(MEMORY_BASE), ...(shared ? ['--sharedMemory'] : [])],
    ],
    {
      readFile(name) {
        if (name === 'calls.ts') return constants;
        if (name === 'words.ts') return words;
        const file = path.join(folder, 'assembly', name);
        return existsSync(file) ? readFileSync(file, 'utf8') : null;
      },
      writeFile(_, contents) {
        binary = /** @type {Uint8Array} */ (contents);
      },
      listFiles: () => [],
    },
  );
  if (error !== null || binary === null) {
    throw new Error(`The processor's kernels do not compile:\n${stderr.toString()}`);
  }
  return binary;
}

/** @returns {Promise<string>} the folder of both modules */
export function compiledKernels() {
  return cachedFolder({
    kind: 'kernels',
    name: 'kernels',
    key: fingerprint(sources, {}),
    build: async (to) => {
      await mkdir(to, { recursive: true });
      for (const shared of [false, true]) {
        await writeFile(path.join(to, shared ? 'shared.wasm' : 'alone.wasm'), await compile(shared));
      }
    },
  });
}

const ID = 'virtual:kernels';

/** A Vite plugin: `import { alone, shared } from 'virtual:kernels'` gives both modules as base64. */
export function kernels() {
  return {
    name: 'processor-kernels',
    /** @param {string} id */
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    /** @param {string} id */
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      const from = await compiledKernels();
      const text = (/** @type {string} */ name) =>
        readFileSync(path.join(from, `${name}.wasm`)).toString('base64');
      return `export const alone = ${JSON.stringify(text('alone'))};\nexport const shared = ${JSON.stringify(text('shared'))};`;
    },
  };
}
