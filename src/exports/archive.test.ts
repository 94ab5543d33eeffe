import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseArchitectureJson } from '../codecs/architectureJson.ts';
import { countGraph } from '../network/counts.ts';
import type { Cell } from '../space/architecture.ts';
import { writeArchive } from './archive.ts';
import { drawnWeights } from './drawnWeights.ts';
import { exportedGraph } from './exportedGraph.ts';
import type { ExportedFacts } from './facts.ts';
import { writeOnnx } from './onnx/writeOnnx.ts';
import { writePytorch } from './pytorch/writePytorch.ts';
import { sampledChildren } from './testing/children.ts';
import { writeTfjs } from './tfjs/writeTfjs.ts';

const children = sampledChildren(40, 12).map(({ child }) => child);
const plainChild = children.find(({ graph }) => graph.auxiliaryLogits === undefined)!;
const withHead = children.find(({ graph }) => graph.auxiliaryLogits !== undefined)!;
const drawn: ExportedFacts = { name: 'Child 3', weights: { kind: 'drawn', seed: 7 }, version: '1.2.3' };
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const readme = (...given: Parameters<typeof writeArchive>): string =>
  textOf(unzipSync(writeArchive(...given))['README.md']);

test('a zip holds every format as it is written alone, and the cells', () => {
  const files = unzipSync(writeArchive(plainChild, drawn));
  const expected = {
    'model.onnx': writeOnnx(plainChild),
    ...Object.fromEntries(
      writePytorch(plainChild, drawn.weights).map(({ path, bytes }) => [`pytorch/${path}`, bytes]),
    ),
    ...Object.fromEntries(writeTfjs(plainChild).map(({ path, bytes }) => [`tfjs/${path}`, bytes])),
  };
  for (const [path, bytes] of Object.entries(expected))
    expect(Buffer.compare(files[path]!, bytes), path).toBe(0);
  expect(Object.keys(files).sort()).toEqual(
    [...Object.keys(expected), 'README.md', 'cells.json', 'cells.svg'].sort(),
  );
  const cells = parseArchitectureJson(textOf(files['cells.json']));
  expect(cells.ok && cells.value.normal.blocks).toEqual(plainChild.architecture.normal.blocks);
  expect(textOf(files['cells.svg'])).toMatch(/^<svg/);
});

test('the same child gives the same bytes', () => {
  expect(Buffer.compare(writeArchive(plainChild, drawn), writeArchive(plainChild, drawn))).toBe(0);
});

test('the README says what it is, what it counts and where its weights come from', () => {
  const { parameters, trainable } = countGraph(plainChild.graph);
  const text = readme(plainChild, drawn);
  expect(text).toContain('# Child 3');
  expect(text).toContain('seed 7: **not trained**');
  expect(text).toContain('NAS Playground 1.2.3');
  expect(text).toContain(
    `${parameters.toLocaleString('en-US')}, running statistics included; ${trainable.toLocaleString('en-US')} trainable`,
  );
  expect(text).toContain(plainChild.images.mean.join(', '));
  expect(text).toContain('their names are not told here');
  expect(text).not.toContain('auxiliary');
  expect(readme(withHead, drawn)).toContain('The auxiliary head is of training alone');
});

test('the README counts what tfjs leaves out, as the tfjs file does', () => {
  const cell = {
    blocks: [{ inputs: [1, 1], operations: ['maxpool_3x3', 'identity'], combiner: 'add' }],
    output: [2],
  } as const satisfies Cell;
  const architecture = { normal: cell, reduction: cell };
  const network = { ...plainChild.network, setting: 'cifar', cellsPerStage: 1, size: 8 } as const;
  const graph = exportedGraph(architecture, network);
  const child = { ...plainChild, architecture, network, graph, weights: drawnWeights(graph, 1) };
  const shards = writeTfjs(child).filter(({ path }) => path.endsWith('.bin'));
  const numbers = shards.reduce((sum, { bytes }) => sum + bytes.length / 4, 0);
  expect(numbers).toBeLessThan(countGraph(graph).parameters);
  expect(readme(child, drawn)).toContain(`it has ${numbers.toLocaleString('en-US')} parameters.`);
  expect(readme(plainChild, drawn)).not.toContain('No score depends');
});

test('accuracy stands with its interval and what it was measured on, and class names where they may leave', () => {
  const accuracy = { share: 0.5, interval: [0.469, 0.531], on: '1,000 validation images of pets' } as const;
  const weights = { kind: 'trained', training: '25 epochs', accuracy } as const;
  const classNames = ['cat', 'a *dog*\n# x', ...(plainChild.graph.classes > 2 ? ['bird'] : [])];
  const child = { ...plainChild, images: { ...plainChild.images, classNames } };
  const text = readme(child, { ...drawn, weights });
  expect(text).toContain('50.0 % (95 % interval: 46.9 % to 53.1 %), on 1,000 validation images of pets.');
  expect(text).toContain('- 0: cat\n- 1: a \\*dog\\* \\# x\n');
  const unknown = { kind: 'trained', training: null, accuracy: null } as const;
  expect(readme(plainChild, { ...drawn, weights: unknown })).toContain('was not measured here');
});
