import { expect, test } from 'vitest';
import { recorded } from '../../../run/journal.ts';
import { type LiveRun, liveRun } from '../../../run/live.ts';
import { newRun, type Run } from '../../../run/run.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { TINY_SETTINGS } from '../../../settings/testing/tiny.ts';
import { presetOf } from '../../../space/presets.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { shownChild, trainingsOf } from './child.ts';

const { architecture } = presetOf('darts-v2');
const trial = (number: number, more: Partial<Trial> = {}): Trial => ({
  ...{ number, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 },
  ...{ trainable: 10, multiplyAdds: 100, seconds: 2, epochs: [] },
  ...more,
});

function runOf(change: Partial<Settings> = {}, more: Partial<Run> = {}): LiveRun {
  const settings = { ...TINY_SETTINGS, ...change };
  let run = newRun({ name: 'a', created: '2026-01-01T00:00:00.000Z', settings });
  run = recorded(run, { type: 'trial-ended', trial: trial(1), weights: new Float32Array(1) });
  for (const one of [
    trial(2, { promotedFrom: 1, budget: 4, seconds: 5 }),
    trial(3, { status: 'reused', reusedFrom: 2, seconds: 0 }),
    trial(4, { status: 'failed', accuracy: null, reason: 'so' }),
  ])
    run = recorded(run, { type: 'trial-ended', trial: one });
  return { ...liveRun('a', { ...run, phase: 'stopped' }), ...more };
}

const childOf = (
  number: number | null,
  run: LiveRun | null = runOf(),
  training: number | null = null,
  whole?: LiveRun,
) =>
  shownChild(
    {
      run,
      replay: whole ? { whole } : null,
      shown: number === null ? { source: 'link', architecture } : { source: 'trial', trial: number },
    } as PlaygroundState,
    training,
  );

test('what can be seen of a child follows from its run', () => {
  expect(childOf(1)).toMatchObject({ kind: 'trained', isKept: true, isShared: false, seconds: 2 });
  // Trained on from another: to train it again takes both; of a reused one that which it was taken from.
  expect(childOf(2)).toMatchObject({ kind: 'trained', isKept: false, seconds: 7 });
  expect(childOf(3)).toMatchObject({ kind: 'trained', trial: { number: 2 }, seconds: 7 });
  expect(childOf(4)).toEqual({ kind: 'failed', reason: 'so' });
  expect(childOf(9)).toEqual({ kind: 'missing', number: 9 });
  expect(childOf(1, null)).toEqual({ kind: 'missing', number: 1 });
  // At a moment of a replay it is on its way; one that the whole run lacks, too, is none of it.
  const whole = runOf();
  const early = { ...whole, trials: whole.trials.slice(0, 1) };
  expect(childOf(2, early, null, whole)).toEqual({ kind: 'not-yet', number: 2 });
  expect(childOf(9, early, null, whole)).toEqual({ kind: 'missing', number: 9 });
  expect(childOf(null)).toEqual({ kind: 'pair' });
  expect(childOf(1, runOf({ rewards: 'table' }))).toMatchObject({ kind: 'looked-up' });
  expect(childOf(2, runOf({ weightSharing: true }))).toMatchObject({ isShared: true });
});

test('a finalist’s further trainings are children of their own, from seeds of their own', () => {
  const finalist = { trial: 2, training: 1, accuracy: 0.6, judgedOn: 'validation', images: 10 } as const;
  const finalists = [
    { ...finalist, status: 'trained', seconds: 3, epochs: [] },
    { ...finalist, training: 2, status: 'failed', seconds: 1, epochs: [] },
  ] as const;
  const run = runOf({ weightSharing: true }, { finalists });
  expect(trainingsOf({ run }, 2)).toEqual([1]);
  expect(trainingsOf({ run }, 1)).toEqual([]);
  expect(childOf(2, run, 1)).toMatchObject({ training: 1, isShared: false, seconds: 3 });
  // Of a training that failed, or that another child had, the search's is shown.
  expect(childOf(2, run, 2)).toMatchObject({ training: null });
  expect(childOf(1, run, 1)).toMatchObject({ training: null });
});
