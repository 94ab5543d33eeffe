/** `npm run export`: a network with its weights as files of other frameworks, without a browser. */
import { unzipSync } from 'fflate';
import manifest from '../../../../package.json' with { type: 'json' };
import { InputError } from '../../../base/errors.ts';
import { fail, ok, type Result } from '../../../base/result.ts';
import type { WeightsOrigin } from '../../../codecs/origin.ts';
import { cifar10 } from '../../../data/cifar10/info.ts';
import { exportedCounts } from '../../../exports/counts.ts';
import { drawnWeights } from '../../../exports/drawnWeights.ts';
import type { ExportedChild, ExportedImages } from '../../../exports/exported.ts';
import { EXPORT_FORMATS, type ExportFormat, isOneFile, writeFormat } from '../../../exports/formats.ts';
import { readExported } from '../../../exports/pytorch/weightsFile.ts';
import { countGraph } from '../../../network/counts.ts';
import { sameGraph } from '../../../space/canonical.ts';
import { CELL_PRESETS } from '../../../space/presets.ts';
import { readRegularFile } from '../../../storage/files/textFile.ts';
import { cellsHelp } from '../../text/arguments.ts';
import { checkPlace, writeExport } from '../../text/exportFiles.ts';
import { commandOptions } from '../../text/help.ts';
import {
  checkGiven,
  type GivenNetwork,
  givenNetwork,
  networkFlags,
  networkHelp,
} from '../../text/network.ts';

const help = `Usage: npm run -s export -- --cells CELLS --n N --f F --weights WEIGHTS --to FORMAT --out PATH [options]

Writes a network with its weights for other programs. All formats compute the same scores, before softmax, of normalised
images.

${cellsHelp(26)}
  --weights WEIGHTS       seed:N draws all weights from a seed, running statistics too: not trained; or a file,
                          weights.safetensors of an export or a zip that holds it, which says its cells and its
                          network itself
  --to FORMAT             onnx (one file), pytorch (a folder: model.py, weights.safetensors), tfjs (a folder: model.json
                          and shards) or zip (all three, with the cells and a README)
  --out PATH              the file or folder to write; of what is there only files of the same names are overwritten
${networkHelp}
  -h, --help              this text`;

const flags = {
  ...networkFlags,
  weights: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
} as const;

/** ImageNet's usual ones (of its training images): the playground itself has no ImageNet. */
const IMAGENET_IMAGES: ExportedImages = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
const CIFAR_IMAGES: ExportedImages = { mean: cifar10.mean, deviation: cifar10.deviation };

/** Of ten classes they are CIFAR-10's: `model.py` trains on it no network that does not say so. */
function imagesOf({ setting, classes }: ExportedChild['network']): ExportedImages {
  if (setting === 'imagenet') return IMAGENET_IMAGES;
  return classes === cifar10.classes.length ? { ...CIFAR_IMAGES, classNames: cifar10.classes } : CIFAR_IMAGES;
}

/** In 32-bit numbers: an ONNX file holds less than 2 GiB, and a zip, which has them three times, less than 4 GiB. */
const MOST_PARAMETERS = 500_000_000;
const MOST_ZIPPED = 350_000_000;
/** Of a file of weights, or a zip of them. */
const MOST_BYTES = 2 ** 31;

/** Answers the exit code; throws an InputError for a bad argument. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const format = formatOf(given.to);
  if (given.out === undefined)
    throw new InputError('--out is missing: name the file or folder to write, as in --out child.onnx.');
  if (given.weights === undefined)
    throw new InputError('--weights is missing: give seed:1, or a file weights.safetensors of an export.');
  await checkPlace(given.out, isOneFile(format));
  const seed = seedOf(given.weights);
  const { child, origin, name } =
    seed === null
      ? await readChild(given.weights, given)
      : drawnChild(await givenNetwork(given), seed, format);
  checkSize(child.graph, format);
  const files = writeFormat(child, format, { name, weights: origin, version: manifest.version });
  await writeExport(given.out, isOneFile(format), files);
  const { parameters } = exportedCounts(child.graph);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const whole = (value: number): string => value.toLocaleString('en-US');
  process.stdout.write(`${given.out}: ${whole(parameters)} parameters, ${whole(bytes)} bytes.\n`);
  return 0;
}

function formatOf(to: string | undefined): ExportFormat {
  const listed = 'onnx, pytorch, tfjs or zip';
  if (to === undefined) throw new InputError(`--to is missing: give ${listed}.`);
  const format = EXPORT_FORMATS.find((one) => one === to);
  if (format !== undefined) return format;
  throw new InputError(`--to ${JSON.stringify(to)}: give ${listed}.`);
}

const MOST_SEED = 0xffff_ffff;

/** Null: the weights are a file's. */
function seedOf(weights: string): number | null {
  if (!weights.startsWith('seed:')) return null;
  const text = weights.slice('seed:'.length);
  if (/^\d+$/.test(text) && Number(text) <= MOST_SEED) return Number(text);
  throw new InputError(`--weights ${weights}: give a whole number from 0 to ${MOST_SEED} after "seed:".`);
}

interface Exported {
  readonly child: ExportedChild;
  readonly origin: WeightsOrigin;
  readonly name: string;
}

function checkSize(graph: ExportedChild['graph'], format: ExportFormat): void {
  const { parameters } = countGraph(graph);
  const most = format === 'zip' ? MOST_ZIPPED : MOST_PARAMETERS;
  if (parameters <= most) return;
  const whole = (value: number): string => value.toLocaleString('en-US');
  const remedy = parameters <= MOST_PARAMETERS ? 'export one format at a time' : 'give a smaller --n or --f';
  throw new InputError(
    `This network has ${whole(parameters)} parameters, more than the ${whole(most)} that are exported${format === 'zip' ? ' as a zip' : ''}: ${remedy}.`,
  );
}

function drawnChild(
  { architecture, network, graph }: GivenNetwork,
  seed: number,
  format: ExportFormat,
): Exported {
  checkSize(graph, format);
  const images = imagesOf(network);
  const child = { architecture, network, graph, images, weights: drawnWeights(graph, seed) };
  return { child, origin: { kind: 'drawn', seed }, name: nameOf(architecture) };
}

const nameOf = (architecture: ExportedChild['architecture']): string =>
  CELL_PRESETS.find((preset) => sameGraph(preset.architecture, architecture))?.title ?? 'A pair of cells';

async function readChild(path: string, options: Parameters<typeof checkGiven>[0]): Promise<Exported> {
  const shown = `--weights ${JSON.stringify(path)}`;
  const given = await readRegularFile(path, MOST_BYTES);
  if (!given.ok)
    throw new InputError(
      `${shown}: ${given.error}; give seed:1, or a file weights.safetensors of an export.`,
    );
  const isZip = given.value[0] === 0x50 && given.value[1] === 0x4b;
  const bytes = isZip ? unpacked(given.value) : given;
  if (!bytes.ok) throw new InputError(`${shown}: ${bytes.error}`);
  const child = readExported(bytes.value);
  if (!child.ok) throw new InputError(`${shown}: ${child.error}`);
  await checkGiven(options, child.value, path);
  return {
    child: child.value,
    origin: child.value.origin,
    name: nameOf(child.value.architecture),
  };
}

/** The weights that an export as a zip has beside its other formats, as the page takes it. */
function unpacked(zip: Uint8Array): Result<Uint8Array, string> {
  try {
    const isWeights = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }) =>
      /(^|\/)weights\.safetensors$/.test(name) && originalSize <= MOST_BYTES;
    const [bytes] = Object.values(unzipSync(zip, { filter: isWeights }));
    return bytes === undefined ? fail('The zip holds no weights.safetensors that can be opened.') : ok(bytes);
  } catch {
    return fail('The zip is damaged, or it was cut short.');
  }
}
