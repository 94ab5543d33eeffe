import { describe, expect, test } from 'vitest';
import type { Finalist } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import { LADDER, rungFor } from '../../../settings/ladder.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { learnsFrom } from '../../../studies/fitted/learnsFrom.ts';
import { leadOfFinal } from '../../../studies/uncertainty/leadOfFinal.ts';
import { imagesVariance } from '../../../studies/uncertainty/whisker.ts';
import type { RandomChildren } from '../../hooks/recipes.ts';
import { falling, runOf } from '../board/groups/testing/children.ts';
import { type Ended, finishOf, isSmaller, type Won } from './finishOf.ts';

const made = runOf({ own: falling(48, 0.36, 0.28), images: 4000, luck: 0.007, further: 99, seed: 3 });
const run: Ended = { ...made, updates: [{ afterTrial: 5, baseline: 0.3, entropy: 1 }] };

function won(of: Ended, random: RandomChildren | null = null, deviation: number | null = null): Won {
  const finish = finishOf(of, deviation, random);
  if (finish?.kind !== 'won') throw new Error('nobody won');
  return finish;
}

const failedFrom = (training: number): Finalist[] =>
  run.finalists.map((one) =>
    one.training < training ? one : { ...one, status: 'failed', accuracy: null, reason: 'Out of memory.' },
  );

describe('the end of a search', () => {
  test('is its winner with the figure that nothing was chosen by, and the one that chose it', () => {
    const { winner, final, further, story, rows, sentences } = won(run);
    const last = run.finalists.at(-1)!;
    expect(winner.number).toBe(last.trial);
    expect(final).toMatchObject({ accuracy: last.accuracy, whisker: { counts: 'images-only' } });
    expect(further).toBe(3);
    expect(story).toMatchObject({
      chosenBy: winner.accuracy,
      final: last.accuracy,
      children: 48,
      lookedUp: false,
    });
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ trial: winner.number, final: { value: last.accuracy } });
    expect(rows[0]!.fresh).toHaveLength(2);
    expect(rows[0]!.label).toMatch(/^final \d\d\.\d$/);
    expect(rows[1]!.label).toMatch(/^mean \d\d\.\d$/);
    expect(sentences[0]).toMatch(/^Trial \d+: selected at .* from fresh seeds, final .*%\.$/);
  });

  test('counts training luck where it was measured', () => {
    const { whisker } = won(run, null, 0.01).final!;
    expect(whisker.counts).toBe('images-and-training');
    expect(whisker.whole).toBeGreaterThan(won(run).final!.whisker.whole);
  });

  test('is none without finalists, and says it where all of them failed', () => {
    expect(finishOf({ ...run, finalists: [] }, null, null)).toBeNull();
    expect(finishOf({ ...run, finalists: failedFrom(1).slice(0, 6) }, null, null)).toEqual({
      kind: 'all-failed',
      finalists: 3,
      reason: 'Out of memory.',
    });
  });

  test('has a winner without a final figure where the last training failed', () => {
    const { final, reason, lead, rows } = won({ ...run, finalists: failedFrom(3) });
    expect({ final, reason, lead }).toEqual({ final: null, reason: 'Out of memory.', lead: null });
    expect(rows[0]!.label).toMatch(/^mean/);
  });

  test('children whose graph came again, and those that failed, are no figures to be the best of', () => {
    const trials = run.trials.map((one): Trial => {
      if (one.number === 1) return { ...one, status: 'reused', reusedFrom: 2 };
      return one.number === 3 ? { ...one, status: 'failed', accuracy: null, reward: 0 } : one;
    });
    const kept = trials.filter(({ number }) => number > 3 || number === 2);
    const chosen = new Set(run.finalists.map(({ trial }) => trial));
    expect([1, 3].some((number) => chosen.has(number))).toBe(false);
    expect(won({ ...run, trials }).story.children).toBe(kept.length);
  });
});

describe('how far it is ahead of random search', () => {
  const pairs = Array.from({ length: 60 }, (_, i) => ({
    first: 0.28 + 0.001 * i,
    second: 0.279 + 0.001 * i,
  }));
  const random: RandomChildren = { rewards: pairs.map(({ first }) => first), pairs, otherImages: 0 };

  test('compares with random winners that were trained again too, over other images', () => {
    const { lead, final } = won(run, random);
    const otherImages = imagesVariance(final!.accuracy, 4000) + imagesVariance(final!.accuracy, 4000);
    expect(lead).toEqual(leadOfFinal(final!.accuracy, 48, pairs, { otherImages }));
  });

  test('is not told without pairs, of random search itself, and where cost was weighed', () => {
    const { pairs: _, ...once } = random;
    expect(won(run, once).lead).toBeNull();
    expect(won(run, { ...random, pairs: pairs.slice(0, 19) }).lead).toBeNull();
    for (const other of [{ strategy: 'random' }, { reward: 'cost' }] as const)
      expect(won({ ...run, settings: { ...run.settings, ...other } }, random).lead).toBeNull();
  });
});

describe('what was learned', () => {
  const decisions = (share: number): Trial['decisions'] => [
    { cell: 'normal', block: 0, slot: 0, kind: 'operation', probabilities: [share, 1 - share], choice: 0 },
  ];
  const trials = run.trials.map((one, index) => ({ ...one, decisions: decisions(0.5 + index / 100) }));

  const small = LADDER.find(({ id }) => id === 'small')!;
  /** Shown to learn from so many. */
  const learning = { ...rungFor(small, 'ppo'), trials: 48 };

  test('is told by the decisions that moved most', () => {
    const told = { kind: 'decisions', moved: [{ block: 0, choice: 0, before: 0.5 }] };
    const of = { ...run, trials: trials as readonly Trial[] };
    expect(won({ ...of, settings: learning }).learned).toMatchObject(told);
    expect(won({ ...of, settings: { ...run.settings, rewards: 'table' } }).learned).toMatchObject(told);
  });

  test('by a recipe that nobody simulated is not claimed', () => {
    const settings = { ...learning, epochs: learning.epochs + 1 };
    expect(learnsFrom(settings).kind).toBe('own-recipe');
    expect(won({ ...run, settings, trials: trials as readonly Trial[] }).learned.kind).toBe('unmeasured');
  });

  test('is too little of fewer than twenty children, and without an update', () => {
    const few = runOf({ own: falling(19, 0.36, 0.28), images: 4000, further: 99 });
    expect(won({ ...few, updates: run.updates }).learned).toEqual({ kind: 'too-few', children: 19 });
    expect(won({ ...run, updates: [] }).learned).toEqual({ kind: 'too-few', children: 48 });
  });

  test('by a recipe of the ladder is told where simulation shows it, and else what is known', () => {
    const { settings } = PRESET_SETTINGS.mini;
    const kinds = { from: 'decisions', 'not-shown': 'too-few', unmeasured: 'unmeasured', 'own-recipe': '' };
    const learns = learnsFrom({ ...settings, trials: 48 });
    const isEnough = learns.kind !== 'from' || learns.children <= 48;
    const { learned } = won({
      ...run,
      settings: { ...settings, trials: 48 },
      trials: trials as readonly Trial[],
    });
    expect(learned.kind).toBe(isEnough ? kinds[learns.kind] : 'too-few');
  });

  test('is nothing without a distribution, and random search learns from no number of children', () => {
    expect(won({ ...run, settings: learning }).learned.kind).toBe('none');
    const settings = { ...run.settings, strategy: 'random' as const };
    expect(won({ ...run, settings, updates: [] }).learned.kind).toBe('none');
  });
});

test('a larger preset is offered after a smaller run alone, and after any that was looked up', () => {
  const work = ({ trials }: { readonly trials: number }): number => trials;
  const { settings } = PRESET_SETTINGS.mini;
  expect(isSmaller({ ...settings, trials: 19 }, settings, work)).toBe(true);
  expect(isSmaller(settings, settings, work)).toBe(false);
  expect(isSmaller({ ...PRESET_SETTINGS.table.settings, trials: 999 }, settings, work)).toBe(true);
});
