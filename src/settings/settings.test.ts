import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IMAGE_SIZES } from '../data/infos.ts';
import { presetOf } from '../space/presets.ts';
import { childGraph } from './childGraph.ts';
import {
  comparableKey,
  describeProblem,
  LATER_SETTINGS,
  PRESET_SETTINGS,
  presetFor,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  STRATEGY_IDS,
  settingOf,
  validateSettings,
} from './settings.ts';
import keptKeys from './testing/comparableKeys.json' with { type: 'json' };
import { presetThen, TINY_SETTINGS } from './testing/tiny.ts';

const demo = TINY_SETTINGS;

function messages(patch: Readonly<Record<string, unknown>>): readonly string[] {
  const result = validateSettings({ ...demo, ...patch });
  return result.ok ? [] : result.error.map((problem) => describeProblem(problem));
}

test('every preset is valid and comes back as it is', () => {
  for (const { settings } of Object.values(PRESET_SETTINGS)) {
    expect(validateSettings(JSON.parse(JSON.stringify(settings)))).toEqual({ ok: true, value: settings });
  }
});

test('every numeric setting has a range, and both bounds are allowed', () => {
  const numeric = Object.entries(demo).filter(
    ([field, value]) => typeof value === 'number' && settingOf(field as SettingName).kind !== 'choice',
  );
  const ranges = SETTING_NAMES.flatMap((field) => {
    const entry = settingOf(field);
    return entry.kind === 'number' ? [{ field, ...entry }] : [];
  });
  expect(numeric.map(([field]) => field).sort()).toEqual(ranges.map(({ field }) => field).sort());
  for (const { field, min, max, description } of ranges) {
    const own = (value: number): readonly string[] =>
      messages({ [field]: value }).filter((message) => message.startsWith(`${field} must`));
    expect(own(min)).toEqual([]);
    expect(own(max)).toEqual([]);
    expect(own(min - 1)).toHaveLength(1);
    expect(own(max + 1)).toHaveLength(1);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});

test('problems are sentences with the value and what is allowed', () => {
  expect(messages({ blocks: 8 })).toEqual(['blocks must be a whole number from 1 to 7, not 8.']);
  expect(messages({ batch: 2.5 })).toEqual(['batch must be a whole number from 1 to 512, not 2.5.']);
  expect(messages({ learningRate: Number.NaN })).toEqual([
    'learningRate must be a number from 0.0001 to 1, not NaN.',
  ]);
  expect(messages({ momentum: undefined })).toEqual([
    'momentum must be a number from 0 to 0.99, not missing.',
  ]);
  expect(messages({ batch: 128 })).toEqual([
    'batch is 128, but there are only 96 training images: take at most as many.',
  ]);
  expect(messages({ trainImages: 45_000, validationImages: 6000 })).toEqual([
    '45,000 training and 6,000 validation images are more than the 50,000 there are: take fewer of either.',
  ]);
  expect(messages({ operations: [] })[0]).toContain('at least one');
  expect(messages({ operations: ['identity', 'identity'] })[0]).toContain('identity twice');
  expect(messages({ operations: ['conv_9x9'] })[0]).toContain('"conv_9x9", which is none of identity,');
  expect(messages({ operations: [undefined] })[0]).toContain('operations holds missing');
  expect(messages({ strategy: 'darts', flip: 1, dataset: 'mnist', auxiliary: null })).toHaveLength(4);
  expect(messages({ imageSize: 24 })).toEqual(['imageSize must be 64, 32, 16 or 8, not 24.']);
  expect(messages({ reward: 'latency' })).toEqual(['reward must be accuracy or cost, not "latency".']);
  expect(messages({ sampleSize: 11 })).toEqual([
    'sampleSize is 11, but the population has only 10 children: draw at most as many.',
  ]);
});

test('a problem says where and what, and is worded with what its setting is called there', () => {
  const problems = (settings: unknown) => {
    const result = validateSettings(settings);
    return result.ok ? [] : result.error;
  };
  expect(problems({ ...demo, blocks: 8, sampleSize: 11 })).toEqual([
    { field: 'blocks', kind: 'value', value: 8 },
    { field: 'sampleSize', kind: 'sample-above-population', sampleSize: 11, populationSize: 10 },
  ]);
  const worded = (patch: object): string => describeProblem(problems({ ...demo, ...patch })[0]!, 'It');
  expect(worded({ blocks: 8 })).toBe('It must be a whole number from 1 to 7, not 8.');
  expect(worded({ operations: 5 })).toBe('It must be a list of operations, not 5.');
  expect(worded({ batch: 128 })).toMatch(/^It is 128, but there are only 96 training images/);
  expect(worded({ auxiliary: true, imageSize: 8 })).toMatch(/^It needs images of at least 16 pixels/);
  expect(worded({ trainImages: 45_000, validationImages: 6000 })).toMatch(/^45,000 training and 6,000/);
  const both = { strategy: 'evolution', retrainKnown: true, halving: true };
  expect(worded(both)).toMatch(/^It does not go with successive halving, .*: switch one of them off\.$/);
  // Of strategies that do not retrain it is no matter.
  expect(problems({ ...demo, ...both, strategy: 'ppo' })).toEqual([]);
  expect(problems({ ...demo, ...both, halving: false })).toEqual([]);
  expect(problems([demo])).toEqual([{ field: 'settings', kind: 'no-object', value: [demo] }]);
  expect(describeProblem(problems(null)[0]!)).toBe('Settings must be an object, not null.');
});

test('a list with a hole is no list of operations', () => {
  const holed: string[] = ['identity'];
  holed[2] = 'conv_1x1';
  expect(messages({ operations: holed })[0]).toMatch(/^operations holds missing/);
});

test('no value at all makes validation throw', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true }),
      (value) => typeof validateSettings(value).ok === 'boolean',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(demo)), fc.anything({ withBigInt: true }), (field, value) => {
      const result = validateSettings({ ...demo, [field]: value });
      return result.ok || result.error.every((problem) => describeProblem(problem).endsWith('.'));
    }),
  );
});

test('the paper preset trains every child of evolution, as Real et al. did, and the others none twice', () => {
  expect(presetFor('paper', 'evolution')).toMatchObject({
    ...{ populationSize: 100, sampleSize: 25, identityRate: 0.05, retrainKnown: true },
  });
  for (const id of ['demo', 'mini'] as const) expect(presetFor(id, 'evolution').retrainKnown).toBe(false);
});

test('a preset gives each strategy what it learns with; the paper one is PPO', () => {
  expect(PRESET_SETTINGS.paper.settings).toEqual(presetFor('paper', 'ppo'));
  expect(PRESET_SETTINGS.mini.settings).toEqual(presetFor('mini', PRESET_SETTINGS.mini.settings.strategy));
  for (const id of ['demo', 'mini', 'paper'] as const) {
    for (const strategy of STRATEGY_IDS) {
      const settings = presetFor(id, strategy);
      expect(validateSettings(settings)).toEqual({ ok: true, value: settings });
      expect(comparableKey(settings)).toBe(comparableKey(PRESET_SETTINGS[id].settings));
    }
  }
});

/** Pictures that there are in every size. */
const OWN = { dataset: 'own-10-5000-0123456789ab', trainImages: 1000, validationImages: 1000 } as const;

test('the auxiliary head is refused exactly where its map is too small to build it', () => {
  const { architecture } = presetOf('nasnet-a');
  for (const imageSize of IMAGE_SIZES) {
    const build = () => childGraph(architecture, { ...demo, imageSize, auxiliary: true });
    const [problem] = messages({ ...OWN, imageSize, auxiliary: true });
    if (problem === undefined) expect(build).not.toThrow();
    else expect(build).toThrow(/too small for the auxiliary head/);
  }
  expect(messages({ imageSize: 8, auxiliary: true })).toEqual([
    'auxiliary needs images of at least 16 pixels: with 8 its map would be 4 x 4.',
  ]);
});

test('settings that are older than one of them ran without it', () => {
  const older = Object.fromEntries(Object.entries(demo).filter(([name]) => !(name in LATER_SETTINGS)));
  expect(validateSettings(older)).toEqual({ ok: true, value: { ...older, ...LATER_SETTINGS } });
  expect(LATER_SETTINGS).toMatchObject({ weightSharing: false, halving: false, identityRate: 0 });
  expect(messages({ weightSharing: 'yes' })).toEqual(['weightSharing must be true or false, not "yes".']);
  expect(messages({ halving: 1 })).toEqual(['halving must be true or false, not 1.']);
  expect(messages({ minimumEpochs: 9 })).toEqual([]);
  expect(messages({ minimumEpochs: 9, halving: true })).toEqual([
    'minimumEpochs is 9, but a whole training has only 4: begin with at most as many.',
  ]);
});

test('fields of another version are left out', () => {
  expect(validateSettings({ ...demo, temperature: 3 })).toEqual({ ok: true, value: demo });
});

test('runs are comparable when only the way of choosing children differs', () => {
  const cost: Settings = { ...demo, reward: 'cost', halving: true };
  const key = comparableKey(cost);
  const chosen: Partial<Settings> = {
    strategy: 'random',
    seed: 9,
    trials: 99,
    finalists: 5,
    childrenPerUpdate: 5,
    wave: 5,
    controllerLearningRate: 0.1,
    entropyWeight: 0,
    baselineDecay: 0.5,
    policyEpochs: 9,
    clipRange: 0.5,
    populationSize: 50,
    sampleSize: 9,
    identityRate: 0.5,
    retrainKnown: true,
    repeatGraphs: true,
    initialChildren: 3,
    explorationWeight: 3,
    noiseDeviation: 2,
    priorDeviation: 2,
    candidates: 50,
    validateEachEpoch: false,
    test: true,
    operations: [...demo.operations].reverse(),
  };
  expect(comparableKey({ ...cost, ...chosen })).toBe(key);
  expect(comparableKey({ ...demo, costTarget: 5, reductionFactor: 2 })).toBe(comparableKey(demo));
  expect(comparableKey(demo)).not.toBe(key);
  for (const field of Object.keys(demo) as (keyof Settings)[]) {
    if (field in chosen) continue;
    const value = cost[field];
    const other = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : 'synthetic';
    expect(comparableKey({ ...cost, [field]: other }), field).not.toBe(key);
  }
  expect(comparableKey({ ...cost, operations: ['identity'] })).not.toBe(key);
});

test('keys that browsers have kept are still those of the same settings', () => {
  for (const { preset, patch, key } of keptKeys)
    expect(comparableKey({ ...presetThen(preset), ...patch } as Settings)).toBe(key);
});
