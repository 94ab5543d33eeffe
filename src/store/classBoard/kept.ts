import {
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  parseJson,
  readWith,
  tagged,
  text,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { MOST_SEED } from '../../search/made.ts';
import { type Retraining, retrainingKey } from './board.ts';
import { GIVEN_FLAWS, type Given, MOST_GIVEN } from './given.ts';
import { MOST_CHILDREN } from './ofRun.ts';

/** A board as this machine keeps it, and as its file has it. */
export interface KeptBoard {
  /** The value of the contest's link; null before there is one. */
  readonly contest: string | null;
  readonly given: readonly Given[];
  readonly retrained: readonly Retraining[];
}

export const NO_BOARD: KeptBoard = { contest: null, given: [], retrained: [] };
/** Of the contest and what came to it, and of what was trained. */
export const BOARD_KEY = 'nas-class-board';
export const FIGURES_KEY = 'nas-class-board-figures';
const VERSION = 1;
const KIND = 'nas-playground class board';

/** Above every link that is taken in. */
const MOST_SIGNS = 5000;
/** Of a sentence or a name. */
export const MOST_WORDS = 500;
const short = text({ max: MOST_SIGNS });
const seed = whole({ max: MOST_SEED });
const share = number({ min: 0, max: 1 });

const given = tagged('kind', {
  link: object<Extract<Given, { kind: 'link' }>>({ kind: oneOf(['link']), text: short, apart: flag() }, [
    'apart',
  ]),
  pair: object({
    kind: oneOf(['pair']),
    code: short,
    by: short,
    claim: nullable(share),
    seed: nullable(seed),
  }),
  run: object({
    kind: oneOf(['run']),
    read: short,
    by: short,
    settings: nullable(short),
    children: list(object({ code: short, by: short, accuracy: share, seed: nullable(seed) }), {
      max: MOST_CHILDREN,
    }),
  }),
  unread: object({
    kind: oneOf(['unread']),
    read: short,
    flaw: oneOf(GIVEN_FLAWS),
    why: short,
  }),
});
const retraining = object<Retraining>(
  {
    code: short,
    seed,
    accuracy: nullable(share),
    reason: short,
    right: text({ max: 100_000 }),
    version: whole(),
    seconds: number({ min: 0 }),
  },
  ['reason', 'right', 'version'],
);
const file = object({
  kind: oneOf([KIND]),
  version: oneOf([VERSION]),
  contest: nullable(short),
  // One that can't be read takes none of the others with it.
  given: list(given, { lenient: true }),
  retrained: list(retraining, { lenient: true }),
});

export const encodeBoard = ({ contest, given: all, retrained }: KeptBoard): string =>
  JSON.stringify({ kind: KIND, version: VERSION, contest, given: all, retrained });

/** Whether a text is meant as one, whole or not. */
export const isBoard = (written: string): boolean =>
  /^\s*\{\s*"kind":\s*"nas-playground class board"/.test(written);

export interface ReadBoard extends KeptBoard {
  /** Entries that could not be read. */
  readonly lost: number;
}

/** Whoever writes a board writes JSON: what is none has lost a part. */
const CUT = 'the file is cut off or damaged. Save the board again.';

/** The failure is a sentence. */
export function decodeBoard(written: string): Result<ReadBoard, string> {
  const json = parseJson(written);
  if (!json.ok) return fail(CUT);
  const read = readWith(file, json.value, 'a class board');
  if (!read.ok) return fail(read.error);
  const { contest, given: all, retrained } = read.value;
  const [some, figures] = [all.slice(0, MOST_GIVEN), retrained.slice(0, 10 * MOST_GIVEN)];
  const { given: rawGiven, retrained: rawFigures } = json.value as Record<'given' | 'retrained', unknown[]>;
  const lost = rawGiven.length + rawFigures.length - some.length - figures.length;
  return ok({ contest, given: some, retrained: figures, lost });
}

/** Those that are new, behind the others; one that failed, or that an earlier engine trained, gives way to a better one. */
export function added(before: readonly Retraining[], more: readonly Retraining[]): readonly Retraining[] {
  const all = new Map(before.map((one) => [retrainingKey(one.code, one.seed), one]));
  for (const one of more) {
    const key = retrainingKey(one.code, one.seed);
    const known = all.get(key);
    if (known === undefined || isBetter(one, known)) all.set(key, one);
  }
  return [...all.values()];
}

function isBetter(one: Retraining, known: Retraining): boolean {
  const [version, before] = [one.version ?? 0, known.version ?? 0];
  return version === before ? known.accuracy === null && one.accuracy !== null : version > before;
}
