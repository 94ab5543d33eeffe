import type { CDPSession, Page, Worker } from 'playwright';
import { InputError } from '../../../base/errors.ts';
import { PRESET_SETTINGS, type Settings } from '../../../settings/settings.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { launchChromium } from '../../site/gpuBrowser.ts';
import { cachedPage, dataFolder } from '../../site/page.ts';
import { listen } from '../../site/server.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';

const help = `Usage: npm run soak -- [options]

Trains 200 tiny children in one page, in searches of 20, and measures after each search what the page and its
worker hold: bytes of GPU buffers or of the processor's memories, and of the JavaScript heaps once garbage is collected, without compiled code,
which the browser makes more of the longer a page runs. Fails where the last figure is more than 5 % above the
first.

  --searches N   searches of 20 children (default: 10)
  --place NAME   gpu, which may be a program on the processor, or processor (default: gpu)
  --help`;

/** Nothing here is about accuracy: the least that has every kind of buffer, on images made in code. */
const settings: Settings = {
  ...PRESET_SETTINGS.demo.settings,
  strategy: 'random',
  trials: 20,
  blocks: 1,
  operations: ['conv_1x1', 'sepconv_3x3', 'maxpool_3x3', 'identity'],
  filters: 2,
  epochs: 1,
  batch: 10,
  imageSize: 32,
  dataset: 'synthetic',
  trainImages: 10,
  validationImages: 10,
};

const SEARCH_WORKER = /\/searchWorker-[^/]*\.js$/;
const ALLOWED = 0.05;
const PATIENCE = 20 * 60_000;

interface Held {
  readonly device: number;
  readonly page: number;
  readonly worker: number;
}

/** `npm run soak`: answers the exit code, 1 where something grew. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, {
    searches: { type: 'string' },
    place: { type: 'string' },
  });
  if (given === null) return 0;
  const searches = integerFlag('searches', given.searches, { min: 1, max: 1000 }) ?? 10;
  if (searches < 2) throw new InputError('--searches 1: there is nothing to compare; give at least 2.');
  const place = given.place ?? 'gpu';
  if (place !== 'gpu' && place !== 'processor')
    throw new InputError(`--place ${place}: give gpu or processor.`);
  const server = await listen({ site: await cachedPage(), data: dataFolder }, 'localhost', 0);
  const browser = await launchChromium('software');
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const memory = { version: 1, settings, pinned: [], randomRewards: {}, theme: 'light', place };
    await page.addInitScript(
      (stored) => localStorage.setItem('nas-playground', stored),
      JSON.stringify(memory),
    );
    await page.route(SEARCH_WORKER, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: `(${place === 'gpu' ? countBuffers : countMemories})();\n${await response.text()}`,
      });
    });
    await page.goto(`http://localhost:${server.port}/`);
    const session = await page.context().newCDPSession(page);
    const heaps = await watchHeaps(session);
    const measured: Held[] = [];
    for (let search = 1; search <= searches; search++) {
      await run(page, search);
      const worker = page.workers().find((one) => SEARCH_WORKER.test(one.url()));
      if (worker === undefined) throw new Error('the search worker was not found');
      // Heaps first: to measure them collects garbage.
      const heap = await heaps();
      const held = { device: await deviceBytes(worker), ...heap };
      measured.push(held);
      tell(`${search * settings.trials} children: ${describe(held)}`);
    }
    return judge(measured);
  } finally {
    await browser.close();
    server.close();
  }
}

/** The `search`-th one, from 1. A short one is over before a Pause button can be seen: the list of runs tells that it began. */
async function run(page: Page, search: number): Promise<void> {
  const start = page.getByRole('button', { name: 'Start search', exact: true });
  await start.click();
  await page.getByRole('button', { name: `Runs (${search})`, exact: true }).waitFor();
  await start.waitFor({ timeout: PATIENCE });
  const trials = await page.locator('[data-trial]').count();
  const other = page.getByText(/Children train on (WebGL|the CPU|the reference engine)/);
  if ((await other.count()) > 0)
    throw new Error(`not on the compiled engine: ${await other.first().textContent()}`);
  if (trials !== settings.trials) throw new Error(`the search ended with ${trials} trials`);
}

/**
 * Counts the bytes of all buffers that are made and not destroyed from now on. Put as text before the worker's own script,
 * so that no buffer is missed; it must not use anything of this module.
 */
function countBuffers(): void {
  const sizes = new WeakMap<GPUBuffer, number>();
  const scope = self as unknown as Counts;
  let bytes = 0;
  scope.made = 0;
  scope.liveBytes = () => bytes;
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    sizes.set(buffer, descriptor.size);
    bytes += descriptor.size;
    scope.made++;
    return buffer;
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    bytes -= sizes.get(this) ?? 0;
    sizes.delete(this);
    return destroy.call(this);
  };
}

/** The same of WebAssembly's memories that nobody has let go of, once garbage is collected. */
function countMemories(): void {
  const scope = self as unknown as Counts;
  const memories: WeakRef<WebAssembly.Memory>[] = [];
  scope.made = 0;
  scope.liveBytes = () => memories.reduce((sum, one) => sum + (one.deref()?.buffer.byteLength ?? 0), 0);
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(Memory, [descriptor]) {
      const memory = new Memory(descriptor);
      memories.push(new WeakRef(memory));
      scope.made++;
      return memory;
    },
  });
}

/** What the worker's global object has besides. */
interface Counts {
  made: number;
  liveBytes: () => number;
}

/** Throws where none was ever counted: then the figure would mean nothing. */
const deviceBytes = (worker: Worker): Promise<number> =>
  worker.evaluate(() => {
    const { liveBytes, made } = self as unknown as Counts;
    if (made === 0) throw new Error('no buffer and no memory was counted');
    return liveBytes();
  });

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly chunk?: string };
}

/** Bytes of the page's heap and of its search worker's, from snapshots, which collect garbage first. */
async function watchHeaps(session: CDPSession): Promise<() => Promise<Omit<Held, 'device'>>> {
  let worker: string | undefined;
  let hear = (_: Answer): void => {};
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker' && SEARCH_WORKER.test(targetInfo.url)) worker = sessionId;
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => hear(JSON.parse(message)));
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const ofPage = async (): Promise<string> => {
    let text = '';
    const collect = ({ chunk }: { readonly chunk: string }): void => {
      text += chunk;
    };
    session.on('HeapProfiler.addHeapSnapshotChunk', collect);
    await session.send('HeapProfiler.takeHeapSnapshot');
    session.off('HeapProfiler.addHeapSnapshotChunk', collect);
    return text;
  };
  const ofWorker = (sessionId: string): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      hear = ({ id, params }) => {
        text += params?.chunk ?? '';
        if (id === 1) resolve(text);
      };
      const message = JSON.stringify({ id: 1, method: 'HeapProfiler.takeHeapSnapshot' });
      void session.send('Target.sendMessageToTarget', { sessionId, message });
    });
  return async () => {
    if (worker === undefined) throw new Error('the search worker was not found');
    return { page: objectBytes(await ofPage()), worker: objectBytes(await ofWorker(worker)) };
  };
}

/** The script engine compiles and specialises code for as long as a page runs; that is not what the page holds. */
function objectBytes(snapshot: string): number {
  const { nodes, snapshot: head } = JSON.parse(snapshot) as {
    nodes: number[];
    snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  };
  const { node_fields: fields, node_types: types } = head.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const code = types[0].indexOf('code');
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (nodes[node + type] !== code) bytes += nodes[node + size]!;
  }
  return bytes;
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000).toLocaleString('en-US')} kB`;

const describe = ({ device, page, worker }: Held): string =>
  `device ${kilobytes(device)}, heap of the page ${kilobytes(page)}, of the worker ${kilobytes(worker)}`;

function judge(measured: readonly Held[]): number {
  const first = measured[0] as Held;
  const last = measured.at(-1) as Held;
  const heap = ({ page, worker }: Held): number => page + worker;
  const figures = [
    ['buffers of the device', first.device, last.device],
    ['JavaScript heap', heap(first), heap(last)],
  ] as const;
  let failed = false;
  for (const [what, before, after] of figures) {
    const growth = before === 0 ? (after === 0 ? 0 : Number.POSITIVE_INFINITY) : after / before - 1;
    const grew = !(growth <= ALLOWED);
    failed ||= grew;
    const percent = `${growth >= 0 ? '+' : '−'}${Math.abs(100 * growth).toFixed(1)} %`;
    process.stdout.write(
      `${grew ? '✗' : '✓'} ${what}: ${kilobytes(before)} after the first search, ${kilobytes(after)} at the end (${percent})\n`,
    );
  }
  return failed ? 1 : 0;
}
