import { expect, test } from 'vitest';
import type { RunEvent } from '../../../protocol/protocol.ts';
import { waveOf } from '../../../run/children/wave.ts';
import { applyEvent, liveRun } from '../../../run/live.ts';
import { newRun } from '../../../run/run.ts';
import { cost, trial } from '../../../run/testing/events.ts';
import { TINY_SETTINGS } from '../../../settings/testing/tiny.ts';
import { presetOf } from '../../../space/presets.ts';
import { slotOf } from './slot.ts';

test('a child’s figure is named: of its training while that goes on, held out once it has a result', () => {
  const settings = { ...TINY_SETTINGS, trials: 3, wave: 3 };
  const graphs = (['nasnet-a', 'amoebanet-a', 'darts-v2'] as const).map((id) => presetOf(id).architecture);
  const starts = (number: number): RunEvent => ({
    ...{ type: 'trial-started', trial: number, architecture: graphs[number - 1]!, cost },
  });
  const [proposed, ...wave] = graphs.map((architecture, index) => ({ trial: index + 1, architecture }));
  const events: RunEvent[] = [
    { type: 'phase', phase: 'running' },
    starts(1),
    { type: 'checkpoint', checkpoint: { learned: 0, strategy: {}, proposed: proposed!, wave } },
    starts(2),
    {
      type: 'progress',
      trial: 2,
      progress: {
        ...{ type: 'batch', step: 3, steps: 8, epoch: 1, loss: 1, accuracy: 0.314, imagesPerSecond: 9 },
      },
    },
    { type: 'trial-ended', trial: { ...trial(1), architecture: graphs[0]!, accuracy: 0.42 } },
  ];
  const run = events.reduce(
    applyEvent,
    liveRun('a', newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings })),
  );
  const told = waveOf(run)!.children.map((one) => {
    const { figure, named, line, said } = slotOf(one, run);
    return { figure, named, line, said };
  });
  expect(told).toEqual([
    { figure: '42.0', named: 'held out', line: 'ended', said: 'ended, held-out accuracy 42.0 %' },
    {
      ...{ figure: '31.4', named: 'train', line: 'epoch 1 of 4, loss 1.00' },
      said: 'epoch 1 of 4, loss 1.00, training accuracy 31.4 %',
    },
    { figure: null, named: '', line: 'to come', said: 'to come' },
  ]);
});
