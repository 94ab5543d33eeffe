// @ts-check
/** Runs one command: installs what is missing, builds the command's bundle when it is stale, calls its `main`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commandBundle } from './bundle.mjs';
import { endWithParent, runProgram } from './child.mjs';
import { root, tell, whyNotHere } from './folders.mjs';
import { findsAdapter } from './graphics/adapter.mjs';
import { softwareVulkan, vulkanForNode } from './graphics/vulkan.mjs';
import { ensureInstalled } from './install.mjs';
import { codeAfter, watchOutput } from './output.mjs';
import { standWhereStarted } from './started.mjs';

/** @typedef {{ file: string, script: string, about: string, gpu?: true }} Command */

/** @type {Record<string, Command>} */
const commands = {
  start: {
    file: 'src/cli/commands/page/start.ts',
    script: 'start',
    about: 'serve the playground on this machine',
  },
  build: {
    file: 'src/cli/commands/page/build.ts',
    script: 'run build',
    about: 'make dist/, a site for any static host',
  },
  prepare: {
    file: 'src/cli/commands/page/prepare.ts',
    script: 'run prepare-data',
    about: 'fetch CIFAR-10 and cut it into shards',
  },
  count: {
    file: 'src/cli/commands/cells/count.ts',
    script: 'run -s count',
    about: 'count the parameters of a pair of cells',
  },
  draw: {
    file: 'src/cli/commands/cells/draw.ts',
    script: 'run -s draw',
    about: 'draw cells into an SVG or PNG file',
  },
  export: {
    file: 'src/cli/commands/cells/export.ts',
    script: 'run -s export',
    about: 'write a network with its weights for other programs',
  },
  train: {
    file: 'src/cli/commands/training/train.ts',
    script: 'run -s train',
    about: 'train one child network without a page',
    gpu: true,
  },
  evaluate: {
    file: 'src/cli/commands/training/evaluate.ts',
    script: 'run -s evaluate',
    about: 'train the children that a program sends, line by line',
    gpu: true,
  },
  worker: {
    file: 'src/cli/commands/training/worker.ts',
    script: 'run -s worker',
    about: 'train the children of a queue, for searches elsewhere',
  },
  search: {
    file: 'src/cli/commands/training/search.ts',
    script: 'run -s search',
    about: 'search for cells without a page',
    gpu: true,
  },
  bench: {
    file: 'src/cli/commands/studies/bench.ts',
    script: 'run -s bench',
    about: 'measure training steps',
    gpu: true,
  },
  compare: {
    file: 'src/cli/commands/studies/compare.ts',
    script: 'run -s compare',
    about: 'compare strategies on the tabulated benchmark',
  },
  benchmark: {
    file: 'src/cli/commands/studies/benchmark.ts',
    script: 'run benchmark',
    about: 'train every graph of the tabulated benchmark, and try recipes for it',
  },
  soak: {
    file: 'src/cli/commands/studies/soak.ts',
    script: 'run soak',
    about: 'train 200 children in one page, and watch its memory',
  },
  screenshot: {
    file: 'src/cli/commands/page/screenshot.ts',
    script: 'run screenshot',
    about: 'photograph a search for the README',
  },
  cells: {
    file: 'src/cli/commands/cells/cells.ts',
    script: 'run -s cells',
    about: 'train the three cells of the lessons',
  },
  gallery: {
    file: 'src/cli/commands/page/gallery.ts',
    script: 'run gallery',
    about: 'photograph all drawings for the browser tests',
  },
};

/** Set in a further process, to the driver that was chosen for it, so that there is never one without end. */
const respawned = 'NAS_VULKAN';
/** Set with it: what is said of that driver once a command opens it (`runs/engine.ts`), which not every one does. */
const note = 'NAS_VULKAN_NOTE';
/** Of `bench`: with one of them it opens no graphics adapter. */
const withoutDevice = ['--counts', '--scale', '--learning', '--show-kernel', '--threads'];

/** @returns {string} */
function overview() {
  const rows = [
    ...Object.entries(commands).map(([name, { script, about }]) => ({ name, script, about })),
    { name: 'test', script: 'test', about: 'check everything' },
  ];
  const width = 2 + Math.max(...rows.map(({ about }) => about.length));
  return [
    'Usage: node src/cli/bootstrap/run.mjs <command> [options]',
    '',
    ...rows.map(({ name, script, about }) => `  ${name.padEnd(11)}${about.padEnd(width)}npm ${script}`),
    '',
    'Each command explains itself with --help or -h; npm wants a -- before options: npm run -s count -- --help',
  ].join('\n');
}

/**
 * The environment is read when a process starts, so a machine that borrows Chromium's Vulkan needs a second one.
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<number | undefined>} the exit code of the second process, if there was one
 */
async function runWithVulkan(name, args) {
  // Recipes and results are measured on the processor's engine unless another is named.
  const isStudy = args.includes('--recipes') || args.includes('--results');
  const engine = engineOf(args) ?? (isStudy ? 'wasm' : undefined);
  if (engine === 'wasm' || (name === 'bench' && needsNoDevice(args))) return undefined;
  // One that isn't known is refused by the command itself.
  const asksForWebgpu = engine === 'compiled' || engine === 'reference' || args.some(isGpu);
  // A program that passes for a graphics card is slower than the processor's own engine.
  const takesSoftware = (name === 'bench' && engine === undefined) || asksForWebgpu;
  let chosen = process.env[respawned];
  if (!chosen) {
    const { variables, adapter } = vulkanForNode();
    if (adapter === 'none' || (adapter === 'swiftshader' && !takesSoftware)) {
      // Dawn would say at length what it does not find.
      process.env[respawned] = 'none';
      return undefined;
    }
    if (adapter === 'swiftshader') {
      variables[note] =
        `No Vulkan driver on this machine: WebGPU runs on the processor (SwiftShader, ${variables.VK_ICD_FILENAMES}).`;
    }
    if (Object.keys(variables).length > 0) return runAgain(name, args, variables, adapter);
    chosen = adapter;
  }
  if (chosen !== 'system' || !takesSoftware) return undefined;
  if (await findsAdapter()) return undefined;
  const software = softwareVulkan();
  if (software === null) return undefined;
  const why = `The Vulkan driver on this machine finds no graphics card: WebGPU runs on the processor (SwiftShader, ${software.VK_ICD_FILENAMES}).`;
  return runAgain(name, args, { ...software, [note]: why }, 'swiftshader');
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} variables
 * @param {string} adapter
 * @returns {Promise<number>}
 */
function runAgain(name, args, variables, adapter) {
  const env = { ...process.env, ...variables, [respawned]: adapter };
  return runProgram(process.execPath, [fileURLToPath(import.meta.url), name, ...args], {
    env,
    output: 'inherit',
    tethered: true,
  });
}

/** @param {readonly string[]} args @returns {boolean} */
function needsNoDevice(args) {
  // A log of --precision goes by the adapter's name.
  const reports = args.includes('--report') && !args.includes('--precision');
  return reports || withoutDevice.some((flag) => args.some((one) => one.split('=', 1)[0] === flag));
}

/** @param {string} one @returns {boolean} */
const isGpu = (one) => one === '--gpu' || one.startsWith('--gpu=');

/** @param {readonly string[]} args @returns {string | undefined} */
function engineOf(args) {
  const at = args.findLastIndex((one) => one === '--engine' || one.startsWith('--engine='));
  const found = args[at];
  if (found === undefined) return undefined;
  return found === '--engine' ? args[at + 1] : found.slice('--engine='.length);
}

/**
 * @param {unknown} thrown
 * @returns {number} 2 for what the person can correct, else 1
 */
function explain(thrown) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  tell(process.env.NAS_DEBUG ? (error.stack ?? error.message) : error.message);
  // By name: the class lives inside the command's bundle.
  return error.name === 'InputError' ? 2 : 1;
}

/**
 * @param {string | undefined} name
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runCommand(name, args) {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${overview()}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || !existsSync(path.join(root, command.file))) {
    tell(`There is no command "${name}".\n\n${overview()}`);
    return 2;
  }
  const why = whyNotHere();
  if (why !== undefined) {
    tell(why);
    return 2;
  }
  await ensureInstalled();
  try {
    const code =
      command.gpu && !args.includes('--help') && !args.includes('-h')
        ? await runWithVulkan(name, args)
        : undefined;
    if (code !== undefined) return code;
    const { main } = await import(pathToFileURL(await commandBundle(command.file)).href);
    return await main([...args]);
  } catch (thrown) {
    return explain(thrown);
  }
}

/**
 * Ends the process even if a device or a server still holds it, once its output is written.
 * @param {number} code
 */
export function exit(code) {
  process.exitCode = code;
  // What failed is told a moment after it was written.
  process.stdout.write('', () => setImmediate(() => process.exit(codeAfter(code))));
}

/**
 * Runs one command as all that this process does.
 * @param {string | undefined} name
 * @param {readonly string[]} args
 */
export async function runAlone(name, args) {
  watchOutput();
  if (name !== undefined && Object.hasOwn(commands, name)) standWhereStarted(scriptOf(commands[name]));
  exit(await runCommand(name, args));
}

/** @param {Command | undefined} command @returns {string} as package.json names it */
const scriptOf = (command) => command?.script.split(' ').at(-1) ?? '';

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  endWithParent();
  await runAlone(process.argv[2], process.argv.slice(3));
}
