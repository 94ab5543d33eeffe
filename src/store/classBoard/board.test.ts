import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packBits, toBase64 } from '../../base/bytes/bits.ts';
import { type Contest, contestDigest, encodeContest } from '../../codecs/contest/contest.ts';
import { encodeHandIn, type HandIn } from '../../codecs/contest/handIn.ts';
import { encodeArchitecture } from '../../codecs/share.ts';
import { ENGINE_VERSIONS } from '../../protocol/environment.ts';
import { BEYOND_MADE } from '../../search/made.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import type { Architecture } from '../../space/architecture.ts';
import { boardOf, type Retraining, wantedOf } from './board.ts';
import { type Given, readGiven } from './given.ts';
import { added, decodeBoard, encodeBoard, isBoard, NO_BOARD } from './kept.ts';
import { linksIn } from './links.ts';

const settings = {
  ...TINY_SETTINGS,
  blocks: 2,
  operations: ['conv_1x1', 'avgpool_3x3', 'identity'] as const,
  validationImages: 100,
};
const SEEDS = [BEYOND_MADE, BEYOND_MADE + 1, BEYOND_MADE + 2];
const contest: Contest = { title: 'Tuesday', settings, limits: {}, seeds: SEEDS };
const digest = contestDigest(contest);

const pair = (operation: 'conv_1x1' | 'avgpool_3x3' | 'identity', input: 0 | 1 = 0): Architecture => {
  const cell = {
    blocks: [{ inputs: [input, 1], operations: [operation, 'identity'], combiner: 'add' }],
  } as const;
  return { normal: cell, reduction: cell };
};
const handIn = (change: Partial<HandIn> = {}): HandIn => ({
  ...{ architecture: pair('conv_1x1'), by: 'Ada', claim: 0.4, seed: 7, contest: digest },
  ...change,
});
const linkOf = (change?: Partial<HandIn>): string => `https://host/nas/${encodeHandIn(handIn(change))}`;
const trained = (change: Partial<HandIn>, seed: number, accuracy: number | null): Retraining => ({
  ...{
    code: encodeArchitecture(handIn(change).architecture),
    seed,
    accuracy,
    seconds: 1,
    version: ENGINE_VERSIONS.wasm,
  },
  ...(accuracy === null ? { reason: 'Loss became infinite.' } : {}),
});
const board = (text: string, retrained: readonly Retraining[] = [], of: Contest | null = contest) =>
  boardOf({ contest: of, given: linksIn(text).given, retrained, deviationOf: () => 0.01 });

/** Often longer than anything that is kept. */
const longText = fc
  .tuple(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 9000 }))
  .map(([text, piece, times]) => text + piece.repeat(times));

describe('intake', () => {
  test('links between words, one a line, in a row, escaped', () => {
    const links = ['Ada', 'Ben', 'Chloé'].map((by) => linkOf({ by }));
    const text = `Ada: ${links[0]}, and <${links[1]}>\n${links[2]}${linkOf({ by: 'Deniz' })}`;
    const escaped = `${text} ${encodeURIComponent(linkOf({ by: 'Emil' }))}`;
    const found = linksIn(escaped);
    const names = found.given.map((one) => {
      const read = readGiven(one, contest);
      return read.ok ? read.hand.by : read.error.kind;
    });
    expect(names).toEqual(['Ada', 'Ben', 'Chloé', 'Deniz', 'Emil']);
  });

  test('links in tables, joined by a name, escaped as HTML, broken into lines', () => {
    const links = ['Ada', 'Ben', 'Chloé', 'Deniz', 'Emil', 'Fatou'].map((by) => linkOf({ by }));
    const [ada, ben, chloe, deniz, emil, fatou] = links as [string, string, string, string, string, string];
    const wrapped = (link: string, at: number, between: string) =>
      link.slice(0, at) + between + link.slice(at);
    const text = [
      `Ada;${ada};0.4`,
      `Ben,${ben},x`,
      `${chloe}Deniz${deniz.slice(deniz.indexOf('#'))}Emil`,
      `<a href="${emil.replaceAll('&', '&amp;')}">mine</a>`,
      `> ${wrapped(wrapped(fatou, 50, '\r\n> '), 90, '\n')}`,
      `The contest: ${wrapped(`https://host/#contest=${encodeContest(contest)}`, 40, '\n')}`,
    ].join('\n');
    const { given, contests } = linksIn(text);
    const read = given.map((one) => readGiven(one, contest));
    expect(read.map((one) => (one.ok ? [one.hand.by, one.hand.claim] : one.error))).toEqual(
      ['Ada', 'Ben', 'Chloé', 'Deniz', 'Emil', 'Fatou'].map((by) => [by, 0.4]),
    );
    expect(contests).toEqual([encodeContest(contest)]);
  });

  test('what only looks like a link is none, and one that is too long is refused and not kept', () => {
    expect(linksIn('with c=3 and contest=yes, (c=4)').given).toEqual([]);
    const { given } = linksIn(`#c=${'A'.repeat(1e5)}`);
    expect(given).toMatchObject([{ kind: 'unread', flaw: 'too-long' }]);
    expect(JSON.stringify(given).length).toBeLessThan(200);
  });

  test('a contest’s link sets the contest, and the page’s address is not kept', () => {
    const found = linksIn(`Go to https://host/nas/#contest=${encodeContest(contest)} and ${linkOf()}`);
    expect(found.contests).toEqual([encodeContest(contest)]);
    expect(JSON.stringify(found.given)).not.toContain('host');
  });

  test('any text at all gives hands or reasons, and is kept and read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), longText, fc.nat(200), (before, after, cut) => {
        const link = linkOf().slice(0, cut);
        const found = linksIn(`${before} ${link} #c=${after}`);
        const all = boardOf({ contest, given: found.given, retrained: [], deviationOf: () => null });
        expect(all.hands + all.refused.length).toBe(found.given.length);
        const kept = { contest: null, given: found.given, retrained: [] };
        const written = encodeBoard(kept);
        expect(isBoard(written)).toBe(true);
        expect(decodeBoard(written)).toEqual({ ok: true, value: { ...kept, lost: 0 } });
      }),
    );
  });

  test('damaged ones are named, with the reason', () => {
    const cut = linkOf({ by: 'Lea' }).slice(0, -30);
    const changed = linkOf({ by: 'Mo' }).replace('claim=0.4', 'claim=0.9');
    const { refused, rows } = board(`${cut} ${changed} ${linkOf({ contest: 'AAAAAAAA', by: 'Nia' })}`);
    expect(rows).toEqual([]);
    expect(refused.map(({ by, error }) => [by, error.kind])).toEqual([
      ['Lea', 'cut-off'],
      ['Mo', 'changed'],
      ['Nia', 'other-contest'],
    ]);
  });

  test('a pair without a claim is taken without one', () => {
    const { rows } = board(`#c=${encodeArchitecture(pair('identity'))}`);
    expect(rows).toMatchObject([{ first: { by: '', claim: null, proof: { kind: 'unclaimed' } } }]);
  });

  test('what breaks the limits or the space is not ranked', () => {
    const small: Contest = { ...contest, limits: { parameters: 10 } };
    const over = board(linkOf({ contest: contestDigest(small) }), [], small);
    expect(over.refused).toMatchObject([
      { by: 'Ada', error: { kind: 'over', over: { kind: 'parameters', limit: 10 } } },
    ]);
    const without: Contest = {
      ...contest,
      settings: { ...settings, operations: ['identity', 'avgpool_3x3'] },
    };
    const outside = board(linkOf({ contest: contestDigest(without) }), [], without);
    expect(outside.refused).toMatchObject([
      { error: { kind: 'over', over: { kind: 'operations', operations: ['conv_1x1'] } } },
    ]);
  });
});

describe('folding', () => {
  test('equal graphs fold into the first that came', () => {
    const twin: Architecture = {
      normal: { blocks: [{ inputs: [1, 0], operations: ['identity', 'conv_1x1'], combiner: 'add' }] },
      reduction: pair('conv_1x1').reduction,
    };
    const { rows, folded } = board(`${linkOf()} ${linkOf({ by: 'Yusuf', architecture: twin, claim: 0.3 })}`);
    expect(rows).toMatchObject([{ first: { by: 'Ada' }, also: [{ by: 'Yusuf' }] }]);
    expect(folded).toBe(1);
  });

  test('names in other cases are others, and what a name replaced stays reachable', () => {
    const other = linkOf({ architecture: pair('avgpool_3x3') });
    const apart = linksIn(`${linkOf({ by: 'ada' })} ${other}`).given;
    const of = (given: readonly Given[]) =>
      boardOf({ contest, given, retrained: [], deviationOf: () => null });
    expect(of(apart).rows.map(({ first }) => first.by)).toEqual(['ada', 'Ada']);
    const same = linksIn(`${linkOf()} ${other}`).given;
    expect(of(same)).toMatchObject({ rows: [{ first: { places: [1] } }], replaced: [{ by: 'Ada', at: 0 }] });
    const [one, two] = same as [Given, Given];
    const both = of([{ ...one, apart: true } as Given, two]);
    expect(both.rows).toHaveLength(2);
    expect(both.replaced).toEqual([]);
  });

  test('files of one name are not one person’s', () => {
    const files = (['identity', 'avgpool_3x3'] as const).map((operation): Given => {
      const code = encodeArchitecture(pair(operation));
      return { kind: 'pair', code, by: 'cells', claim: null, seed: null };
    });
    const { rows } = boardOf({ contest, given: files, retrained: [], deviationOf: () => null });
    expect(rows.map(({ first }) => [first.by, first.times])).toEqual([
      ['cells', 1],
      ['cells', 1],
    ]);
  });

  test('whoever claims goes ahead of whoever does not, and folded claims are proved, too', () => {
    const unclaimed = `#c=${encodeArchitecture(pair('conv_1x1'))}`;
    const { rows } = board(`${unclaimed} ${linkOf()} ${linkOf({ by: 'Ben', claim: 0.3, seed: 8 })}`, [
      trained({}, 8, 0.3),
    ]);
    expect(rows).toMatchObject([
      {
        first: { by: 'Ada' },
        also: [
          { by: 'Ben', proof: { kind: 'proved' } },
          { by: '', claim: null },
        ],
      },
    ]);
  });

  test('the same name again takes the place of the one before', () => {
    const { rows } = board(
      `${linkOf()} ${linkOf({ by: 'Ben', architecture: pair('identity') })} ${linkOf({ architecture: pair('avgpool_3x3') })}`,
    );
    expect(rows.map(({ first }) => [first.by, first.times])).toEqual([
      ['Ada', 2],
      ['Ben', 1],
    ]);
  });
});

describe('proof and rank', () => {
  const ben = { by: 'Ben', architecture: pair('avgpool_3x3'), claim: 0.9 };
  const both = `${linkOf()} ${linkOf(ben)}`;

  test('the last digit decides', () => {
    const { rows } = board(both, [trained({}, 7, 0.4), trained(ben, 7, 0.89)]);
    const proofs = new Map(rows.map(({ first }) => [first.by, first.proof]));
    expect(proofs.get('Ada')).toEqual({ kind: 'proved' });
    expect(proofs.get('Ben')).toEqual({ kind: 'other', accuracy: 0.89 });
    const failed = board(both, [trained({}, 7, null)]).rows.find(({ first }) => first.by === 'Ada');
    expect(failed?.first.proof).toEqual({ kind: 'failed', reason: 'Loss became infinite.' });
  });

  test('fresh seeds rank, never the claim; what waits comes after, by claim', () => {
    const clear = [trained({}, SEEDS[0]!, 0.6), trained(ben, SEEDS[0]!, 0.2)];
    const { rows, ranks } = board(both, clear);
    expect(rows.map(({ first }) => first.by)).toEqual(['Ada', 'Ben']);
    expect([...ranks.values()]).toEqual([
      { first: 1, last: 1 },
      { first: 2, last: 2 },
    ]);
    expect(board(both).rows.map(({ first }) => first.by)).toEqual(['Ben', 'Ada']);
    const one = board(both, clear.slice(0, 1));
    expect(one.rows.map(({ first }) => first.by)).toEqual(['Ada', 'Ben']);
    expect(one.ranks.size).toBe(1);
  });

  test('bits of which images were right tell apart what accuracies alone do not', () => {
    const bitsOf = (right: number): string =>
      toBase64(packBits(Array.from({ length: 100 }, (_, at) => at < right)));
    const with3 = (change: Partial<HandIn>, right: number, seeds: readonly number[]): Retraining[] =>
      seeds.map((seed) => ({ ...trained(change, seed, right / 100), right: bitsOf(right) }));
    const groups = (retrained: readonly Retraining[]) => {
      const given = linksIn(both).given;
      const { ranks } = boardOf({ contest, given, retrained, deviationOf: () => 0.001 });
      return [...ranks.values()].map(({ last }) => last);
    };
    const [first] = SEEDS as [number, number, number];
    const paired = [...with3({}, 50, SEEDS), ...with3(ben, 40, [first])];
    expect(groups(paired)).toEqual([1, 2]);
    expect(groups(paired.map(({ right: _, ...rest }) => rest))).toEqual([2, 2]);
    // Bits that are not of their accuracy count for nothing.
    expect(groups(paired.map((one) => ({ ...one, right: bitsOf(3) })))).toEqual([2, 2]);
  });

  test('figures of an earlier engine are none, and are wanted again', () => {
    const old = { ...trained({}, 7, 0.4), version: 0 };
    const { rows } = board(linkOf(), [old]);
    expect(rows[0]?.first.proof).toEqual({ kind: 'waiting' });
    const wanted = wantedOf(board(linkOf(), [old]), contest, [old]);
    expect(wanted[0]).toMatchObject({ kind: 'proof', seed: 7 });
    expect(added([old], [trained({}, 7, 0.4)])).toEqual([trained({}, 7, 0.4)]);
    expect(added([trained({}, 7, 0.4)], [old])).toEqual([trained({}, 7, 0.4)]);
  });

  test('figures within the noise share their ranks', () => {
    const { ranks } = board(both, [trained({}, SEEDS[0]!, 0.41), trained(ben, SEEDS[0]!, 0.4)]);
    expect([...ranks.values()]).toEqual([
      { first: 1, last: 2 },
      { first: 1, last: 2 },
    ]);
  });

  test('claims first with a first seed each, then two more seeds for five', () => {
    const hands = Array.from({ length: 6 }, (_, at) => ({
      by: `Name ${at}`,
      claim: at / 10,
      architecture: {
        normal: {
          blocks: [
            { inputs: [0, 1], operations: ['conv_1x1', 'identity'], combiner: 'add' },
            {
              inputs: [at % 3, 2],
              operations: [at < 3 ? 'conv_1x1' : 'avgpool_3x3', 'identity'],
              combiner: 'add',
            },
          ],
        },
        reduction: pair('identity').reduction,
      } as const satisfies Architecture,
    }));
    const given: Given[] = linksIn(hands.map(linkOf).join('\n')).given.slice();
    const plan = (retrained: readonly Retraining[]) =>
      wantedOf(boardOf({ contest, given, retrained, deviationOf: () => null }), contest, retrained);
    const first = plan([]);
    expect(first).toHaveLength(6 * 2 + 5 * 2);
    expect(first.slice(0, 4).map(({ kind, seed }) => [kind, seed])).toEqual([
      ['proof', 7],
      ['rank', SEEDS[0]],
      ['proof', 7],
      ['rank', SEEDS[0]],
    ]);
    const known = hands.flatMap((hand, at) => [
      trained(hand, 7, hand.claim),
      trained(hand, SEEDS[0]!, 0.9 - at / 10),
    ]);
    const rest = plan(known);
    expect(rest).toHaveLength(10);
    // By what is known now, which the claims foretold the other way round.
    expect(rest.map(({ code }) => code)).not.toContain(encodeArchitecture(hands[5]!.architecture));
  });
});

test('what is no board is refused in a sentence', () => {
  expect(decodeBoard('{"kind":"nas-playground class board","version":1}')).toMatchObject({ ok: false });
  const whole = encodeBoard(NO_BOARD);
  for (const cut of [whole.slice(0, -1), whole.slice(0, whole.indexOf('board"'))])
    expect(decodeBoard(cut)).toEqual({
      ok: false,
      error: 'the file is cut off or damaged. Save the board again.',
    });
  expect(isBoard('{"normal":[]}')).toBe(false);
});
