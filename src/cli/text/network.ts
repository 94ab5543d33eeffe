/** How commands are told a network: its cells, and what is built of them. */
import { InputError } from '../../base/errors.ts';
import { formatArchitecture } from '../../codecs/architectureJson.ts';
import type { ExportedNetwork } from '../../exports/exported.ts';
import { exportedGraph } from '../../exports/exportedGraph.ts';
import type { LayerGraph } from '../../network/graph.ts';
import { type Architecture, withOutputs } from '../../space/architecture.ts';
import { givenCells } from './arguments.ts';
import { integerFlag } from './flags.ts';

export const networkFlags = {
  cells: { type: 'string' },
  n: { type: 'string' },
  f: { type: 'string' },
  setting: { type: 'string' },
  size: { type: 'string' },
  classes: { type: 'string' },
  aux: { type: 'boolean' },
  'stem-filters': { type: 'string' },
  'skip-reduction-input': { type: 'boolean' },
} as const;

/** What the options but --cells take, for --help. */
export const networkHelp = `  --n N                   normal cells a stage
  --f F                   filters of the first stage
  --setting NAME          cifar or imagenet (default: cifar)
  --size PIXELS           height and width of the images (default: 32 for cifar, 224 for imagenet)
  --classes N             (default: 10 for cifar, 1000 for imagenet)
  --aux                   with the auxiliary head
  --stem-filters N        imagenet: filters of the first convolution (default: 32)
  --skip-reduction-input  imagenet: the cell after a reduction reads what the reduction read, as in the large model`;

export interface NetworkOptions {
  readonly cells?: string | undefined;
  readonly n?: string | undefined;
  readonly f?: string | undefined;
  readonly setting?: string | undefined;
  readonly size?: string | undefined;
  readonly classes?: string | undefined;
  readonly aux?: boolean | undefined;
  readonly 'stem-filters'?: string | undefined;
  readonly 'skip-reduction-input'?: boolean | undefined;
}

export interface GivenNetwork {
  readonly architecture: Architecture;
  readonly network: ExportedNetwork;
  readonly graph: LayerGraph;
}

/** Wide enough for any network that fits a machine, narrow enough that the answer comes at once. */
const ranges = {
  n: { min: 1, max: 1000 },
  f: { min: 1, max: 100_000 },
  size: { min: 1, max: 100_000 },
  classes: { min: 1, max: 10_000_000 },
  'stem-filters': { min: 1, max: 100_000 },
} as const;

export function needCells(cells: string | undefined): string {
  if (cells !== undefined) return cells;
  throw new InputError('--cells is missing: give a preset, a share code, a link or a file.');
}

/** The network that the options name. Throws an InputError for what is missing, out of range or doesn't fit. */
export async function givenNetwork(given: NetworkOptions): Promise<GivenNetwork> {
  const written = needCells(given.cells);
  const network = networkOf(given);
  const architecture = await givenCells(written);
  return { architecture, network, graph: exportedGraph(architecture, network) };
}

function networkOf(given: NetworkOptions): ExportedNetwork {
  const isImagenet = settingOf(given) === 'imagenet';
  for (const name of ['stem-filters', 'skip-reduction-input'] as const) {
    if (given[name] !== undefined && !isImagenet) {
      throw new InputError(`--${name} belongs to --setting imagenet: leave it out for cifar.`);
    }
  }
  const whole = (name: keyof typeof ranges): number | undefined =>
    integerFlag(name, given[name], ranges[name]);
  const needed = (name: 'n' | 'f', what: string): number => {
    const value = whole(name);
    if (value === undefined) throw new InputError(`--${name} is missing: give the ${what}.`);
    return value;
  };
  const network = {
    cellsPerStage: needed('n', 'number of normal cells a stage'),
    filters: needed('f', 'filters of the first stage'),
    size: whole('size') ?? (isImagenet ? 224 : 32),
    classes: whole('classes') ?? (isImagenet ? 1000 : 10),
    auxiliary: given.aux ?? false,
  };
  if (!isImagenet) return { setting: 'cifar', ...network };
  const stemFilters = whole('stem-filters') ?? 32;
  return {
    setting: 'imagenet',
    ...network,
    stemFilters,
    skipReductionInput: given['skip-reduction-input'] ?? false,
  };
}

function settingOf({ setting = 'cifar' }: NetworkOptions): 'cifar' | 'imagenet' {
  if (setting === 'cifar' || setting === 'imagenet') return setting;
  throw new InputError(`--setting ${JSON.stringify(setting)}: give cifar or imagenet.`);
}

/**
 * Throws an InputError where an option says something else than a network that is already known: a file's, which needs
 * none of them.
 */
export async function checkGiven(
  given: NetworkOptions,
  { architecture, network }: Pick<GivenNetwork, 'architecture' | 'network'>,
  file: string,
): Promise<void> {
  const refused = (flag: string, is: string): InputError =>
    new InputError(`--${flag} says something else than ${JSON.stringify(file)}, where ${is}: leave it out.`);
  if (given.setting !== undefined && settingOf(given) !== network.setting)
    throw refused('setting', `it is ${network.setting}`);
  const numbers = {
    n: network.cellsPerStage,
    f: network.filters,
    size: network.size,
    classes: network.classes,
    'stem-filters': network.stemFilters,
  };
  for (const [flag, is] of Object.entries(numbers) as [keyof typeof ranges, number | undefined][]) {
    const said = integerFlag(flag, given[flag], ranges[flag]);
    if (said !== undefined && said !== is)
      throw refused(flag, is === undefined ? 'there are none' : `it is ${is}`);
  }
  if (given.aux && !network.auxiliary) throw refused('aux', 'there is no auxiliary head');
  if (given['skip-reduction-input'] && !network.skipReductionInput)
    throw refused('skip-reduction-input', 'it is not so');
  if (given.cells === undefined) return;
  const cells = await givenCells(given.cells);
  if (formatArchitecture(withOutputs(cells)) !== formatArchitecture(withOutputs(architecture)))
    throw refused('cells', 'the cells are others');
}
