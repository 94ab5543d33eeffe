import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { knowOwnSet } from '../../../data/own/info.ts';
import { EXPORT_FORMATS } from '../../../exports/formats.ts';
import type { KeptWeights } from '../../../run/children/keptWeights.ts';
import type { LiveRun } from '../../../run/live.ts';
import type { MadeTraining } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import { childCounts } from '../../../settings/childGraph.ts';
import { TINY_SETTINGS } from '../../../settings/testing/tiny.ts';
import { presetOf } from '../../../space/presets.ts';
import { namedChild, takenChild } from './takenChild.ts';
import { MOST_PARAMETERS, takenFile } from './takenFile.ts';

const settings = {
  ...TINY_SETTINGS,
  seed: 5,
  epochs: 4,
  validationImages: 100,
  dataset: 'synthetic',
} as const;
const { architecture } = presetOf('darts-v1');
const asked = { name: 'Child 1', architecture, number: 1, settings, deviation: null };
const trial = { number: 1, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 } as Trial;
const reused = { ...trial, number: 2, status: 'reused', reusedFrom: 1 } as Trial;

const kept = (value: number, order: number): KeptWeights[string] => ({
  weights: Float32Array.of(value),
  order,
  byHand: false,
  again: null,
});

function runWith(weights: KeptWeights, more: Partial<LiveRun> = {}): LiveRun {
  return {
    settings,
    trials: [trial, reused],
    finalists: [],
    made: [],
    weights,
    ...more,
  } as unknown as LiveRun;
}

test('what the run kept of the child is taken, with its accuracy and interval', () => {
  const { kept: weights, origin } = takenChild(runWith({ '1': kept(7, 1) }), asked);
  expect(weights).toEqual(Float32Array.of(7));
  if (origin.kind !== 'trained' || origin.accuracy === null) throw new Error('trained, with accuracy');
  expect(origin.training).toBe('4 epochs on Synthetic shapes (made in code)');
  expect(origin.accuracy.share).toBe(0.5);
  expect(origin.accuracy.on).toMatch(/^100 validation images of Synthetic shapes/);
  const [low, high] = origin.accuracy.interval!;
  expect([low, high]).toEqual([expect.closeTo(0.402, 2), expect.closeTo(0.598, 2)]);
});

test('a full training’s accuracy is that on the test images', () => {
  const tested = { ...trial, test: { accuracy: 0.75, images: 2000 } };
  const { origin } = takenChild(runWith({ '1': kept(7, 1) }, { trials: [tested] }), asked);
  expect(origin).toMatchObject({
    accuracy: { share: 0.75, on: expect.stringMatching(/^2,000 test images/) },
  });
});

test('a reused result has the weights of the one it was taken from; the latest training stands in for its search', () => {
  const run = runWith({ '1+1': kept(1, 4), '1+2': kept(2, 9), '11+1': kept(3, 12) });
  expect(takenChild(run, { ...asked, number: 2 }).kept).toEqual(Float32Array.of(2));
});

test('a finalist’s training is told by the images that judged it', () => {
  const finalist = {
    trial: 1,
    training: 2,
    status: 'trained',
    accuracy: 0.4,
    judgedOn: 'outside',
    images: 40,
  };
  const run = runWith({ '1+2': kept(2, 9) }, { finalists: [finalist] as unknown as LiveRun['finalists'] });
  const { origin } = takenChild(run, asked);
  expect(origin).toMatchObject({
    kind: 'trained',
    accuracy: { share: 0.4, on: expect.stringMatching(/^40 images .* chose nothing$/) },
  });
});

test('without kept weights they are drawn from the run’s seed, and it is said whether a training is gone', () => {
  const drawn = { kept: null, origin: { kind: 'drawn', seed: 5 } };
  expect(takenChild(runWith({}), asked)).toMatchObject({ ...drawn, trained: 'here' });
  expect(takenChild(runWith({}), { ...asked, number: null })).toMatchObject({ ...drawn, trained: 'never' });
  expect(takenChild(null, asked)).toMatchObject({ ...drawn, trained: 'never' });
  const looked = runWith({}, { settings: { ...settings, rewards: 'table' } });
  expect(takenChild(looked, asked)).toMatchObject({ ...drawn, trained: 'table' });
  const training = { status: 'trained', accuracy: 0.5, seconds: 1, epochs: [] } as const;
  const made = (...trainings: readonly MadeTraining[]) =>
    ({ ...looked, made: [{ number: 1, architecture, trainings }] }) as unknown as LiveRun;
  const first = { ...asked, number: -1 };
  expect(takenChild(made(), first).trained).toBe('never');
  expect(takenChild(made({ ...training, rungs: [] }), first).trained).toBe('table');
  expect(takenChild(made(training), first).trained).toBe('here');
});

test('what a page has no memory for is refused before a weight of it is drawn', () => {
  const pair = (filters: number) =>
    takenChild(null, { ...asked, number: null, settings: { ...settings, cellsPerStage: 6, filters } });
  const parameters = (filters: number) => childCounts(architecture, pair(filters).settings).parameters;
  expect(parameters(160)).toBeGreaterThan(MOST_PARAMETERS.all);
  expect(parameters(160)).toBeLessThan(MOST_PARAMETERS.one);
  expect(() => takenFile(pair(160), 'zip')).toThrow(/at most 40,000,000 as a zip of everything: take one/);
  expect(() => takenFile(pair(256), 'onnx')).toThrow(/at most 100,000,000 into a file: train and export/);
});

test('names of a person’s own classes stay: no byte of any file has one', () => {
  const id = 'own-3-120-0123456789ab' as const;
  const [mean, deviation] = [
    [0.4, 0.5, 0.6],
    [0.2, 0.3, 0.25],
  ];
  const classes = ['Grandmother', 'Uncle Ferdinand', 'Neighbour'];
  const head = { id, name: 'Family', made: '2026-01-01T00:00:00Z', trainingImages: 120, testImages: 30 };
  knowOwnSet({ ...head, classes, mean, deviation });
  const own = { ...settings, dataset: id, imageSize: 16 } as const;
  const taken = takenChild(null, { ...asked, number: null, settings: own });
  expect(taken.images).toEqual({ mean, deviation });
  for (const format of EXPORT_FORMATS) {
    const { bytes } = takenFile(taken, format);
    const inside = format === 'onnx' ? [bytes] : Object.values(unzipSync(bytes));
    expect(inside.length).toBeGreaterThan(0);
    for (const file of inside) {
      const text = new TextDecoder('latin1').decode(file);
      for (const name of [...classes, 'Family']) expect(text).not.toContain(name);
    }
    // Ticked, each format says them in at least one of its files.
    const told = takenFile(namedChild(taken), format).bytes;
    const files = format === 'onnx' ? [told] : Object.values(unzipSync(told));
    const texts = files.map((file) => new TextDecoder('latin1').decode(file)).join('\n');
    for (const name of classes) expect(texts, format).toContain(name);
    expect(texts).not.toContain('Family');
  }
});
