import { clauseOf } from '../../base/errors.ts';
import { isOwnId, type OwnId, USUAL_DATASET } from '../../data/infos.ts';
import { knowOwnNames, knowOwnSet, type OwnHead } from '../../data/own/info.ts';
import type { Judged } from '../../data/own/judge.ts';
import type {
  ImportCommand,
  ImportEvent,
  Refusal,
  SquareCommand,
  SquareEvent,
  Unread,
} from '../../protocol/own.ts';
import type { RunHead } from '../../run/run.ts';
import { settingsWith } from '../../settings/ownPictures.ts';
import type { OwnSets } from '../../storage/ownSets.ts';
import { type Connect, createLine } from '../link.ts';
import type { SettingsState } from '../settings/settings.ts';

/** Pictures that are being put together to a set. */
export interface Importing {
  /** Null where nothing is being read. */
  readonly reading: { readonly done: number; readonly total: number } | null;
  readonly told: Judged | null;
  /** Of the latest addition, as are those below. */
  readonly refusal: Refusal | null;
  readonly unread: readonly Unread[];
  readonly others: number;
  /** Why the set could not be kept, or the pictures not be read; null where nothing failed. */
  readonly failure: string | null;
}

export interface OwnState {
  /** The sets that this browser keeps, the newest first. */
  readonly ownSets: readonly OwnHead[];
  readonly importing: Importing;
  openSquares(): SquareReader;

  readOwnSets(): Promise<void>;
  /** Adds pictures to those that are being put together, or does something else with these. */
  importPictures(command: Exclude<ImportCommand, { type: 'keep' }>): void;
  /** Keeps them as a set, which the next search takes; answers whether that was done. */
  keepPictures(name: string): Promise<boolean>;
  /** Forgets what was not kept. */
  leaveImport(): void;
  useOwnSet(id: OwnId): void;
  /** For good; settings that name it take the usual images. */
  removeOwnSet(id: OwnId): Promise<void>;
}

/** Reads single pictures beside the page. */
export interface SquareReader {
  /** One after another. A bitmap is closed. Rejects where no picture can be read. */
  read(command: SquareCommand): Promise<SquareEvent>;
  close(): void;
}

export interface OwnPorts {
  /** Rejects where the browser keeps no databases. */
  readonly ownSets: Promise<OwnSets>;
  readonly connectImport: Connect<ImportCommand, ImportEvent>;
  openSquares(): SquareReader;
  now(): string;
}

const NOTHING: Importing = {
  reading: null,
  told: null,
  refusal: null,
  unread: [],
  others: 0,
  failure: null,
};

/** Of runs whose files brought names of classes: from now on the page tells the classes by them. */
export function knowNames(runs: readonly Pick<RunHead, 'settings' | 'classNames'>[]): void {
  for (const { settings, classNames } of runs)
    if (classNames !== undefined && isOwnId(settings.dataset)) knowOwnNames(settings.dataset, classNames);
}

export function createOwnSlice(
  set: (patch: Partial<OwnState>) => void,
  get: () => OwnState & Pick<SettingsState, 'settings' | 'changeSettings'>,
  ports: OwnPorts,
): OwnState {
  const change = (patch: Partial<Importing>): void => set({ importing: { ...get().importing, ...patch } });
  /** Of whoever waits for a set to be kept. */
  let settle: (isKept: boolean) => void = () => {};
  const line = createLine<ImportCommand, ImportEvent>(ports.connectImport, {
    hear(event) {
      switch (event.type) {
        case 'reading':
          return change({ reading: { done: event.done, total: event.total } });
        case 'read': {
          const { told, refusal, unread, others } = event;
          change({ told, refusal, unread, others, reading: null, failure: null });
          return settle(false);
        }
        case 'kept': {
          const { head } = event;
          knowOwnSet(head);
          set({ ownSets: [head, ...get().ownSets.filter(({ id }) => id !== head.id)] });
          get().useOwnSet(head.id);
          settle(true);
          return get().leaveImport();
        }
        case 'unkept':
          change({ reading: null, failure: event.why });
          return settle(false);
        default:
          return event satisfies never;
      }
    },
    crash(failure) {
      set({ importing: { ...NOTHING, failure } });
      settle(false);
    },
  });
  return {
    ownSets: [],
    importing: NOTHING,
    openSquares: ports.openSquares,

    async readOwnSets() {
      try {
        const heads = await (await ports.ownSets).heads();
        for (const head of heads) knowOwnSet(head);
        set({ ownSets: heads });
      } catch (thrown) {
        change({ failure: clauseOf(thrown) });
      }
    },
    importPictures(command) {
      change({ reading: { done: 0, total: 0 }, refusal: null, unread: [], others: 0, failure: null });
      line.send(command);
    },
    keepPictures(name) {
      change({ reading: { done: 0, total: 0 }, failure: null });
      return new Promise((resolve) => {
        settle = resolve;
        line.send({ type: 'keep', name, made: ports.now() });
      });
    },
    leaveImport() {
      line.disconnect();
      set({ importing: NOTHING });
      settle(false);
    },
    useOwnSet: (id) => get().changeSettings(settingsWith(id, get().settings)),
    async removeOwnSet(id) {
      try {
        await (await ports.ownSets).remove(id);
      } catch (thrown) {
        return change({ failure: clauseOf(thrown) });
      }
      set({ ownSets: get().ownSets.filter((one) => one.id !== id) });
      const { settings } = get();
      if (isOwnId(settings.dataset) && settings.dataset === id)
        get().changeSettings(settingsWith(USUAL_DATASET, settings));
    },
  };
}
