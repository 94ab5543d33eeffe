import type { Contest } from '../../codecs/contest/contest.ts';
import { roundClaim } from '../../codecs/contest/handIn.ts';
import { ENGINE_VERSIONS } from '../../protocol/environment.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Given, ReadHand, Unread } from './given.ts';
import { rankedRows } from './rank.ts';
import { createReader, type Known, type Misfit, type Reader } from './reader.ts';
import type { Hand, Proof, Rank, Retraining, Row } from './row.ts';

export type { Hand, Rank, Retraining, Row } from './row.ts';

export interface Refused {
  readonly by: string | null;
  readonly read: string;
  readonly error: Unread | Misfit;
  /** Its place among what was given. */
  readonly at: number;
}

/** A graph that another one of the same name took the place of. */
export interface Replaced {
  readonly by: string;
  readonly architecture: Architecture;
  /** Its place among what was given. */
  readonly at: number;
}

export interface Board {
  /** Ranked ones first, then those that wait, by claim. */
  readonly rows: readonly Row[];
  readonly ranks: ReadonlyMap<string, Rank>;
  readonly refused: readonly Refused[];
  readonly replaced: readonly Replaced[];
  /** All that could be read, folded ones among them. */
  readonly hands: number;
  readonly folded: number;
}

export interface BoardInput {
  readonly contest: Contest | null;
  readonly given: readonly Given[];
  readonly retrained: readonly Retraining[];
  /** What is known of the recipe: how far trainings of one child scatter. */
  readonly deviationOf: (settings: Settings) => number | null;
  /** Of the same contest; a new one where it is left out. */
  readonly reader?: Reader;
}

/** How many are trained from every seed, the others from the first. */
export const TOP = 5;
const TOP_SEEDS = 3;

export const retrainingKey = (code: string, seed: number): string => `${code} ${seed}`;

/** The seed in a table's place. */
export const LOOKED_UP = 0;
/** The training of the table that nobody chose by. */
export const OTHER_LOOK = 1;

export const isByTable = ({ settings }: Contest): boolean => settings.rewards === 'table';

/** What a row is ranked by, in order. */
export function rankingSeeds(contest: Contest): readonly number[] {
  return isByTable(contest) ? [OTHER_LOOK] : contest.seeds.slice(0, TOP_SEEDS);
}

/** Whether it holds today: an engine whose bits have changed trains its figures once more. */
export const isCurrent = ({ version }: Retraining, contest: Contest): boolean =>
  isByTable(contest) || version === ENGINE_VERSIONS.wasm;

/** What is on a board, from what came to it and what was trained: nothing of it is kept. */
export function boardOf({ contest, given, retrained, deviationOf, ...input }: BoardInput): Board {
  const { reader = createReader(contest) } = input;
  const current = contest === null ? [] : retrained.filter((one) => isCurrent(one, contest));
  const figures = new Map(current.map((one) => [retrainingKey(one.code, one.seed), one]));
  const { hands, refused, replaced } = handsOf(given, reader);
  const folds = new Map<string, Counted[]>();
  for (const hand of hands) folds.set(hand.known.key, [...(folds.get(hand.known.key) ?? []), hand]);
  const rows = [...folds].flatMap(([key, all]): Row[] => {
    const claimed = all.filter(({ known }) => known.hand.claim !== null);
    const others = all.filter(({ known }) => known.hand.claim === null);
    const [first, ...also] = [...claimed, ...others].map(({ known, times, places }): Hand => {
      return { ...known.hand, times, places, proof: proofOf(known.hand, figures, contest) };
    });
    const counted = all[0]?.known;
    if (first === undefined || counted === undefined) return [];
    const row: Row = { key, first, also, ...countsOf(counted), ...standingOf(first, figures, contest) };
    return [reader.same(`row ${key}`, stampOf(row), () => row)];
  });
  const { ordered, ranks } = rankedRows(rows, contest, deviationOf, reader);
  const waiting = rows.filter(({ figure }) => figure === null).sort((a, b) => claimOf(b) - claimOf(a));
  return {
    ...{ rows: [...ordered, ...waiting], ranks, refused, replaced },
    ...{ hands: hands.length, folded: hands.length - rows.length },
  };
}

const countsOf = ({ trainable, multiplyAdds }: Read): Pick<Row, 'trainable' | 'multiplyAdds'> => ({
  trainable,
  multiplyAdds,
});

/** Equal where nothing of a row that is shown differs. */
function stampOf({ first, also, fresh, failure }: Row): string {
  const hands = [first, ...also].map(({ code, by, claim, seed, times, places, proof }) => {
    return [code, by, claim, seed, times, places, proof];
  });
  return JSON.stringify([hands, fresh.map(({ seed, accuracy }) => [seed, accuracy]), failure]);
}

export const claimOf = ({ first }: Row): number => first.claim ?? -1;

type Read = Extract<Known, { readonly ok: true }>;

interface Counted {
  readonly known: Read;
  readonly times: number;
  readonly places: readonly number[];
}

/** The last of each name, in the place of its first. Whoever has no name of their own takes nobody's place. */
function handsOf(
  given: readonly Given[],
  reader: Reader,
): { hands: Counted[]; refused: Refused[]; replaced: Replaced[] } {
  const refused: Refused[] = [];
  const names = new Map<string, { readonly known: Read; readonly at: number }[]>();
  given.forEach((one, at) => {
    const known = reader.read(one);
    if (!known.ok) {
      refused.push({ by: known.by, read: known.read, error: known.error, at });
      return;
    }
    const { by, isNamed } = known.hand;
    const isApart = one.kind === 'link' && one.apart === true;
    const name = isNamed && !isApart ? `by ${by}` : `at ${at}`;
    names.set(name, [...(names.get(name) ?? []), { known, at }]);
  });
  const replaced: Replaced[] = [];
  const hands = [...names.values()].flatMap((all): Counted[] => {
    const last = all.at(-1);
    if (last === undefined) return [];
    const earlier = new Map(all.map((one) => [one.known.key, one]));
    earlier.delete(last.known.key);
    for (const { known, at } of earlier.values())
      replaced.push({ by: known.hand.by, architecture: known.hand.architecture, at });
    const places = all.filter(({ known }) => known.key === last.known.key).map(({ at }) => at);
    return [{ known: last.known, times: all.length, places }];
  });
  return { hands, refused, replaced };
}

function proofOf(
  { code, claim, seed }: ReadHand,
  figures: ReadonlyMap<string, Retraining>,
  contest: Contest | null,
): Proof {
  if (claim === null || seed === null) return { kind: 'unclaimed' };
  const by = contest !== null && isByTable(contest) ? LOOKED_UP : seed;
  const trained = figures.get(retrainingKey(code, by));
  if (trained === undefined) return { kind: 'waiting' };
  const { accuracy, reason = '' } = trained;
  if (accuracy === null) return { kind: 'failed', reason };
  return roundClaim(accuracy) === roundClaim(claim) ? { kind: 'proved' } : { kind: 'other', accuracy };
}

function standingOf(
  { code }: Hand,
  figures: ReadonlyMap<string, Retraining>,
  contest: Contest | null,
): Pick<Row, 'fresh' | 'figure' | 'failure'> {
  if (contest === null) return { fresh: [], figure: null, failure: null };
  const all = rankingSeeds(contest).flatMap((seed) => figures.get(retrainingKey(code, seed)) ?? []);
  const fresh = all.filter(({ accuracy }) => accuracy !== null);
  const sum = fresh.reduce((whole, { accuracy }) => whole + (accuracy ?? 0), 0);
  return {
    fresh,
    figure: fresh.length === 0 ? null : sum / fresh.length,
    failure: fresh.length === 0 ? (all[0]?.reason ?? null) : null,
  };
}

/** A training that the board wants. */
export interface Wanted {
  readonly kind: 'proof' | 'rank';
  readonly key: string;
  readonly code: string;
  readonly architecture: Architecture;
  readonly seed: number;
}

/**
 * All that is still to be trained, in order: every row's claim and its first seed, the highest claim first; the claims of those
 * who sent the same graph; then the other seeds of the five first, by what is known by then.
 */
export function wantedOf(board: Board, contest: Contest, retrained: readonly Retraining[]): Wanted[] {
  const current = retrained.filter((one) => isCurrent(one, contest));
  const done = new Set(current.map(({ code, seed }) => retrainingKey(code, seed)));
  const [lead, ...others] = rankingSeeds(contest);
  const byClaim = [...board.rows].sort((a, b) => claimOf(b) - claimOf(a));
  const proof = (row: Row, hand: Hand): Wanted[] => {
    if (hand.seed === null || hand.claim === null) return [];
    const seed = isByTable(contest) ? LOOKED_UP : hand.seed;
    return [{ kind: 'proof', key: row.key, code: hand.code, architecture: hand.architecture, seed }];
  };
  const rank = ({ key, first: { code, architecture } }: Row, seed: number): Wanted => {
    return { kind: 'rank', key, code, architecture, seed };
  };
  const all = [
    ...byClaim.flatMap((row) => [...proof(row, row.first), ...(lead === undefined ? [] : [rank(row, lead)])]),
    ...byClaim.flatMap((row) => row.also.flatMap((hand) => proof(row, hand))),
    ...board.rows.slice(0, TOP).flatMap((row) => others.map((seed) => rank(row, seed))),
  ];
  const seen = new Set<string>();
  return all.filter(({ code, seed }) => {
    const key = retrainingKey(code, seed);
    if (done.has(key) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
