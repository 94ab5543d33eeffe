import { expect, test } from 'vitest';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import type { Architecture } from '../space/architecture.ts';
import { presetOf } from '../space/presets.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import { decodeRun, encodeRun } from './file/runFile.ts';
import { fullRun, isGivenPair } from './fullRun.ts';
import { newRun, type Run } from './run.ts';
import { trial } from './testing/events.ts';

const about = { name: 'A run', created: '2026-01-31T12:00:00.000Z' };

test.each([false, true])(
  'a given pair is told from the first child of a search, repeats: %s',
  async (repeatGraphs) => {
    const settings = { ...TINY_SETTINGS, strategy: 'random', trials: 1, repeatGraphs } as const;
    const { architecture } = presetOf('darts-v2');
    const training = await fullRun({ ...about, settings, architecture });
    expect(await isGivenPair(training)).toBe(true);
    const { blocks, operations, seed } = settings;
    const strategy = createRandomSearch({ blocks, operations }, seed, { repeatGraphs });
    const suggested = await strategy.suggest();
    const proposed = { trial: 1, architecture: suggested.architecture };
    const checkpoint = { learned: 0, strategy: await strategy.snapshot(), proposed };
    expect(await isGivenPair({ ...newRun({ ...about, settings }), checkpoint })).toBe(false);
    expect(await isGivenPair(newRun({ ...about, settings }))).toBe(false);
    const trained = (architecture: Architecture): Run => ({
      ...newRun({ ...about, settings }),
      trials: [{ ...trial(1), architecture }],
    });
    expect(await isGivenPair(trained(architecture))).toBe(true);
    expect(await isGivenPair(trained(suggested.architecture))).toBe(false);
    const read = decodeRun(encodeRun(training));
    expect(read.ok && (await isGivenPair(read.value))).toBe(true);
  },
);
