import type { RunEvent } from '../../protocol/protocol.ts';
import type { ChildState, Trial } from '../../search/trial.ts';
import { presetOf } from '../../space/presets.ts';

/** Events of a small run, as a session says them. */

export const { architecture } = presetOf('darts-v2');
export const cost = { trainable: 10, multiplyAdds: 100, steps: 8 };

export const trial = (number: number, accuracy = 0.5): Trial => ({
  number,
  architecture,
  status: 'trained',
  accuracy,
  reward: accuracy,
  trainable: 10,
  multiplyAdds: 100,
  seconds: 2,
  epochs: [],
});

export const state = (epochs: number): ChildState => ({
  epochs: Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1,
    loss: 2 - i,
    trainAccuracy: 0.1,
    validationAccuracy: 0.2,
  })),
  seconds: epochs,
  weights: new Float32Array([epochs]),
  velocity: new Float32Array(),
});

export const proposes = (number: number, learned = number - 1): RunEvent[] => [
  { type: 'trial-started', trial: number, architecture, cost },
  {
    type: 'checkpoint',
    checkpoint: { learned, strategy: { strategy: 'reinforce' }, proposed: { trial: number, architecture } },
  },
];

export const ends = (number: number): RunEvent[] => [
  { type: 'trial-ended', trial: trial(number) },
  { type: 'updated', afterTrial: number, report: { baseline: 0.5, entropy: 1 } },
];
