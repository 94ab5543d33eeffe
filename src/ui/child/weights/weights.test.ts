import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { WeightsOrigin } from '../../../codecs/origin.ts';
import { knowOwnSet } from '../../../data/own/info.ts';
import { joinWeights } from '../../../exports/cutWeights.ts';
import { drawnWeights } from '../../../exports/drawnWeights.ts';
import { exportedGraph } from '../../../exports/exportedGraph.ts';
import { writeWeights } from '../../../exports/pytorch/weightsFile.ts';
import { childGraph } from '../../../settings/childGraph.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { importedAsTaken } from '../../share/taken/takenChild.ts';
import { takenFile } from '../../share/taken/takenFile.ts';
import { importedChild } from './importedChild.ts';
import { readWeights } from './readWeights.ts';

const { architecture } = presetOf('darts-v2');
const settings = PRESET_SETTINGS.demo.settings;
const id = 'own-3-120-0123456789ab' as const;
const own = {
  ...{ id, name: 'Family', made: 'now', classes: ['a', 'b', 'c'], trainingImages: 120, testImages: 30 },
  ...{ mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.3, 0.25] },
};
const network = {
  setting: 'cifar',
  cellsPerStage: 1,
  filters: 4,
  size: 16,
  classes: 3,
  auxiliary: false,
} as const;
const graph = exportedGraph(architecture, network);
const child = {
  ...{ architecture, graph, network, weights: drawnWeights(graph, 6) },
  images: { mean: own.mean, deviation: own.deviation },
};
const split = { dataset: id, seed: 9, trainImages: 50, validationImages: 70 };
const accuracy = { share: 0.6, interval: null, on: '70 validation images of own pictures' };
const origin: WeightsOrigin = { kind: 'trained', training: '3 epochs on own pictures', accuracy };

function imported(file: Uint8Array, ownSets = [own]) {
  const read = readWeights(file);
  return read.ok ? importedChild(read.value, 'weights.safetensors', { settings, ownSets }) : read;
}
const opened = (file: Uint8Array) => {
  const told = imported(file);
  if (!told.ok) throw new Error(told.error);
  return told.value;
};
const refused = (...given: Parameters<typeof imported>): string => {
  const told = imported(...given);
  return told.ok ? '' : told.error;
};

test('weights become a child of their network, on the images that the file tells', () => {
  knowOwnSet(own);
  const { settings: given, weights, ...rest } = opened(writeWeights({ ...child, split }, origin));
  expect(rest).toMatchObject({ file: 'weights.safetensors', origin, split });
  expect(given).toMatchObject({ dataset: id, filters: 4, cellsPerStage: 1, imageSize: 16, seed: 9 });
  expect(given).toMatchObject({ trainImages: 50, validationImages: 70, rewards: 'trained' });
  expect(joinWeights(graph, child.weights)).toEqual(weights);
  expect(JSON.stringify(childGraph(architecture, given))).toBe(JSON.stringify(graph));
});

test('without a split the images are found by how they are normalised, and nothing is said of what was held out', () => {
  knowOwnSet(own);
  const told = opened(writeWeights(child));
  expect([told.settings.dataset, told.split]).toEqual([id, null]);
  expect(told.origin).toEqual({ kind: 'trained', training: null, accuracy: null });
  const elsewhere = { ...split, dataset: 'own-3-120-ba9876543210' };
  expect(opened(writeWeights({ ...child, split: elsewhere }))).toMatchObject({ split: null });
});

test('the zip that Share gives opens as its weights do, and what came is given on as it came', () => {
  knowOwnSet(own);
  const file = writeWeights({ ...child, split }, origin);
  const zip = zipSync({ 'model.py': new Uint8Array(9), 'pytorch/weights.safetensors': file });
  expect(opened(zip)).toEqual(opened(file));
  const again = takenFile(importedAsTaken(opened(file)), 'pytorch');
  expect(again.name).toBe('weights-pytorch.zip');
  const bytes = unzipSync(again.bytes)['weights.safetensors']!;
  expect(Buffer.compare(bytes, file)).toBe(0);
});

test('what cannot be opened is refused in a sentence', () => {
  knowOwnSet(own);
  const file = writeWeights(child);
  expect(refused(file, [])).toMatch(
    /images, of 3 classes, are none that this browser has: .* put the same ones/,
  );
  expect(refused(file.slice(0, -4))).toMatch(/cut short/);
  expect(refused(file.slice(0, 20))).toMatch(/no safetensors file, or it is cut short/);
  expect(refused(zipSync({ 'cat/1.png': new Uint8Array(3) }))).toMatch(/holds no weights\.safetensors/);
  expect(refused(zipSync({ 'weights.safetensors': file }).slice(0, 900))).toMatch(/damaged or cut short/);
  const many = { ...split, trainImages: 100 };
  expect(refused(writeWeights({ ...child, split: many }))).toMatch(
    /^100 training and 70 validation images are more than the 120/,
  );
  const large = { ...network, setting: 'imagenet', filters: 44, size: 64 } as const;
  const built = exportedGraph(architecture, large);
  const imagenet = { ...child, network: large, graph: built, weights: drawnWeights(built, 1) };
  expect(refused(writeWeights(imagenet))).toMatch(/ImageNet setting, which is not inspected here/);
});
