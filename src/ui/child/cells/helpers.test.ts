import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { cellCaption, chosenProbabilities } from './captions.ts';
import { nodeFigures } from './nodeFigures.ts';

const { architecture } = presetOf('nasnet-a');

test('captions count the cells of the network and their filters', () => {
  expect(cellCaption('normal', PRESET_SETTINGS.mini.settings)).toBe('3 in the network, F = 8, 16, 32');
  expect(cellCaption('reduction', PRESET_SETTINGS.paper.settings)).toBe('2 in the network, F = 64, 128');
});

test('probabilities are those of the chosen operations, by block and operand', () => {
  const decision = (block: number, slot: 0 | 1, choice: number): Decision => ({
    cell: 'normal',
    block,
    slot,
    kind: 'operation',
    probabilities: [0.1, 0.2, 0.7],
    choice,
  });
  const decisions = [decision(0, 0, 2), decision(0, 1, 1), decision(1, 0, 0), decision(1, 1, 2)];
  expect(chosenProbabilities(decisions, 'normal')).toEqual([
    [0.7, 0.2],
    [0.1, 0.7],
  ]);
  expect(chosenProbabilities(decisions, 'reduction')).toBeNull();
  expect(chosenProbabilities(null, 'normal')).toBeNull();
});

test('a separable convolution costs what its layers cost', () => {
  const size = { cellsPerStage: 1, filters: 8, imageSize: 32 } as const;
  const first = nodeFigures(architecture, size, 'normal', { part: 'operation', block: 0, slot: 0 });
  // Twice: 5 x 5 depthwise on 8 channels, 8 x 8 pointwise, gamma and beta.
  const trainable = 2 * (25 * 8 + 8 * 8 + 2 * 8);
  expect(first).toEqual({ shape: [32, 32, 8], trainable, multiplyAdds: 1024 * 2 * (25 * 8 + 64) });
});

test('an identity without projection costs nothing', () => {
  const identity = nodeFigures(architecture, { cellsPerStage: 1, filters: 8, imageSize: 32 }, 'normal', {
    part: 'operation',
    block: 4,
    slot: 1,
  });
  expect(identity.trainable).toBe(0);
  expect(identity.multiplyAdds).toBe(0);
});

test('a reduction cell halves the map', () => {
  const { shape } = nodeFigures(architecture, { cellsPerStage: 3, filters: 8, imageSize: 32 }, 'reduction', {
    part: 'output',
  });
  expect(shape).toEqual([16, 16, 64]);
});
