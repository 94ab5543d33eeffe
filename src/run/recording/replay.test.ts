import { expect, test } from 'vitest';
import type { Phase } from '../../protocol/protocol.ts';
import type { Finalist } from '../../search/finalists.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { atRest, liveRun } from '../live.ts';
import { newRun } from '../run.ts';
import { architecture, state, trial } from '../testing/events.ts';
import { canReplay, endsWithFinalists, finalistCount, lastMoment, momentOf } from './replay.ts';

const settings = { ...TINY_SETTINGS, trials: 3, finalists: 2 };
const finalist: Finalist = {
  trial: 1,
  training: 1,
  status: 'trained',
  accuracy: 0.4,
  judgedOn: 'validation',
  images: 9,
  seconds: 1,
  epochs: [],
};
const whole = {
  ...liveRun('a', {
    ...newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings }),
    phase: 'finished',
    trials: [trial(1), trial(2), trial(3)],
    updates: [2, 3].map((afterTrial) => ({ afterTrial, baseline: 0.5, entropy: 1 })),
    finalists: [finalist],
    checkpoint: { learned: 3, strategy: { strategy: 'reinforce' }, proposed: { trial: 3, architecture } },
    child: { trial: 4, state: state(1) },
    shared: { a: new Float32Array(1) },
    paused: { 1: state(1) },
  }),
  problem: { kind: 'worker-ended', why: 'It is gone.' },
} as const;

test('a looked-up run that is played again still knows what its table holds; a kept one knows of none', () => {
  const { table: _, ...kept } = whole;
  expect(atRest('b', { ...whole, table: [0.4, 0.5] }).table).toEqual([0.4, 0.5]);
  expect(momentOf(atRest('b', { ...whole, table: [0.4, 0.5] }), 2).table).toEqual([0.4, 0.5]);
  expect(atRest('b', kept).table).toBeNull();
});

test('what was learned at the end of a wave was not known in its midst', () => {
  const waves = { ...whole, settings: { ...whole.settings, wave: 3 } };
  expect([2, 3].map((moment) => momentOf(waves, moment).updates.length)).toEqual([0, 2]);
});

test('there is a moment for each number of trials, and one more where finalists followed', () => {
  expect([lastMoment(whole), endsWithFinalists(whole)]).toEqual([4, true]);
  expect(lastMoment({ ...whole, finalists: [] })).toBe(3);
  const told = Array.from({ length: 5 }, (_, moment) => {
    const { trials, updates, finalists, phase } = momentOf(whole, moment);
    return [
      trials.map(({ number }) => number),
      updates.map(({ afterTrial }) => afterTrial),
      finalists,
      phase,
    ];
  });
  expect(told).toEqual([
    [[], [], [], 'stopped'],
    [[1], [], [], 'stopped'],
    [[1, 2], [2], [], 'stopped'],
    [[1, 2, 3], [2, 3], [], 'stopped'],
    [[1, 2, 3], [2, 3], [finalist], 'finished'],
  ]);
});

test('one without finalists ends with its last trial, as it did', () => {
  const cut = { ...whole, phase: 'failed', finalists: [] } as const;
  expect(momentOf(cut, 2).phase).toBe('stopped');
  expect(momentOf(cut, 3)).toMatchObject({ phase: 'failed', trials: whole.trials });
});

test('no moment can be gone on with, not even the last one; it stays that run', () => {
  for (const moment of [0, 2, 4]) {
    expect(momentOf(whole, moment)).toMatchObject({
      id: 'a',
      settings,
      checkpoint: null,
      child: null,
      shared: {},
      paused: {},
      problem: null,
      current: null,
    });
  }
});

test('what is over and has more than one trial can be replayed', () => {
  const { trials } = whole;
  const phases: Phase[] = ['preparing', 'running', 'paused', 'finished', 'stopped', 'failed'];
  expect(phases.filter((phase) => canReplay({ phase, trials }))).toEqual(phases.slice(3));
  expect(canReplay({ ...whole, trials: [trial(1)] })).toBe(false);
});

test('the finalists of the whole run are counted though none is trained again yet', () => {
  // All three are one graph.
  expect(finalistCount({ ...whole })).toBe(1);
  expect(finalistCount({ ...whole, trials: [trial(1)] })).toBe(0);
});
