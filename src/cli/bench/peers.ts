/** `npm run bench -- --peers`: both engines of ours beside tfjs and jax-js, in one Chromium, on one adapter. */
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { InputError, messageOf } from '../../base/errors.ts';
import { kernels } from '../bootstrap/assembly.mjs';
import { cachedFolder, fingerprint } from '../bootstrap/cached.mjs';
import { root, tell } from '../bootstrap/folders.mjs';
import { launchChromium } from '../site/gpuBrowser.ts';
import { dataFolder } from '../site/page.ts';
import { listen } from '../site/server.ts';
import { integerFlag } from '../text/flags.ts';
import { tableLines } from '../text/table.ts';
import {
  type Depthwise,
  ENGINES,
  type FoundAdapter,
  type Measurement,
  type PeerEngine,
  type Stack,
} from './peers/contract.ts';
import { disagreement } from './peers/disagreement.ts';

/** Those of every table, so that tables can be compared. */
const usual: readonly Stack[] = [
  { layers: 8, channels: 16, kernel: 5, batch: 32 },
  { layers: 4, channels: 8, kernel: 3, batch: 32 },
];

interface PeerRow extends Stack {
  readonly engine: PeerEngine;
  /** Median of the measured steps. */
  readonly stepMs: number;
  /** How jax-js was given the depthwise convolutions: the faster of its two ways. */
  readonly depthwise?: Depthwise;
}

export interface PeerTable {
  readonly adapter: string;
  readonly browser: string;
  readonly rows: readonly PeerRow[];
}

/** The usual stacks, or the one that is described; what is left out is as in the first of them. */
export function chooseStacks(given: {
  readonly layers?: string | undefined;
  readonly channels?: string | undefined;
  readonly kernel?: string | undefined;
  readonly batch?: string | undefined;
}): readonly Stack[] {
  const { layers, channels, kernel, batch } = given;
  if ([layers, channels, kernel, batch].every((text) => text === undefined)) return usual;
  const [first] = usual as [Stack];
  const stack = {
    layers: integerFlag('layers', layers, { min: 1, max: 64 }) ?? first.layers,
    channels: integerFlag('channels', channels, { min: 1, max: 1024 }) ?? first.channels,
    kernel: integerFlag('kernel', kernel, { min: 1, max: 31 }) ?? first.kernel,
    batch: integerFlag('batch', batch, { min: 1, max: 4096 }) ?? first.batch,
  };
  if (stack.kernel % 2 === 0) {
    throw new InputError(`--kernel ${stack.kernel}: give an odd number, whose middle is a pixel.`);
  }
  return [stack];
}

/** Measures every stack on every engine; throws where two engines do not compute the same function. */
export async function measurePeers(stacks: readonly Stack[], steps: number): Promise<PeerTable> {
  const server = await listen({ site: await peersPage(), data: dataFolder }, 'localhost', 0);
  try {
    const { browser, adapter, address } = await openAdapter(`http://localhost:${server.port}/`);
    try {
      const rows: PeerRow[] = [];
      for (const stack of stacks) rows.push(...(await measureStack(browser, address, adapter, stack, steps)));
      return { adapter: adapter.name, browser: `Chromium ${browser.version()}`, rows };
    } finally {
      await browser.close();
    }
  } finally {
    server.close();
  }
}

export function peerLines({ adapter, browser, rows }: PeerTable): string[] {
  const head = ['layers', 'channels', 'kernel', 'batch', 'engine', 'ms/step', 'depthwise'];
  const cells = rows.map(({ layers, channels, kernel, batch, engine, stepMs, depthwise }) => [
    String(layers),
    String(channels),
    `${kernel} x ${kernel}`,
    String(batch),
    engine,
    stepMs.toFixed(1),
    depthwise ?? 'its own',
  ]);
  return [
    `${adapter}, ${browser}`,
    ...tableLines(head, cells),
    'A step: loss and every gradient; of the compiled engine and of wasm also the batch from bytes and the update of the weights.',
  ];
}

/** They compute elsewhere than the others. */
const ON_PROCESSOR: ReadonlySet<PeerEngine> = new Set(['jax-js-wasm', 'wasm']);

async function measureStack(
  browser: Browser,
  address: string,
  adapter: FoundAdapter,
  stack: Stack,
  steps: number,
): Promise<PeerRow[]> {
  const rows: PeerRow[] = [];
  let first: (Measurement & { readonly engine: PeerEngine }) | undefined;
  for (const engine of ENGINES) {
    const { layers, channels, kernel, batch } = stack;
    tell(`${engine}: ${layers} layers, ${channels} channels, ${kernel} x ${kernel}, batch ${batch} …`);
    const measured = { engine, ...(await measure(browser, address, engine, stack, steps)) };
    if (!ON_PROCESSOR.has(engine) && measured.adapter !== adapter.name) {
      throw new Error(`${engine} runs on ${measured.adapter}, the others on ${adapter.name}.`);
    }
    first ??= measured;
    const difference = disagreement(measured, first);
    if (difference !== null) throw new Error(difference);
    const { stepMs, depthwise: way } = measured;
    rows.push({ engine, ...stack, stepMs, ...(way === undefined ? {} : { depthwise: way }) });
  }
  return rows;
}

/** In a page of its own: no engine pays for another's memory. */
async function measure(
  browser: Browser,
  address: string,
  engine: PeerEngine,
  stack: Stack,
  steps: number,
): Promise<Measurement> {
  const page = await openPage(browser, address);
  try {
    return await page.evaluate(([engine, stack, steps]) => globalThis.peers.measure(engine, stack, steps), [
      engine,
      stack,
      steps,
    ] as const);
  } catch (thrown) {
    throw new Error(`${engine} cannot compute the stack: ${messageOf(thrown)}`);
  } finally {
    await page.close();
  }
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: 'load' });
  return page;
}

/** A browser with a real adapter, where the machine has one; else with the software adapter. */
async function openAdapter(
  address: string,
): Promise<{ browser: Browser; adapter: FoundAdapter; address: string }> {
  for (const kind of ['hardware', 'software'] as const) {
    const browser = await launchChromium(kind);
    const page = await openPage(browser, address);
    const adapter = await page.evaluate(() => globalThis.peers.findAdapter());
    await page.close();
    if (adapter && (kind === 'software' || !adapter.software)) return { browser, adapter, address };
    await browser.close();
  }
  throw new InputError(
    'Chromium has no WebGPU adapter on this machine, not even its own on the processor: update it, or name another Chrome or Chromium in CHROME_PATH.',
  );
}

/** The page of peers/, built once for each state of the sources. */
function peersPage(): Promise<string> {
  const sources = ['src', 'package.json', 'package-lock.json', 'tsconfig.json'];
  const notInIt = ['src/app', 'src/ui', 'src/charts', 'src/store'];
  return cachedFolder({
    kind: 'site',
    name: 'peers',
    key: fingerprint(sources, { except: notInIt }),
    build: async (outDir) => {
      const { build } = await import('vite');
      await build({
        root: path.join(root, 'src', 'cli', 'bench', 'peers'),
        configFile: false,
        logLevel: 'error',
        publicDir: false,
        plugins: [kernels()],
        worker: { format: 'es', plugins: () => [kernels()] },
        build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 5000 },
      });
    },
  });
}
