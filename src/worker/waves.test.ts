import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArrayPolicy } from '../controller/arrays/policy.ts';
import { readResume } from '../run/file/readResume.ts';
import { decodeRun, encodeRun } from '../run/file/runFile.ts';
import { recorded } from '../run/journal.ts';
import { resumeOf } from '../run/resuming/resume.ts';
import { newRun, type Run } from '../run/run.ts';
import { runSearch } from '../search/loop.ts';
import { createUnevenEvaluator, type UnevenEvaluator } from '../search/testing/uneven.ts';
import { presetFor, type Settings, STRATEGY_IDS, type StrategyId } from '../settings/settings.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { createStrategy } from './strategies.ts';

const FULL = process.env.NAS_FULL === '1';

/** Whole searches in waves, from settings to the run's file, with simulated children. */

const settingsOf = (id: StrategyId, change: Partial<Settings> = {}): Settings => ({
  ...presetFor('demo', id),
  operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'],
  trials: 20,
  finalists: 0,
  epochs: 2,
  populationSize: 4,
  sampleSize: 2,
  initialChildren: 3,
  candidates: 20,
  ...change,
});

const began = (settings: Settings): Run =>
  newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings });

/** Goes on with a run until it is over, or for so many events, as its process would that then dies. */
async function goOn(run: Run, evaluator: UnevenEvaluator, parallel = 1, most = Infinity): Promise<Run> {
  const { settings } = run;
  const space: SearchSpace = settings;
  const strategy = createStrategy(settings, space, { cost: evaluator.cost, createPolicy: createArrayPolicy });
  const from = resumeOf(run);
  const search = runSearch({
    settings,
    strategy,
    evaluator,
    checkpoints: true,
    parallel,
    ...(from && { from }),
  });
  let after = run;
  for (let count = 0; count < most; count++) {
    const { value, done } = await search.next();
    if (done) break;
    after = recorded(after, value);
  }
  await search.return();
  strategy.dispose();
  return after;
}

const searched = (settings: Settings, parallel = 1): Promise<Run> =>
  goOn(began(settings), createUnevenEvaluator(1), parallel);

/** A run as it is read again: its file, and what lies beside that. */
function reopened(run: Run): Run {
  const read = decodeRun(encodeRun(run));
  if (!read.ok) throw new Error(read.error);
  const { child, shared, paused } = structuredClone(run);
  return { ...read.value, child, shared, paused };
}

/** Without what differs where a child was trained once more. */
const untimed = (run: Run): string =>
  encodeRun({ ...run, trials: run.trials.map((trial) => ({ ...trial, seconds: 0 })) });

const oneByOne = (run: Run): string => untimed({ ...run, settings: { ...run.settings, wave: 1 } });

test('a file of waves of one is as it was before there were waves', async () => {
  const text = encodeRun(await searched(settingsOf('random', { trials: 3 })));
  expect(text).not.toContain('"wave"');
  expect(decodeRun(text)).toMatchObject({ ok: true, value: { settings: { wave: 1 } } });
});

test('a wave as large as an update gives today’s search of PPO', async () => {
  const wave = FULL ? 5 : 2;
  const settings = settingsOf('ppo', { childrenPerUpdate: wave, trials: FULL ? 20 : 5 });
  const today = oneByOne(await searched(settings));
  expect(oneByOne(await searched({ ...settings, wave }, 2))).toBe(today);
});

test.each(['random', 'linear', 'evolution', 'local'] as const)(
  '%s: a wave that is a part of an update gives today’s search',
  async (id) => {
    const settings = settingsOf(id, { childrenPerUpdate: 6 });
    const today = oneByOne(await searched(settings));
    for (const wave of [2, 3, 6]) expect(oneByOne(await searched({ ...settings, wave }, 2))).toBe(today);
  },
);

const trialsOf = ({ trials }: Run) => trials;

test('random search proposes the same children in any waves', async () => {
  const settings = settingsOf('random');
  const today = trialsOf(await searched(settings));
  for (const wave of [3, 7, 50])
    expect(trialsOf(await searched({ ...settings, wave }, 4)), `${wave}`).toEqual(today);
});

test.each(['linear', 'evolution', 'local'] as const)(
  '%s: a wave of several updates gives the search with one update of as many children',
  async (id) => {
    const waves = trialsOf(await searched(settingsOf(id, { childrenPerUpdate: 1, wave: 5 }), 4));
    expect(waves).toEqual(trialsOf(await searched(settingsOf(id, { childrenPerUpdate: 5 }))));
    expect(waves).not.toEqual(trialsOf(await searched(settingsOf(id, { childrenPerUpdate: 1 }))));
  },
);

test('a search that is made longer in the midst of a wave is the longer search', async () => {
  const whole = settingsOf('evolution', { wave: 6, weightSharing: true });
  const short = reopened(await searched({ ...whole, trials: 9 }));
  const longer = await goOn({ ...short, settings: whole }, createUnevenEvaluator(1));
  expect(untimed(longer)).toBe(untimed(await searched(whole)));
});

const any = fc.record({
  id: fc.constantFrom(...STRATEGY_IDS.filter((id) => id !== 'ppo' && id !== 'reinforce')),
  wave: fc.integer({ min: 1, max: 7 }),
  childrenPerUpdate: fc.integer({ min: 1, max: 4 }),
  trials: fc.integer({ min: 1, max: 20 }),
  weightSharing: fc.boolean(),
  halving: fc.boolean(),
  lives: fc.array(
    fc.record({ parallel: fc.integer({ min: 1, max: 8 }), events: fc.nat(40), seed: fc.nat(99) }),
    {
      maxLength: 4,
    },
  ),
});

test('killed at any points and gone on with any number of children at once, it is the same run', async () => {
  await fc.assert(
    fc.asyncProperty(any, async ({ id, lives, halving, ...change }) => {
      const ladder = { halving, reductionFactor: 2, minimumEpochs: 1, epochs: halving ? 4 : 2 };
      const settings = settingsOf(id, { ...change, ...ladder });
      const evaluator = (seed: number) => createUnevenEvaluator(seed, { epochs: settings.epochs });
      const whole = await goOn(began(settings), evaluator(0));
      let run = began(settings);
      for (const { parallel, events, seed } of lives) {
        const known = new Set(
          [...run.trials, ...(run.checkpoint?.waiting ?? [])].map(({ number }) => number),
        );
        const children = evaluator(seed);
        run = reopened(await goOn(run, children, parallel, events));
        // A child that is trained on begins with the number of its first trial.
        if (!halving) expect(children.begun.filter((number) => known.has(number))).toEqual([]);
        const from = resumeOf(run);
        if (from) expect(readResume(from)).toMatchObject({ ok: true });
      }
      run = await goOn(run, evaluator(50), 5);
      expect(untimed(run)).toBe(untimed(whole));
      expect(run.shared).toEqual(whole.shared);
      expect(Object.keys(run.paused)).toEqual(Object.keys(whole.paused));
    }),
    { numRuns: FULL ? 600 : 60 },
  );
});
