import { expect, test } from 'vitest';
import { packBits, toBase64 } from '../../base/bytes/bits.ts';
import { toArchitectureJson } from '../../codecs/architectureJson.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { comparisonOf } from '../../studies/fixed/networks.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import type { Run } from '../run.ts';
import { importRun } from './importRun.ts';
import { encodeRun } from './runFile.ts';

const { architecture } = presetOf('darts-v2');
const settings: Settings = {
  ...TINY_SETTINGS,
  blocks: architecture.normal.blocks.length,
  operations: [
    ...new Set(
      [architecture.normal, architecture.reduction].flatMap(({ blocks }) =>
        blocks.flatMap(({ operations }) => operations),
      ),
    ),
  ],
  trials: 4,
  epochs: 3,
};
const { trainable, multiplyAdds } = childCounts(architecture, settings);
const epoch = (number: number) => ({ epoch: number, loss: 2, trainAccuracy: 0.2, validationAccuracy: 0.4 });
const run: Run = {
  name: 'A run',
  created: '2026-01-31T12:00:00.000Z',
  updated: '2026-01-31T12:30:00.000Z',
  settings,
  phase: 'stopped',
  trainedOn: null,
  trials: [
    {
      number: 1,
      architecture,
      status: 'trained',
      accuracy: 0.4,
      reward: 0.4,
      trainable,
      multiplyAdds,
      seconds: 2,
      epochs: [epoch(1), epoch(2), epoch(3)],
      decisions: [{ cell: 'normal', block: 0, slot: 0, kind: 'input', probabilities: [0.5, 0.5], choice: 1 }],
    },
  ],
  finalists: [],
  fixed: null,
  lastMade: 3,
  made: [
    {
      number: 2,
      by: 'Ada',
      architecture,
      seeds: 3,
      after: 1,
      trainable,
      multiplyAdds,
      trainings: [
        { status: 'trained', accuracy: 0.5, seconds: 2, epochs: [epoch(1), epoch(2), epoch(3)] },
        { status: 'failed', accuracy: null, reason: 'It diverged.', seconds: 1, epochs: [epoch(1)] },
      ],
    },
  ],
  updates: [],
  checkpoint: { learned: 1, strategy: { strategy: 'random' }, proposed: { trial: 2, architecture } },
  child: null,
  shared: {},
  paused: {},
  weights: {},
};
const compared: Run = {
  ...run,
  fixed: {
    ...comparisonOf(run.trials[0]!, settings, 3),
    trainings: [
      {
        ...{ network: 'winner', training: 1, status: 'trained', accuracy: 0.5, judgedOn: 'outside' },
        ...{ images: 16, right: toBase64(new Uint8Array([0xff, 0])), seconds: 1 },
      },
      {
        ...{ network: 'nasnet-a', training: 1, status: 'failed', accuracy: null, judgedOn: 'validation' },
        ...{ images: 0, reason: 'It diverged.', seconds: 1 },
      },
    ],
  },
};
const now = new Date('2026-02-01T00:00:00.000Z');

type Path = readonly (string | number)[];

/** The run's file with another value at one place, as by hand. */
function edited(path: Path, value: unknown, of = run): string {
  const json = JSON.parse(encodeRun(of));
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key], json);
  holder[path.at(-1)!] = value;
  return JSON.stringify(json);
}

const refusal = (text: string, at = now): string => {
  const read = importRun(text, at);
  return read.ok ? '' : read.error;
};

test('a run that is of one piece is taken as it is', () => {
  expect(importRun(encodeRun(run), now)).toEqual({ ok: true, value: run });
});

test('a run with its comparison is taken as it is', () => {
  expect(importRun(encodeRun(compared), now)).toEqual({ ok: true, value: compared });
});

test.each<[Path, unknown, string]>([
  [['winner'], 2, 'fixed.winner is 2 (it must be at most 1, the trials there are'],
  [['networks', 1, 'id'], 'plain', 'fixed.networks is a list of 3'],
  [['networks', 0, 'filters'], 5, 'fixed.networks[0].filters is 5 (it must be 4, as its settings say'],
  [['networks', 2, 'filters'], 3, 'fixed.networks[2].trainable is '],
  [['networks', 2, 'multiplyAdds'], 1, 'fixed.networks[2].multiplyAdds is 1 (it must be '],
  [['seeds'], 11, 'fixed.seeds is 11'],
  [['trainings', 1, 'network'], 'winner', 'nasnet-a, training 1, whose turn it is'],
  [['trainings', 1, 'training'], 2, 'nasnet-a, training 1, whose turn it is'],
  [['trainings', 1, 'accuracy'], 0.5, 'null: it failed'],
  [['trainings', 0, 'accuracy'], 0.25, '0.5, as the bits of its images say'],
  [['trainings', 0, 'environment'], 7, 'fixed.trainings[0].environment is 7'],
])('a comparison whose %j is %j is refused', (path, value, says) => {
  expect(refusal(edited(['fixed', ...path], value, compared))).toContain(says);
});

test('more trainings than were asked for are refused', () => {
  const [one] = compared.fixed!.trainings;
  const trainings = ['winner', 'nasnet-a', 'plain', 'winner'].map((network, at) => ({
    ...{ ...one, network, training: at < 3 ? 1 : 2 },
  }));
  const json = JSON.parse(encodeRun(compared));
  json.fixed = { ...json.fixed, seeds: 1, trainings };
  expect(refusal(JSON.stringify(json))).toContain('left out: 1 seeds of each network were asked for');
});

const [conv] = architecture.normal.blocks[0]!.operations;
const halving = { halving: true, reductionFactor: 3, minimumEpochs: 1 };

test.each<[Path, unknown, string]>([
  [
    ['checkpoint', 'wave'],
    [{ trial: 3, architecture: toArchitectureJson(architecture) }],
    'checkpoint.wave is a list of 1 (it must be a list of at most 0, as settings.wave says',
  ],
  [['settings', 'note'], 'x', 'settings.note is "x" (it must be left out: no such setting is known'],
  [['settings', 'filters'], 6, 'settings are not those that its trials were trained with'],
  [['settings', 'learningRate'], 0.5, 'settings are not those'],
  [
    ['trials', 0, 'trainable'],
    trainable + 1,
    `trials[0].trainable is ${trainable + 1} (it must be ${trainable},`,
  ],
  [['trials', 0, 'multiplyAdds'], 1, `trials[0].multiplyAdds is 1 (it must be ${multiplyAdds},`],
  [['trials', 0, 'reward'], 0.9, 'trials[0].reward is 0.9 (it must be 0.4'],
  [['trials', 0, 'inherited'], 1e9, 'trials[0].inherited is 1000000000 (it must be at most'],
  [['trials', 0, 'budget'], 2, 'trials[0].budget is 2 (it must be left out: its settings halve nothing'],
  [['trials', 0, 'epochs', 2, 'epoch'], 4, 'trials[0].epochs[2].epoch is 4 (it must be at most 3'],
  [['trials', 0, 'epochs', 1, 'epoch'], 1, 'trials[0].epochs[1].epoch is 1 (it must be 2'],
  [['trials', 0, 'decisions', 0, 'block'], 4, 'trials[0].decisions[0].block is 4 (it must be below 4'],
  [['trials', 0, 'decisions', 0, 'choice'], 2, 'trials[0].decisions[0].choice is 2 (it must be below 2'],
  [['created'], '2026-02-30T00:00:00.000Z', 'created is "2026-02-30T00:00:00.000Z" (it must be a day'],
  [['created'], '2026-02-01T00:00:00.000Z', 'updated is "2026-01-31T12:30:00.000Z" (it must be no earlier'],
  [['updated'], '2126-01-31T12:30:00.000Z', '(it must be a moment in the past'],
  [['name'], 'x'.repeat(1001), 'name has 1001 characters (it may have 1000'],
  [['trials', 0, 'reason'], 'x'.repeat(100_001), 'trials[0].reason has 100001 characters'],
  [['made', 0, 'number'], 0, 'made[0].number is 0 (it must be a whole number from 1'],
  [['lastMade'], 1, 'lastMade is 1 (it must be at least 2, the highest number in made'],
  [['made', 0, 'by'], 'x'.repeat(25), '(it must be a name without control characters of at least 1'],
  [['made', 0, 'by'], 'A\u202eda', 'made[0].by is'],
  [['made', 0, 'by'], 'A\nda', 'made[0].by is'],
  [['made', 0, 'seeds'], 4, 'made[0].seeds is 4 (it must be a whole number from 1 to 3'],
  [
    ['made', 0, 'seeds'],
    1,
    'made[0].trainings is a list of 2 (it must be a list of at most 1, as its seeds say',
  ],
  [['made', 0, 'after'], 2, 'made[0].after is 2 (it must be at most 1, the trials there are'],
  [['made', 0, 'trainable'], 1, `made[0].trainable is 1 (it must be ${trainable},`],
  [['made', 0, 'multiplyAdds'], 1, `made[0].multiplyAdds is 1 (it must be ${multiplyAdds},`],
  [
    ['made', 0, 'trainings', 0, 'accuracy'],
    null,
    'made[0].trainings[0].accuracy is null (it must be a number',
  ],
  [['made', 0, 'trainings', 1, 'accuracy'], 0.4, 'made[0].trainings[1].accuracy is 0.4 (it must be null'],
  [
    ['made', 0, 'trainings', 0, 'right'],
    'AAAA',
    'made[0].trainings[0].right is "AAAA" (it must be the bits of',
  ],
  [
    ['made', 0, 'trainings', 0, 'epochs', 1, 'epoch'],
    3,
    'made[0].trainings[0].epochs[1].epoch is 3 (it must be 2,',
  ],
  [
    ['made', 0, 'trainings', 0, 'environment'],
    5,
    'made[0].trainings[0].environment is 5 (it must be a place',
  ],
  [['made'], Array(100_001).fill(0), 'made is a list of 100001 (it must be a list of at most 100000'],
  [
    ['trials', 0, 'architecture', 'normal', 'blocks'],
    Array(17).fill(null),
    'normal.blocks is a list of 17 (it must be a list of at most 16',
  ],
])('%j = %j is named', (path, value, says) => {
  expect(refusal(edited(path, value))).toContain(says);
});

/** The same run as if it had been written with other settings. */
const written = (change: Partial<Settings>): string =>
  encodeRun({ ...run, settings: { ...settings, ...change } });

test('pairs of another space, and budgets of no rung, are named', () => {
  expect(refusal(written({ blocks: 5 }))).toContain('normal.blocks is a list of 4 (it must be a list of 5');
  const without = settings.operations.filter((one) => one !== conv);
  expect(refusal(written({ operations: without }))).toMatch(
    /blocks\[0\] is .* \(it must be one of settings\.operations/,
  );
  expect(refusal(written(halving))).toContain('trials[0].budget is missing (it must be 1 or 3');
  expect(refusal(written({ filters: 6 }))).toMatch(/trials\[0\]\.trainable/);
});

test('which images were right must say how many were, and classes must be there', () => {
  const { validationImages } = settings;
  const bits = (count: number) =>
    toBase64(packBits(Array.from({ length: validationImages }, (_, i) => i < count)));
  const told = (change: object) => refusal(encodeRun({ ...run, trials: [{ ...run.trials[0]!, ...change }] }));
  const due = Math.round(0.4 * validationImages);
  expect(told({ right: bits(due), shown: [0, 9] })).toBe('');
  expect(told({ right: bits(due + 1) })).toMatch(
    /trials\[0\]\.accuracy is 0\.4 \(it must be 0\.41, as the bits/,
  );
  expect(told({ right: 'AAAA' })).toMatch(
    /trials\[0\]\.right is "AAAA" \(it must be the bits of 100 images: these take 3/,
  );
  expect(told({ shown: [3, 10] })).toContain(
    'trials[0].shown[1] is 10 (it must be below 10, the classes there are',
  );
});

test('a looked-up run is of the table’s space, whose reduction cell is fixed', () => {
  const lookedUp = PRESET_SETTINGS.table.settings;
  const [graph] = distinctGraphs(TABULATED_SPACE);
  const { trainable, multiplyAdds } = childCounts(graph!, lookedUp);
  const trial = {
    ...run.trials[0]!,
    architecture: graph!,
    trainable,
    multiplyAdds,
    epochs: [],
    decisions: [],
  };
  const of = (change: object): string =>
    encodeRun({ ...run, settings: lookedUp, made: [], checkpoint: null, trials: [{ ...trial, ...change }] });
  expect(refusal(of({}))).toBe('');
  const other = { normal: graph!.reduction, reduction: graph!.reduction };
  expect(refusal(of({ architecture: other }))).toMatch(
    /trials\[0\]\.architecture is .* \(it must be a pair of cells of the table/,
  );
});

test('more trials than before may be asked for; without trials any setting may be changed', () => {
  expect(refusal(edited(['settings', 'trials'], 9))).toBe('');
  const changed = (made: Run['made']): string => {
    const json = JSON.parse(encodeRun({ ...run, trials: [], made, checkpoint: null }));
    json.settings.filters = 6;
    return refusal(JSON.stringify(json));
  };
  const [child] = run.made;
  expect(changed([])).toBe('');
  expect(changed([{ ...child!, after: 0, trainings: [] }])).toBe('');
  expect(changed([{ ...child!, after: 0 }])).toMatch(/settings are not those that its trials/);
});

test('what is far too long is refused before it is read', () => {
  const start = performance.now();
  expect(refusal(' '.repeat(2 ** 28 + 1))).toMatch(/It has 257 million characters, .* at most 256/);
  const many = JSON.stringify({ ...JSON.parse(encodeRun(run)), trials: Array(100_001).fill(0) });
  expect(refusal(many)).toContain('trials is a list of 100001 (it must be a list of at most 100000');
  expect(performance.now() - start).toBeLessThan(5000);
});
