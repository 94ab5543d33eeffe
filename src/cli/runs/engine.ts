import { availableParallelism } from 'node:os';
import { isSoftware } from '../../base/adapterName.ts';
import { clauseOf, InputError, messageOf, SetupError } from '../../base/errors.ts';
import { MOST_THREADS } from '../../base/processor.ts';
import type { OpenBackend } from '../../engine/backend.ts';
import type { EngineKind, Executor } from '../../engine/executor.ts';
import { openNodeGpu } from '../../engine/nodeGpu.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { Way } from '../../engine/webgpu/ways.ts';
import { chooseDevice, type DeviceWish } from '../../worker/laboratory/devices/choose.ts';
import type { Device, DeviceSources, GraphicsBackend } from '../../worker/laboratory/devices/device.ts';
import { openProcessor } from '../../worker/laboratory/devices/processor.ts';
import { tell } from '../bootstrap/folders.mjs';
import { integerFlag } from '../text/flags.ts';

export const engineFlags = { engine: { type: 'string' }, threads: { type: 'string' } } as const;

/** `indent`: the column in which a command's explanations begin. */
export const engineHelp = (indent: number): string =>
  [
    [
      '--engine NAME',
      'compiled (WebGPU), wasm (on the processor) or reference (tfjs); default: compiled where',
    ],
    ['', 'there is a graphics card, else wasm'],
    [
      '--threads N',
      'of wasm, which it chooses (default: all of this machine); any number gives the same figures',
    ],
  ]
    .map(([option = '', text]) => `  ${option}`.padEnd(indent) + text)
    .join('\n');

export const gpuFlags = { gpu: { type: 'string' } } as const;

export const gpuHelp = (indent: number): string =>
  [
    ['--gpu NAME', 'the graphics card whose name has NAME in it, where there are several; a name that there'],
    ['', 'is not is answered with those that there are'],
  ]
    .map(([option = '', text]) => `  ${option}`.padEnd(indent) + text)
    .join('\n');

export interface EngineFlags {
  readonly engine?: string | undefined;
  readonly threads?: string | undefined;
  readonly gpu?: string | undefined;
}

export interface EngineChoice {
  /** Null: a person leaves it to the machine. */
  readonly engine: EngineKind | null;
  readonly threads: number;
  /** What the graphics card's name has in it; absent: the machine chooses. */
  readonly gpu?: string;
  /** Of the compiled engine that was asked for; absent: as the kind of adapter works. */
  readonly way?: Way;
}

/** Throws an InputError where the options do not go together. */
export function engineChoice(given: EngineFlags): EngineChoice {
  const { engine, gpu } = given;
  if (engine !== undefined && !isEngineKind(engine)) {
    throw new InputError(`--engine ${engine}: give compiled, wasm or reference.`);
  }
  const threads = integerFlag('threads', given.threads, { min: 1, max: MOST_THREADS });
  if (threads !== undefined && engine !== undefined && engine !== 'wasm') {
    throw new InputError(
      '--threads only goes with --engine wasm: the other engines divide their work themselves.',
    );
  }
  if (gpu !== undefined && (gpu.trim() === '' || threads !== undefined || engine === 'wasm')) {
    throw new InputError(
      gpu.trim() === ''
        ? '--gpu needs a part of a graphics card’s name.'
        : '--gpu names a graphics card, which --engine wasm and --threads leave alone: give one of them.',
    );
  }
  return {
    ...(gpu !== undefined && { gpu }),
    // Whoever names a card wants no other place.
    engine: engine ?? (gpu !== undefined ? 'compiled' : threads === undefined ? null : 'wasm'),
    threads: threads ?? Math.min(MOST_THREADS, availableParallelism()),
  };
}

const ENGINES: readonly string[] = ['compiled', 'wasm', 'reference'] satisfies readonly EngineKind[];

const isEngineKind = (text: string): text is EngineKind => ENGINES.includes(text);

/** A command's device: of the engine that was asked for, else what the page would take here. */
export async function openDevice(
  { engine, threads, gpu, way }: EngineChoice,
  backend: DeviceWish['backend'] = null,
): Promise<Device> {
  if (engine === null) return chooseDevice({ place: 'automatic', backend }, nodeDevices(threads));
  if (engine === 'wasm') return openProcessor(() => openNodeCrew(threads));
  const order: readonly GraphicsBackend[] = engine === 'compiled' ? ['webgpu'] : ['webgpu', 'cpu'];
  try {
    return await openOnTfjs(backend === null || backend === 'wasm' ? order : [backend], engine, gpu, way);
  } catch (thrown) {
    if (engine !== 'compiled' || backend !== null) throw thrown;
    if (gpu !== undefined) throw new SetupError(`--gpu ${gpu}: ${noneOfThatName(gpu, thrown)}`);
    throw new SetupError(`--engine compiled needs a WebGPU adapter: ${messageOf(thrown)}`);
  }
}

/** WebGPU, with what `bootstrap/run.mjs` has found to be said of where it runs. */
function openGpu(wanted?: string): ReturnType<typeof openNodeGpu> {
  tellVulkanNote();
  return openNodeGpu(wanted);
}

/** Once, on what WebGPU runs: before it is opened here, or by processes that this one starts. */
export function tellVulkanNote(): void {
  const { NAS_VULKAN_NOTE: note } = process.env;
  if (note) tell(note);
  delete process.env.NAS_VULKAN_NOTE;
}

/** Dawn lists what there is, a line each. */
export function noneOfThatName(wanted: string, thrown: unknown): string {
  const names = [...messageOf(thrown).matchAll(/^ \* backend: .*, name: '(.*)'$/gm)].map(([, name]) => name);
  if (names.length === 0) return `${clauseOf(thrown)}.`;
  return `no graphics card has ${JSON.stringify(wanted)} in its name; there are: ${[...new Set(names)].join(', ')}.`;
}

/** The graphics adapter alone, for who opens engines on it himself. Throws an InputError, which begins with `wanting`, where there is none. */
export async function openAdapter(wanting: string): Promise<OpenBackend> {
  const [gpu, { openBackend }] = await Promise.all([openGpu(), import('../../engine/backend.ts')]);
  return openBackend({ gpu, order: ['webgpu'] }).catch((thrown: unknown) => {
    throw new InputError(`${wanting} needs a WebGPU adapter: ${messageOf(thrown)}`);
  });
}

/** The executor alone, for commands that train without a search; what is to be said of it is said. */
export async function openEngine(choice: EngineChoice): Promise<Executor> {
  const { executor, warning } = await openDevice(choice);
  if (warning !== undefined) tell(`Warning: ${warning}`);
  return executor;
}

const nodeDevices = (threads: number): DeviceSources => ({
  async findAdapter() {
    // As src/cli/bootstrap/run.mjs has found.
    if (process.env.NAS_VULKAN === 'none') return 'none';
    const gpu = await openNodeGpu();
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return 'none';
    return isSoftware(adapter.info) ? 'software' : 'real';
  },
  graphics: (order) => openOnTfjs(order.filter((backend) => backend !== 'webgl')),
  processor: () => openProcessor(() => openNodeCrew(threads)),
});

/** tfjs takes half a second to load. */
async function openOnTfjs(
  order: readonly GraphicsBackend[],
  engine?: Exclude<EngineKind, 'wasm'>,
  wanted?: string,
  way?: Way,
): Promise<Device> {
  const [gpu, { openGraphics }] = await Promise.all([
    order.includes('webgpu') ? openGpu(wanted) : null,
    import('../../worker/laboratory/devices/graphics.ts'),
  ]);
  return openGraphics(gpu, order, engine, way);
}
