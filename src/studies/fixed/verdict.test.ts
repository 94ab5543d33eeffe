import { describe, expect, test } from 'vitest';
import { COMPARED } from '../../search/fixed.ts';
import type { Judged } from '../uncertainty/difference.ts';
import { createWorld, shareOf, tell } from '../uncertainty/testing/simulation.ts';
import { type Contender, judge } from './verdict.ts';

interface Made {
  readonly seed?: number;
  readonly own: readonly [winner: number, nasnet: number, plain: number];
  readonly luck?: number;
  readonly images?: number;
  readonly seeds?: number;
  readonly costs?: readonly number[];
}

/** Three networks of known accuracies, trained from so many seeds. */
function made({
  seed = 1,
  own,
  luck = 0.01,
  images = 2000,
  seeds = 5,
  costs = [1, 1, 1],
}: Made): Contender[] {
  const world = createWorld(seed);
  const shared = world.images(images);
  return COMPARED.map((id, at) => ({
    id,
    multiplyAdds: 1e6 * costs[at]!,
    trainings: Array.from({ length: seeds }, () => world.train(own[at]!, luck, shared)),
  }));
}

const without = (contender: Contender, ...seeds: number[]): Contender => ({
  ...contender,
  trainings: contender.trainings.map((one, seed) => (seeds.includes(seed) ? null : one)),
});
const verdictOf = (contenders: readonly Contender[], deviation: number | null = 0.01) =>
  judge(contenders, deviation)?.verdict;

describe('a verdict', () => {
  test('is that searching paid where the winner is told from both, and better', () => {
    const found = judge(made({ own: [0.7, 0.6, 0.62] }), 0.01);
    expect(found?.verdict).toEqual({ kind: 'paid', over: ['plain', 'nasnet-a'] });
    expect(found?.standings.map(({ lead }) => lead && lead.low > 0)).toEqual([null, true, true]);
    expect(found).toMatchObject({ seeds: 5, failed: [], luck: 'of-recipe' });
  });

  test('is that it did not where a fixed network is told from it, and better: the best of them', () => {
    expect(verdictOf(made({ own: [0.6, 0.68, 0.66] }))).toEqual({ kind: 'not-paid', by: 'nasnet-a' });
    expect(verdictOf(made({ own: [0.6, 0.4, 0.7] }))).toEqual({ kind: 'not-paid', by: 'plain' });
  });

  test('is that nothing can be told where equals are compared, and names which', () => {
    expect(verdictOf(made({ own: [0.6, 0.6, 0.45] }))).toEqual({ kind: 'untold', from: ['nasnet-a'] });
    const both = verdictOf(made({ own: [0.6, 0.6, 0.6], images: 100 }));
    expect(both).toMatchObject({ kind: 'untold', from: expect.arrayContaining(['nasnet-a', 'plain']) });
  });

  test('leaves out what is dearer than the winner, unless even that is behind', () => {
    const dearer = { costs: [1, 2.5, 1] };
    expect(verdictOf(made({ own: [0.6, 0.75, 0.45], ...dearer }))).toEqual({ kind: 'paid', over: ['plain'] });
    expect(verdictOf(made({ own: [0.7, 0.6, 0.45], ...dearer }))).toEqual({
      ...{ kind: 'paid', over: ['nasnet-a', 'plain'] },
    });
    expect(verdictOf(made({ own: [0.6, 0.75, 0.75], costs: [1, 2, 2] }))).toEqual({ kind: 'no-equal' });
  });

  test('waits until the luck of training is known: of the recipe, or of enough trainings', () => {
    const few = made({ own: [0.7, 0.4, 0.4], seeds: 3 });
    expect(verdictOf(few)).toMatchObject({ kind: 'paid' });
    expect(judge(few, null)).toMatchObject({ luck: 'unknown', verdict: { kind: 'too-few' } });
    expect(judge(few, null)?.standings[0]?.whisker.counts).toBe('images-only');
    expect(judge(made({ own: [0.7, 0.4, 0.4], seeds: 5 }), null)).toMatchObject({
      luck: 'of-these',
      verdict: { kind: 'paid' },
    });
  });

  test('counts the seeds alone from which every network was trained', () => {
    const [winner, nasnet, plain] = made({ own: [0.7, 0.6, 0.6] }) as [Contender, Contender, Contender];
    const found = judge([winner, without(nasnet, 1), without(plain, 1, 3)], 0.01);
    expect(found).toMatchObject({ seeds: 3, failed: [] });
    const kept = [0, 2, 4].map((seed) => winner.trainings[seed]!.accuracy);
    expect(found?.standings[0]?.accuracies).toEqual(kept);
  });

  test('goes on without a network of which every training failed, and not without the winner', () => {
    const [winner, nasnet, plain] = made({ own: [0.7, 0.6, 0.6] }) as [Contender, Contender, Contender];
    const gone = (one: Contender) => without(one, 0, 1, 2, 3, 4);
    expect(judge([winner, gone(nasnet), plain], 0.01)).toMatchObject({
      ...{ failed: ['nasnet-a'], verdict: { kind: 'paid', over: ['plain'] } },
    });
    expect(verdictOf([gone(winner), nasnet, plain])).toEqual({ kind: 'failed' });
    expect(verdictOf([winner, gone(nasnet), gone(plain)])).toEqual({ kind: 'failed' });
  });

  test('is none before each network was trained once', () => {
    const [winner, nasnet, plain] = made({ own: [0.7, 0.6, 0.6] }) as [Contender, Contender, Contender];
    expect(judge([winner, nasnet, { ...plain, trainings: [] }], 0.01)).toBeNull();
  });

  test('takes trainings whose single images nobody kept', () => {
    const blind = made({ own: [0.9, 0.5, 0.5] }).map((one) => ({
      ...one,
      trainings: one.trainings.map((of) => ({ ...(of as Judged), right: null })),
    }));
    expect(verdictOf(blind)).toMatchObject({ kind: 'paid' });
    expect(verdictOf(blind, null)).toMatchObject({ kind: 'paid' });
  });
});

/** Of equal networks, whatever is told is wrong: in at most 5 % of comparisons. */
const WHOLE = process.env.NAS_FULL === '1';
const EQUALS = [
  { luck: 0, images: 30, seeds: 5 },
  { luck: 0.03, images: 30, seeds: 5 },
  { luck: 0.03, images: 300, seeds: 5 },
  ...(WHOLE ? [5, 10].map((seeds) => ({ luck: 0.02, images: 5000, seeds })) : []),
];
const RUNS = WHOLE ? 2000 : 200;
/** Three standard errors above 5 %. */
const MOST = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS);

test.each(EQUALS)('of equal networks few are told apart, by the luck of their own trainings: %o', (terms) => {
  const wrong = shareOf(RUNS, (run) => {
    const verdict = judge(made({ seed: run + 1, own: [0.6, 0.6, 0.6], ...terms }), null)!;
    return verdict.standings.some(({ lead }) => lead?.apart);
  });
  tell(`told apart of equals, ${JSON.stringify(terms)}`, wrong);
  expect(wrong).toBeLessThan(MOST);
});

test('what is truly better by three deviations is mostly told', () => {
  const right = shareOf(RUNS / 2, (run) => {
    const found = judge(made({ seed: run + 1, own: [0.66, 0.6, 0.6], luck: 0.02, images: 2000 }), null);
    return found?.verdict.kind === 'paid';
  });
  tell('paid, told of a winner 3 deviations ahead', right);
  expect(right).toBeGreaterThan(0.8);
});
