import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { joinWeights } from '../../exports/cutWeights.ts';
import { drawnWeights } from '../../exports/drawnWeights.ts';
import { readExported } from '../../exports/pytorch/weightsFile.ts';
import { newRun } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { childGraph } from '../../settings/childGraph.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { checkWeightsPlace, keepWeights } from './trainedWeights.ts';

const { architecture } = presetOf('darts-v2');
const settings = { ...TINY_SETTINGS, epochs: 3 };
const trial = { number: 1, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 } as Trial;

test('weights that the command keeps say how accurate they are where that was measured', async () => {
  const graph = childGraph(architecture, settings);
  const joined = joinWeights(graph, drawnWeights(graph, 1));
  const folder = await mkdtemp(path.join(tmpdir(), 'kept-weights-'));
  const told = async (name: string, one: Trial) => {
    const fresh = newRun({ name: 'a', created: '2026-01-01T00:00:00.000Z', settings });
    const file = path.join(folder, name);
    expect(await keepWeights(file, { ...fresh, trials: [one] }, joined, () => {})).toBe(true);
    const read = readExported(await readFile(file));
    return read.ok ? read.value : null;
  };
  try {
    const tested = await told('tested', { ...trial, test: { accuracy: 0.75, images: 10_000 } });
    const { dataset, seed, trainImages, validationImages } = settings;
    expect(tested).toMatchObject({
      origin: {
        training: '3 epochs on CIFAR-10',
        accuracy: { share: 0.75, on: '10,000 test images of CIFAR-10' },
      },
      split: { dataset, seed, trainImages, validationImages },
    });
    expect(await told('validated', trial)).toMatchObject({
      origin: { accuracy: { share: 0.5, on: '100 validation images of CIFAR-10' } },
    });
    expect(await told('unmeasured', { ...trial, accuracy: null })).toMatchObject({
      origin: { kind: 'trained', accuracy: null },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('weights whose place cannot be written to go elsewhere, which is said and answered', async () => {
  const graph = childGraph(architecture, settings);
  const joined = joinWeights(graph, drawnWeights(graph, 1));
  const run = newRun({ name: 'a', created: '2026-01-01T00:00:00.000Z', settings });
  const folder = await mkdtemp(path.join(tmpdir(), 'kept-weights-'));
  const told: string[] = [];
  const gone = path.join(folder, 'gone', 'a.safetensors');
  const inPlace = await keepWeights(gone, { ...run, trials: [trial] }, joined, (text) => told.push(text));
  expect(inPlace).toBe(false);
  expect(told[0]).toBe(`${gone} could not be written: its folder is gone (ENOENT).`);
  const other = /^The weights were written to (.*a\.safetensors) instead\.$/.exec(told[1]!)![1]!;
  expect(readExported(await readFile(other)).ok).toBe(true);
  for (const made of [folder, path.dirname(other)]) await rm(made, { recursive: true });
});

test('no folder is where a file is', () => {
  expect(() => checkWeightsPlace('package.json/x.safetensors', null)).toThrow(
    '--weights package.json/x.safetensors: there is no folder package.json.',
  );
});
