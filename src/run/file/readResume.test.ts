import { expect, test } from 'vitest';
import type { SearchResume } from '../../search/checkpoint.ts';
import { presetOf } from '../../space/presets.ts';
import { readResume } from './readResume.ts';

const { architecture } = presetOf('darts-v2');
const state = {
  epochs: [{ epoch: 1, loss: 2, trainAccuracy: 0.1, validationAccuracy: 0.2 }],
  seconds: 1,
  weights: new Float32Array([1]),
  velocity: new Float32Array(),
};
const given: SearchResume = {
  trials: [
    {
      number: 1,
      architecture,
      status: 'trained',
      accuracy: 0.5,
      reward: 0.5,
      trainable: 10,
      multiplyAdds: 100,
      seconds: 2,
      epochs: [],
    },
  ],
  checkpoint: { learned: 1, strategy: { strategy: 'random' }, proposed: { trial: 2, architecture } },
  child: { trial: 2, state },
  shared: { stem: new Float32Array([1, 2]) },
  paused: { 1: state },
};

test('what a run goes on from is read as it is', () => {
  expect(readResume(given)).toEqual({ ok: true, value: given });
  const { trials, checkpoint } = given;
  expect(readResume({ trials, checkpoint })).toEqual({ ok: true, value: { trials, checkpoint } });
});

test.each([
  [null, 'what it goes on from is null (it must be an object)'],
  [{ ...given, trials: 7 }, 'trials is 7 (it must be a list)'],
  [{ ...given, trials: [null] }, 'trials[0] is null (it must be an object)'],
  [
    { ...given, trials: [{ ...given.trials[0], architecture: undefined }] },
    'trials[0].architecture is missing',
  ],
  [
    { ...given, checkpoint: { ...given.checkpoint, learned: 2 } },
    'checkpoint.learned is 2 (it must be at most 1',
  ],
  [{ ...given, child: { trial: 0, state } }, 'child.trial is 0 (it must be a whole number from 1)'],
  [
    { ...given, child: { trial: 2, state: { ...state, weights: [1] } } },
    'child.state.weights is a list of 1',
  ],
  [
    { ...given, shared: { stem: new Float32Array(new SharedArrayBuffer(4)) } },
    'shared[stem] is an object (it must be a vector of 32-bit floats)',
  ],
  [{ ...given, paused: { x: state } }, 'a name in paused is "x" (it must be the number of a trial)'],
  [{ ...given, paused: { 1: { ...state, seconds: -1 } } }, 'paused[1].seconds is -1'],
])('%# is refused with its field', (wrong, says) => {
  const read = readResume(wrong);
  expect(read.ok ? '' : read.error).toContain(says);
});
