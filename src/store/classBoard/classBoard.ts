import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ContestError } from '../../codecs/contest/contestError.ts';
import { ENGINE_VERSIONS } from '../../protocol/environment.ts';
import type { Run } from '../../run/run.ts';
import type { Settings } from '../../settings/settings.ts';
import type { OpenContest } from '../contest/contest.ts';
import { isActive } from '../search.ts';
import type { PlaygroundStore } from '../store.ts';
import { type Board, boardOf, isByTable, type Retraining, type Row, type Wanted, wantedOf } from './board.ts';
import { beginning, type Given, MOST_GIVEN, openContest } from './given.ts';
import { createKeeper } from './keeper.ts';
import {
  added,
  BOARD_KEY,
  decodeBoard,
  encodeBoard,
  FIGURES_KEY,
  type KeptBoard,
  MOST_WORDS,
  NO_BOARD,
} from './kept.ts';
import { linksIn } from './links.ts';
import { ofRun } from './ofRun.ts';
import { createReader, type Reader } from './reader.ts';
import { createTrainer, type Progress } from './trainer.ts';
import { createTurn } from './turn.ts';

/** What became of what was given last. */
export type Note =
  /** `given`: hand-ins that were not there before; `again`: those that were; `refused`: new ones that can't be taken. */
  | {
      readonly kind: 'taken';
      readonly given: number;
      readonly again: number;
      readonly refused: number;
      readonly isContest: boolean;
    }
  /** Taken off the board: it can be put back. */
  | { readonly kind: 'removed'; readonly by: string; readonly given: readonly Given[] }
  /** Some of a board's file could not be read. */
  | { readonly kind: 'partly'; readonly lost: number }
  | { readonly kind: 'contest-error'; readonly error: ContestError }
  /** Its link is of another contest than the board. */
  | { readonly kind: 'other-contest' }
  | { readonly kind: 'board-refused'; readonly why: string }
  | { readonly kind: 'full' };

export interface ClassBoardState extends KeptBoard {
  readonly open: OpenContest | null;
  readonly board: Board;
  /** All that is still to be trained, in order; the first may be at work. */
  readonly wanted: readonly Wanted[];
  readonly paused: boolean;
  readonly working: { readonly wanted: Wanted; readonly progress: Progress | null } | null;
  /** By what trainings took here since the page was opened; null before one has ended. */
  readonly secondsLeft: number | null;
  /** A search of the person's runs: it goes first. */
  readonly waits: boolean;
  /** Another tab of this browser retrains. */
  readonly elsewhere: boolean;
  /** What is being loaded. */
  readonly loading: string | null;
  /** Why nothing can be trained now. */
  readonly problem: string | null;
  readonly note: Note | null;
  /** The browser keeps nothing of it. */
  readonly unkept: boolean;
  /** What the browser had kept and could not be read, as it was; '' where all could. */
  readonly unread: string;
  /** Links in a text; whether there were any. */
  takeText(text: string): boolean;
  takeRun(run: Run, file: string): void;
  take(given: Given): void;
  takeBoard(written: string): void;
  /** By places among what was given. */
  remove(at: number | readonly number[], by?: string): void;
  putBack(): void;
  /** What its name replaced stands beside it. */
  setApart(at: number): void;
  /** Trains anew what failed of a row. */
  retry(row: Row): void;
  setPaused(paused: boolean): void;
  setDeviations(deviationOf: (settings: Settings) => number | null): void;
  /** As a file. */
  written(): string;
  clear(): void;
  /** As another tab has left it. */
  recall(): void;
}

export type ClassBoardStore = StoreApi<ClassBoardState>;

const boards = new WeakMap<PlaygroundStore, ClassBoardStore>();

/** A page's one board: it goes on while the page shows something else. */
export function classBoardOf(page: PlaygroundStore): ClassBoardStore {
  const board = boards.get(page) ?? createClassBoard(page);
  boards.set(page, board);
  return board;
}

/** Looked-up figures come faster than a board is derived, drawn and kept. */
const GATHER_MS = 200;

export function createClassBoard(
  page: PlaygroundStore,
  now: () => number = () => performance.now(),
): ClassBoardStore {
  const ports = page.getState().boardPorts;
  let deviationOf: (settings: Settings) => number | null = () => null;
  /** Of trainings that ended here. */
  const took = { seconds: 0, count: 0 };
  const keeper = createKeeper(ports.storage);
  const opener = createOpener();
  /** All that follows from what is kept. */
  const derived = (kept: KeptBoard) => {
    const { open, reader } = opener(kept.contest);
    const contest = open?.contest ?? null;
    const board = boardOf({ contest, given: kept.given, retrained: kept.retrained, deviationOf, reader });
    const wanted = contest === null ? [] : wantedOf(board, contest, kept.retrained);
    const secondsLeft = took.count === 0 ? null : (wanted.length * took.seconds) / took.count;
    const { contest: terms, given, retrained } = kept;
    return { contest: terms, given, retrained, open, board, wanted, secondsLeft };
  };

  const store = createStore<ClassBoardState>()((set, get) => {
    /** Figures that are not on the board yet. */
    let gathered: Retraining[] = [];
    let gathering: ReturnType<typeof setTimeout> | undefined;
    /** Every change is made to what all tabs have left, so that none takes away another's. */
    const sync = (): void => {
      if (get().unkept) return;
      const kept = keeper.read();
      if (kept !== null) set({ ...derived(kept), unread: keeper.unread() });
    };
    /** After `sync`. */
    const put = (change: Partial<KeptBoard>, more: Partial<ClassBoardState> = {}): void => {
      const { contest, given, retrained } = { ...get(), ...change };
      const kept = { contest, given, retrained: added(retrained, gathered) };
      gathered = [];
      set({ ...derived(kept), unkept: !keeper.write(kept), ...more });
      dropStale();
      step();
    };
    const gather = (one: Retraining): void => {
      gathered.push(one);
      const { open } = get();
      if (open !== null && isByTable(open.contest) && nextWanted() !== undefined) {
        gathering ??= setTimeout(putGathered, GATHER_MS);
        set({ working: null });
        step();
        return;
      }
      putGathered();
    };
    const putGathered = (): void => {
      clearTimeout(gathering);
      gathering = undefined;
      const of = get().contest;
      sync();
      // Another tab may have begun another contest's board.
      if (get().contest !== of) gathered = [];
      const { working } = get();
      const isDone = working !== null && gathered.some((one) => isOf(one, working.wanted));
      put({}, isDone ? { working: null, loading: null } : {});
    };
    const nextWanted = (): Wanted | undefined =>
      get().wanted.find((wanted) => !gathered.some((one) => isOf(one, wanted)));
    const trainer = createTrainer(
      ports,
      {
        progress: (progress) => {
          const { working } = get();
          if (working !== null) set({ working: { ...working, progress }, loading: null });
        },
        loading: (loading) => set({ loading }),
        ended(retraining) {
          took.seconds += retraining.seconds;
          took.count += 1;
          gather(retraining);
        },
        refused(why, isOwn) {
          const { working } = get();
          if (isOwn && working !== null) {
            const { code, seed } = working.wanted;
            const reason = why.slice(0, MOST_WORDS);
            gather({ code, seed, accuracy: null, reason, seconds: 0, version: ENGINE_VERSIONS.wasm });
            return;
          }
          set({ working: null, loading: null, paused: true, problem: why });
          turn.leave();
        },
      },
      now,
    );
    const turn = createTurn(ports.webLocks ?? null, {
      came() {
        set({ elsewhere: false });
        sync();
        step();
      },
      waits: () => set({ elsewhere: true }),
    });
    /** What is in training may be wanted no more: its row was replaced, or the board cleared. */
    const dropStale = (): void => {
      const { working, wanted } = get();
      if (working === null || wanted.some((one) => isOf(one, working.wanted))) return;
      trainer.cancel();
      set({ working: null, loading: null });
    };
    const step = (): void => {
      const { run } = page.getState();
      const { open, paused, working } = get();
      const waits = isActive(run) && run.phase !== 'paused';
      if (waits !== get().waits) set({ waits });
      const next = open === null || paused || waits ? undefined : nextWanted();
      if (open === null || next === undefined) {
        turn.leave();
        if (get().elsewhere) set({ elsewhere: false });
        if (working === null) return;
        trainer.cancel();
        set({ working: null, loading: null });
        return;
      }
      if (working !== null || !turn.take()) return;
      set({ working: { wanted: next, progress: null } });
      trainer.train(next, open.contest);
    };
    page.subscribe((state, before) => {
      if (state.run !== before.run) step();
    });
    ports.watchStorage?.((key) => {
      if (key === null || key === BOARD_KEY || key === FIGURES_KEY) get().recall();
    });

    const takeAll = (all: readonly Given[], contests: readonly string[]): void => {
      sync();
      const { given, contest } = get();
      const found = contests.map(openContest);
      const opened = found.find((one) => 'contest' in one);
      const failed = found.find((one): one is ContestError => !('contest' in one));
      const known = new Set(given.map(textOf));
      const fresh = all.map(shortened).filter((one) => {
        const text = textOf(one);
        if (known.has(text)) return false;
        known.add(text);
        return true;
      });
      if (given.length + fresh.length > MOST_GIVEN) {
        set({ note: { kind: 'full' } });
        return;
      }
      if (failed !== undefined && opened === undefined && fresh.length === 0) {
        set({ note: { kind: 'contest-error', error: failed } });
        return;
      }
      const isOther = opened !== undefined && contest !== null && contest !== opened.terms;
      const terms = opened !== undefined && contest === null ? opened.terms : contest;
      put({ contest: terms, given: [...given, ...fresh] });
      const refused = get().board.refused.filter(({ at }) => at >= given.length).length;
      const counts = { given: fresh.length - refused, again: all.length - fresh.length, refused };
      const note: Note = isOther
        ? { kind: 'other-contest' }
        : { kind: 'taken', ...counts, isContest: opened !== undefined };
      set({ note });
    };

    const first = derived(keeper.read() ?? NO_BOARD);
    // Nothing trains before a person has seen the board.
    queueMicrotask(() => step());
    return {
      ...first,
      ...{
        paused: false,
        working: null,
        waits: false,
        elsewhere: false,
        loading: null,
        problem: null,
        note: null,
        unkept: false,
        unread: keeper.unread(),
      },
      takeText(text) {
        const { given, contests } = linksIn(text);
        if (given.length + contests.length === 0) return false;
        takeAll(given, contests);
        return true;
      },
      takeRun(run, file) {
        takeAll([ofRun(run, file) ?? { kind: 'unread', read: file, flaw: 'no-child', why: '' }], []);
      },
      take: (given) => takeAll([given], []),
      takeBoard(written) {
        const board = decodeBoard(written);
        if (!board.ok) return set({ note: { kind: 'board-refused', why: board.error } });
        const { contest, given, retrained, lost } = board.value;
        sync();
        if (get().contest !== null && contest !== null && contest !== get().contest)
          return set({ note: { kind: 'other-contest' } });
        put({ contest: get().contest ?? contest, retrained: added(get().retrained, retrained) });
        takeAll(given, []);
        if (lost > 0) set({ note: { kind: 'partly', lost } });
      },
      remove(at, by = '') {
        const removed = [at].flat().flatMap((place) => get().given[place] ?? []);
        const texts = new Set(removed.map(textOf));
        sync();
        const note: Note = { kind: 'removed', by, given: removed };
        put({ given: get().given.filter((one) => !texts.has(textOf(one))) }, { note });
      },
      putBack() {
        const { note } = get();
        if (note?.kind === 'removed') takeAll(note.given, []);
      },
      setApart(at) {
        const one = get().given[at];
        if (one?.kind !== 'link') return;
        sync();
        put({ given: get().given.map((other) => (isSame(other, one) ? { ...one, apart: true } : other)) });
      },
      retry({ first: hand, also }) {
        const codes = new Set([hand, ...also].map(({ code }) => code));
        sync();
        const isFailed = ({ code, accuracy }: Retraining): boolean => accuracy === null && codes.has(code);
        put({ retrained: get().retrained.filter((one) => !isFailed(one)) });
      },
      setPaused(paused) {
        set({ paused, problem: null });
        step();
      },
      setDeviations(given) {
        deviationOf = given;
        set(derived(get()));
      },
      written: () => encodeBoard(get()),
      clear() {
        gathered = [];
        keeper.dropUnread();
        put(NO_BOARD, { note: null, problem: null, paused: false, unread: '' });
      },
      recall() {
        sync();
        dropStale();
        step();
      },
    };
  });
  store.subscribe(({ open, wanted, paused, waits, elsewhere }) => {
    const isTable = open === null || isByTable(open.contest);
    const isBoardTraining = !isTable && wanted.length > 0 && !paused && !waits && !elsewhere;
    if (page.getState().isBoardTraining !== isBoardTraining) page.setState({ isBoardTraining });
  });
  return store;
}

/** A contest is read once, and what its board was read by goes on as long as it is the board's. */
function createOpener() {
  let last: { readonly terms: string | null; readonly open: OpenContest | null; readonly reader: Reader } = {
    ...{ terms: null, open: null, reader: createReader(null) },
  };
  return (terms: string | null) => {
    if (terms === last.terms) return last;
    const opened = terms === null ? null : openContest(terms);
    const open = opened !== null && 'contest' in opened ? opened : null;
    last = { terms, open, reader: createReader(open?.contest ?? null) };
    return last;
  };
}

const isOf = (one: Pick<Retraining, 'code' | 'seed'>, other: Pick<Retraining, 'code' | 'seed'>): boolean =>
  one.code === other.code && one.seed === other.seed;

const textOf = (one: Given): string => JSON.stringify(one.kind === 'link' ? one.text : one);
const isSame = (one: Given, other: Given): boolean => textOf(one) === textOf(other);

/** Names of files and reasons may be of any length. */
const shortened = (one: Given): Given =>
  one.kind === 'unread'
    ? { ...one, read: beginning(one.read), why: one.why.slice(0, MOST_WORDS) }
    : one.kind === 'run'
      ? { ...one, read: beginning(one.read) }
      : one;
