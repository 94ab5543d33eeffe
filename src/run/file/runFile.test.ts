import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finalist } from '../../search/finalists.ts';
import { COMPARED } from '../../search/fixed.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import type { Run } from '../run.ts';
import { anyRun } from '../testing/runs.ts';
import { decodeRun, encodeRun, RUN_SCHEMA, RUN_SCHEMA_1, RUN_SCHEMA_2, readRun } from './runFile.ts';

const { architecture } = presetOf('darts-v2');
const gpu = { engine: 'compiled', version: 1, backend: 'webgpu', adapter: 'SwiftShader (software)' };
const cpu = { engine: 'reference', version: 1, backend: 'cpu', adapter: 'CPU' };
const epoch = {
  epoch: 1,
  loss: 2,
  trainAccuracy: 0.2,
  validationAccuracy: 0.4,
  parts: [[2.2, 0.1] as const],
};
const again = (training: number): Finalist => ({
  trial: 1,
  training,
  status: 'trained',
  accuracy: 0.38,
  judgedOn: 'validation',
  images: 16,
  right: '/wM=',
  seconds: 2,
  epochs: [epoch],
  environment: gpu,
});
const run: Run = {
  name: 'A run',
  created: '2026-01-31T12:00:00.000Z',
  updated: '2026-01-31T12:30:00.000Z',
  settings: { ...TINY_SETTINGS, trials: 2, finalists: 1 },
  phase: 'finished',
  trainedOn: cpu,
  trials: [
    {
      number: 1,
      architecture,
      status: 'trained',
      accuracy: 0.4,
      reward: 0.4,
      trainable: 10,
      multiplyAdds: 100,
      seconds: 2,
      epochs: [epoch],
      right: '/wM=',
      shown: [0, 1, 2, 3, 4, 5],
      environment: gpu,
    },
    {
      number: 2,
      architecture,
      status: 'reused',
      reusedFrom: 1,
      accuracy: 0.4,
      reward: 0.4,
      trainable: 10,
      multiplyAdds: 100,
      seconds: 0,
      epochs: [],
      environment: gpu,
    },
  ],
  finalists: [again(1), again(2), { ...again(3), judgedOn: 'outside', images: 5000, environment: cpu }],
  lastMade: 9,
  fixed: {
    winner: 1,
    seeds: 1,
    networks: COMPARED.map((id) => ({ id, architecture, filters: 4, trainable: 10, multiplyAdds: 100 })),
    trainings: [
      {
        ...{ network: 'winner', training: 1, status: 'trained', accuracy: 0.4, judgedOn: 'outside' },
        ...{ images: 10, right: '/wM=', seconds: 2, environment: gpu },
      },
      {
        ...{ network: 'nasnet-a', training: 1, status: 'failed', accuracy: null, judgedOn: 'validation' },
        ...{ images: 0, reason: 'It diverged.', seconds: 2, environment: cpu },
      },
    ],
  },
  made: [
    {
      number: 1,
      by: 'Ada',
      architecture,
      seeds: 3,
      after: 1,
      trainable: 10,
      multiplyAdds: 100,
      trainings: [
        { status: 'trained', accuracy: 0.4, seconds: 2, epochs: [epoch], right: '/wM=', environment: gpu },
        {
          status: 'failed',
          accuracy: null,
          reason: 'It diverged.',
          seconds: 2,
          epochs: [],
          environment: cpu,
        },
      ],
    },
  ],
  updates: [{ afterTrial: 1, baseline: 0.4, entropy: null }],
  checkpoint: { learned: 1, strategy: { strategy: 'random' }, proposed: { trial: 3, architecture } },
  child: null,
  shared: {},
  paused: {},
  weights: {},
};

/** What files of before did not know. */
const bare: Run = {
  ...run,
  settings: { ...run.settings, finalists: 0 },
  finalists: [],
  made: [],
  fixed: null,
  lastMade: 0,
  trials: run.trials.map(({ right: _, shown: __, epochs, ...one }) => ({
    ...one,
    epochs: epochs.map(({ parts: ___, ...point }) => point),
  })),
};

const [validate, validate1, validate2] = [RUN_SCHEMA, RUN_SCHEMA_1, RUN_SCHEMA_2].map((schema) =>
  new Ajv2020({ strict: true, strictTuples: false, allErrors: true }).compile(schema),
) as [ValidateFunction, ValidateFunction, ValidateFunction];

test('every run survives its file, and the file is valid by the published schema', () => {
  fc.assert(
    fc.property(anyRun, (any) => {
      const text = encodeRun(any);
      expect(decodeRun(text)).toEqual({ ok: true, value: any });
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('names of classes survive where they are of own pictures, one for each', () => {
  const settings = { ...run.settings, dataset: 'own-3-220-0123456789ab' } as const;
  const named = { ...bare, settings: { ...settings, finalists: 0 }, classNames: ['cat', 'Hündin', 'a/b'] };
  const text = encodeRun(named);
  expect(decodeRun(text)).toEqual({ ok: true, value: named });
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  const error = (change: object) => {
    const read = decodeRun(encodeRun({ ...named, ...change }));
    return read.ok ? '' : read.error;
  };
  expect(error({ classNames: ['cat', 'dog'] })).toContain('(it must be a list of 3, the classes there are)');
  expect(error({ classNames: ['cat', 'dog', ''] })).toContain('classNames[2]');
  expect(error({ settings: bare.settings })).toContain('left out: its images are no own pictures');
});

test('a file that is older than a setting or a field is read', () => {
  const { weightSharing: _, halving: __, reductionFactor: ___, minimumEpochs: ____, ...older } = run.settings;
  const text = JSON.stringify({ ...JSON.parse(encodeRun(run)), settings: older });
  expect(decodeRun(text)).toEqual({ ok: true, value: run });
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
});

/** As version 2 was written. */
function version2(of: Run = bare): Record<string, unknown> {
  const { finalists: _, ...json } = JSON.parse(encodeRun({ ...of, made: [], lastMade: 0, fixed: null }));
  const { finalists: __, rewards: ___, ...settings } = json.settings;
  return { ...json, version: 2, settings };
}

test('the last training of a winner that had failed once, as winners were chosen before, is read', () => {
  const { environment: _, ...first } = again(1);
  const failed: Finalist = { ...first, status: 'failed', accuracy: null, reason: 'It burnt.', images: 0 };
  const { right: __, ...lost } = failed;
  const former = { ...run, finalists: [lost, ...run.finalists.slice(1)] };
  expect(decodeRun(encodeRun(former))).toEqual({ ok: true, value: former });
  const twice = { ...run, finalists: [lost, { ...lost, training: 2 }, ...run.finalists.slice(2)] };
  expect(decodeRun(encodeRun(twice))).toMatchObject({ ok: false });
});

test('a file of version 2 is read, without finalists, and knows nothing younger', () => {
  const text = JSON.stringify(version2());
  expect(validate2(JSON.parse(text)), JSON.stringify(validate2.errors)).toBe(true);
  expect(decodeRun(text)).toEqual({ ok: true, value: bare });
  const younger = JSON.stringify(version2(run));
  expect(validate2(JSON.parse(younger))).toBe(false);
  const says = 'trials[0].right is "/wM=" (it must be left out: no such field is known)';
  const read = decodeRun(younger);
  expect(read.ok ? '' : read.error).toContain(says);
});

/** As version 1 was written. */
function version1(environment: unknown): string {
  const {
    environments: _,
    settingsDigest: __,
    trials,
    ...json
  } = version2() as {
    trials: { environment: unknown }[];
    environments: unknown;
    settingsDigest: unknown;
  };
  const plain = trials.map(({ environment: ___, ...one }) => one);
  return JSON.stringify({ ...json, version: 1, environment, trials: plain });
}

test('the one label of a file of version 1 is that of all its trials', () => {
  const { version: _, ...label } = gpu;
  const text = version1(label);
  expect(validate1(JSON.parse(text)), JSON.stringify(validate1.errors)).toBe(true);
  const labelled = bare.trials.map((one) => ({ ...one, environment: label }));
  expect(decodeRun(text)).toEqual({ ok: true, value: { ...bare, trials: labelled, trainedOn: label } });
  const unknown = bare.trials.map(({ environment: __, ...one }) => one);
  expect(decodeRun(version1(null))).toEqual({
    ok: true,
    value: { ...bare, trials: unknown, trainedOn: null },
  });
  expect(decodeRun(version1(0))).toMatchObject({
    ok: false,
    error: expect.stringMatching(/environment is 0/),
  });
});

test('what trained the trials stands once in the file, and each trial knows its own', () => {
  const text = encodeRun(run);
  expect(JSON.parse(text)).toMatchObject({ environments: [gpu, cpu], environment: 1 });
  expect(JSON.parse(text).trials).toMatchObject([{ environment: 0 }, { environment: 0 }]);
});

test('no text at all makes the decoder throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(decodeRun(text).ok).toBe(false);
    }),
  );
});

/** Every path of the file's object down to its leaves. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function changed(path: readonly (string | number)[], value: unknown): string {
  const copy = JSON.parse(encodeRun(run));
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key], copy);
  holder[path.at(-1)!] = value;
  return JSON.stringify(copy);
}

test('a wrong value anywhere is refused by the decoder and the schema, and the field is named', () => {
  const json = JSON.parse(encodeRun(run));
  const paths = pathsOf(json).filter((path) => path.length > 0);
  expect(paths.length).toBeGreaterThan(150);
  for (const path of paths) {
    const wrong = changed(path, { wrong: 1 });
    const result = decodeRun(wrong);
    expect(result.ok, path.join('.')).toBe(false);
    expect(validate(JSON.parse(wrong)), path.join('.')).toBe(false);
    if (result.ok || path[0] === 'format') continue;
    const named = path.map((key) => (/^\d+$/.test(String(key)) ? `[${key}]` : `.${key}`)).join('');
    // The cells and the settings have sentences of their own, which begin where they lie.
    const [cell] = named.slice(1).split(/\.(?:normal|reduction)/);
    const place = named.includes('operations') ? 'settings.operations' : cell;
    expect(result.error, named).toContain(place);
  }
});

test.each([
  ['trials[0].accuracy', 1.5, 'trials[0].accuracy is 1.5 (it must be a number from 0 to 1)'],
  ['trials[0].accuracy', null, 'trials[0].accuracy is null (it must be a number: it did not fail)'],
  ['trials[1].number', 3, 'trials[1].number is 3 (it must be 2, its place)'],
  ['trials[1].reusedFrom', 2, 'trials[1].reusedFrom is 2 (it must be the number of an earlier trial'],
  ['trials[0].promotedFrom', 1, 'trials[0].promotedFrom is 1 (it must be the number of an earlier trial'],
  ['trials[0].extra', 1, 'trials[0].extra is 1 (it must be left out: no such field is known)'],
  ['trials[0].status', 'lost', 'trials[0].status is "lost" (it must be "trained" or "reused" or "failed")'],
  ['settings.batch', 0, 'settings.batch is 0 (it must be valid: batch must be a whole number from 1 to 512'],
  ['updates[0].afterTrial', 9, 'updates[0].afterTrial is 9 (it must be at most 2'],
  ['checkpoint.learned', 3, 'checkpoint.learned is 3 (it must be at most 2'],
  ['checkpoint.proposed.trial', 7, 'checkpoint.proposed.trial is 7 (it must be 2 or 3'],
  ['created', 'today', 'created is "today" (it must be a moment like'],
  ['version', 4, 'from a newer version of NAS Playground (format 4'],
  ['finalists[0].trial', 2, 'finalists[0].trial is 2 (it must be 1, whose turn it is'],
  ['finalists[1].training', 1, 'finalists[1].training is 1 (it must be 2, whose turn it is'],
  ['finalists[0].accuracy', null, 'finalists[0].accuracy is null (it must be a number: it did not fail'],
  ['finalists[0].judgedOn', 'luck', 'finalists[0].judgedOn is "luck"'],
  ['finalists[2].environment', 2, 'finalists[2].environment is 2 (it must be a place in the list of 2'],
  [
    'settings.finalists',
    0,
    'finalists[0] is 1 (it must be left out: after the trials and finalists there are',
  ],
  ['trials[0].environment', 2, 'trials[0].environment is 2 (it must be a place in the list of 2'],
  ['environment', 2, 'environment is 2 (it must be a place in the list of 2'],
  ['format', 'x', 'It is no run of NAS Playground'],
])('%s = %s is refused in a sentence', (path, value, says) => {
  const keys = path.split(/[.[\]]+/).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const result = decodeRun(changed(keys, value));
  expect(result.ok ? '' : result.error).toContain(says);
});

test.each<[object, object[] | null, string]>([
  [{ wave: [5] }, null, 'checkpoint.wave[0].trial is 5 (it must be 4, after the one before'],
  [
    { proposed: null, wave: [4] },
    null,
    'checkpoint.wave is a list of 1 (it must be left out: no child was proposed before',
  ],
  [
    { proposed: 5, wave: [6] },
    null,
    'checkpoint.proposed.trial is 5 (it must be 1 to 3, after the trials there are',
  ],
  [{}, [{ number: 4 }], 'checkpoint.waiting[0].number is 4 (it must be the number of a child that was'],
  [{}, [{ status: 'failed' }], 'checkpoint.waiting[0].accuracy is 0.4 (it must be null: it failed'],
  [{}, [{}, {}], 'checkpoint.waiting[1].number is 3 (it must be more than 3, of the one before'],
])('a wave that cannot be is refused in a sentence: %j, %j', (change, waiting, says) => {
  const json = JSON.parse(encodeRun(run));
  const { environment: _, ...trial } = { ...json.trials[0], number: 3, accuracy: 0.4 };
  const child = (number: number) => ({ trial: number, architecture: trial.architecture });
  const { proposed, wave }: { proposed?: number | null; wave?: number[] } = change;
  const checkpoint = {
    ...json.checkpoint,
    ...(proposed === undefined ? {} : { proposed: proposed && child(proposed) }),
    ...(wave && { wave: wave.map(child) }),
    ...(waiting && { waiting: waiting.map((one) => ({ ...trial, ...one })) }),
  };
  const result = readRun({ ...json, checkpoint });
  expect(result.ok ? '' : result.error).toContain(says);
});

test('what is no JSON, or lacks a field, is said so', () => {
  expect(decodeRun('{')).toMatchObject({ ok: false, error: expect.stringMatching(/^It is not JSON: /) });
  const { seconds: _, ...trial } = run.trials[0]!;
  const result = decodeRun(changed(['trials', 0], { ...trial, architecture: undefined }));
  expect(result.ok ? '' : result.error).toMatch(/^Its field trials\[0\]\.architecture is missing/);
});

test('the published schema is the one that files are checked by', async () => {
  for (const [version, schema] of [RUN_SCHEMA_1, RUN_SCHEMA_2, RUN_SCHEMA].entries()) {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../../public/schemas/run-${version + 1}.json`);
  }
});

test('equal runs are equal files, in whatever order their parts were made', () => {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, turned(part)]),
    );
  };
  fc.assert(
    fc.property(anyRun, (run) => {
      const { trials, checkpoint, settings } = run;
      const again = {
        ...run,
        trials: turned(trials) as typeof trials,
        settings: turned(settings) as typeof settings,
        // A strategy's snapshot is written as the strategy itself has it.
        checkpoint: checkpoint && {
          ...(turned(checkpoint) as typeof checkpoint),
          strategy: checkpoint.strategy,
        },
      };
      expect(encodeRun(again)).toBe(encodeRun(run));
      const read = decodeRun(encodeRun(run));
      expect(read.ok && encodeRun(read.value)).toBe(encodeRun(run));
    }),
    { numRuns: 50 },
  );
});
