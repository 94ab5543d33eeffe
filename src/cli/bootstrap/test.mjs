// @ts-check
/** `npm test`: every check there is, in order, and one closing line that adds them up. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from './child.mjs';
import {
  add,
  closingLine,
  failure,
  none,
  playwrightCounts,
  readReport,
  success,
  vitestCounts,
} from './counts.mjs';
import { cacheFolder, root, tell, whyNotHere } from './folders.mjs';
import { getChromium } from './graphics/chromium.mjs';
import { vulkanForNode } from './graphics/vulkan.mjs';
import { ensureInstalled } from './install.mjs';
import { exit } from './run.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ full: boolean, filters: string[] }} Choice */
/** @typedef {{ title: string, run: (choice: Choice) => Promise<Counts> }} Stage */

const reports = path.join(cacheFolder, 'reports');

/**
 * Runs a tool of node_modules.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
function runTool(script, args, env) {
  const file = path.join(root, 'node_modules', script);
  return runProgram(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    output: 'inherit',
  });
}

/** @param {string} script @param {readonly string[]} args */
const check = async (script, args) => ((await runTool(script, args)) === 0 ? success : failure);

/**
 * Runs a test runner and reads its own report.
 * @param {string} name
 * @param {(report: string) => Promise<number>} run
 * @param {(report: any) => Counts} count
 * @returns {Promise<Counts>}
 */
async function counted(name, run, count) {
  const file = path.join(reports, `${name}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(file, { force: true });
  const code = await run(file);
  const counts = existsSync(file) ? count(readReport(file)) : none;
  // A runner that ends badly without naming a test has failed all the same.
  return code !== 0 && counts.failed === 0 ? add(counts, failure) : counts;
}

/** @type {Promise<string | undefined> | undefined} */
let gettingChromium;
const chromiumOnce = () => (gettingChromium ??= getChromium());

/** @returns {Promise<import('./graphics/vulkan.mjs').VulkanChoice>} */
async function vulkanForTests() {
  const found = vulkanForNode();
  if (found.adapter !== 'none') return found;
  // Chromium brings the software driver too.
  await chromiumOnce();
  return vulkanForNode();
}

/** @param {Choice} choice @returns {Promise<Counts>} */
async function unitTests({ full, filters }) {
  const { variables, adapter } = await vulkanForTests();
  tell(
    `WebGPU in Node: ${adapter === 'swiftshader' ? `SwiftShader (${variables.VK_ICD_FILENAMES})` : adapter}`,
  );
  const env = {
    ...variables,
    ...(adapter === 'swiftshader' ? { NAS_REQUIRE_WEBGPU: '1' } : {}),
    ...(full ? { NAS_FULL: '1' } : {}),
  };
  return counted(
    'unit',
    (file) =>
      runTool(
        'vitest/vitest.mjs',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters],
        env,
      ),
    vitestCounts,
  );
}

/** @param {Choice} choice @returns {Promise<Counts>} */
async function browserTests({ full, filters }) {
  const chromium = await chromiumOnce();
  if (chromium === undefined) {
    tell(
      'No Chromium can be had: none is installed, and neither Playwright nor the system could get one. Install Chrome or Chromium, or name one in CHROME_PATH, and run this again.',
    );
    return failure;
  }
  tell(`Browser: ${chromium}`);
  const env = { CHROME_PATH: chromium, ...(full ? { NAS_FULL: '1' } : {}) };
  return counted(
    'browser',
    (file) =>
      runTool('playwright/cli.js', ['test', '--reporter=list,json', ...filters], {
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      }),
    playwrightCounts,
  );
}

/** Not counted: tests that need the images say so themselves. */
async function prepareData() {
  const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
  const code = await runProgram(process.execPath, [runner, 'prepare'], { cwd: root });
  if (code !== 0) tell('CIFAR-10 is not there; tests that need its images will fail.');
  return none;
}

/** @type {Record<string, Stage>} */
const stages = {
  types: { title: 'Type check', run: () => check('typescript/bin/tsc', ['--noEmit']) },
  lint: { title: 'Lint', run: () => check('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']) },
  dead: { title: 'Dead code', run: () => check('knip/bin/knip.js', []) },
  floors: { title: 'Floors', run: () => check('dependency-cruiser/bin/dependency-cruise.mjs', ['src']) },
  data: { title: 'Data', run: prepareData },
  unit: { title: 'Unit tests', run: unitTests },
  browser: { title: 'Browser tests', run: browserTests },
};

const help = `Usage: npm test -- [options] [filters]

Runs, in order:
${Object.entries(stages)
  .map(([name, { title }]) => `  ${name.padEnd(9)}${title}`)
  .join('\n')}

  --only A,B    only these
  --full        also the tests that take long (npm run test:full)
  filters       given to the unit and the browser tests, which then run only files that match`;

/** @param {readonly string[]} args */
function parseChoice(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      full: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const only = values.only?.flatMap((names) => names.split(',')) ?? Object.keys(stages);
  const unknown = only.find((name) => !Object.hasOwn(stages, name));
  if (unknown !== undefined)
    throw new Error(`--only ${unknown}: there are ${Object.keys(stages).join(', ')}`);
  return { only, full: values.full, filters: positionals, help: values.help };
}

/** @param {readonly string[]} args @returns {Promise<number>} */
async function main(args) {
  let choice;
  try {
    choice = parseChoice(args);
  } catch (error) {
    tell(/** @type {Error} */ (error).message);
    return 2;
  }
  if (choice.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const why = whyNotHere();
  if (why !== undefined) {
    tell(why);
    return 2;
  }
  await ensureInstalled();
  const wanted = choice.only.includes('browser') ? [...choice.only, 'data'] : choice.only;
  let total = none;
  /** @type {string[]} */
  const summary = [];
  for (const [name, { title, run }] of Object.entries(stages)) {
    if (!wanted.includes(name)) continue;
    process.stdout.write(`\n── ${title} ──\n`);
    const started = Date.now();
    let counts = failure;
    try {
      counts = await run(choice);
    } catch (error) {
      tell(/** @type {Error} */ (error).message);
    }
    total = add(total, counts);
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    summary.push(
      `${counts.failed > 0 ? '✗' : '✓'} ${title.padEnd(14)}${seconds.padStart(9)}   ${closingLine(counts)}`,
    );
  }
  process.stdout.write(`\n${summary.join('\n')}\n\n${closingLine(total)}\n`);
  return total.failed > 0 ? 1 : 0;
}

exit(await main(process.argv.slice(2)));
