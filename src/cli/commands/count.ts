import { InputError } from '../../base/errors.ts';
import { buildCifar, buildImagenet } from '../../network/build.ts';
import { countGraph } from '../../network/counts.ts';
import type { LayerGraph } from '../../network/graph.ts';
import { readCells } from '../text/arguments.ts';
import { integerFlag } from '../text/flags.ts';
import { commandOptions } from '../text/help.ts';

const help = `Usage: npm run -s count -- --cells CELLS --n N --f F [options]

Prints a network's parameters, trainable parameters, multiply-adds and penultimate filters as JSON.

  --cells CELLS           a preset (nasnet-a, amoebanet-a, darts-v2), a share code, a link, a JSON file or JSON
  --n N                   normal cells a stage
  --f F                   filters of the first stage
  --setting NAME          cifar or imagenet (default: cifar)
  --size PIXELS           height and width of the images (default: 32 for cifar, 224 for imagenet)
  --classes N             (default: 10 for cifar, 1000 for imagenet)
  --aux                   with the auxiliary head
  --stem-filters N        imagenet: filters of the first convolution (default: 32)
  --skip-reduction-input  imagenet: the cell after a reduction reads what the reduction read, as in the large model
  --help                  this text`;

const flags = {
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

type Flags = NonNullable<ReturnType<typeof commandOptions<typeof flags>>>;

/** Wide enough for any network that fits a machine, narrow enough that the answer comes at once. */
const ranges = {
  n: { min: 1, max: 1000 },
  f: { min: 1, max: 100_000 },
  size: { min: 1, max: 100_000 },
  classes: { min: 1, max: 10_000_000 },
  'stem-filters': { min: 1, max: 100_000 },
} as const;

/** `npm run count`: answers the exit code; throws an InputError for a bad argument. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const graph = await graphOf(given);
  const { parameters, trainable, multiplyAdds, penultimateFilters } = countGraph(graph);
  if (!Number.isSafeInteger(multiplyAdds) || !Number.isSafeInteger(parameters)) {
    throw new InputError(
      'This network is too large to be counted exactly: give a smaller --n, --f or --size.',
    );
  }
  const json = { parameters, trainable, multiplyAdds, penultimateFilters };
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  return 0;
}

async function graphOf(given: Flags): Promise<LayerGraph> {
  const { cells, setting = 'cifar' } = given;
  if (setting !== 'cifar' && setting !== 'imagenet') {
    throw new InputError(`--setting ${JSON.stringify(setting)}: give cifar or imagenet.`);
  }
  if (cells === undefined) {
    throw new InputError('--cells is missing: give a preset, a share code, a link or a JSON file.');
  }
  const isImagenet = setting === 'imagenet';
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
  const options = {
    cellsPerStage: needed('n', 'number of normal cells a stage'),
    filters: needed('f', 'filters of the first stage'),
    size: whole('size') ?? (isImagenet ? 224 : 32),
    classes: whole('classes') ?? (isImagenet ? 1000 : 10),
    auxiliary: given.aux ?? false,
  };
  const stemFilters = whole('stem-filters') ?? 32;
  const skipReductionInput = given['skip-reduction-input'] ?? false;
  const architecture = await readCells(cells);
  return isImagenet
    ? buildImagenet(architecture, { ...options, stemFilters, skipReductionInput })
    : buildCifar(architecture, options);
}
