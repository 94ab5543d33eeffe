import { expect, test } from 'vitest';
import { BEYOND_MADE, madeSeed } from '../../search/made.ts';
import type { Trial } from '../../search/trial.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import type { Architecture, Block } from '../../space/architecture.ts';
import { edited } from '../../space/edit.ts';
import { presetOf } from '../../space/presets.ts';
import { newRun, type Run } from '../run.ts';
import { contestFigures, isOfContest } from './figures.ts';
import { costsIn, isNoWorse, overIn } from './rules.ts';

const mini = PRESET_SETTINGS.mini.settings;
const table = PRESET_SETTINGS.table.settings;
const { architecture: nasnet } = presetOf('nasnet-a');
const cost = costsIn({ settings: mini }, nasnet);

test('a limit is exclusive, counts the contest’s own network, and says by how much a pair is over', () => {
  const at = (parameters: number) => overIn({ settings: mini, limits: { parameters } }, nasnet);
  expect(at(cost.parameters + 1)).toBeNull();
  expect(at(cost.parameters)).toEqual({
    kind: 'parameters',
    is: cost.parameters,
    limit: cost.parameters,
  });
  expect(overIn({ settings: mini, limits: { multiplyAdds: 1000 } }, nasnet)).toEqual({
    kind: 'multiplyAdds',
    is: cost.multiplyAdds,
    limit: 1000,
  });
  expect(overIn({ settings: mini, limits: {} }, nasnet)).toBeNull();
});

test('blocks and operations are the space’s; an unfinished block counts as little as it can', () => {
  const four = { ...mini, blocks: 4 };
  expect(overIn({ settings: four, limits: {} }, nasnet)).toEqual({ kind: 'blocks', is: 5, limit: 4 });
  const few = { ...mini, operations: ['identity', 'sepconv_3x3'] as const };
  expect(overIn({ settings: few, limits: {} }, nasnet)).toMatchObject({ kind: 'operations' });
  const { architecture: darts } = presetOf('darts-v2');
  const more = edited(darts, { kind: 'add-block', cell: 'normal' })!;
  const { parameters } = costsIn({ settings: mini }, darts);
  expect(overIn({ settings: mini, limits: { parameters } }, more)).toMatchObject({ kind: 'parameters' });
  expect(overIn({ settings: mini, limits: { parameters: 2 * parameters } }, more)).toBeNull();
});

test('what leads back below a limit is no worse', () => {
  const over = { kind: 'parameters', is: 10, limit: 5 } as const;
  expect(isNoWorse(over, { ...over, is: 12 })).toBe(true);
  expect(isNoWorse(over, { ...over, is: 9 })).toBe(false);
  expect(isNoWorse(over, null)).toBe(false);
  expect(isNoWorse(over, { kind: 'blocks', is: 12, limit: 5 })).toBe(false);
});

const block = (operation: Block['operations'][0]): Block => ({
  inputs: [0, 1],
  operations: [operation, operation],
  combiner: 'add',
});
const tabled: Architecture = {
  normal: { blocks: [block('conv_3x3'), block('identity')] },
  reduction: { blocks: [block('maxpool_3x3'), block('avgpool_3x3')] },
};

test('a contest on the table takes what is in the table', () => {
  expect(overIn({ settings: table, limits: {} }, tabled)).toBeNull();
  expect(overIn({ settings: table, limits: {} }, nasnet)).toEqual({ kind: 'table' });
  expect(overIn({ settings: table, limits: {} }, { ...tabled, reduction: tabled.normal })).toEqual({
    kind: 'table',
  });
});

const settings = TINY_SETTINGS;
const contest = { settings, seeds: [BEYOND_MADE] };
const onProcessor = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' };
const training = { status: 'trained', seconds: 1, epochs: [], environment: onProcessor } as const;
const base: Run = newRun({ name: 'a', created: '2026-01-31T12:00:00.000Z', settings });
const child = {
  ...{ number: 2, by: 'Ada', architecture: nasnet, seeds: 3, after: 0, trainable: 1, multiplyAdds: 1 },
  trainings: [
    { ...training, accuracy: 0.2 },
    { ...training, accuracy: 0.4 },
    { ...training, accuracy: 0.9, environment: { ...onProcessor, engine: 'compiled', backend: 'webgpu' } },
  ],
};

test('what the processor’s engine trained by the contest’s settings can be claimed, the best first, by its seed', () => {
  const run = { ...base, made: [child] };
  expect(contestFigures(contest, run, nasnet)).toEqual([
    { architecture: nasnet, accuracy: 0.4, seed: madeSeed(2, 2), id: -2 },
    { architecture: nasnet, accuracy: 0.2, seed: madeSeed(2, 1), id: -2 },
  ]);
  expect(contestFigures(contest, run, tabled)).toEqual([]);
});

test('another spelling of the graph is claimed as it was trained', () => {
  const [first, ...rest] = nasnet.normal.blocks;
  const turned: Block = {
    ...first!,
    inputs: [first!.inputs[1], first!.inputs[0]],
    operations: [first!.operations[1], first!.operations[0]],
  };
  const other = { ...nasnet, normal: { ...nasnet.normal, blocks: [turned, ...rest] } };
  expect(contestFigures(contest, { ...base, made: [child] }, other)[0]?.architecture).toBe(nasnet);
});

test('trials count where nothing was inherited and nothing cut short; runs of other settings never', () => {
  const trial: Trial = {
    ...{ number: 5, architecture: nasnet, status: 'trained', accuracy: 0.5, reward: 0.5 },
    ...{ trainable: 1, multiplyAdds: 1, seconds: 1, epochs: [], environment: onProcessor },
  };
  const run = { ...base, trials: [trial] };
  expect(contestFigures(contest, run, nasnet)).toEqual([
    { architecture: nasnet, accuracy: 0.5, seed: 5, id: 5 },
  ]);
  const shared = { ...settings, weightSharing: true };
  expect(contestFigures({ settings: shared }, { ...run, settings: shared }, nasnet)).toEqual([]);
  for (const other of [{ seed: settings.seed + 1 }, { epochs: 9 }, { filters: 8 }]) {
    expect(isOfContest(contest, { ...settings, ...other })).toBe(false);
    expect(contestFigures(contest, { ...run, settings: { ...settings, ...other } }, nasnet)).toEqual([]);
  }
  expect(isOfContest(contest, { ...settings, strategy: 'random' })).toBe(true);
});
