import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Weights } from '../../network/parameters.ts';
import { withOutputs } from '../../space/architecture.ts';
import { presetOf } from '../../space/presets.ts';
import { writeArchive } from '../archive.ts';
import { drawnWeights } from '../drawnWeights.ts';
import type { ExportedChild, ExportedNetwork } from '../exported.ts';
import { exportedGraph } from '../exportedGraph.ts';
import { readSafetensors } from '../safetensors/read.ts';
import { writeSafetensors } from '../safetensors/write.ts';
import { publishedChildren, sampledChildren } from '../testing/children.ts';
import { exportedWeights, readExported, writeWeights } from './weightsFile.ts';

const CIFAR = {
  setting: 'cifar',
  cellsPerStage: 1,
  filters: 2,
  size: 8,
  classes: 3,
  auxiliary: false,
} as const;

function childOf(cells: Parameters<typeof presetOf>[0], network: ExportedNetwork): ExportedChild {
  const { architecture } = presetOf(cells);
  const graph = exportedGraph(architecture, network);
  const images = {
    mean: [0.5, 0.45, 0.4],
    deviation: [0.25, 0.2, 0.3],
    classNames: ['cat', 'Hündin', '"\n'],
  };
  return { architecture, graph, network, weights: drawnWeights(graph, 6), images };
}

const child = childOf('darts-v2', CIFAR);
const bytes = writeWeights(child);

/** The file with other tensors and metadata. */
function changed(
  change: (file: {
    tensors: Map<string, { shape: readonly number[]; values: Float32Array }>;
    metadata: Record<string, string>;
  }) => void,
): Uint8Array<ArrayBuffer> {
  const read = readSafetensors(bytes);
  if (!read.ok) throw new Error(read.error);
  const file = { tensors: new Map(read.value.tensors), metadata: { ...read.value.metadata } };
  change(file);
  return writeSafetensors(file.tensors, file.metadata);
}

/** Bit by bit, faster than `toEqual`. */
function expectWeights(actual: Weights, expected: Weights): void {
  const bits = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  expect([...actual.keys()]).toEqual([...expected.keys()]);
  for (const [name, values] of expected) {
    expect(bits(values).equals(bits(actual.get(name)!)), name).toBe(true);
  }
}

test('a child comes back from its file, to the bit', () => {
  for (const { title, child: given } of [
    ...sampledChildren(4, 12),
    ...publishedChildren(4),
    { title: 'with class names', child },
  ]) {
    const file = writeWeights(given);
    const back = readExported(file);
    if (!back.ok) throw new Error(`${title}: ${back.error}`);
    expect(back.value.architecture, title).toEqual(withOutputs(given.architecture));
    expect(JSON.stringify(back.value.graph), title).toBe(JSON.stringify(given.graph));
    expect(back.value.network, title).toEqual(given.network);
    expect(back.value.images, title).toEqual(given.images);
    expectWeights(back.value.weights, given.weights);
    const again = exportedWeights(file, given);
    expectWeights(again.ok ? again.value : new Map(), given.weights);
  }
});

test('what is known of its training comes back, to the README of a later zip', () => {
  const accuracy = { share: 0.62, interval: [0.59, 0.65], on: '1,000 validation images of pets' } as const;
  const trained = { kind: 'trained', training: '25 epochs on pets', accuracy } as const;
  const split = { dataset: 'cifar10', seed: 7, trainImages: 4000, validationImages: 1000 };
  const told = (file: Uint8Array) => {
    const read = readExported(file);
    return read.ok ? [read.value.origin, read.value.split] : [read.error];
  };
  expect(told(writeWeights({ ...child, split }, trained))).toEqual([trained, split]);
  const drawn = { kind: 'drawn', seed: 6 } as const;
  expect(told(writeWeights(child, drawn))).toEqual([drawn, undefined]);
  expect(told(bytes)).toEqual([{ kind: 'trained', training: null, accuracy: null }, undefined]);
  const read = readExported(writeWeights({ ...child, split }, trained));
  if (!read.ok) throw new Error(read.error);
  const { origin, ...again } = read.value;
  const zip = unzipSync(writeArchive(again, { name: 'Child 3', weights: origin, version: '1' }));
  expect(new TextDecoder().decode(zip['README.md'])).toContain(
    'It was trained for 25 epochs on pets. Accuracy: 62.0 % (95 % interval: 59.0 % to 65.0 %), on 1,000 validation images of pets.',
  );
});

test('without metadata a file is read for a network that is known', () => {
  const plain = changed(({ metadata }) => {
    for (const name of Object.keys(metadata)) delete metadata[name];
  });
  const read = exportedWeights(plain, child);
  expectWeights(read.ok ? read.value : new Map(), child.weights);
  expect(readExported(plain)).toMatchObject({ ok: false, error: /metadata lack architecture/ });
});

const metadata = (name: string, value: object) =>
  changed((file) => {
    file.metadata[name] = JSON.stringify(value);
  });
/** Changes of one entry of the network that the file tells of. */
const network = (change: object) => metadata('network', { ...CIFAR, ...change });
const without = (name: string) => changed(({ tensors }) => tensors.delete(name));
const tensor = (name: string, shape: readonly number[], fill: number) =>
  changed(({ tensors }) => {
    const values = new Float32Array(shape.reduce((product, n) => product * n, 1)).fill(fill);
    tensors.set(name, { shape, values });
  });

const wrong: readonly (readonly [what: string, bytes: Uint8Array, says: RegExp])[] = [
  ['no tensors', writeSafetensors(new Map(), {}), /does not say which network it is of/],
  ['cells that are none', metadata('architecture', { normal: 1 }), /architecture is wrong/],
  ['an unknown setting', network({ setting: 'mnist' }), /say of its network is wrong: setting is "mnist"/],
  ['too many cells', network({ cellsPerStage: 1e9 }), /too few for a network of 1000000000 cells/],
  ['a huge image', network({ size: 1e9 }), /size is 1000000000 \(it must be a whole number from 1 to 1024\)/],
  [
    'a small image with an auxiliary head',
    network({ auxiliary: true }),
    /can't be built\. The map before the second/,
  ],
  ['an ImageNet network of 2 filters', network({ setting: 'imagenet' }), /can't be built\. 2 filters/],
  ['a number of classes that is not that of the names', network({ classes: 4 }), /names 3 classes .* has 4/],
  [
    'more filters',
    network({ filters: 3 }),
    /its stem\.conv\.weight is 6 x 3 x 3 x 3, and this one's 9 x 3 x 3 x 3/,
  ],
  [
    'a deviation of 0',
    metadata('images', { mean: [0, 0, 0], deviation: [1, 1, 0] }),
    /say of its images is wrong: deviation\[2\] is 0/,
  ],
  [
    'an accuracy above 1',
    metadata('origin', { kind: 'trained', training: null, accuracy: { share: 2, interval: null, on: 'x' } }),
    /say of its origin is wrong: accuracy\.share is 2/,
  ],
  ['an unknown split', metadata('split', { dataset: 'cifar10' }), /say of its split is wrong/],
  ['a tensor less', without('classifier.bias'), /it lacks classifier\.bias/],
  ['a tensor more', tensor('classifier.scale', [1], 1), /this one has no "classifier\.scale"/],
  [
    'another shape of as many numbers',
    tensor('classifier.bias', [1, 3], 1),
    /bias is 1 x 3, and this one's 3/,
  ],
  ['no number', tensor('classifier.bias', [3], Number.NaN), /bias holds NaN: its training has failed/],
  [
    'a negative variance',
    tensor('stem.norm.running_var', [6], -1),
    /running_var holds -1: its training has failed/,
  ],
];

test.each(wrong)('%s is refused with a sentence', (_, file, says) => {
  const read = readExported(file);
  if (read.ok) throw new Error('it was read');
  expect(read.error).toMatch(says);
  expect(read.error).toMatch(/^(The|What the) file[^\n]*\.$/);
});

test('weights of a network that differs in what shapes do not tell are refused', () => {
  const fault = (other: ExportedChild) => exportedWeights(bytes, other);
  const [input, ...others] = child.architecture.normal.blocks;
  const turnedInputs = { ...input!, inputs: [0, 1] as const };
  const normal = { ...child.architecture.normal, blocks: [turnedInputs, ...others] };
  const error = (name: string) =>
    `The file holds the weights of another network: its ${name} is not this one's.`;
  expect(fault({ ...child, architecture: { ...child.architecture, normal } })).toEqual({
    ok: false,
    error: error('architecture'),
  });
  expect(fault(childOf('darts-v2', { ...CIFAR, size: 9 }))).toEqual({ ok: false, error: error('network') });
});

test('whatever becomes of a file, it is read or refused with a sentence', () => {
  const header = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  // Mostly of the header's beginning, where the network is described.
  const place = fc.oneof(fc.nat(1500), fc.nat(7 + header), fc.nat(bytes.length - 1));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 3 }),
      fc.option(fc.nat(bytes.length - 1)),
      (changes, cut) => {
        const file = bytes.slice(0, cut ?? bytes.length);
        for (const [at, byte] of changes) file[at % Math.max(1, file.length)] = byte;
        const read = readExported(file);
        if (!read.ok) expect(read.error).toMatch(/^(The|What the) file[^\n]*\.$/);
        if (cut !== null) expect(read.ok).toBe(false);
      },
    ),
    { seed: 27, numRuns: 300 },
  );
});
