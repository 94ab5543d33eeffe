/** The weights of an exported child as a file that tells its network by itself, and that comes back. */
import { InputError } from '../../base/errors.ts';
import { flag, list, number, object, oneOf, parseJson, readWith, text, whole } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { parseArchitectureJson, toArchitectureJson } from '../../codecs/architectureJson.ts';
import { type WeightsOrigin, weightsOrigin, weightsSplit } from '../../codecs/origin.ts';
import type { LayerGraph } from '../../network/graph.ts';
import type { Weights } from '../../network/parameters.ts';
import { type Architecture, withOutputs } from '../../space/architecture.ts';
import type { ExportedChild, ExportedImages, ExportedNetwork } from '../exported.ts';
import { exportedGraph } from '../exportedGraph.ts';
import { named, readSafetensors, type Safetensors } from '../safetensors/read.ts';
import { type Tensor, writeSafetensors } from '../safetensors/write.ts';
import { type PytorchName, pytorchNames } from './names.ts';
import { turned, turnedBack } from './turned.ts';

/**
 * Safetensors of the module's state_dict. Architecture, network and images stand as JSON in its metadata, and where they are known
 * also where the weights come from, how good they were found to be, and which images that was on.
 */
export function writeWeights(
  { architecture, graph, network, weights, images, split }: ExportedChild,
  origin?: WeightsOrigin,
): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Tensor>();
  for (const [ours, theirs] of pytorchNames(graph)) {
    const values = weights.get(ours);
    if (values === undefined) throw new RangeError(`the child has no weights ${ours}`);
    tensors.set(theirs.name, { shape: theirs.shape, values: turned(values, theirs) });
  }
  return writeSafetensors(tensors, {
    format: 'pt', // by which Hugging Face's loaders know the order of the axes
    architecture: JSON.stringify(toArchitectureJson(withOutputs(architecture))),
    network: JSON.stringify(writtenOut(network)),
    images: JSON.stringify(images),
    ...(origin && { origin: JSON.stringify(origin) }),
    ...(split && { split: JSON.stringify(split) }),
  });
}

/** The weights that a file has for this network, by our names; metadata that tells of another one is refused. */
export function exportedWeights(
  bytes: Uint8Array,
  child: Pick<ExportedChild, 'architecture' | 'graph' | 'network'>,
): Result<Weights, string> {
  const file = readSafetensors(bytes);
  if (!file.ok) return file;
  const { metadata } = file.value;
  const { architecture, network } = child;
  const expected = {
    architecture: toArchitectureJson(withOutputs(architecture)),
    network: writtenOut(network),
  };
  for (const [name, value] of Object.entries(expected)) {
    const said = metadata[name] === undefined ? null : parseJson(metadata[name]);
    if (said !== null && !(said.ok && isEqual(said.value, value))) {
      return fail(`The file holds the weights of another network: its ${name} is not this one's.`);
    }
  }
  return weightsOf(file.value, child.graph);
}

/** A child from a file; of one that `model.py` trained, or an earlier version wrote, nothing is known of its training. */
interface ReadChild extends ExportedChild {
  readonly origin: WeightsOrigin;
}

const UNKNOWN: WeightsOrigin = { kind: 'trained', training: null, accuracy: null };

/** The child that a file of our own tells of. Class names come back where the file has them. */
export function readExported(bytes: Uint8Array): Result<ReadChild, string> {
  const file = readSafetensors(bytes);
  if (!file.ok) return file;
  const { metadata, tensors } = file.value;
  const written = ['architecture', 'network', 'images'].find((name) => metadata[name] === undefined);
  if (written !== undefined) {
    return fail(
      `The file does not say which network it is of: its metadata lack ${written}, which an export of this page and its model.py write.`,
    );
  }
  const architecture = parseArchitectureJson(metadata.architecture!);
  if (!architecture.ok) return fail(`The file's architecture is wrong: ${architecture.error}.`);
  const network = readMember(metadata, 'network', networkField);
  if (!network.ok) return network;
  const images = readMember(metadata, 'images', imagesField);
  if (!images.ok) return images;
  const origin = metadata.origin === undefined ? ok(UNKNOWN) : readMember(metadata, 'origin', weightsOrigin);
  if (!origin.ok) return origin;
  const split = metadata.split === undefined ? ok(null) : readMember(metadata, 'split', weightsSplit);
  if (!split.ok) return split;
  const fault = describedFault(network.value, images.value, tensors.size);
  if (fault !== null) return fail(fault);
  const graph = built(architecture.value, network.value);
  if (!graph.ok) return graph;
  const weights = weightsOf(file.value, graph.value);
  if (!weights.ok) return weights;
  return ok({
    architecture: architecture.value,
    graph: graph.value,
    network: network.value,
    weights: weights.value,
    images: images.value,
    origin: origin.value,
    ...(split.value && { split: split.value }),
  });
}

const networkField = object<ExportedNetwork>(
  {
    setting: oneOf(['cifar', 'imagenet']),
    cellsPerStage: whole({ min: 1 }),
    filters: whole({ min: 1 }),
    size: whole({ min: 1, max: 1024 }),
    classes: whole({ min: 1 }),
    auxiliary: flag(),
    stemFilters: whole({ min: 1 }),
    skipReductionInput: flag(),
  },
  ['stemFilters', 'skipReductionInput'],
);

const channels = list(number(), { min: 3, max: 3 });
const imagesField = object<ExportedImages>(
  {
    mean: channels,
    deviation: list(number({ min: 1e-6 }), { min: 3, max: 3 }),
    classNames: list(text({ max: 200 })),
  },
  ['classNames'],
);

function readMember<Value>(
  metadata: Safetensors['metadata'],
  name: string,
  field: Parameters<typeof readWith<Value>>[0],
): Result<Value, string> {
  const json = parseJson(metadata[name]!);
  const read = json.ok ? readWith(field, json.value, 'it') : json;
  return read.ok ? read : fail(`What the file's metadata say of its ${name} is wrong: ${read.error}.`);
}

function describedFault(network: ExportedNetwork, images: ExportedImages, tensors: number): string | null {
  const { cellsPerStage, classes } = network;
  // A cell has five tensors at least: a wrong number must not make us build millions of cells.
  if (5 * 3 * cellsPerStage > tensors) {
    return `The file has ${tensors} tensors, too few for a network of ${cellsPerStage} cells in each stage.`;
  }
  const names = images.classNames?.length ?? classes;
  return names === classes ? null : `The file names ${names} classes where its network has ${classes}.`;
}

function built(architecture: Architecture, network: ExportedNetwork): Result<LayerGraph, string> {
  try {
    return ok(exportedGraph(architecture, network));
  } catch (thrown) {
    if (thrown instanceof InputError) return fail(`The file's network can't be built. ${thrown.message}`);
    throw thrown;
  }
}

/** Each tensor once, of the right shape, and such as a network computes with. */
function weightsOf({ tensors }: Safetensors, graph: LayerGraph): Result<Weights, string> {
  const names = pytorchNames(graph);
  const known = new Set([...names.values()].map(({ name }) => name));
  const extra = [...tensors.keys()].find((name) => !known.has(name));
  const weights = new Map<string, Float32Array>();
  for (const [ours, theirs] of names) {
    const tensor = tensors.get(theirs.name);
    const fault = tensor === undefined ? `it lacks ${theirs.name}` : shapeFault(tensor, theirs);
    if (tensor === undefined || fault !== null) {
      return fail(`The file holds the weights of another network: ${fault}.`);
    }
    const wrong = valueFault(tensor.values, theirs.name);
    if (wrong !== null) return fail(wrong);
    weights.set(ours, turnedBack(tensor.values, theirs));
  }
  if (extra === undefined) return ok(weights);
  return fail(`The file holds the weights of another network: this one has no ${named(extra)}.`);
}

function shapeFault({ shape }: Tensor, { name, shape: expected }: PytorchName): string | null {
  if (shape.length === expected.length && shape.every((n, i) => n === expected[i])) return null;
  return `its ${name} is ${shape.join(' x ')}, and this one's ${expected.join(' x ')}`;
}

function valueFault(values: Float32Array, name: string): string | null {
  const isVariance = name.endsWith('.running_var');
  const wrong = values.find((value) => !Number.isFinite(value) || (isVariance && value < 0));
  return wrong === undefined ? null : `The file's ${name} holds ${wrong}: its training has failed.`;
}

/** With what the builders take where it is left out, so that equal networks are written alike. */
function writtenOut(network: ExportedNetwork): ExportedNetwork {
  const { setting, cellsPerStage, filters, size, classes, auxiliary } = network;
  const both = { setting, cellsPerStage, filters, size, classes, auxiliary };
  if (setting === 'cifar') return both;
  const { stemFilters = 32, skipReductionInput = false } = network;
  return { ...both, stemFilters, skipReductionInput };
}

/** Of JSON's values, whatever the order of their names. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  if (left.length !== Object.keys(right).length) return false;
  return left.every(([name, value]) => Object.hasOwn(right, name) && isEqual(value, right[name]));
}
