import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finalistTrainings } from '../../search/finalists.ts';
import { LADDER, type RungId, rungFor, rungOf } from '../../settings/ladder.ts';
import { type Settings, STRATEGY_IDS, validateSettings } from '../../settings/settings.ts';
import { CHOSEN, chooseFitted, FITTED_SECONDS, fittedBefore, fittedToNothing } from './choose.ts';
import { isSamePlace, type Pace, withPace } from './pace.ts';

const given = fittedBefore('ppo', 7);
const chosen = (
  seconds: Partial<Record<RungId, number>>,
  own: Settings = given,
  stand: (keyof Settings)[] = [],
) => {
  const fitted = chooseFitted(seconds, own, stand);
  return fitted && [fitted.rung.id, fitted.settings.trials, Math.round(fitted.seconds)];
};

describe('what is fitted to a pace', () => {
  test('is the costliest recipe of which enough to learn from fit into two minutes with their finalists', () => {
    // PPO is shown to learn from 60 of Mini's children, and from 48 of Small's.
    expect(chosen({ demo: 0.3, small: 0.6, mini: 1.7, large: 8 })).toEqual(['mini', 60, 114]);
    expect(chosen({ demo: 0.3, small: 0.6, mini: 2.2, large: 8 })).toEqual(['small', 60, 40]);
    // Of Large nothing is shown: it is chosen for as many as a search may have.
    expect(chosen({ demo: 0.3, small: 0.6, mini: 0.7, large: 2.2 })).toEqual(['mini', 60, 47]);
    expect(chosen({ demo: 0.3, small: 0.6, mini: 0.7, large: 1.7 })).toEqual(['large', 60, 114]);
    expect(chosen({ demo: 0.3, small: 0.6, mini: 4 })).toEqual(['small', 60, 40]);
    expect(chosen({ demo: 1, small: 5 })).toEqual(['demo', 60, 67]);
  });

  test('is the cheapest one, by as many as fit, where 24 fit of none; but never under twelve', () => {
    expect(chosen({ demo: 5 })).toEqual(['demo', 16, 115]);
    expect(chosen({ demo: 5, small: 6 })).toEqual(['demo', 16, 115]);
    expect(chosen({ demo: 60, small: 600 })).toEqual(['demo', 12, 19 * 60]);
    expect(chosen({})).toBeNull();
  });

  test('are plain settings of the rung, with the strategy, seed and data set that were set', () => {
    const own = { ...fittedBefore('evolution', 9), dataset: 'synthetic' } as const;
    const fitted = chooseFitted({ demo: 1, small: 3 }, own)!;
    const small = LADDER.find(({ id }) => id === 'small')!;
    expect(fitted.settings).toEqual({
      ...rungFor(small, 'evolution'),
      ...{ seed: 9, dataset: 'synthetic', trials: fitted.settings.trials },
    });
  });

  test('leaves what a person set: the recipe is one of which that many children fit', () => {
    expect(chosen({ demo: 1, small: 3 }, { ...given, trials: 50 }, ['trials'])).toEqual(['demo', 50, 57]);
    expect(chosen({ demo: 1, small: 3 }, { ...given, trials: 30 }, ['trials'])).toEqual(['small', 30, 111]);
    expect(chosen({ demo: 1, small: 3 }, { ...given, trials: 5000 }, ['trials'])).toEqual([
      'demo',
      5000,
      5007,
    ]);
    expect(chosen({ demo: 1, small: 2.4 }, { ...given, finalists: 0 }, ['finalists'])).toEqual([
      'small',
      48,
      115,
    ]);
    const epochs = chooseFitted({ demo: 1 }, { ...given, epochs: 9 }, ['epochs'])!;
    expect(epochs.settings.epochs).toBe(9);
  });

  test('takes no longer than two minutes, unless twelve children of the cheapest recipe do', () => {
    const pace = fc.record({
      demo: fc.double({ min: 0.01, max: 20, noNaN: true }),
      small: fc.double({ min: 0.01, max: 200, noNaN: true }),
      mini: fc.option(fc.double({ min: 0.01, max: 900, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(pace, fc.constantFrom(...STRATEGY_IDS), ({ mini, ...others }, strategy) => {
        const seconds = mini === undefined ? others : { ...others, mini };
        const fitted = chooseFitted(seconds, fittedBefore(strategy, 1))!;
        const { trials } = fitted.settings;
        expect(validateSettings(fitted.settings)).toEqual({ ok: true, value: fitted.settings });
        expect(rungOf(fitted.settings)?.id).toBe(fitted.rung.id);
        expect(trials).toBeGreaterThanOrEqual(12);
        expect(trials).toBeLessThanOrEqual(60);
        const each = seconds[fitted.rung.id as keyof typeof seconds] as number;
        expect(fitted.seconds).toBeCloseTo((trials + finalistTrainings(fitted.settings)) * each);
        if (trials > 12) expect(fitted.seconds).toBeLessThanOrEqual(FITTED_SECONDS + 1e-9);
      }),
    );
  });

  test('brings what rungs differ in, and never the strategy, the seed or the data set', () => {
    expect([...CHOSEN].sort()).toEqual([
      ...['batch', 'blocks', 'cropPadding', 'epochs', 'filters', 'imageSize', 'learningRate'],
      ...['trainImages', 'trials', 'validationImages'],
    ]);
  });

  test('is a Demo where nothing could be measured', () => {
    const demo = fittedToNothing({ ...given, filters: 6 }, ['filters']);
    expect(demo).toEqual({ ...rungFor(LADDER[0]!, 'ppo'), seed: 7, filters: 6 });
  });
});

const place = { engine: 'compiled', version: 1, backend: 'webgpu', adapter: 'A card' };
const pace: Pace = { place, seconds: { demo: 1 } };

test('a pace holds for the same engine, version, backend, adapter and threads', () => {
  expect(isSamePlace(place, { ...place })).toBe(true);
  for (const other of [
    { engine: 'reference' },
    { version: 2 },
    { backend: 'cpu' },
    { adapter: 'B' },
    { threads: 2 },
  ])
    expect(isSamePlace(place, { ...place, ...other })).toBe(false);
});

test('a new pace forgets what another engine or version of it had on the same adapter', () => {
  const newer: Pace = { place: { ...place, version: 2 }, seconds: { demo: 2 } };
  const other: Pace = { place: { ...place, adapter: 'B' }, seconds: { demo: 3 } };
  expect(withPace([other, pace], newer)).toEqual([newer, other]);
  expect(withPace([pace], other)).toEqual([other, pace]);
  const many = Array.from(
    { length: 12 },
    (_, index): Pace => ({ place: { ...place, adapter: `${index}` }, seconds: {} }),
  );
  expect(many.reduce(withPace, [] as readonly Pace[])).toHaveLength(8);
});
